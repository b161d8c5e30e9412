//! Earlier papers in their own variables: their equations, solved here by bisection as they are written, give the numbers
//! of this library after nothing but the translation that the frames state.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, read, relative};
use ridgelaw::linalg::{Matrix, cholesky, gram};
use ridgelaw::rng::Stream;
use ridgelaw::scaling::{Law, regime};
use ridgelaw::wire::{Record, Value};

const MODES: usize = 400;

fn kind(name: &str) -> Record {
    Record::new().with("kind", name)
}

/// A law out of the words of a frame.
fn converted(frame: &str, words: &[(&'static str, f64)]) -> [f64; 2] {
    let from = Record::new().with("frame", frame);
    let from = words.iter().fold(from, |record, (name, x)| record.with(name, *x));
    let pair = call("convertFrame", Record::new().with("from", Value::from(from)));
    ["exponent", "source"].map(|name| read(&pair, name))
}

fn problem(law: [f64; 2], model: Record, noise: f64) -> Record {
    sized(law, MODES, model, noise)
}

fn sized(
    [exponent, source]: [f64; 2],
    modes: impl Into<Value>,
    model: Record,
    noise: f64,
) -> Record {
    let spectrum = kind("powerLaw").with("exponent", exponent).with("modes", modes);
    Record::new()
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(kind("powerLaw").with("source", source)))
        .with("model", Value::from(model))
        .with("noise", noise)
}

fn features(width: f64) -> Record {
    let layer = Value::from(kind("gaussian").with("width", width));
    kind("randomFeatures").with("layers", vec![layer])
}

/// k^-exponent.
fn powers(exponent: f64) -> Vec<f64> {
    (1..=MODES).map(|k| (k as f64).powf(-exponent)).collect()
}

fn total(of: impl Fn(usize) -> f64) -> f64 {
    (0..MODES).map(of).sum()
}

/// Where a falling function meets zero, in logarithms.
fn root(falling: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-60.0_f64, 60.0_f64);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if falling(middle.exp()) > 0.0 { low = middle } else { high = middle }
    }
    (0.5 * (low + high)).exp()
}

/// Simon et al., arXiv 2110.03922: learnabilities λ/(λ+κ) and δ/κ add up to n ("conservation law"), errors are the
/// "overfitting coefficient" n/(n − Σ L²) times Σ (1−L)² v² + σ², the training error is (δ/(nκ))² of it. δ = n λ, and
/// v² is the variance along a mode, k^-β.
#[test]
fn simons_eigenlearning_equations_hold_word_for_word() {
    for (alpha, beta, delta, noise) in
        [(1.17, 1.14, 2.0, 0.0), (1.22, 1.20, 0.01, 0.3), (1.12, 1.36, 0.5, 0.1)]
    {
        let (n, eigenvalues, v) = (60.0, powers(alpha), powers(beta));
        let law = converted("simon", &[("alpha", alpha), ("beta", beta)]);
        let report =
            problem(law, kind("ridge"), noise).with("samples", n).with("lambda", delta / n);
        let report = call("evaluate", report);
        let kappa =
            root(|kappa| total(|k| eigenvalues[k] / (eigenvalues[k] + kappa)) + delta / kappa - n);
        let learned = |k: usize| eigenvalues[k] / (eigenvalues[k] + kappa);
        let overfitting = n / (n - total(|k| learned(k).powi(2)));
        let left = |k: usize| (1.0 - learned(k)).powi(2) * v[k];
        let test = overfitting * (total(left) + noise);
        assert!(relative(read(&report, "kappa"), kappa) < 1e-11, "{alpha}");
        let conserved = read(&report, "df1") + delta / read(&report, "kappa");
        assert!(relative(conserved, n) < 1e-12);
        assert!(relative(1.0 / read(&report, "oneMinusGamma"), overfitting) < 1e-11);
        assert!(relative(read(&report, "testError"), test) < 1e-11, "{alpha}");
        let train = (delta / (n * kappa)).powi(2) * test;
        assert!(relative(read(&report, "trainError"), train) < 1e-11, "{alpha}");
    }
}

/// Simon et al., arXiv 2311.14646: n = Σ λ/(λ+γ) + δ/κ, k = Σ λ/(λ+γ) + kκ/γ; with z = Σ λ/(λ+γ), q = Σ (λ/(λ+γ))²,
/// the error is [Σ (γ/(λ+γ) − κλ/(λ+γ)² k/(k−q)) v² + σ²] / (1 − (q(k−2z) + z²)/(n(k−q))).
#[test]
fn simons_equations_of_random_features_hold_word_for_word() {
    for (alpha, beta, [n, k, delta], noise) in [
        (1.3, 1.7, [50.0, 80.0, 0.02], 0.0),
        (1.17, 1.14, [90.0, 40.0, 0.5], 0.2),
        (2.0, 1.5, [64.0, 256.0, 1e-3], 0.05),
    ] {
        let (eigenvalues, v) = (powers(alpha), powers(beta));
        let z = |gamma: f64| total(|i| eigenvalues[i] / (eigenvalues[i] + gamma));
        // κ from the second equation, γ from the first.
        let kappa = |gamma: f64| gamma * (k - z(gamma)) / k;
        let first = |gamma: f64| {
            let kappa = kappa(gamma);
            if kappa > 0.0 { z(gamma) + delta / kappa - n } else { 1.0 }
        };
        let gamma = root(first);
        let (kappa, z) = (kappa(gamma), z(gamma));
        let learned = |i: usize| eigenvalues[i] / (eigenvalues[i] + gamma);
        let q = total(|i| learned(i).powi(2));
        let left = |i: usize| {
            let again = kappa * learned(i) / (eigenvalues[i] + gamma) * k / (k - q);
            (1.0 - learned(i) - again) * v[i]
        };
        let open = 1.0 - (q * (k - 2.0 * z) + z * z) / (n * (k - q));
        let error = (total(left) + noise) / open;
        let law = converted("simon", &[("alpha", alpha), ("beta", beta)]);
        let report = problem(law, features(k), noise).with("samples", n).with("lambda", delta / n);
        let report = call("evaluate", report);
        assert!(relative(read(&report, "kappa"), kappa) < 1e-10, "{alpha}");
        assert!(relative(read(&report, "testError"), error) < 1e-10, "{alpha}");
    }
}

/// Bordelon, Canatar and Pehlevan, arXiv 2002.02561 and 2006.13198: κ = λ + Σ κη/(pη + κ), γ = p Σ η²/(pη + κ)²,
/// E = [κ² Σ η w̄²/(pη + κ)² + γσ²]/(1 − γ). Their λ and κ are p times those here; a and b as in 2402.01092.
#[test]
fn the_equations_of_bordelon_canatar_and_pehlevan_hold_word_for_word() {
    for (a, b, ridge, noise) in
        [(1.9, 1.4, 0.3, 0.0), (4.2, 1.3, 1e-3, 0.2), (1.32, 1.65, 5.0, 1.0)]
    {
        let (p, eta, signal) = (70.0, powers(b), powers(a));
        let resolved = |kappa: f64, k: usize| p * eta[k] + kappa;
        let kappa = root(|kappa| ridge / kappa + total(|k| eta[k] / resolved(kappa, k)) - 1.0);
        let gamma = p * total(|k| (eta[k] / resolved(kappa, k)).powi(2));
        let bias = kappa * kappa * total(|k| signal[k] / resolved(kappa, k).powi(2));
        let error = (bias + gamma * noise) / (1.0 - gamma);
        let law = converted("bordelon", &[("a", a), ("b", b)]);
        let report =
            problem(law, kind("ridge"), noise).with("samples", p).with("lambda", ridge / p);
        let report = call("evaluate", report);
        assert!(relative(p * read(&report, "kappa"), kappa) < 1e-11, "{a} {b}");
        assert!(relative(read(&report, "gamma"), gamma) < 1e-11, "{a} {b}");
        assert!(relative(read(&report, "excessError"), error) < 1e-11, "{a} {b}");
    }
}

/// Cui et al., arXiv 2105.15004: λ = n^-ℓ; a learning curve crosses from the noiseless to the noisy regime
/// if ℓ > α/(1 + 2α min(r, 1)), and not below.
#[test]
fn cuis_curves_cross_to_the_noisy_regime_above_their_line() {
    for (alpha, r) in [(1.65, 0.097), (1.2, 0.13), (2.0, 0.7), (1.5, 1.4)] {
        let [capacity, source] = converted("cui", &[("alpha", alpha), ("r", r)]);
        let law = Law { capacity, source, noisy: true, weights: vec![] };
        let line = alpha / (1.0 + 2.0 * alpha * r.min(1.0));
        let term = |ell: f64| regime(&law, ell, f64::INFINITY).region.name;
        let slow = |ell: f64| regime(&law, ell, f64::INFINITY).exponent;
        let noiseless = 2.0 * r.min(1.0);
        assert!(relative(slow(0.99 * line), 0.99 * line * noiseless) < 1e-12, "{}", term(line));
        assert!(relative(slow(1.01 * line), 1.0 - 1.01 * line / alpha) < 1e-9, "{}", term(line));
    }
}

/// Bahri et al., arXiv 2102.06701, whose loss of P features and endless data of teachers of S weights is
/// Tr[C − C𝒫ᵀ(𝒫C𝒫ᵀ)⁻¹𝒫C]/(2S): trained by linear algebra, with C of eigenvalues i^-(1+α_K). Maloney et al. have the same
/// spectrum, with α for α_K.
#[test]
fn bahris_loss_is_half_the_error_here() {
    for (frame, word, rate, width) in [("bahri", "alphaK", 0.4, 20), ("maloney", "alpha", 0.8, 35)]
    {
        let (mean, error) = lost(&powers(1.0 + rate), &[1.0; MODES], width, 60);
        let (mean, error) = (mean / (2.0 * MODES as f64), error / (2.0 * MODES as f64));
        let law = converted(frame, &[(word, rate)]);
        let expected = endless(law, width) / (2.0 * MODES as f64);
        println!("{frame}: {mean:.4e} ± {error:.1e}, theory {expected:.4e}");
        // What the theory leaves out is of order 1/N.
        let allowed = 3.0 * error + 0.5 * expected / width as f64;
        assert!((mean - expected).abs() < allowed, "{frame}: {mean} ± {error}, {expected}");
        assert!(error < 0.02 * mean);
    }
}

/// The exponent in width is min(a − 1, b), not the min(a − 1, 2b) of samples: by the exact formulas and by linear algebra.
#[test]
fn smooth_targets_fall_with_b_in_width() {
    let (a, b) = (4.2, 1.3);
    let law = converted("bordelon", &[("a", a), ("b", b)]);
    let squared: Vec<f64> = powers(a - b);
    let sizes = [12, 48];
    let [few, many] = sizes.map(|width| lost(&powers(b), &squared, width, 100));
    let ratio = 4.0_f64.ln();
    let found = (few.0 / many.0).ln() / ratio;
    let error = (few.1 / few.0).hypot(many.1 / many.0) / ratio;
    let [small, large] = sizes.map(|width| endless(law, width));
    let expected = (small / large).ln() / ratio;
    println!("in width: {found:.3} ± {error:.3}, theory {expected:.3}");
    assert!((found - expected).abs() < 3.0 * error + 0.05, "{found} {expected}");
    assert!(found < 1.5 * b && error < 0.05, "{found} ± {error}");
    let excess = |width: f64| {
        let long = sized(law, "infinite", features(width), 0.0);
        read(&call("evaluate", long.with("samples", 1e15).with("lambda", 0.0)), "excessError")
    };
    let slope = (excess(1e4) / excess(4e4)).ln() / ratio;
    assert!((slope - b).abs() < 0.01, "{slope}");
}

/// The excess error of features of `width` and endless data.
fn endless(law: [f64; 2], width: usize) -> f64 {
    let problem = problem(law, features(width as f64), 0.0);
    read(&call("evaluate", problem.with("samples", 1e15).with("lambda", 0.0)), "excessError")
}

/// Mean and standard error over draws of what `width` random features cannot say of a target with C = diag(c).
fn lost(c: &[f64], squared: &[f64], width: usize, draws: u64) -> (f64, f64) {
    let losses: Vec<f64> = (0..draws).map(|seed| unexplained(c, squared, width, seed)).collect();
    let n = losses.len() as f64;
    let mean = losses.iter().sum::<f64>() / n;
    let spread: f64 = losses.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, (spread / n / (n - 1.0)).sqrt())
}

/// Σ w̄² [C − C𝒫ᵀ(𝒫C𝒫ᵀ)⁻¹𝒫C], the diagonal weighted by w̄².
fn unexplained(c: &[f64], squared: &[f64], width: usize, seed: u64) -> f64 {
    let mut stream = Stream::new(5, seed);
    let mut half = Matrix::zeros(width, MODES);
    half.data.iter_mut().for_each(|x| *x = stream.normal());
    for i in 0..width {
        half.row_mut(i).iter_mut().zip(c).for_each(|(x, c)| *x *= c.sqrt());
    }
    let inverse = cholesky(gram(&half)).unwrap().solve(&half);
    let explained = |k: usize| (0..width).map(|i| half.at(i, k) * inverse.at(i, k)).sum::<f64>();
    (0..MODES).map(|k| squared[k] * c[k] * (1.0 - explained(k))).sum()
}

/// Kaplan et al., arXiv 2001.08361: L(N, D) = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D asks for D ~ N^(α_N/α_D), N^0.74 with the
/// exponents of its fit, 0.076 and 0.103. Hoffmann et al., arXiv 2203.15556: 0.34 and 0.28 give N ~ C^0.45, published as
/// 0.46 from exponents with more digits.
#[test]
fn kaplans_and_hoffmanns_best_splits_come_out() {
    let split = |alpha: f64, beta: f64| {
        let found = call("computeExponents", Record::new().with("alpha", alpha).with("beta", beta));
        ["width", "data"].map(|name| read(&found, name))
    };
    let [width, data] = split(0.076, 0.103);
    assert!((data / width - 0.74).abs() < 0.005);
    let [width, data] = split(0.34, 0.28);
    assert!((width - 0.46).abs() < 0.01 && (data - 0.54).abs() < 0.01, "{width} {data}");
}
