//! Where a density is: intervals of the radius ρ, found between the poles.

use super::Curve;

/// Bisections and searches end at neighbouring doubles, or here.
const MOST_STEPS: usize = 300;

/// Neighbouring levels that may by themselves rule out a gap, on each side.
const NEIGHBOURS: usize = 24;

/// One interval of the bulk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bulk {
    /// ρ of the lower edge, zero for a hard one.
    pub low: f64,
    /// ρ of the upper edge.
    pub high: f64,
}

/// All intervals, lowest first.
///
/// On the real axis [`Curve::openness`] is infinite at each pole ρ = c + σ, convex wherever it is finite between two
/// of them, and falls to zero on either side: one edge left of all poles, one right of all, none or two between
/// neighbours.
pub fn support(curve: &Curve) -> Vec<Bulk> {
    let poles = distinct_poles(curve);
    let mut edges = vec![lowest_edge(curve, poles[0].at)];
    for i in 0..poles.len() - 1 {
        if may_part(curve, &poles, i) {
            edges.extend(gap(curve, poles[i].at, poles[i + 1].at).into_iter().flatten());
        }
    }
    edges.push(highest_edge(curve, poles[poles.len() - 1].at));
    edges.chunks_exact(2).map(|pair| Bulk { low: pair[0], high: pair[1] }).collect()
}

/// A distinct level.
#[derive(Clone, Copy)]
struct Pole {
    at: f64,
    level: f64,
    count: f64,
}

/// Poles from the lowest, equal ones together.
fn distinct_poles(curve: &Curve) -> Vec<Pole> {
    let levels = curve.levels();
    let mut poles: Vec<Pole> = Vec::new();
    for i in (0..levels.values.len()).rev() {
        let (level, count) = (levels.values[i], levels.count(i));
        let at = level + curve.centre();
        match poles.last_mut() {
            Some(last) if last.at >= at => last.count += count,
            _ => poles.push(Pole { at, level, count }),
        }
    }
    poles
}

/// Whether the nearest poles leave room for a gap, in the sample covariance of the least n alone: more layers only
/// fill gaps. With weights w² = count σ²/n, two poles a distance d apart keep Σ w²/(u − σ)² above (w^{2/3} +
/// w'^{2/3})³/d².
fn may_part(curve: &Curve, poles: &[Pole], i: usize) -> bool {
    if curve.has_projections() {
        return true;
    }
    let weight = |pole: &Pole| pole.count * pole.level / curve.fewest() * pole.level;
    let (a, b) = (&poles[i], &poles[i + 1]);
    let distance = b.level - a.level;
    let sum = libm::cbrt(weight(a)) + libm::cbrt(weight(b));
    if sum * sum * sum >= distance * distance {
        return false;
    }
    let near = &poles[i.saturating_sub(NEIGHBOURS)..(i + 2 + NEIGHBOURS).min(poles.len())];
    let crowd = |share: f64| {
        let u = a.level + share * distance;
        near.iter().map(|p| weight(p) / (u - p.level) / (u - p.level)).sum::<f64>()
    };
    let (_, least) = minimise(crowd, 1.0);
    least < 1.0
}

/// Golden sections of (0, 1) for a convex function, infinite towards 1; stops below `enough`.
pub fn minimise(f: impl Fn(f64) -> f64, enough: f64) -> (f64, f64) {
    const SECTION: f64 = 0.618_033_988_749_894_9;
    let (mut low, mut high) = (0.0, 1.0);
    let (mut left, mut right) = (1.0 - SECTION, SECTION);
    let (mut at_left, mut at_right) = (f(left), f(right));
    for _ in 0..80 {
        if at_left < enough {
            return (left, at_left);
        }
        if at_right < enough {
            return (right, at_right);
        }
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - SECTION * (high - low);
            at_left = f(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + SECTION * (high - low);
            at_right = f(right);
        }
        if high - low < 1e-14 {
            break;
        }
    }
    if at_left <= at_right { (left, at_left) } else { (right, at_right) }
}

/// The two edges of a gap between two poles, if there is one.
fn gap(curve: &Curve, low: f64, high: f64) -> Option<[f64; 2]> {
    let wide = high > 2.0 * low;
    let place = |share: f64| {
        if wide { low * libm::pow(high / low, share) } else { low + share * (high - low) }
    };
    let (share, least) = minimise(|share| curve.openness(place(share)), 1.0);
    let middle = place(share);
    (least < 1.0)
        .then(|| [low, high].map(|pole| cross(|radius| curve.openness(radius), pole, middle)))
}

/// Where openness is one, between a place inside the bulk and a place outside.
pub fn cross(openness: impl Fn(f64) -> f64, inside: f64, outside: f64) -> f64 {
    let (mut inside, mut outside) = (inside, outside);
    for _ in 0..MOST_STEPS {
        let far = outside > 2.0 * inside || inside > 2.0 * outside;
        let middle =
            if far { f64::sqrt(inside) * f64::sqrt(outside) } else { 0.5 * (inside + outside) };
        if middle <= inside.min(outside) || middle >= inside.max(outside) {
            break;
        }
        if openness(middle) >= 1.0 { inside = middle } else { outside = middle }
    }
    inside
}

fn lowest_edge(curve: &Curve, pole: f64) -> f64 {
    if curve.is_hard() {
        return 0.0;
    }
    let mut outside = pole;
    while outside > 0.0 && curve.openness(outside) >= 1.0 {
        outside *= 1e-3;
    }
    cross(|radius| curve.openness(radius), pole, outside)
}

fn highest_edge(curve: &Curve, pole: f64) -> f64 {
    let mut outside = 2.0 * pole;
    while curve.openness(outside) >= 1.0 {
        outside *= 4.0;
    }
    cross(|radius| curve.openness(radius), pole, outside)
}
