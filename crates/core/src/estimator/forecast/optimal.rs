//! The ridge of least forecast.

use super::blend::{AtRidge, Forecaster};
use super::settings::OPTIMAL_BELOW;

/// Every ridge of the grid with its errors at all sizes.
pub struct Ridges(Vec<AtRidge>);

impl Ridges {
    /// All of them, λ ascending.
    pub fn all(&self) -> &[AtRidge] {
        &self.0
    }
}

impl Forecaster {
    /// Prepares the search for the best ridge at many sizes.
    pub fn ridges(&self) -> Ridges {
        Ridges(self.grid.iter().map(|lambda| self.at_ridge(*lambda)).collect())
    }

    /// The ridge of least forecast at P samples, among those whose κ the data still reach.
    pub fn optimal_ridge(&self, ridges: &Ridges, samples: f64) -> f64 {
        let errors: Vec<f64> = ridges
            .0
            .iter()
            .map(|at| {
                let blend = self.blend(at, samples);
                if blend.below <= OPTIMAL_BELOW { blend.ln_error } else { f64::INFINITY }
            })
            .collect();
        let best = (0..errors.len()).fold(0, |k, i| if errors[i] < errors[k] { i } else { k });
        let inner = best > 0 && best + 1 < errors.len();
        if !inner || errors[best - 1].is_infinite() || errors[best + 1].is_infinite() {
            return self.grid[best];
        }
        let x = [best - 1, best, best + 1].map(|i| libm::log(self.grid[i]));
        libm::exp(vertex(x, [errors[best - 1], errors[best], errors[best + 1]]))
    }
}

/// The minimum of the parabola through three points, kept between them.
fn vertex(x: [f64; 3], y: [f64; 3]) -> f64 {
    let left = (y[1] - y[0]) / (x[1] - x[0]);
    let right = (y[2] - y[1]) / (x[2] - x[1]);
    let curvature = (right - left) / (x[2] - x[0]);
    if curvature <= 1e-12 {
        return x[1];
    }
    (0.5 * (x[0] + x[1]) - left / (2.0 * curvature)).clamp(x[0], x[2])
}
