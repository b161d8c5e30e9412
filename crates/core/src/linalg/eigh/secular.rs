//! Eigenvalues and eigenvectors of a diagonal matrix plus one of rank one.
//!
//! D + ρ z zᵀ has an eigenvalue in each gap of D, where 1/ρ + Σ z²/(d − λ) = 0. Each is kept as its
//! distance from the nearest d, so that no difference λ − d ever cancels; eigenvectors come from the z for
//! which these eigenvalues are exact, which makes them orthogonal (Gu and Eisenstat, 1994).

use crate::sum::sum_rows;

/// Steps before bisection must have settled.
const MOST_STEPS: usize = 200;

/// Rounding errors of the sum, in units of its largest parts: where it is as small as that, it is zero.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// D + ρ z zᵀ with d ascending and distinct, no z zero, ρ > 0.
pub(super) struct Secular {
    d: Vec<f64>,
    z: Vec<f64>,
    roots: Vec<Root>,
    scales: Vec<f64>,
}

/// An eigenvalue d_base + offset.
#[derive(Debug, Clone, Copy)]
struct Root {
    base: usize,
    offset: f64,
}

impl Secular {
    /// Finds all eigenvalues, and the z that has exactly these.
    pub fn solve(d: Vec<f64>, z: Vec<f64>, rho: f64) -> Self {
        let problem = Problem { d: &d, z: &z, inverse: 1.0 / rho, rho };
        let roots: Vec<Root> = (0..d.len()).map(|i| problem.root(i)).collect();
        let mut secular = Self { d, z, roots, scales: Vec::new() };
        secular.z = (0..secular.z.len()).map(|m| secular.exact(m)).collect();
        secular.scales = (0..secular.z.len()).map(|j| secular.scale(j)).collect();
        secular
    }

    /// λ_j.
    pub fn value(&self, j: usize) -> f64 {
        self.d[self.roots[j].base] + self.roots[j].offset
    }

    /// λ_j − d_m.
    fn distance(&self, j: usize, m: usize) -> f64 {
        let Root { base, offset } = self.roots[j];
        (self.d[base] - self.d[m]) + offset
    }

    /// The m-th component of the z for which the eigenvalues found are exact, by Löwner's formula, up to
    /// a common factor.
    fn exact(&self, m: usize) -> f64 {
        let own = self.distance(m, m);
        let others = (0..self.d.len()).filter(|j| *j != m);
        let square = others.fold(own, |p, j| p * (self.distance(j, m) / (self.d[j] - self.d[m])));
        libm::copysign(f64::sqrt(square), self.z[m])
    }

    /// (d, z) at some places, side by side.
    pub fn members(&self, places: &[usize]) -> [Vec<f64>; 2] {
        [&self.d, &self.z].map(|x| places.iter().map(|m| x[*m]).collect())
    }

    /// Components of eigenvector j at places of which `members` holds (d, z).
    pub fn vector(&self, j: usize, [d, z]: &[Vec<f64>; 2], out: &mut [f64]) {
        let (Root { base, offset }, scale) = (self.roots[j], self.scales[j]);
        let base = self.d[base];
        for ((x, d), z) in out.iter_mut().zip(d).zip(z) {
            *x = z / ((base - d) + offset) * scale;
        }
    }

    /// 1/length of the vector z_m/(λ_j − d_m).
    fn scale(&self, j: usize) -> f64 {
        let squares = (0..self.d.len()).map(|m| {
            let x = self.z[m] / self.distance(j, m);
            x * x
        });
        1.0 / f64::sqrt(squares.sum())
    }
}

struct Problem<'a> {
    d: &'a [f64],
    z: &'a [f64],
    inverse: f64,
    rho: f64,
}

/// The secular function at a point: poles at or below the gap, and above it.
struct Sums {
    value: f64,
    slope: f64,
    size: f64,
}

impl Problem<'_> {
    fn sums(&self, base: usize, offset: f64) -> Sums {
        let base = self.d[base];
        let [value, size, slope] = sum_rows(self.d, None, self.z, |d, _, z| {
            let ratio = z / ((d - base) - offset);
            let term = z * ratio;
            [term, term.abs(), ratio * ratio]
        });
        Sums { value: self.inverse + value, slope, size: self.inverse + size }
    }

    fn root(&self, i: usize) -> Root {
        let last = self.d.len() - 1;
        if i == last {
            let squares: f64 = self.z.iter().map(|z| z * z).sum();
            let high = self.rho * squares * (1.0 + 4.0 * f64::EPSILON);
            return self.search(i, i, (0.0, high), 0.5 * high);
        }
        let half = 0.5 * (self.d[i + 1] - self.d[i]);
        if self.sums(i, half).value >= 0.0 {
            self.search(i, i, (0.0, half), half)
        } else {
            self.search(i, i + 1, (-half, 0.0), -half)
        }
    }

    /// Between bounds that shrink at every step, by interpolation with the poles beside the gap.
    fn search(&self, i: usize, base: usize, (mut low, mut high): (f64, f64), start: f64) -> Root {
        let mut offset = start;
        for _ in 0..MOST_STEPS {
            let sums = self.sums(base, offset);
            if sums.value.abs() <= ROUNDING * sums.size {
                break;
            }
            if sums.value < 0.0 {
                low = offset;
            } else {
                high = offset;
            }
            let wanted = offset + self.step(i, base, offset, &sums);
            let next = if wanted > low && wanted < high { wanted } else { middle(low, high) };
            let done = (next - offset).abs() <= f64::EPSILON * offset.abs();
            offset = next;
            if done || next <= low || next >= high {
                break;
            }
        }
        Root { base, offset }
    }

    /// To the root of c + s/(d_i − λ) + t/(d_{i+1} − λ) that has this value and slope; of the last gap,
    /// which has one pole only, of c + s/(d_i − λ).
    fn step(&self, i: usize, base: usize, offset: f64, sums: &Sums) -> f64 {
        let Sums { value, slope, .. } = *sums;
        let left = (self.d[i] - self.d[base]) - offset;
        if i + 1 == self.d.len() {
            return left + slope * left * left / (value - slope * left);
        }
        let right = (self.d[i + 1] - self.d[base]) - offset;
        let gap = self.d[i + 1] - self.d[i];
        let fixed = if base == i {
            value - right * slope + gap * (self.z[i] / left) * (self.z[i] / left)
        } else {
            value - left * slope - gap * (self.z[i + 1] / right) * (self.z[i + 1] / right)
        };
        let a = (left + right) * value - left * right * slope;
        let b = left * right * value;
        let root = f64::sqrt((a * a - 4.0 * b * fixed).max(0.0));
        let step = if a <= 0.0 { (a - root) / (2.0 * fixed) } else { 2.0 * b / (a + root) };
        if step * value < 0.0 { step } else { -value / slope }
    }
}

/// Halfway between bounds of one sign: of their logarithms where they are far apart.
fn middle(low: f64, high: f64) -> f64 {
    let (near, far) = if low.abs() < high.abs() { (low, high) } else { (high, low) };
    if near.abs() > 0.0 && far / near > 4.0 {
        return libm::copysign(f64::sqrt(near.abs()) * f64::sqrt(far.abs()), far);
    }
    if near.abs() > 0.0 { 0.5 * (low + high) } else { far * 1e-3 }
}
