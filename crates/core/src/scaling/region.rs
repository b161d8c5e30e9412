//! The regions of the phase diagram: which term of the error dominates, and what limits it.

use super::form::Form;
use super::law::{Law, Limit, Reach};

/// A region, by what dominates there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its number: 0 to 10 as in arXiv 2405.00592, 11 and 12 where wide layers of anisotropic weights
    /// have a tail that is not resolved.
    pub id: usize,
    /// The name users see.
    pub name: &'static str,
    /// The part of the error that dominates.
    pub term: &'static str,
    /// The exponent of E ~ P^-e on N = P^q, λ = P^-l, L = α for weights of infinite trace.
    pub formula: &'static str,
    /// Where it is derived or first seen.
    pub literature: &'static str,
}

const BIAS: &str = "bias";
const FEATURES: &str = "features";
const NOISE: &str = "noise";
const FRAME: &str = "arXiv 2405.00592, linear random features";

const fn region(id: usize, [name, term, formula, literature]: [&'static str; 4]) -> Region {
    Region { id, name, term, formula, literature }
}

/// Every region, by its id.
pub const REGIONS: [Region; 13] = [
    region(
        0,
        [
            "signal, source",
            BIAS,
            "2αr",
            "arXiv 2105.15004 (Cui et al.), noiseless, effectively ridgeless; arXiv 2002.02561 (Bordelon et al.)",
        ],
    ),
    region(
        1,
        [
            "signal, capacity",
            BIAS,
            "2α",
            "arXiv 2105.15004 (Cui et al.), noiseless, effectively ridgeless, r ≥ 1",
        ],
    ),
    region(
        2,
        ["ridge, source", BIAS, "2lrα/L", "arXiv 2105.15004 (Cui et al.), noiseless, regularised"],
    ),
    region(
        3,
        [
            "ridge, capacity",
            BIAS,
            "2lα/L",
            "arXiv 2105.15004 (Cui et al.), noiseless, regularised, r ≥ 1",
        ],
    ),
    region(
        4,
        [
            "width, source",
            BIAS,
            "2αrq",
            "arXiv 2102.06701 (Bahri et al.), resolution-limited; arXiv 2210.16859 (Maloney et al.)",
        ],
    ),
    region(5, ["width, capacity", FEATURES, "αq", FRAME]),
    region(
        6,
        [
            "feature variance",
            FEATURES,
            "α + c(q−1)",
            "arXiv 2405.00592, variance-dominated window; arXiv 2102.06701 (Bahri et al.), variance-limited at c = 1",
        ],
    ),
    region(7, ["feature variance, ridge", FEATURES, "lα/L + c(q−l/L)", FRAME]),
    region(
        8,
        [
            "noise, mitigated by the ridge",
            NOISE,
            "1 − l/L",
            "arXiv 2105.15004 (Cui et al.), noisy, regularised",
        ],
    ),
    region(9, ["noise, mitigated by the width", NOISE, "1 − q", FRAME]),
    region(
        10,
        [
            "noise",
            NOISE,
            "0",
            "arXiv 2105.15004 (Cui et al.), noisy, effectively ridgeless; arXiv 2207.06569 (Mallinar et al.), tempered overfitting",
        ],
    ),
    region(
        11,
        [
            "feature variance, unresolved weights",
            FEATURES,
            "α − 1 + 2(1−a)q",
            "this project: arXiv 2405.00592 with c replaced where df ≪ N^(1−a)",
        ],
    ),
    region(
        12,
        [
            "feature variance, ridge, unresolved weights",
            FEATURES,
            "(α−1)l/L + 2(1−a)q",
            "this project: arXiv 2405.00592 with c replaced where df ≪ N^(1−a)",
        ],
    ),
];

/// What a term can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Term {
    /// Bias² and Var_X.
    Bias,
    /// Var_F and Var_FX.
    Features(Reach),
    /// What label noise adds.
    Noise,
}

impl Term {
    /// The region in which this term dominates under this limit.
    pub fn region(self, law: &Law, limit: Limit) -> Region {
        let capacity = usize::from(law.source >= 1.0);
        REGIONS[match (self, limit) {
            (Self::Bias, Limit::Samples) => capacity,
            (Self::Bias, Limit::Ridge) => 2 + capacity,
            (Self::Bias, Limit::Width) => 4,
            (Self::Features(_), Limit::Width) => 5,
            (Self::Features(Reach::Near), Limit::Samples) => 6,
            (Self::Features(Reach::Near), Limit::Ridge) => 7,
            (Self::Features(Reach::Far), Limit::Samples) => 11,
            (Self::Features(Reach::Far), Limit::Ridge) => 12,
            (Self::Noise, Limit::Ridge) => 8,
            (Self::Noise, Limit::Width) => 9,
            (Self::Noise, Limit::Samples) => 10,
        }]
    }
}

/// A term of the error with its exponents at one point of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Which.
    pub term: Term,
    /// E ~ P^-samples N^-width λ^lambda.
    pub form: Form,
}

/// The scaling of the error at N = P^q, λ = P^-l.
#[derive(Debug, Clone, PartialEq)]
pub struct Regime {
    /// What dominates.
    pub region: Region,
    /// E ~ P^-exponent along N = P^q, λ = P^-l.
    pub exponent: f64,
    /// Its exponents in P, N and λ apart.
    pub form: Form,
    /// m of df₁ ~ P^m, κ₂ ~ P^{-αm}.
    pub resolution: f64,
    /// All terms: bias, features (with layers), noise (with noise).
    pub parts: Vec<(Region, Part)>,
    /// Whether another region has the same exponent here: a boundary.
    pub is_boundary: bool,
}

/// Exponents closer than this are equal.
const TIE: f64 = 1e-12;

/// The one formula for the whole plane: E ~ P^-e, e = min over terms.
///
/// With m = min(1, l/L, q): bias² 2αm min(r,1); features αm min(2r,1) + v; noise 1 − m. Pass an
/// infinite l for no ridge. Source: arXiv 2405.00592, scaling of linear random features.
pub fn regime(law: &Law, l: f64, q: f64) -> Regime {
    let limit = limit_at(law, l, q);
    let m = law.resolution(limit);
    let mut parts = vec![Part { term: Term::Bias, form: law.bias(m) }];
    if let Some(part) = features_at(law, limit, l, q) {
        parts.push(part);
    }
    if law.noisy {
        parts.push(Part { term: Term::Noise, form: law.noise(m) });
    }
    let exponent = |part: &Part| part.form.at(l, q);
    let best = parts.iter().fold(parts[0], |best, part| {
        if exponent(part) < exponent(&best) - TIE { *part } else { best }
    });
    let named: Vec<(Region, Part)> =
        parts.iter().map(|part| (part.term.region(law, limit), *part)).collect();
    let ties = parts.iter().filter(|part| exponent(part) <= exponent(&best) + TIE).count() > 1;
    let corners = law
        .limits()
        .into_iter()
        .filter(|other| (law.resolution(*other).at(l, q) - m.at(l, q)).abs() <= TIE);
    Regime {
        region: best.term.region(law, limit),
        exponent: exponent(&best),
        form: best.form,
        resolution: m.at(l, q),
        parts: named,
        is_boundary: ties || corners.count() > 1,
    }
}

/// The least of 1, l/L and q.
fn limit_at(law: &Law, l: f64, q: f64) -> Limit {
    let m = |limit: &Limit| law.resolution(*limit).at(l, q);
    law.limits().into_iter().min_by(|a, b| m(a).total_cmp(&m(b))).unwrap_or(Limit::Samples)
}

/// The features' variance: of all layers the one that varies most.
fn features_at(law: &Law, limit: Limit, l: f64, q: f64) -> Option<Part> {
    let m = law.resolution(limit);
    let of_layer = |a: &f64| {
        let is_far = law.reach_line(*a, m, limit).is_some_and(|line| line.at(l, q) < 0.0);
        let reach = if is_far { Reach::Far } else { Reach::Near };
        let form = law.features(m, law.spread(*a, m, limit, reach));
        Part { term: Term::Features(reach), form }
    };
    law.weights.iter().map(of_layer).min_by(|a, b| a.form.at(l, q).total_cmp(&b.form.at(l, q)))
}
