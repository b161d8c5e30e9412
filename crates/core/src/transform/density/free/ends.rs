//! The ends of a gap of a free sum: where s₁ + s₂ passes one.

use super::place::{End, Gap, Place};
use super::range::between;
use crate::transform::density::law::Law;

/// Steps of bisection; edges are extremes of z(g), which double the digits.
const MOST_STEPS: usize = 200;

/// As near to g = 0, where x is infinite outside, as is needed, in inverse widths of the term.
const BESIDE_ZERO: f64 = 1e-6;

/// Steps of false position that must shorten the bracket tenfold.
const SLOW: usize = 5;

/// Edges are sought to so much of where they may be: z(g) is flat there.
const NARROW: f64 = 1e-13;

/// s₁ + s₂ − 1 below this is rounding error.
pub const ROUNDING: f64 = 1e-13;

/// R adds, and z.
pub fn place(terms: &[Law; 2], from: &[Gap; 2], g: f64) -> Place {
    let [one, two] = [0, 1].map(|i| terms[i].inverse(&from[i], g));
    join(from, &one, &two)
}

/// x = ω₁ + R₂; far outside of the first, where ω₁ is large, ω₂ + R₁.
pub fn join(from: &[Gap; 2], one: &Place, two: &Place) -> Place {
    let (g, r, lost) = (one.g, one.r + two.r, one.lost + two.lost);
    let [is_outer, both] =
        [from[0].is_outer && !from[1].is_outer, from[0].is_outer && from[1].is_outer];
    let far = is_outer && (g * from[0].right.up_to(&from[0].left)).abs() < 1.0;
    let (base, way) = if far { (two.from, two.way + one.r) } else { (one.from, one.way + two.r) };
    let s = match (is_outer, from[1].is_outer) {
        _ if both => 1.0 - lost,
        (true, _) => two.s - one.lost,
        (_, true) => one.s - two.lost,
        _ => one.s + two.s - 1.0,
    };
    Place { g, from: base, way, r, s, lost }
}

/// The end of a gap between a g inside and one outside, or an infinite one where atoms meet.
pub fn find_end(terms: &[Law; 2], from: &[Gap; 2], (inside, outside): (f64, f64)) -> End {
    let ends = from.map(|gap| if outside > 0.0 { gap.left } else { gap.right });
    let mass = ends[0].mass + ends[1].mass - 1.0;
    if outside.is_infinite() && mass >= -ROUNDING {
        let mass = if mass > ROUNDING { mass } else { 0.0 };
        let way = ends[0].way + ends[1].x();
        return End { at: outside, from: ends[0].from, way, mass };
    }
    let excess = |g: f64| excess(terms, from, g);
    let bracket = one_sign(from, [inside, outside], excess);
    let at = cross(bracket, excess);
    let Place { from, way, .. } = place(terms, from, at);
    End { at, from, way, mass: 0.0 }
}

/// Where a bracket of g holds zero, at which x is infinite outside of one term: the half of it with the end.
fn one_sign(from: &[Gap; 2], [inside, outside]: [f64; 2], excess: impl Fn(f64) -> f64) -> [f64; 2] {
    if inside * outside > 0.0 {
        return [inside, outside];
    }
    let least = least_g(from).min(0.5 * inside.abs()).min(0.5 * outside.abs());
    let beside = libm::copysign(least, outside);
    if excess(beside) > 0.0 { [beside, outside] } else { [inside, -beside] }
}

/// So near to zero g may come: farther outside of a term all its levels are one.
pub fn least_g(from: &[Gap; 2]) -> f64 {
    let reach = |gap: &Gap| if gap.is_outer { gap.right.up_to(&gap.left) } else { f64::INFINITY };
    BESIDE_ZERO / reach(&from[0]).min(reach(&from[1]))
}

/// s₁ + s₂ − 1; outside of one term as a share of what that leaves of its s, as both fall as g².
fn excess(terms: &[Law; 2], from: &[Gap; 2], g: f64) -> f64 {
    let both = [0, 1].map(|i| terms[i].inverse(&from[i], g));
    excess_of(from, &both, &join(from, &both[0], &both[1]))
}

/// The same of a place that is known.
pub fn excess_of(from: &[Gap; 2], both: &[Place; 2], place: &Place) -> f64 {
    let outside = (0..2).find(|i| from[*i].is_outer && !from[1 - i].is_outer);
    outside.map_or(place.s, |i| place.s / both[i].lost)
}

/// Where that passes zero, on the side of `inside`: false position (Illinois), with bisections where it is slow.
fn cross([mut inside, mut outside]: [f64; 2], excess: impl Fn(f64) -> f64) -> f64 {
    while outside.is_infinite() {
        let next = between(inside, outside, 0.5);
        if excess(next) > 0.0 && next.is_finite() { inside = next } else { outside = next }
    }
    let (first, last) = (inside, outside);
    let (mut low, mut high) = ((0.0, excess(first)), (1.0, excess(last)));
    let (mut side, mut width) = (0.0, 1.0);
    for step in 0..MOST_STEPS {
        let secant = low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1);
        let slow = step % SLOW == SLOW - 1 && high.0 - low.0 > 0.1 * width;
        let is_inside = secant > low.0 && secant < high.0 && !slow;
        if step % SLOW == SLOW - 1 {
            width = high.0 - low.0;
        }
        let share = if is_inside { secant } else { 0.5 * (low.0 + high.0) };
        let g = between(first, last, share);
        if share <= low.0 || share >= high.0 || high.0 - low.0 <= NARROW {
            break;
        }
        let value = excess(g);
        if value.abs() <= ROUNDING {
            return g;
        }
        // The end that stays twice counts half.
        if value > 0.0 {
            high.1 *= if side > 0.0 { 0.5 } else { 1.0 };
            (inside, low, side) = (g, (share, value), 1.0);
        } else {
            low.1 *= if side < 0.0 { 0.5 } else { 1.0 };
            (high, side) = ((share, value), -1.0);
        }
    }
    inside
}
