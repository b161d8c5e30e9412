//! Shortcuts for many dimensions: the law of every quantity is the one without them.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::power_law;
use crate::support::simulated::simulate;
use crate::support::{call, read};
use ridgelaw::wire::{Record, Value};

fn law(dimension: usize) -> Record {
    power_law(1.2, 0.5, dimension).with("noise", 0.1)
}

fn layers(each: &[Record]) -> Record {
    let list: Vec<Value> = each.iter().map(|layer| Value::from(layer.clone())).collect();
    Record::new().with("kind", "randomFeatures").with("layers", list)
}

fn gaussian(width: usize) -> Record {
    Record::new().with("kind", "gaussian").with("width", width)
}

fn noisy() -> Record {
    Record::new()
        .with("kind", "noisyFeatures")
        .with("width", 150usize)
        .with("signalScale", 0.5)
        .with("noiseVariance", 2e-3)
}

/// Errors within 4.2 standard errors of theory, traces within 3 %.
fn agrees(model: &Record, samples: usize, trials: usize) {
    agrees_in(1000, model, samples, trials);
}

fn agrees_in(dimension: usize, model: &Record, samples: usize, trials: usize) {
    let problem = || {
        law(dimension)
            .with("model", Value::from(model.clone()))
            .with("samples", samples)
            .with("lambda", 1e-3)
    };
    let theory = call("evaluate", problem());
    for (name, mean, error) in simulate(&problem, trials, 5.0, &|options| options) {
        let expected = read(&theory, &name);
        let z = (mean - expected) / error;
        println!("{samples} {name:24} {mean:12.6} ± {error:10.6}  {expected:12.6}  {z:6.2}");
        let traces = ["kappa", "df1", "dfTotal", "gamma", "oneMinusGamma", "sTransform"];
        let close = (mean / expected - 1.0).abs() < 0.03;
        let holds = if traces.contains(&name.as_str()) { close } else { z.abs() < 4.2 };
        assert!(holds, "{name} at P = {samples}: {mean} where theory says {expected}, z = {z}");
    }
}

#[test]
fn features_that_span_few_directions_are_drawn_in_those_alone() {
    agrees(&layers(&[gaussian(60)]), 400, 60);
    agrees(&layers(&[gaussian(80), gaussian(50)]), 300, 60);
}

#[test]
fn features_that_few_samples_see_are_drawn_as_far_as_they_are_seen() {
    agrees(&layers(&[gaussian(300)]), 60, 60);
    agrees(&noisy(), 50, 60);
    let weights: Vec<f64> = (1..=200).map(|j| 1.0 / f64::from(j).sqrt()).collect();
    agrees(&layers(&[gaussian(200).with("weightSpectrum", weights)]), 40, 60);
}

#[test]
fn features_that_are_never_laid_out_need_no_room() {
    let wide = layers(&[gaussian(20_000)]);
    agrees_in(20_000, &wide, 30, 8);
    let whole =
        law(20_000).with("model", Value::from(wide)).with("samples", 30usize).with("lambda", 1e-3);
    let refused = ridgelaw::verbs::call("draw", Value::from(whole)).err().map(|error| error.code());
    assert_eq!(refused, Some("TooLarge"));
}
