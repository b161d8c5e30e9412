//! A k-d tree: exact nearest neighbours, and pairs within a radius.

use super::Sketch;
use crate::linalg::{Matrix, squared_distance};

/// Points of a leaf.
const LEAF: usize = 24;

/// Coordinates added up between two looks at the bound.
const STEP: usize = 8;

/// A tree over points, in a sketch of few coordinates where they have many.
#[derive(Debug)]
pub struct Tree<'a> {
    sketch: Sketch<'a>,
    nodes: Vec<Node>,
    /// Points in the order of the leaves.
    order: Vec<usize>,
    /// Their coordinates in that order.
    sorted: Matrix,
}

#[derive(Debug)]
enum Node {
    Leaf { start: usize, end: usize },
    Split { axis: usize, at: f64, low: usize, high: usize },
}

/// A neighbour: its squared distance and its index.
pub type Neighbour = (f64, usize);

impl<'a> Tree<'a> {
    /// Builds the tree of these points.
    pub fn new(points: &'a Matrix) -> Self {
        let sketch = Sketch::new(points);
        let mut order: Vec<usize> = (0..points.rows).collect();
        let mut nodes = Vec::new();
        build(sketch.coordinates(), &mut order, 0, &mut nodes);
        let sorted = sketch.coordinates().select(&order);
        Self { sketch, nodes, order, sorted }
    }

    /// The k nearest other points of each point, nearest first: rows of (squared distance, index). Ties go to the
    /// point met first, which depends on the points alone.
    pub fn nearest(&self, k: usize) -> Vec<Vec<Neighbour>> {
        (0..self.order.len()).map(|i| self.nearest_of(i, k)).collect()
    }

    fn nearest_of(&self, i: usize, k: usize) -> Vec<Neighbour> {
        let mut best = Nearest { found: Vec::with_capacity(k + 1), k };
        let mut offsets = vec![0.0; self.sorted.columns];
        self.descend(0, i, 0.0, &mut offsets, &mut |j, squared| {
            if squared < best.radius() {
                best.offer((self.sketch.exact(i, j, squared), j));
            }
            best.radius()
        });
        best.found
    }

    /// Calls `visit` with each pair i < j whose squared distance is below `squared_radius`.
    pub fn pairs_within(&self, squared_radius: f64, mut visit: impl FnMut(usize, usize, f64)) {
        let mut offsets = vec![0.0; self.sorted.columns];
        for i in 0..self.order.len() {
            self.descend(0, i, 0.0, &mut offsets, &mut |j, squared| {
                if j > i && squared < squared_radius {
                    let exact = self.sketch.exact(i, j, squared);
                    if exact < squared_radius {
                        visit(i, j, exact);
                    }
                }
                squared_radius
            });
        }
    }

    /// Walks the leaves from the nearest; `take` sees what may lie within the radius and returns the radius that is
    /// still of interest. `bound` is the squared distance of the box, made of `offsets` along each axis.
    fn descend(
        &self,
        node: usize,
        i: usize,
        bound: f64,
        offsets: &mut [f64],
        take: &mut impl FnMut(usize, f64) -> f64,
    ) {
        match self.nodes[node] {
            Node::Leaf { start, end } => self.scan(i, start..end, take),
            Node::Split { axis, at, low, high } => {
                let gap = self.sketch.coordinates().at(i, axis) - at;
                let (near, far) = if gap < 0.0 { (low, high) } else { (high, low) };
                self.descend(near, i, bound, offsets, take);
                let before = offsets[axis];
                let beyond = bound - before * before + gap * gap;
                // No index stands for a point: this only asks for the radius.
                if self.sketch.bound(beyond) < take(usize::MAX, f64::INFINITY) {
                    offsets[axis] = gap;
                    self.descend(far, i, beyond, offsets, take);
                    offsets[axis] = before;
                }
            }
        }
    }

    /// The points of a leaf, each as far as its distance is of interest.
    fn scan(
        &self,
        i: usize,
        leaf: std::ops::Range<usize>,
        take: &mut impl FnMut(usize, f64) -> f64,
    ) {
        let point = self.sketch.coordinates().row(i);
        let mut radius = take(usize::MAX, f64::INFINITY);
        for place in leaf {
            let j = self.order[place];
            if j == i {
                continue;
            }
            if let Some(squared) = bounded_distance(point, self.sorted.row(place), radius) {
                let bound = self.sketch.bound(squared);
                if bound < radius {
                    radius = take(j, bound);
                }
            }
        }
    }
}

/// |x − y|², or nothing as soon as it exceeds `most`.
fn bounded_distance(x: &[f64], y: &[f64], most: f64) -> Option<f64> {
    if x.len() <= STEP {
        return Some(squared_distance(x, y));
    }
    let mut sum = 0.0;
    for (x, y) in x.chunks(STEP).zip(y.chunks(STEP)) {
        sum += x.iter().zip(y).map(|(x, y)| (x - y) * (x - y)).sum::<f64>();
        // Where the sketch's bound is a little lower, so is what is skipped.
        if sum * 0.999_999 > most {
            return None;
        }
    }
    Some(sum)
}

/// The k nearest so far, nearest first.
struct Nearest {
    found: Vec<Neighbour>,
    k: usize,
}

impl Nearest {
    /// Beyond this a point is of no interest.
    fn radius(&self) -> f64 {
        if self.found.len() < self.k { f64::INFINITY } else { self.found[self.k - 1].0 }
    }

    fn offer(&mut self, neighbour: Neighbour) {
        let place = self.found.partition_point(|known| known.0 <= neighbour.0);
        self.found.insert(place, neighbour);
        self.found.truncate(self.k);
    }
}

/// Builds the node of a part of the points, which begins at `start` of the whole, and returns its number.
fn build(points: &Matrix, part: &mut [usize], start: usize, nodes: &mut Vec<Node>) -> usize {
    let number = nodes.len();
    nodes.push(Node::Leaf { start, end: start + part.len() });
    let Some(axis) = widest(points, part).filter(|_| part.len() > LEAF) else { return number };
    let middle = part.len() / 2;
    part.select_nth_unstable_by(middle, |i, j| {
        points.at(*i, axis).total_cmp(&points.at(*j, axis)).then(i.cmp(j))
    });
    let at = points.at(part[middle], axis);
    let (left, right) = part.split_at_mut(middle);
    let low = build(points, left, start, nodes);
    let high = build(points, right, start + middle, nodes);
    nodes[number] = Node::Split { axis, at, low, high };
    number
}

/// The coordinate of the greatest range; nothing where all points are equal.
fn widest(points: &Matrix, part: &[usize]) -> Option<usize> {
    let range = |axis: usize| {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for i in part {
            let x = points.at(*i, axis);
            (low, high) = (low.min(x), high.max(x));
        }
        high - low
    };
    let ranges = (0..points.columns).map(range);
    let (axis, most) =
        ranges.enumerate().fold((0, 0.0), |b, (k, r)| if r > b.1 { (k, r) } else { b });
    (most > 0.0).then_some(axis)
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::linalg::{Matrix, squared_distance};
    use crate::rng::Stream;

    /// Points on a curved surface in `columns` dimensions, some of them twice.
    fn surface(n: usize, columns: usize) -> Matrix {
        let mut stream = Stream::new(5, 1);
        let mut points = Matrix::zeros(n, columns);
        for i in 0..n {
            if i % 17 == 16 {
                let before = points.row(i - 3).to_vec();
                points.row_mut(i).copy_from_slice(&before);
                continue;
            }
            let (u, v) = (stream.uniform(), stream.uniform());
            for j in 0..columns {
                let k = j as f64;
                points.row_mut(i)[j] =
                    libm::sin(3.0 * u + k) + libm::cos(k * v) + 0.1 * stream.normal();
            }
        }
        points
    }

    #[test]
    fn neighbours_and_pairs_are_those_of_all_distances() {
        for columns in [1, 3, 12, 90] {
            let points = surface(400, columns);
            let tree = Tree::new(&points);
            let all = |i: usize| -> Vec<f64> {
                let of = |j| squared_distance(points.row(i), points.row(j));
                (0..points.rows).filter(|j| *j != i).map(of).collect()
            };
            let radius = 0.5 * columns as f64;
            let mut expected_pairs = 0;
            for (i, found) in tree.nearest(7).iter().enumerate() {
                let mut distances = all(i);
                expected_pairs += distances.iter().filter(|d| **d < radius).count();
                distances.sort_unstable_by(f64::total_cmp);
                for (found, expected) in found.iter().zip(&distances) {
                    assert!((found.0 - expected).abs() <= 1e-12 * expected, "{columns} {i}");
                    let own = squared_distance(points.row(i), points.row(found.1));
                    assert!((found.0 - own).abs() <= 1e-12 * own);
                }
                assert_eq!(found.len(), 7);
            }
            let mut pairs = 0;
            tree.pairs_within(radius, |i, j, squared| {
                assert!(i < j && squared < radius);
                pairs += 2;
            });
            assert_eq!(pairs, expected_pairs, "{columns}");
        }
    }
}
