//! Sums over the modes of a power law, to its end or without end.

/// Terms added one by one where that is enough.
const LEAST_TERMS: f64 = 200.0;

/// Beyond so many resolved modes the rest is an integral.
const RESOLVED: f64 = 8.0;

/// Terms of the series of the rest.
const SERIES: usize = 24;

/// Of σ_k = k^-α and σ_k w̄_k² = k^-(1+2αr).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sums {
    /// Σ σ/(σ+κ).
    pub df1: f64,
    /// Σ w̄² σ κ/(σ+κ).
    pub target: f64,
    /// Σ w̄² σ κ²/(σ+κ)².
    pub bias: f64,
}

/// The sums over `modes` modes, which may be infinite.
///
/// Where σ < κ the terms are series in σ/κ, and each power is summed by the midpoint rule, whose error is of relative
/// order α²/(24 M²) with M the first mode left out.
pub fn sums(alpha: f64, source: f64, kappa: f64, modes: f64) -> Sums {
    let target = 1.0 + 2.0 * alpha * source;
    let resolved = libm::pow(kappa, -1.0 / alpha);
    let head = (RESOLVED * resolved + LEAST_TERMS).min(modes).min(4e5);
    let mut sums = Sums { df1: 0.0, target: 0.0, bias: 0.0 };
    for k in 1..=head as usize {
        let ln_k = libm::log(k as f64);
        let sigma = libm::exp(-alpha * ln_k);
        let (learned, lost) = (sigma / (sigma + kappa), kappa / (sigma + kappa));
        let weight = libm::exp(-target * ln_k);
        sums.df1 += learned;
        sums.target += weight * lost;
        sums.bias += weight * lost * lost;
    }
    let head = libm::floor(head);
    if head < modes {
        add_tail(&mut sums, (alpha, target, kappa), [head + 0.5, modes + 0.5]);
    }
    sums
}

/// ∫ k^-p dk between two ends, the upper of which may be infinite for p > 1.
fn integral(p: f64, [low, high]: [f64; 2]) -> f64 {
    let q = p - 1.0;
    if high.is_infinite() {
        return libm::pow(low, -q) / q;
    }
    let span = libm::log(high / low);
    if (q * span).abs() < 1e-12 {
        return libm::pow(low, -q) * span;
    }
    // (1 − (low/high)^q)/q without cancellation.
    -libm::pow(low, -q) * libm::expm1(-q * span) / q
}

fn add_tail(sums: &mut Sums, (alpha, target, kappa): (f64, f64, f64), ends: [f64; 2]) {
    let ratio = libm::pow(ends[0], -alpha) / kappa;
    let mut sign = 1.0;
    let mut inverse = 1.0;
    for j in 0..SERIES {
        let power = j as f64;
        sums.df1 += sign * inverse / kappa * integral(alpha * (power + 1.0), ends);
        sums.target += sign * inverse * integral(target + alpha * power, ends);
        sums.bias += sign * inverse * (power + 1.0) * integral(target + alpha * power, ends);
        sign = -sign;
        inverse /= kappa;
        if libm::pow(ratio, power + 1.0) < 1e-14 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sums;

    #[test]
    fn a_long_sum_and_the_limit_of_small_kappa() {
        for (alpha, source) in [(1.2, 0.3), (2.0, 0.8)] {
            let (kappa, modes) = (1e-4, 2e6);
            let mut plain = [0.0; 3];
            for k in (1..=modes as usize).rev() {
                let k = k as f64;
                let sigma = k.powf(-alpha);
                let weight = k.powf(-1.0 - 2.0 * alpha * source);
                let lost = kappa / (sigma + kappa);
                plain[0] += sigma / (sigma + kappa);
                plain[1] += weight * lost;
                plain[2] += weight * lost * lost;
            }
            let found = sums(alpha, source, kappa, modes);
            for (x, y) in [found.df1, found.target, found.bias].iter().zip(plain) {
                assert!((x / y - 1.0).abs() < 1e-6, "{alpha}: {x} {y}");
            }
            let c1 = std::f64::consts::PI / alpha / (std::f64::consts::PI / alpha).sin();
            let small = sums(alpha, source, 1e-6, f64::INFINITY).df1;
            let limit = c1 * 1e-6_f64.powf(-1.0 / alpha) - 0.5;
            assert!((small / limit - 1.0).abs() < 1e-5, "{small} {limit}");
        }
    }
}
