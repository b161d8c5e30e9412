//! Levels as they look from afar: each cluster of them is replaced by a Gauss rule of its own.
//!
//! A rule of n nodes for a cluster's own measure has its moments up to 2n − 1, positive weights, and integrates
//! 1/(ω − a) with an error of (3.73)^(−2n) from twice the half-width away or farther. Rules of halves make that of the
//! whole, exactly so, since they integrate the polynomials that it is made of.

use crate::linalg::gauss_rule;
use crate::sum::sum_over;
use crate::transform::complex::Complex;

use super::atoms::Atom;

/// Nodes of a rule: sums and their derivatives are off by rounding alone.
const ORDER: usize = 16;

/// So many levels are seen one by one.
const FEW: usize = 32;

/// A cluster is far at so many half-widths from its centre.
const FAR: f64 = 2.0;

/// Residuals of the Lanczos recursion below this: there are no more nodes.
const EXHAUSTED: f64 = 1e-15;

/// A node with the levels' share that it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// A level nearby, which the place is counted from.
    pub from: f64,
    /// The place, less that.
    pub way: f64,
    /// The share.
    pub mass: f64,
}

impl Seen {
    /// base + offset less the place.
    pub fn to(&self, base: f64, offset: Complex) -> Complex {
        Complex::new(((base - self.from) - self.way) + offset.re, offset.im)
    }

    /// Whether it is the level itself at that place.
    pub fn is_at(&self, place: f64) -> bool {
        self.way.abs() <= 0.0 && (self.from - place).abs() <= 0.0
    }

    /// The place.
    pub fn at(&self) -> f64 {
        self.from + self.way
    }
}

/// Neighbouring levels.
#[derive(Debug, Clone, PartialEq)]
struct Cluster {
    low: f64,
    half_width: f64,
    /// What it looks like from afar: the levels themselves where it has no halves.
    rule: (usize, usize),
    halves: Option<[usize; 2]>,
}

/// What stands for all levels at one place.
pub struct Pieces<'a> {
    nodes: &'a [Seen],
    ranges: Vec<(usize, usize)>,
}

impl Pieces<'_> {
    /// Σ of a few quantities over the nodes.
    pub fn sums<const N: usize>(&self, term: impl Fn(&Seen) -> [f64; N]) -> [f64; N] {
        let mut all = [0.0; N];
        for (start, end) in &self.ranges {
            let own = &self.nodes[*start..*end];
            let some = sum_over(0..own.len(), |i| term(&own[i]));
            all.iter_mut().zip(some).for_each(|(all, some)| *all += some);
        }
        all
    }

    /// The first node for which something holds.
    pub fn find(&self, holds: impl Fn(&Seen) -> bool) -> Option<&Seen> {
        let all = self.ranges.iter().flat_map(|(start, end)| &self.nodes[*start..*end]);
        all.into_iter().find(|seen| holds(seen))
    }

    /// How many nodes there are.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.ranges.iter().map(|(start, end)| end - start).sum()
    }
}

/// All levels, halved again and again.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    nodes: Vec<Seen>,
    all: Vec<Cluster>,
    root: usize,
}

impl Clusters {
    /// Of levels that ascend, one at least.
    pub fn of(levels: &[Atom]) -> Self {
        let mut clusters = Self { nodes: Vec::new(), all: Vec::new(), root: 0 };
        clusters.root = clusters.add(levels);
        clusters
    }

    fn add(&mut self, levels: &[Atom]) -> usize {
        let (low, high) = (levels[0].at, levels[levels.len() - 1].at);
        let half_width = 0.5 * (high - low);
        let middle = low + half_width;
        let split = levels.partition_point(|level| level.at <= middle);
        let halves = (levels.len() > FEW && split < levels.len())
            .then(|| [&levels[..split], &levels[split..]].map(|half| self.add(half)));
        let start = self.nodes.len();
        match halves {
            Some(halves) => {
                let points = halves.map(|half| self.nodes_of(half).to_vec()).concat();
                self.nodes.extend(rule(&points, low, half_width));
            }
            None => self.nodes.extend(levels.iter().map(|level| Seen {
                from: level.at,
                way: 0.0,
                mass: level.mass,
            })),
        }
        self.all.push(Cluster { low, half_width, rule: (start, self.nodes.len()), halves });
        self.all.len() - 1
    }

    fn nodes_of(&self, cluster: usize) -> &[Seen] {
        let (start, end) = self.all[cluster].rule;
        &self.nodes[start..end]
    }

    /// What stands for the levels where functions of them have their poles at the offsets from a base, in pieces that
    /// ascend.
    pub fn seen(&self, base: f64, offsets: &[Complex]) -> Pieces<'_> {
        let mut pieces = Pieces { nodes: &self.nodes, ranges: Vec::with_capacity(64) };
        self.look(self.root, (base, offsets), &mut pieces.ranges);
        pieces
    }

    fn look(&self, from: usize, places: (f64, &[Complex]), into: &mut Vec<(usize, usize)>) {
        let cluster = &self.all[from];
        let is_far = || places.1.iter().all(|offset| cluster.is_far(places.0, *offset));
        match cluster.halves {
            Some(halves) if !is_far() => {
                halves.into_iter().for_each(|half| self.look(half, places, into));
            }
            _ => into.push(cluster.rule),
        }
    }
}

impl Cluster {
    fn is_far(&self, base: f64, place: Complex) -> bool {
        let along = (((base - self.low) + place.re) - self.half_width) / self.half_width;
        let up = place.im / self.half_width;
        along * along + up * up >= FAR * FAR
    }
}

/// The Gauss rule of shares at points, by the Lanczos recursion with every vector kept orthogonal to all.
fn rule(points: &[Seen], low: f64, half_width: f64) -> Vec<Seen> {
    let total: f64 = points.iter().map(|point| point.mass).sum();
    let x: Vec<f64> =
        points.iter().map(|point| ((point.from - low) + point.way) / half_width - 1.0).collect();
    let mut basis: Vec<Vec<f64>> =
        vec![points.iter().map(|point| f64::sqrt(point.mass / total)).collect()];
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    loop {
        let (own, mut next) = multiplied(&x, &basis[basis.len() - 1]);
        diagonal.push(own);
        let size = orthogonal(&mut next, &basis);
        if basis.len() == ORDER || size <= EXHAUSTED {
            break;
        }
        beside.push(size);
        basis.push(next);
    }
    let Some(firsts) = gauss_rule(&mut diagonal, &mut beside) else { return points.to_vec() };
    let node = |(x, first): (&f64, f64)| Seen {
        from: low,
        way: half_width * (1.0 + x).clamp(0.0, 2.0),
        mass: total * first * first,
    };
    let mut nodes: Vec<Seen> = diagonal.iter().zip(firsts).map(node).collect();
    nodes.sort_by(|a, b| a.way.total_cmp(&b.way));
    nodes
}

/// v · Xv, and Xv.
fn multiplied(x: &[f64], v: &[f64]) -> (f64, Vec<f64>) {
    let next: Vec<f64> = x.iter().zip(v).map(|(x, v)| x * v).collect();
    (dot(&next, v), next)
}

/// Takes out what lies along a basis, twice, and gives the rest length one; answers its length.
fn orthogonal(v: &mut [f64], basis: &[Vec<f64>]) -> f64 {
    for _ in 0..2 {
        for other in basis {
            let along = dot(v, other);
            v.iter_mut().zip(other).for_each(|(v, other)| *v -= along * other);
        }
    }
    let size = f64::sqrt(dot(v, v));
    v.iter_mut().for_each(|v| *v /= size);
    size
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::{Atom, Clusters};
    use crate::sum::sum_over;
    use crate::transform::complex::Complex;

    /// Σ p/(ω−a) and Σ p/(ω−a)², all levels and what is seen of them.
    fn sums(levels: &[Atom], base: f64, offset: Complex) -> [[f64; 4]; 2] {
        let clusters = Clusters::of(levels);
        let terms = |mass: f64, q: Complex| [q.re, q.im, (q * q).re, (q * q).im].map(|x| mass * x);
        [
            sum_over(0..levels.len(), |i| {
                let way = Complex::real(base - levels[i].at) + offset;
                terms(levels[i].mass, way.inverse())
            }),
            clusters
                .seen(base, &[offset])
                .sums(|seen| terms(seen.mass, seen.to(base, offset).inverse())),
        ]
    }

    #[test]
    fn what_is_seen_has_the_sums_of_all_levels() {
        let n = 3000;
        let law = |f: &dyn Fn(f64) -> f64| -> Vec<Atom> {
            let level = |k: usize| Atom { at: f(k as f64 / n as f64), mass: 1.0 / n as f64 };
            (1..=n).map(level).collect()
        };
        let spectra = [
            law(&|x| x),
            law(&|x| libm::pow(x, 3.0)),
            law(&|x| libm::exp(60.0 * (x - 1.0))),
            law(&|x| 1.0 + 1e-9 * x),
        ];
        for levels in &spectra {
            for i in [0, 1, n / 3, n - 1] {
                let (base, gap) = (levels[i].at, levels[i.max(1)].at - levels[i.max(1) - 1].at);
                for height in [1e-3, 1.0, 1e2, 1e4, 1e8] {
                    for side in [-0.3, 0.4] {
                        let offset = Complex::new(side * gap * height, gap * height);
                        let [all, seen] = sums(levels, base, offset);
                        for part in [[0, 1], [2, 3]] {
                            let size = libm::hypot(all[part[0]], all[part[1]]);
                            let apart = part.map(|k| (all[k] - seen[k]).abs());
                            assert!(apart.iter().all(|off| *off < 1e-14 * size), "{i} {height}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn few_nodes_are_seen_from_far_away() {
        let level = |k: u32| Atom { at: f64::from(k), mass: 1e-5 };
        let clusters = Clusters::of(&(0..100_000).map(level).collect::<Vec<_>>());
        assert_eq!(clusters.seen(0.0, &[Complex::real(-1e6)]).len(), 16);
        assert!(clusters.seen(5e4, &[Complex::real(0.5)]).len() < 700);
    }
}
