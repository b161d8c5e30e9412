//! The sums over modes as polynomials of κ, on a panel of a quarter of an octave or less each: for grids of many points.

use super::chebyshev;
use super::{Modes, Sums};

/// Points of a panel. Every sum is analytic in κ but for poles at −σ ≤ 0, which lie nine half lengths or more from a
/// panel's middle, so that interpolation is right to (9 + √80)^-14 times a factor that grows with the order of the pole.
const POINTS: usize = 14;

/// Sums of a panel, and one place that fills a lane.
const SUMS: usize = 8;

/// Bits of κ that say where it lies in its panel: all of its fraction but two.
const WITHIN: u32 = 50;

/// Panels of all positive doubles.
const PANELS: usize = 1 << (63 - WITHIN);

/// To make a panel costs as much as so many points without it.
const WORTH: u8 = 5;

/// Chebyshev coefficients of each sum, those of T_0 first.
type Polynomials = [[f64; SUMS]; POINTS];

/// The panels that have been of use so far.
#[derive(Debug)]
pub struct Panels<'a> {
    modes: &'a Modes,
    made: Vec<Option<Box<Polynomials>>>,
    asked: Vec<u8>,
    rows: Vec<f64>,
}

impl<'a> Panels<'a> {
    /// None yet.
    pub fn new(modes: &'a Modes) -> Self {
        let made = (0..PANELS).map(|_| None).collect();
        Self { modes, made, asked: vec![0; PANELS], rows: chebyshev::rows(POINTS) }
    }

    /// The population.
    pub fn modes(&self) -> &'a Modes {
        self.modes
    }

    /// Whether κ has been asked for near here often enough for a panel to be worth its cost.
    pub fn is_worth(&mut self, kappa: f64) -> bool {
        let asked = &mut self.asked[index(kappa)];
        *asked = (*asked + 1).min(WORTH);
        *asked == WORTH
    }

    /// What `Modes::sums` gives, to rounding error, for κ > 0.
    pub fn sums(&mut self, kappa: f64) -> Sums {
        let (modes, i) = (self.modes, index(kappa));
        if !(f64::MIN_POSITIVE..=1.0 / f64::MIN_POSITIVE).contains(&kappa) {
            return modes.sums(kappa);
        }
        let (low, half) = panel(i);
        let rows = &self.rows;
        let polynomials = self.made[i].get_or_insert_with(|| Box::new(interpolate(modes, i, rows)));
        let [df1, df2, df_gap, bias, bias_slope, df2_slope, mixed, _] =
            value(polynomials, (kappa - low) / half - 1.0);
        Sums { df1, df2, df_gap, bias, bias_slope, df2_slope, mixed }
    }
}

/// The panel in which κ lies.
fn index(kappa: f64) -> usize {
    (kappa.to_bits() >> WITHIN) as usize % PANELS
}

/// Where a panel begins, and half of its length.
fn panel(i: usize) -> (f64, f64) {
    let [low, high] = [i, i + 1].map(|i| f64::from_bits((i as u64) << WITHIN));
    (low, 0.5 * (high - low))
}

fn interpolate(modes: &Modes, i: usize, rows: &[f64]) -> Polynomials {
    let (low, half) = panel(i);
    let mut coefficients = [[0.0; SUMS]; POINTS];
    for row in rows.chunks_exact(POINTS) {
        let sums = modes.sums(low + half * (1.0 + row[1]));
        let Sums { df1, df2, df_gap, bias, bias_slope, df2_slope, mixed } = sums;
        let sums = [df1, df2, df_gap, bias, bias_slope, df2_slope, mixed, 0.0];
        for (k, coefficients) in coefficients.iter_mut().enumerate() {
            let share = if k == 0 { 1.0 } else { 2.0 * row[k] } / POINTS as f64;
            coefficients.iter_mut().zip(sums).for_each(|(c, sum)| *c += share * sum);
        }
    }
    coefficients
}

/// Σ c_k T_k(x) by Clenshaw's recurrence, for all sums at once.
#[inline]
fn value(coefficients: &Polynomials, x: f64) -> [f64; SUMS] {
    let (mut last, mut before) = ([0.0; SUMS], [0.0; SUMS]);
    for row in coefficients[1..].iter().rev() {
        for k in 0..SUMS {
            let next = (row[k] - before[k]) + (x + x) * last[k];
            before[k] = last[k];
            last[k] = next;
        }
    }
    core::array::from_fn(|k| (coefficients[0][k] - before[k]) + x * last[k])
}
