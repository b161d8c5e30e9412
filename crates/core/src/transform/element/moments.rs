//! Moments of elements, exact by free cumulants: they add under sums, and by S they multiply under products.

use super::Element;
use crate::report::Status;
use crate::sum::sum_over;
use crate::transform::density::{Atom, Law, atoms};

/// Free cumulants κ₁ … κ_K of the eigenvalues, each normalised by the dimension.
#[derive(Debug, Clone)]
pub struct Cumulants {
    /// κ_n at n − 1.
    pub values: Vec<f64>,
    /// Less than exact for what only its density gives.
    pub status: Status,
}

impl Element {
    /// Free cumulants up to an order; none where inverses stand in the way.
    ///
    /// Z Γ Zᵀ has κ_n = Σ γ (γD/N)ⁿ⁻¹/N, a semicircle two, a corner κ_n (d/D)ⁿ⁻¹. For products w = t S(t) inverts
    /// t = Σ κ_n wⁿ.
    pub fn cumulants(&self, order: usize) -> Option<Cumulants> {
        let exact = |values| Some(Cumulants { values, status: Status::Converged });
        match self {
            Self::Spectral(a) => exact(of_atoms(&atoms(&a.levels(), 1.0, a.dimension), order)),
            Self::Projection { dimension, rank, scale } => {
                let share = rank / dimension;
                let all = [(0.0, 1.0 - share), (*scale, share)];
                exact(of_atoms(&all.map(|(at, mass)| Atom { at, mass }), order))
            }
            Self::Wishart { dimension, samples } => exact(powers(1.0, dimension / samples, order)),
            Self::Structured { dimension, samples, weights } => {
                let levels = weights.levels();
                let each = |n: i32| {
                    levels.total(|i| {
                        let size = levels.values[i] * (dimension / samples);
                        libm::pow(size, f64::from(n)) / dimension
                    })
                };
                exact((1..).take(order).map(each).collect())
            }
            Self::Semicircle { mean, variance, .. } => {
                let start = [*mean, *variance].into_iter().chain(std::iter::repeat(0.0));
                exact(start.take(order).collect())
            }
            Self::Sum(sum) => sum.terms().iter().map(|term| term.cumulants(order)).reduce(plus)?,
            Self::Product(factors) => {
                factors.iter().map(|factor| factor.cumulants(order)).reduce(times)?
            }
            Self::Scaled(c, of) => of.cumulants(order).map(|own| own.rescaled(*c, *c)),
            Self::Compressed(dimension, of) => {
                let share = dimension / of.dimension();
                of.cumulants(order).map(|own| own.rescaled(1.0, share))
            }
            Self::Resized(dimension, of) => {
                let share = of.dimension() / dimension;
                of.cumulants(order).map(|own| own.among_zeros(share))
            }
            Self::Inverse(of) => by_density(&Law::of(of)?, order),
        }
    }
}

/// first · ratioⁿ⁻¹.
fn powers(first: f64, ratio: f64, order: usize) -> Vec<f64> {
    std::iter::successors(Some(first), |last| Some(last * ratio)).take(order).collect()
}

fn plus(one: Option<Cumulants>, two: Option<Cumulants>) -> Option<Cumulants> {
    let (one, two) = (one?, two?);
    let values = one.values.iter().zip(&two.values).map(|(a, b)| a + b).collect();
    Some(Cumulants { values, status: one.status.max(two.status) })
}

/// S multiplies.
fn times(one: Option<Cumulants>, two: Option<Cumulants>) -> Option<Cumulants> {
    let (one, two) = (one?, two?);
    let [a, b] = [&one, &two].map(|own| inverted(&own.values));
    // S = w/t of both; t = C(w) of the product from w = t S₁ S₂.
    let values = inverted(&product(&a, &b));
    Some(Cumulants { values, status: one.status.max(two.status) })
}

/// Σ_{i+j=n} a_i b_j, from the zeroth on.
fn product(a: &[f64], b: &[f64]) -> Vec<f64> {
    (0..a.len()).map(|n| (0..=n).map(|i| a[i] * b[n - i]).sum()).collect()
}

/// Coefficients 1 … K of the inverse of Σ c_n xⁿ: n d_n = [xⁿ⁻¹] (x/C(x))ⁿ (Lagrange).
fn inverted(c: &[f64]) -> Vec<f64> {
    let mut reciprocal: Vec<f64> = vec![1.0 / c[0]];
    for n in 1..c.len() {
        let rest: f64 = (1..=n).map(|i| c[i] * reciprocal[n - i]).sum();
        reciprocal.push(-rest / c[0]);
    }
    let mut power = reciprocal.clone();
    let mut found = vec![power[0]];
    for n in 1..c.len() {
        power = product(&power, &reciprocal);
        found.push(power[n] / (n as f64 + 1.0));
    }
    found
}

/// From the moments about the mean, which keep the digits of narrow spectra.
fn of_atoms(atoms: &[Atom], order: usize) -> Vec<f64> {
    let [mean] = sum_over(0..atoms.len(), |i| [atoms[i].mass * atoms[i].at]);
    let about = |n: usize| {
        let power = |at: f64| libm::pow(at - mean, n as f64);
        sum_over(0..atoms.len(), |i| [atoms[i].mass * power(atoms[i].at)])[0]
    };
    from_central(mean, &(2..=order).map(about).collect::<Vec<f64>>())
}

/// Nodes of a density as atoms at their inverses.
fn by_density(law: &Law, order: usize) -> Option<Cumulants> {
    if law.gaps()[0].right.x() <= 0.0 {
        return None;
    }
    let (nodes, status) = law.nodes();
    let all = nodes.iter().map(|node| (node.x, node.weight / law.dimension()));
    let all = all.chain(law.atoms().iter().map(|atom| (atom.at, atom.mass)).collect::<Vec<_>>());
    let inverses: Vec<Atom> = all.map(|(x, mass)| Atom { at: 1.0 / x, mass }).collect();
    let values = of_atoms(&inverses, order);
    values.iter().all(|x| x.is_finite()).then_some(Cumulants { values, status })
}

/// Free cumulants from the mean and central moments 2 … K.
fn from_central(mean: f64, central: &[f64]) -> Vec<f64> {
    let mut values = vec![mean];
    let mut moments = vec![1.0, 0.0];
    let mut own = vec![0.0];
    for moment in central {
        let n = own.len() + 1;
        own.push(0.0);
        let known = next_moment(&own, &moments);
        own[n - 1] = moment - known;
        values.push(own[n - 1]);
        moments.push(*moment);
    }
    values
}

/// m_n = Σ_s κ_s [z^{n−s}] M(z)^s for the n that `moments` (from m₀ on) ends before.
fn next_moment(cumulants: &[f64], moments: &[f64]) -> f64 {
    let n = moments.len();
    let mut power = vec![0.0; n];
    power[0] = 1.0;
    let mut total = 0.0;
    for s in 1..=n {
        power = product(&power, moments);
        total += cumulants[s - 1] * power[n - s];
    }
    total
}

fn binomial(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |all, i| all * (n - i) as f64 / (i as f64 + 1.0))
}

impl Cumulants {
    /// κ_n first · ratioⁿ⁻¹.
    fn rescaled(self, first: f64, ratio: f64) -> Self {
        let factors = powers(first, ratio, self.values.len());
        let values = self.values.iter().zip(factors).map(|(x, factor)| x * factor).collect();
        Self { values, ..self }
    }

    /// Central moments from m₀ on.
    fn central(&self) -> Vec<f64> {
        let mut own = self.values.clone();
        own[0] = 0.0;
        let mut moments = vec![1.0];
        for _ in 0..own.len() {
            moments.push(next_moment(&own, &moments));
        }
        moments
    }

    /// E (x − mean + shift)ⁿ from n = 0 on.
    fn about(&self, shift: f64) -> Vec<f64> {
        let central = self.central();
        let power = |j: usize| libm::pow(shift, j as f64);
        let moment = |n: usize| (0..=n).map(|j| binomial(n, j) * central[j] * power(n - j)).sum();
        (0..central.len()).map(moment).collect()
    }

    /// Moments 1 … K.
    pub fn moments(&self) -> Vec<f64> {
        self.about(self.values[0])[1..].to_vec()
    }

    /// Those of a share of the eigenvalues beside zeros, or without so many zeros where it exceeds one.
    fn among_zeros(self, share: f64) -> Self {
        let mean = share * self.values[0];
        let about = self.about(self.values[0] - mean);
        let mixed = |n: usize| share * about[n] + (1.0 - share) * libm::pow(-mean, n as f64);
        let central: Vec<f64> = (2..about.len()).map(mixed).collect();
        Self { values: from_central(mean, &central), ..self }
    }
}
