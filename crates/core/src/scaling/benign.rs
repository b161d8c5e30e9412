//! Benign overfitting: effective ranks of the tail of a spectrum, beside the sharp γ.

use crate::error::Result;
use crate::model::ridge::{Ensemble, ridge};
use crate::report::Status;
use crate::spectrum::{InfinitePowerLaw, Modes};

/// The criterion of Bartlett, Long, Lugosi and Tsigler (arXiv 1906.11300; with a ridge, arXiv 2009.14286)
/// and the exact answer it bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Benign {
    /// How the numbers came about.
    pub status: Status,
    /// k*, the first k with r_k ≥ b P; infinite where there is none.
    pub split: f64,
    /// r_k = (Pλ + Σ_{i>k} σ)/σ_{k+1} at k*, zero where k* is infinite.
    pub rank: f64,
    /// R_k = (Pλ + Σ_{i>k} σ)²/Σ_{i>k} σ² at k*, zero where k* is infinite.
    pub square_rank: f64,
    /// r_0/P, which must vanish for the bias.
    pub bias_ratio: f64,
    /// k*/P and P/R_{k*}, which must vanish for the noise.
    pub ratios: [f64; 2],
    /// γ and 1 − γ: label noise is multiplied by γ/(1 − γ).
    pub gamma: f64,
    /// 1 − γ.
    pub slack: f64,
    /// κ, beside λ + Σ_{i>k*} σ/P, which it is close to where overfitting is benign.
    pub kappa: [f64; 2],
}

/// Up to this factor label noise counts as harmless, from the other on as harmful.
const BENIGN: f64 = 0.1;
const CATASTROPHIC: f64 = 10.0;

impl Benign {
    /// γ/(1 − γ): what label noise is multiplied by.
    pub fn noise_factor(&self) -> f64 {
        if self.gamma > 0.0 { self.gamma / self.slack } else { 0.0 }
    }

    /// The words of arXiv 2207.06569 for this P, by the sharp noise factor.
    pub fn verdict(&self) -> &'static str {
        match self.noise_factor() {
            factor if factor <= BENIGN => "benign",
            factor if factor < CATASTROPHIC => "tempered",
            _ => "catastrophic",
        }
    }
}

/// Σ σ and Σ σ² over the modes after the first k.
#[derive(Debug, Clone, Copy)]
pub struct Tail {
    /// k.
    pub skipped: f64,
    /// σ_{k+1}.
    pub next: f64,
    /// Σ_{i>k} σ.
    pub sum: f64,
    /// Σ_{i>k} σ².
    pub squares: f64,
}

/// The criterion at P samples and ridge λ ≥ 0 with its constant b.
pub fn benign(modes: &Modes, samples: f64, lambda: f64, constant: f64) -> Result<Benign> {
    let report = ridge(modes, samples, lambda, Ensemble { size: 1.0 }, None)?;
    let load = samples * lambda;
    let rank = |tail: &Tail| (load + tail.sum) / tail.next;
    let reaches = |tail: &Tail| rank(tail) >= constant * samples;
    let (first, split) = if let Some(law) = modes.law() {
        (tail_of(law, 0.0), Some(first_reaching(law, reaches)))
    } else {
        let tails = tails(modes);
        (tails[0], tails.into_iter().find(reaches))
    };
    let split = split.as_ref();
    let square = |tail: &Tail| (load + tail.sum) * ((load + tail.sum) / tail.squares);
    let tail_ridge = split.map_or(f64::INFINITY, |tail| lambda + tail.sum / samples);
    Ok(Benign {
        status: report.status,
        split: split.map_or(f64::INFINITY, |tail| tail.skipped),
        rank: split.map_or(0.0, rank),
        square_rank: split.map_or(0.0, square),
        bias_ratio: rank(&first) / samples,
        ratios: split
            .map_or([f64::INFINITY; 2], |tail| [tail.skipped / samples, samples / square(tail)]),
        gamma: report.gamma,
        slack: report.one_minus_gamma,
        kappa: [report.kappa, tail_ridge],
    })
}

/// The tails after each entry, from the whole spectrum on. Within modes that share an eigenvalue r_k
/// falls with k: where r_k first reaches a value, an entry begins.
fn tails(modes: &Modes) -> Vec<Tail> {
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut tails: Vec<Tail> = (0..modes.listed())
        .rev()
        .map(|i| {
            let (next, count, _) = modes.entry(i);
            sum += count * next;
            squares += count * next * next;
            Tail { skipped: 0.0, next, sum, squares }
        })
        .collect();
    tails.reverse();
    // Counted from the large end, where counts are exact.
    let mut before = 0.0;
    for (i, tail) in tails.iter_mut().enumerate() {
        tail.skipped = before;
        before += modes.entry(i).1;
    }
    tails
}

fn tail_of(law: InfinitePowerLaw, skipped: f64) -> Tail {
    let [sum, squares] = [1.0, 2.0].map(|power| law.tail(skipped, power));
    Tail { skipped, next: law.eigenvalue(skipped + 1.0), sum, squares }
}

/// On an infinite power law r_k grows with k: doubling, then bisection over whole numbers.
fn first_reaching(law: InfinitePowerLaw, reaches: impl Fn(&Tail) -> bool) -> Tail {
    let (mut low, mut high) = (0.0, 1.0);
    if reaches(&tail_of(law, low)) {
        return tail_of(law, low);
    }
    while !reaches(&tail_of(law, high)) && high < 1e100 {
        (low, high) = (high, 2.0 * high);
    }
    loop {
        let middle = libm::floor(0.5 * (low + high));
        if middle <= low || middle >= high {
            return tail_of(law, high);
        }
        if reaches(&tail_of(law, middle)) { high = middle } else { low = middle }
    }
}
