//! P = N = D at λ = 0, where slacks and gaps vanish together: what is reported is the limit of small λ.

use crate::support::problems::{PARTS, blocks, features, gaussian};
use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

fn report(model: Value, noise: f64, lambda: f64) -> Value {
    let population = blocks(vec![2.0, 0.5, 0.1], Some(vec![2.0, 2.0, 1.0]), vec![1.0, 2.0, 0.3]);
    let problem = population.with("noise", noise).with("testSpectrum", vec![1.0, 1.0, 1.0]);
    call("evaluate", problem.with("model", model).with("samples", 5.0).with("lambda", lambda))
}

/// So many layers that saturate, and one that does not.
fn layered(saturated: usize) -> Value {
    features([vec![gaussian(5.0); saturated], vec![gaussian(9.0)]].concat())
}

fn noisy() -> Value {
    Record::new().with("kind", "noisyFeatures").with("width", 5.0).with("noiseVariance", 0.0).into()
}

fn models() -> [(Value, f64); 4] {
    [(layered(1), 1.0), (layered(2), 2.0), (layered(3), 3.0), (noisy(), 1.0)]
}

#[test]
fn without_label_noise_all_that_is_reported_is_the_limit() {
    for (model, saturated) in models() {
        let (limit, near) = (report(model.clone(), 0.0, 0.0), report(model, 0.0, 1e-60));
        // P m/(m+2) Σ w̄²/Σ σ⁻¹ by hand.
        let expected = 5.0 * saturated / (saturated + 2.0) * 6.3 / 15.0;
        assert!(relative(read(&limit, "testError"), expected) < 1e-14);
        assert!(relative(read(&limit, "rho"), 1.0 / (1.0 + saturated)) < 1e-15);
        for path in ["rho", "testError", "variance.featuresData", "outOfDistributionError"] {
            let (found, nearby) = (read(&limit, path), read(&near, path));
            assert!(relative(found, nearby) < 1e-9, "m = {saturated}: {path} {found} {nearby}");
        }
        for path in PARTS.iter().filter(|path| **path != "variance.featuresData") {
            assert!((read(&limit, path) - read(&near, path)).abs() < 1e-9, "{path}");
        }
    }
}

#[test]
fn label_noise_diverges_in_the_parts_that_do() {
    for (model, saturated) in models() {
        let (limit, near) = (report(model.clone(), 0.3, 0.0), report(model, 0.3, 1e-60));
        assert_eq!(limit.get("status"), Some(&Value::from("InterpolationThreshold")));
        for path in ["variance.noise", "variance.featuresNoise", "testError"] {
            assert!(read(&limit, path).is_infinite() && read(&near, path) > 1e9, "{path}");
        }
        let path = "variance.featuresData";
        let (found, nearby) = (read(&limit, path), read(&near, path));
        assert!(relative(found, nearby) < 1e-9, "m = {saturated}: {found} {nearby}");
    }
}
