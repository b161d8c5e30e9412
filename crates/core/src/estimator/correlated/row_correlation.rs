//! The correlation of rows, fitted to the rows themselves.

use crate::error::{Error, Result};
use crate::linalg::{Matrix, dot};
use crate::solve::scanned_minimum;
use crate::spectrum::Stationary;
use std::f64::consts::PI;

/// The most rows, from the first on, that a fit looks at: its work grows with their square.
const MOST_ROWS: usize = 4096;

/// Fewer rows than this show no correlation.
const LEAST_ROWS: usize = 8;

/// Points of the first search, and golden sections after it.
const SEARCH: (usize, usize) = (40, 40);

/// A stationary correlation with how well the rows determine it.
#[derive(Debug, Clone, Copy)]
pub struct FittedCorrelation {
    /// With the parameter that was found.
    pub law: Stationary,
    /// Asymptotic standard error of the parameter; infinite where it lies at the end of its range.
    pub standard_error: f64,
}

/// Fits ξ, b or χ by the debiased Whittle likelihood, its periodogram summed over features.
///
/// Minimises Σ_j ln f̄_j + m ln Σ_j I_j/f̄_j over the frequencies θ_j = 2πj/T, 0 < j ≤ T/2, where I_j is the periodogram
/// summed over features and f̄_j = 1 + 2 Σ_n (1−n/T) c(n) cos nθ_j its expectation: right for any Σ, and blind to
/// the columns' means. Standard error: Whittle's information ½ Σ (∂ ln f̄_j − mean)² for each of D_eff =
/// (Tr Σ)²/Tr Σ² features, Tr Σ² from the rows' inner products.
///
/// # Errors
/// `OutOfRange` for fewer than 8 rows, or constant columns only.
pub fn fit_correlation(x: &Matrix, kind: &str) -> Result<FittedCorrelation> {
    if x.rows < LEAST_ROWS {
        let condition = format!("{LEAST_ROWS} or more to fit their correlation");
        return Err(Error::out_of_range("X.rows", condition, x.rows as f64));
    }
    let rows = Rows::new(x);
    if rows.lags[0] <= 0.0 {
        return Err(Error::out_of_range("X", "of rows that differ, to fit their correlation", 0.0));
    }
    let range = Range::of(kind, rows.lags.len());
    let objective = |u: f64| rows.objective(&rows.expected(range.law(u)));
    let (points, steps) = SEARCH;
    let best = scanned_minimum((range.low, range.high), points, steps, objective);
    let law = range.law(best);
    let margin = 1e-3 * (range.high - range.low);
    let inside = best > range.low + margin && best < range.high - margin;
    let standard_error = if inside { rows.standard_error(&range, best) } else { f64::INFINITY };
    Ok(FittedCorrelation { law, standard_error })
}

/// The search interval of a parameter, a logarithm for lengths and exponents.
struct Range {
    kind: Kind,
    low: f64,
    high: f64,
}

#[derive(Clone, Copy)]
enum Kind {
    Exponential,
    NearestNeighbour,
    PowerLaw,
}

impl Range {
    fn of(kind: &str, rows: usize) -> Self {
        let log =
            |kind, low: f64, high: f64| Self { kind, low: libm::log(low), high: libm::log(high) };
        match kind {
            "exponential" => log(Kind::Exponential, 0.1, 10.0 * rows as f64),
            "nearestNeighbour" => Self { kind: Kind::NearestNeighbour, low: -1.0, high: 1.0 },
            _ => log(Kind::PowerLaw, 0.02, 20.0),
        }
    }

    fn law(&self, u: f64) -> Stationary {
        match self.kind {
            Kind::Exponential => Stationary::Exponential { length: libm::exp(u) },
            Kind::NearestNeighbour => Stationary::NearestNeighbour { strength: u },
            Kind::PowerLaw => Stationary::PowerLaw { exponent: libm::exp(u) },
        }
    }

    /// The derivative of the parameter along the search.
    fn scale(&self, u: f64) -> f64 {
        match self.kind {
            Kind::NearestNeighbour => 1.0,
            Kind::Exponential | Kind::PowerLaw => libm::exp(u),
        }
    }
}

/// What the rows say: their inner products by distance, and the periodogram.
struct Rows {
    /// (1/T) Σ_i x_i·x_{i+n}, columns centred.
    lags: Vec<f64>,
    /// (1/T²) Σ_ij (x_i·x_j)² = Tr Σ̂².
    square: f64,
    cosines: Vec<f64>,
    periodogram: Vec<f64>,
}

impl Rows {
    fn new(x: &Matrix) -> Self {
        let n = x.rows.min(MOST_ROWS);
        let first = Matrix { data: x.data[..n * x.columns].to_vec(), rows: n, columns: x.columns };
        let means = first.column_means();
        let mut centred = first;
        for i in 0..n {
            centred.row_mut(i).iter_mut().zip(&means).for_each(|(x, mean)| *x -= mean);
        }
        let (mut lags, mut square) = (vec![0.0; n], 0.0);
        for i in 0..n {
            for j in i..n {
                let product = dot(centred.row(i), centred.row(j));
                lags[j - i] += product;
                square += if j > i { 2.0 } else { 1.0 } * product * product;
            }
        }
        let scale = n as f64;
        lags.iter_mut().for_each(|s| *s /= scale);
        let cosines: Vec<f64> = (0..n).map(|m| libm::cos(2.0 * PI * (m as f64 / scale))).collect();
        let mut rows =
            Self { lags, square: square / scale / scale, cosines, periodogram: Vec::new() };
        rows.periodogram = rows.transform(&rows.lags);
        rows
    }

    /// c_0 + 2 Σ c_n cos nθ_j for 0 < j ≤ T/2.
    fn transform(&self, lags: &[f64]) -> Vec<f64> {
        let n = lags.len();
        let at = |j: usize| {
            let mut place = 0;
            let mut sum = 0.5 * lags[0];
            for lag in &lags[1..] {
                place += j;
                if place >= n {
                    place -= n;
                }
                sum += lag * self.cosines[place];
            }
            2.0 * sum
        };
        (1..=n / 2).map(at).collect()
    }

    /// Expectation of the periodogram of a unit variance; never below what rounding leaves.
    fn expected(&self, law: Stationary) -> Vec<f64> {
        let n = self.lags.len();
        let shrunk: Vec<f64> =
            (0..n).map(|lag| (1.0 - lag as f64 / n as f64) * law.at(lag as f64)).collect();
        let least = f64::EPSILON * n as f64;
        self.transform(&shrunk).into_iter().map(|f| f.max(least)).collect()
    }

    /// Pairs of frequencies ±θ count once; half the sampling rate is one of its own.
    fn weight(&self, j: usize) -> f64 {
        if 2 * (j + 1) == self.lags.len() { 0.5 } else { 1.0 }
    }

    fn weighted(&self, term: impl Fn(usize) -> f64) -> f64 {
        (0..self.periodogram.len()).map(|j| self.weight(j) * term(j)).sum()
    }

    fn objective(&self, expected: &[f64]) -> f64 {
        let level = self.weighted(|j| self.periodogram[j] / expected[j]);
        self.weighted(|j| libm::log(expected[j])) + self.weighted(|_| 1.0) * libm::log(level)
    }

    fn standard_error(&self, range: &Range, best: f64) -> f64 {
        let step = 1e-4 * (range.high - range.low);
        let (low, high) = (range.law(best - step), range.law(best + step));
        let (low, high) = (self.expected(low), self.expected(high));
        let slope = |j: usize| (libm::log(high[j]) - libm::log(low[j])) / (2.0 * step);
        let mean = self.weighted(slope) / self.weighted(|_| 1.0);
        let information = self.weighted(|j| (slope(j) - mean) * (slope(j) - mean));
        range.scale(best) / f64::sqrt(information * self.features(range.law(best)))
    }

    /// D_eff = (Tr Σ)²/Tr Σ², with Tr Σ̂² = Tr Σ² + (Tr Σ)² Tr K²/T².
    fn features(&self, law: Stationary) -> f64 {
        let n = self.lags.len();
        let squares: f64 = (1..n)
            .map(|lag| 2.0 * (n - lag) as f64 * law.at(lag as f64) * law.at(lag as f64))
            .sum::<f64>()
            + n as f64;
        let trace = self.lags[0];
        let rest = self.square / (trace * trace) - squares / (n as f64 * n as f64);
        // Fewer than one in T features cannot be told from none.
        1.0 / rest.max(1.0 / n as f64).min(1.0)
    }
}
