//! The words of earlier models, and their published exponents.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::{gaussian_features, power_law, ridge};
use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

#[test]
fn frames_convert_both_ways() {
    let cases = [
        ("cui", vec![("alpha", 1.65), ("r", 0.097)]),
        ("bordelon", vec![("a", 1.32), ("b", 1.65)]),
        ("simon", vec![("alpha", 1.3), ("beta", 1.7)]),
        ("bahri", vec![("alphaK", 0.4)]),
        ("maloney", vec![("alpha", 0.4)]),
        ("kaplan", vec![("alphaN", 1.4), ("alphaD", 2.1)]),
        ("hoffmann", vec![("alpha", 1.4), ("beta", 2.1)]),
    ];
    for (frame, words) in cases {
        let from = words
            .iter()
            .fold(Record::new().with("frame", frame), |record, (name, x)| record.with(name, *x));
        let pair = call("convertFrame", Record::new().with("from", Value::from(from)));
        let back = Record::new().with("from", pair).with("to", frame);
        let back = call("convertFrame", back);
        for (name, x) in words {
            assert!(relative(read(&back, name), x) < 1e-12, "{frame} {name}");
        }
    }
}

/// What `describe` says of a law in one paper's words is what reads back as that law.
#[test]
fn one_law_in_the_words_of_all_papers_reads_back() {
    for (exponent, source, refused) in [(1.65, 0.097, 2), (1.5, 0.8, 2), (1.4, 1.0 / 7.0, 0)] {
        let law = Record::new().with("frame", "atanasov").with("exponent", exponent);
        let law = Value::from(law.with("source", source));
        let found = call("describeFrames", Record::new().with("from", law));
        let Some(Value::List(frames)) = found.get("frames") else { panic!("{found:?}") };
        assert_eq!(frames.len(), 8);
        let said: Vec<&Value> =
            frames.iter().filter(|each| each.get("refused").is_none()).collect();
        assert_eq!(8 - said.len(), refused, "{exponent}");
        for words in said {
            let back = call("convertFrame", Record::new().with("from", words.clone()));
            assert!(relative(read(&back, "exponent"), exponent) < 1e-12, "{words:?}");
            assert!(relative(read(&back, "source"), source) < 1e-12, "{words:?}");
        }
    }
}

#[test]
fn a_chinchilla_law_has_the_amplitudes_of_the_exact_formulas() {
    for (exponent, source) in [(1.5, 0.3), (1.5, 0.8), (1.3, 1.3), (2.5, 0.2)] {
        let pair = Record::new().with("exponent", exponent).with("source", source);
        let found = call("chinchillaLaw", pair);
        let [a, alpha, b, beta] = ["A", "alpha", "B", "beta"].map(|name| read(&found, name));
        let error = |width: f64, samples: f64| {
            let problem = power_law(exponent, source, "infinite")
                .with("model", gaussian_features(&[width]))
                .with("noise", 0.0)
                .with("samples", samples)
                .with("lambda", 0.0);
            read(&call("evaluate", problem), "excessError")
        };
        let wide = error(9e15, 3e5) / (b * 3e5_f64.powf(-beta));
        let long = error(3e5, 1e17) / (a * 3e5_f64.powf(-alpha));
        assert!((wide - 1.0).abs() < 2e-2, "{exponent} {source} data {wide}");
        assert!((long - 1.0).abs() < 2e-2, "{exponent} {source} width {long}");
    }
}

#[test]
fn published_exponents_come_out() {
    // Hoffmann et al.: α = 0.34, β = 0.28 give N ~ C^0.45, D ~ C^0.55 (their approach 3: 0.46, 0.54).
    let chinchilla = call("computeExponents", Record::new().with("alpha", 0.34).with("beta", 0.28));
    assert!((read(&chinchilla, "width") - 0.452).abs() < 1e-3);
    assert!((read(&chinchilla, "data") - 0.548).abs() < 1e-3);
    // Cui et al. with noise at the best ridge: 2αr/(1+2αr); regime and frame agree.
    let cui = Record::new().with("frame", "cui").with("alpha", 1.65).with("r", 0.097);
    let pair = call("convertFrame", Record::new().with("from", Value::from(cui)));
    let rate = 2.0 * 1.65 * 0.097;
    let regime = Record::new()
        .with("exponent", read(&pair, "exponent"))
        .with("source", read(&pair, "source"))
        .with("noise", 1.0)
        .with("lambdaExponent", "optimal");
    assert!(relative(read(&call("regime", regime), "exponent"), rate / (1.0 + rate)) < 1e-12);
    // Bahri, Maloney: the same exponent in width and in data, α_K.
    let bahri = Record::new().with("frame", "bahri").with("alphaK", 0.4);
    let kaplan = Record::new().with("from", Value::from(bahri)).with("to", "kaplan");
    let kaplan = call("convertFrame", kaplan);
    assert!(relative(read(&kaplan, "alphaN"), 0.4) < 1e-12);
    assert!(relative(read(&kaplan, "alphaD"), 0.4) < 1e-12);
    // Kaplan's own 0.076 and 0.095 differ, which no such law with exponents below one does.
    let kaplan = Record::new().with("frame", "kaplan").with("alphaN", 0.076).with("alphaD", 0.095);
    let refused = ridgelaw::verbs::call(
        "convertFrame",
        Record::new().with("from", Value::from(kaplan)).into(),
    );
    assert_eq!(refused.map_err(|error| error.code()), Err("Conflict"));
}

/// In the words of each frame without noise and ridge: eigenvalues k^-b and signals k^-a (Bordelon, Canatar and
/// Pehlevan; Simon et al., α for b and β for a) fall as P^-min(a-1, 2b), Maloney's and Bahri's k^-(1+α) as P^-α.
#[test]
fn exact_errors_fall_with_the_exponents_of_the_frames() {
    let min = f64::min;
    let cases = [
        ("bordelon", vec![("a", 1.32), ("b", 1.65)], min(0.32, 3.3)),
        ("bordelon", vec![("a", 4.4), ("b", 1.2)], 2.4),
        ("simon", vec![("alpha", 1.3), ("beta", 1.7)], 0.7),
        ("bahri", vec![("alphaK", 0.4)], 0.4),
        ("maloney", vec![("alpha", 0.3)], 0.3),
    ];
    for (frame, words, exponent) in cases {
        let from = Record::new().with("frame", frame);
        let from = words.iter().fold(from, |record, (name, x)| record.with(name, *x));
        let pair = call("convertFrame", Record::new().with("from", Value::from(from)));
        let error = |samples: f64| {
            let problem = power_law(read(&pair, "exponent"), read(&pair, "source"), "infinite")
                .with("model", ridge())
                .with("noise", 0.0)
                .with("samples", samples)
                .with("lambda", 0.0);
            read(&call("evaluate", problem), "excessError")
        };
        let slope = libm::log(error(1e6) / error(4e6)) / libm::log(4.0);
        assert!((slope - exponent).abs() < 0.01, "{frame}: {slope} {exponent}");
    }
}
