//! First guesses for κ along a grid, from points that are solved.

/// How many points a guess is drawn through.
const POINTS: usize = 3;

/// Steps longer than this in a logarithm are not extrapolated over.
const FAR: f64 = 1.0;

/// Points along one axis: ln of the abscissa and of κ, the newest last.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    known: [(f64, f64); POINTS],
    count: usize,
}

impl Line {
    #[inline]
    fn tell(&mut self, x: f64, kappa: f64) {
        if x > 0.0 && kappa > 0.0 && kappa.is_finite() {
            self.known.rotate_left(1);
            self.known[POINTS - 1] = (libm::log(x), libm::log(kappa));
            self.count = (self.count + 1).min(POINTS);
        } else {
            self.count = 0;
        }
    }

    /// How far `x` is from the newest point, and κ there by the polynomial through all of them.
    #[inline]
    fn guess(&self, x: f64) -> Option<(f64, f64)> {
        let points = &self.known[POINTS - self.count..];
        let (ln_x, newest) = (libm::log(x), points.last()?.0);
        let ln_kappa = lagrange(points, ln_x);
        let kappa = libm::exp(ln_kappa);
        let step = (ln_x - newest).abs();
        (step <= FAR && kappa.is_finite() && kappa > 0.0).then_some((step, kappa))
    }
}

fn lagrange(points: &[(f64, f64)], x: f64) -> f64 {
    let weight = |i: usize| {
        let others = points.iter().enumerate().filter(|(j, _)| *j != i);
        others.map(|(_, (other, _))| (x - other) / (points[i].0 - other)).product::<f64>()
    };
    points.iter().enumerate().map(|(i, (_, y))| weight(i) * y).sum()
}

/// What is known of κ while a grid is solved, one P after the other and for each all λ.
#[derive(Debug)]
pub struct Neighbours {
    columns: Vec<Line>,
    row: Line,
}

impl Neighbours {
    /// Before the first point of a grid of so many λ.
    pub fn new(ridges: usize) -> Self {
        Self { columns: vec![Line::default(); ridges], row: Line::default() }
    }

    /// κ at P and ridge j by those of the nearer neighbours: the same λ at other P, or other λ at this P.
    pub fn guess(&self, j: usize, samples: f64, lambda: f64) -> Option<f64> {
        let along_row = if j > 0 { self.row.guess(lambda) } else { None };
        let nearest = match (self.columns[j].guess(samples), along_row) {
            (Some(a), Some(b)) => Some(if a.0 <= b.0 { a } else { b }),
            (a, b) => a.or(b),
        };
        nearest.map(|(_, kappa)| kappa)
    }

    /// Remembers a solution.
    pub fn tell(&mut self, j: usize, samples: f64, lambda: f64, kappa: f64) {
        if j == 0 {
            self.row = Line::default();
        }
        self.row.tell(lambda, kappa);
        self.columns[j].tell(samples, kappa);
    }
}
