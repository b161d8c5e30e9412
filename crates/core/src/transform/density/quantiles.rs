//! Quantiles of any law, in one sweep from the lowest up: each starts where the last one ended.

use std::f64::consts::PI;

use super::branch::{Branch, Guess, Place};
use super::law::{Atom, Law};
use crate::order::{ascending, sort_by_key};
use crate::report::Status;

/// Shares this close are one.
const ROUNDING: f64 = 1e-14;

/// Newton steps before the iteration settles for what it has.
const MOST_STEPS: usize = 200;

/// A step of this share of the way to the nearer edge leaves x, with its slope, to rounding.
const SMALL: f64 = 1e-8;

/// An atom or a branch, with the share of eigenvalues up to its ends.
struct Piece<'a> {
    low: f64,
    shares: [f64; 2],
    branch: Option<&'a Branch<'a>>,
}

/// The least x with at least each share of the eigenvalues up to it, in the order asked for.
pub fn quantiles(law: &Law, shares: &[f64]) -> Vec<(f64, Status)> {
    let branches = law.branches();
    let pieces = pieces(law, &branches);
    let mut found = vec![(f64::NAN, Status::Converged); shares.len()];
    let (mut next, mut sweep) = (0, None);
    for i in ascending(shares.iter().copied()) {
        let p = shares[i];
        while next + 1 < pieces.len() && p > pieces[next].shares[1] + ROUNDING {
            (next, sweep) = (next + 1, None);
        }
        let piece = &pieces[next];
        found[i] = match piece.branch {
            Some(branch) => {
                let sweep = sweep.get_or_insert_with(|| Sweep::new(branch));
                sweep.quantile(p, piece.shares, law.dimension())
            }
            None => (piece.low, Status::Converged),
        };
    }
    found
}

/// All pieces, ascending.
fn pieces<'a>(law: &Law, branches: &'a [Branch<'a>]) -> Vec<Piece<'a>> {
    let dimension = law.dimension();
    let atom = |atom: Atom| Piece { low: atom.at, shares: [0.0, atom.mass], branch: None };
    let branch = |branch: &'a Branch<'a>| Piece {
        low: branch.edges()[0],
        shares: branch.above().map(|above| (dimension - above) / dimension),
        branch: Some(branch),
    };
    let mut pieces: Vec<Piece> =
        law.atoms().into_iter().map(atom).chain(branches.iter().map(branch)).collect();
    sort_by_key(&mut pieces, |piece| piece.low);
    let mut below = 0.0;
    for piece in &mut pieces {
        if piece.branch.is_none() {
            piece.shares = piece.shares.map(|share| below + share);
        }
        below = piece.shares[1];
    }
    pieces
}

/// The last place found on a branch.
struct Sweep<'a> {
    branch: &'a Branch<'a>,
    edges: [f64; 2],
    above: [f64; 2],
    guess: Guess,
    last: Option<(f64, Place)>,
}

impl<'a> Sweep<'a> {
    fn new(branch: &'a Branch<'a>) -> Self {
        let (edges, above) = (branch.edges(), branch.above());
        Self { branch, edges, above, guess: Guess::default(), last: None }
    }

    fn quantile(&mut self, p: f64, shares: [f64; 2], dimension: f64) -> (f64, Status) {
        if p <= shares[0] + ROUNDING {
            return (self.edges[0], Status::Converged);
        }
        if p >= shares[1] - ROUNDING {
            return (self.edges[1], Status::Converged);
        }
        self.find((1.0 - p) * dimension)
    }

    /// Newton in φ, of which the number of eigenvalues above falls by the rate.
    fn find(&mut self, target: f64) -> (f64, Status) {
        let (mut low, mut high) = (0.0, PI);
        let mut phi = self.start(target).clamp(low, high);
        let mut last = f64::INFINITY;
        for _ in 0..MOST_STEPS {
            if phi <= low || phi >= high {
                phi = 0.5 * (low + high);
            }
            let place = self.branch.at(phi, &mut self.guess);
            let excess = place.above - target;
            let step = excess / place.rate;
            let room = SMALL * phi.min(PI - phi);
            let stalled = step.abs() <= 1e3 * room && step.abs() >= 0.5 * last;
            if step.abs() <= room || stalled {
                self.last = Some((phi, place));
                let x = place.x + step * (place.rate / place.count);
                return (x.clamp(self.edges[0], self.edges[1]), place.status);
            }
            if excess > 0.0 {
                low = phi;
            } else {
                high = phi;
            }
            (phi, last) = (phi + step, step.abs());
            if high - low <= f64::EPSILON * PI {
                return (place.x, place.status);
            }
        }
        let place = self.branch.at(phi, &mut self.guess);
        (place.x, Status::ReducedAccuracy)
    }

    /// On the tangent at the last place, or as on a semicircle.
    fn start(&self, target: f64) -> f64 {
        if let Some((phi, place)) = self.last {
            return phi + (place.above - target) / place.rate;
        }
        let share = (self.above[0] - target) / (self.above[0] - self.above[1]);
        let near = |share: f64| libm::cbrt(1.5 * PI * share).min(0.5 * PI);
        if share < 0.5 { near(share) } else { PI - near(1.0 - share) }
    }
}
