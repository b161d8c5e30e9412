//! Convex polygons in the plane of (l, q).

/// A point (l, q).
pub type Corner = [f64; 2];

/// Two corners closer than this are one.
const CLOSE: f64 = 1e-12;

/// The rectangle of two ranges, counter-clockwise.
pub fn rectangle(l: [f64; 2], q: [f64; 2]) -> Vec<Corner> {
    vec![[l[0], q[0]], [l[1], q[0]], [l[1], q[1]], [l[0], q[1]]]
}

/// The part where `side` is zero or more, empty where that has no area.
pub fn clip(polygon: &[Corner], side: impl Fn(Corner) -> f64) -> Vec<Corner> {
    let mut kept: Vec<Corner> = Vec::with_capacity(polygon.len() + 1);
    for (i, end) in polygon.iter().enumerate() {
        let start = polygon[(i + polygon.len() - 1) % polygon.len()];
        let (before, after) = (snap(side(start)), snap(side(*end)));
        if before * after < 0.0 {
            let t = before / (before - after);
            kept.push([0, 1].map(|k| start[k] + t * (end[k] - start[k])));
        }
        if after >= 0.0 {
            kept.push(*end);
        }
    }
    kept.dedup_by(|a, b| distance(*a, *b) < CLOSE);
    if kept.len() > 1 && distance(kept[0], kept[kept.len() - 1]) < CLOSE {
        kept.pop();
    }
    if area(&kept) > CLOSE { kept } else { Vec::new() }
}

/// On the line within rounding counts as on it.
fn snap(x: f64) -> f64 {
    if x.abs() < CLOSE { 0.0 } else { x }
}

/// Its area.
pub fn area(polygon: &[Corner]) -> f64 {
    let cross = |i: usize| {
        let (a, b) = (polygon[i], polygon[(i + 1) % polygon.len()]);
        a[0] * b[1] - a[1] * b[0]
    };
    0.5 * (0..polygon.len()).map(cross).sum::<f64>()
}

pub fn distance(a: Corner, b: Corner) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// The edges, each from one corner to the next.
pub fn edges(polygon: &[Corner]) -> impl Iterator<Item = [Corner; 2]> + '_ {
    (0..polygon.len()).map(|i| [polygon[i], polygon[(i + 1) % polygon.len()]])
}

/// What two edges on one line share, if it is more than a point.
pub fn overlap(a: [Corner; 2], b: [Corner; 2]) -> Option<[Corner; 2]> {
    let length = distance(a[0], a[1]);
    let along = [0, 1].map(|k| (a[1][k] - a[0][k]) / length);
    let off = |p: Corner| (p[1] - a[0][1]) * along[0] - (p[0] - a[0][0]) * along[1];
    if b.iter().any(|p| off(*p).abs() > 1e-9) {
        return None;
    }
    let position = |p: Corner| (p[0] - a[0][0]) * along[0] + (p[1] - a[0][1]) * along[1];
    let (start, end) = (position(b[0]).min(position(b[1])), position(b[0]).max(position(b[1])));
    let (from, to) = (start.max(0.0), end.min(length));
    (to - from > 1e-9).then(|| [from, to].map(|t| [0, 1].map(|k| a[0][k] + t * along[k])))
}
