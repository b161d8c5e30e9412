//! Trials of an experiment beside what theory says.

/// Mean, standard error and how many of them theory is off.
pub fn score(what: &str, trials: &[f64], theory: f64) -> f64 {
    let n = trials.len() as f64;
    let mean = trials.iter().sum::<f64>() / n;
    let variance = trials.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let z = (mean - theory) / (variance / n).sqrt();
    println!("{what}: {mean} ± {}, theory {theory}, z = {z:.2}", (variance / n).sqrt());
    z
}

/// Agreement within 3.5 standard errors.
pub fn agree(what: &str, trials: &[f64], theory: f64) {
    let z = score(what, trials, theory);
    assert!(z.abs() < 3.5, "{what}: z = {z} where theory says {theory}");
}
