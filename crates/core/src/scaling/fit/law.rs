//! The laws that can be fitted: losses as sums of powers, in logarithms.

use super::Bounded;

/// Exponents lie between zero and this.
pub const LARGEST_EXPONENT: f64 = 10.0;

const EXPONENT: Bounded = Bounded::new(0.0, LARGEST_EXPONENT);

/// Width of a broken law's break, in units of ln x.
const WIDTH: Bounded = Bounded::new(0.02, 4.0);

/// The most parameters a law has.
pub const MOST_PARAMETERS: usize = 6;

/// The shape of a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// E + A x^-α.
    PowerLaw,
    /// E + A x^-α (1 + (x/x_b)^(1/f))^(-(α'-α) f) (Caballero et al., 2023, with one break).
    Broken,
    /// E + A N^-α + B D^-β (Hoffmann et al., 2022).
    Chinchilla,
    /// ((A N^-α)^(1/β) + (B D^-β)^(1/β))^β (Kaplan et al., 2020; A = N_c^α, B = D_c^β).
    Kaplan,
}

/// A law: its shape, and whether it has a floor E.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The shape.
    pub kind: Kind,
    /// Whether E is free; zero otherwise.
    pub offset: bool,
}

/// Where the sizes of a table lie: the point that logarithms are counted from, and their range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Mean of ln x in each variable.
    pub center: [f64; 2],
    /// Least ln x of the first variable.
    pub low: f64,
    /// Greatest ln x of the first variable.
    pub high: f64,
}

/// ln of the loss, and its derivative along each internal parameter.
pub type Slope = (f64, [f64; MOST_PARAMETERS]);

impl Law {
    /// The name users see.
    pub fn name(self) -> &'static str {
        match (self.kind, self.offset) {
            (Kind::PowerLaw, true) => "powerLaw",
            (Kind::PowerLaw, false) => "powerLaw without offset",
            (Kind::Broken, true) => "broken",
            (Kind::Broken, false) => "broken without offset",
            (Kind::Chinchilla, true) => "chinchilla",
            (Kind::Chinchilla, false) => "chinchilla without offset",
            (Kind::Kaplan, _) => "kaplan",
        }
    }

    /// How many variables it has: the size alone, or parameters N and samples D.
    pub fn variables(self) -> usize {
        match self.kind {
            Kind::PowerLaw | Kind::Broken => 1,
            Kind::Chinchilla | Kind::Kaplan => 2,
        }
    }

    /// Names of its parameters; the floor E, where there is one, comes first.
    pub fn names(self) -> &'static [&'static str] {
        match self.kind {
            Kind::PowerLaw => &["E", "A", "alpha"],
            Kind::Broken => &["E", "A", "alpha", "alphaAfter", "breakAt", "breakWidth"],
            Kind::Chinchilla | Kind::Kaplan => &["E", "A", "alpha", "B", "beta"],
        }
    }

    /// How many parameters are free.
    pub fn free(self) -> usize {
        self.names().len() - usize::from(!self.offset)
    }

    /// Positions of the exponents among the parameters.
    pub fn exponents(self) -> &'static [usize] {
        match self.kind {
            Kind::PowerLaw => &[2],
            Kind::Broken => &[2, 3],
            Kind::Chinchilla | Kind::Kaplan => &[2, 4],
        }
    }

    /// Positions of the parameters that have bounds, and whether this one is at one of them.
    pub fn at_bound(self, position: usize, value: f64) -> bool {
        self.exponents().contains(&position) && EXPONENT.is_at_bound(value)
    }

    /// ln of the loss at ln x = u, for internal parameters θ.
    pub fn slope(self, theta: &[f64], u: [f64; 2], frame: &Frame) -> Slope {
        match self.kind {
            Kind::PowerLaw => power_law(theta, u[0] - frame.center[0]),
            Kind::Broken => broken(theta, u[0], frame),
            Kind::Chinchilla => chinchilla(theta, [u[0] - frame.center[0], u[1] - frame.center[1]]),
            Kind::Kaplan => kaplan(theta, [u[0] - frame.center[0], u[1] - frame.center[1]]),
        }
    }

    /// The parameters users see, of internal ones: ln A at the centre becomes A.
    pub fn natural(self, theta: &[f64], frame: &Frame) -> Vec<f64> {
        let exponent = |t: f64| EXPONENT.at(t).0;
        let scale = |a: f64, t: f64, center: f64| libm::exp(a + exponent(t) * center);
        let [n, d] = frame.center;
        let floor = libm::exp(theta[0]);
        match self.kind {
            Kind::PowerLaw => vec![floor, scale(theta[1], theta[2], n), exponent(theta[2])],
            Kind::Broken => vec![
                floor,
                scale(theta[1], theta[2], n),
                exponent(theta[2]),
                exponent(theta[3]),
                libm::exp(frame.breaks().at(theta[4]).0),
                WIDTH.at(theta[5]).0,
            ],
            Kind::Chinchilla | Kind::Kaplan => vec![
                floor,
                scale(theta[1], theta[2], n),
                exponent(theta[2]),
                scale(theta[3], theta[4], d),
                exponent(theta[4]),
            ],
        }
    }

    /// The inverse of [`Law::natural`].
    pub fn internal(self, natural: &[f64], frame: &Frame) -> Vec<f64> {
        let scale = |a: f64, alpha: f64, center: f64| libm::log(a) - alpha * center;
        let [n, d] = frame.center;
        let first = vec![
            libm::log(natural[0]),
            scale(natural[1], natural[2], n),
            EXPONENT.inverse(natural[2]),
        ];
        let more = match self.kind {
            Kind::PowerLaw => vec![],
            Kind::Broken => vec![
                EXPONENT.inverse(natural[3]),
                frame.breaks().inverse(libm::log(natural[4])),
                WIDTH.inverse(natural[5]),
            ],
            Kind::Chinchilla | Kind::Kaplan => {
                vec![scale(natural[3], natural[4], d), EXPONENT.inverse(natural[4])]
            }
        };
        [first, more].concat()
    }
}

impl Frame {
    /// Where the break of a broken law may lie: within the data.
    fn breaks(&self) -> Bounded {
        let range = (self.high - self.low).max(1e-9);
        Bounded::new(self.low - 0.01 * range, self.high + 0.01 * range)
    }
}

/// ln Σ exp(z) and the share of each term; terms of −∞ have none.
fn log_sum_exp<const K: usize>(z: [f64; K]) -> (f64, [f64; K]) {
    let most = z.iter().fold(f64::NEG_INFINITY, |m, z| m.max(*z));
    let terms = z.map(|z| libm::exp(z - most));
    let sum: f64 = terms.iter().sum();
    (most + libm::log(sum), terms.map(|term| term / sum))
}

fn power_law(theta: &[f64], u: f64) -> Slope {
    let (alpha, slope) = EXPONENT.at(theta[2]);
    let (value, [e, a]) = log_sum_exp([theta[0], theta[1] - alpha * u]);
    (value, [e, a, -a * u * slope, 0.0, 0.0, 0.0])
}

fn chinchilla(theta: &[f64], [n, d]: [f64; 2]) -> Slope {
    let (alpha, alpha_slope) = EXPONENT.at(theta[2]);
    let (beta, beta_slope) = EXPONENT.at(theta[4]);
    let (value, [e, a, b]) = log_sum_exp([theta[0], theta[1] - alpha * n, theta[3] - beta * d]);
    (value, [e, a, -a * n * alpha_slope, b, -b * d * beta_slope, 0.0])
}

fn kaplan(theta: &[f64], [n, d]: [f64; 2]) -> Slope {
    let (alpha, alpha_slope) = EXPONENT.at(theta[2]);
    let (beta, beta_slope) = EXPONENT.at(theta[4]);
    let (za, zb) = (theta[1] - alpha * n, theta[3] - beta * d);
    let (inner, [a, b]) = log_sum_exp([za / beta, zb / beta]);
    let along_beta = inner - (a * za + b * zb) / beta - b * d;
    (beta * inner, [0.0, a, -a * n * alpha_slope, b, along_beta * beta_slope, 0.0])
}

/// z = a − α u − (α' − α) f ln(1 + exp((u − u_b)/f)).
fn broken(theta: &[f64], u: f64, frame: &Frame) -> Slope {
    let (alpha, alpha_slope) = EXPONENT.at(theta[2]);
    let (after, after_slope) = EXPONENT.at(theta[3]);
    let (at, at_slope) = frame.breaks().at(theta[4]);
    let (width, width_slope) = WIDTH.at(theta[5]);
    let x = (u - at) / width;
    let softplus = x.max(0.0) + libm::log1p(libm::exp(-x.abs()));
    let step =
        if x >= 0.0 { 1.0 / (1.0 + libm::exp(-x)) } else { 1.0 - 1.0 / (1.0 + libm::exp(x)) };
    let bend = width * softplus;
    let centred = u - frame.center[0];
    let z = theta[1] - alpha * centred - (after - alpha) * bend;
    let (value, [e, a]) = log_sum_exp([theta[0], z]);
    let gradient = [
        e,
        a,
        a * (bend - centred) * alpha_slope,
        -a * bend * after_slope,
        a * (after - alpha) * step * at_slope,
        -a * (after - alpha) * (softplus - x * step) * width_slope,
    ];
    (value, gradient)
}

#[cfg(test)]
mod tests {
    use super::{Frame, Kind, Law};

    const FRAME: Frame = Frame { center: [20.0, 23.0], low: 17.0, high: 24.0 };

    fn cases() -> Vec<(Law, Vec<f64>)> {
        let law = |kind| Law { kind, offset: true };
        vec![
            (law(Kind::PowerLaw), vec![1.8, 400.0, 0.35]),
            (law(Kind::Broken), vec![1.8, 400.0, 0.35, 0.1, 5e8, 0.4]),
            (law(Kind::Chinchilla), vec![1.8172, 482.01, 0.3478, 2085.43, 0.3658]),
            (law(Kind::Kaplan), vec![0.0, 11.0, 0.076, 20.0, 0.095]),
        ]
    }

    #[test]
    fn gradients_are_those_of_differences() {
        for (law, natural) in cases() {
            let theta = law.internal(&natural, &FRAME);
            let u = [19.2, 24.5];
            let (_, gradient) = law.slope(&theta, u, &FRAME);
            for k in (0..theta.len()).filter(|k| theta[*k].is_finite()) {
                let at = |h: f64| {
                    let mut moved = theta.clone();
                    moved[k] += h;
                    law.slope(&moved, u, &FRAME).0
                };
                let numeric = (at(1e-5) - at(-1e-5)) / 2e-5;
                assert!((numeric - gradient[k]).abs() < 1e-8, "{} {k}", law.name());
            }
        }
    }

    #[test]
    fn internal_parameters_lead_back_and_to_the_formulas() {
        let u = [19.2_f64, 24.5_f64];
        for (law, natural) in cases() {
            let theta = law.internal(&natural, &FRAME);
            let back = law.natural(&theta, &FRAME);
            for (found, expected) in back.iter().zip(&natural) {
                assert!((found - expected).abs() <= 1e-9 * expected, "{}", law.name());
            }
        }
        let (n, d) = (u[0].exp(), u[1].exp());
        let chinchilla = 1.8172 + 482.01 * n.powf(-0.3478) + 2085.43 * d.powf(-0.3658);
        let (law, natural) = &cases()[2];
        let found = law.slope(&law.internal(natural, &FRAME), u, &FRAME).0;
        assert!((found - chinchilla.ln()).abs() < 1e-12);
        let (law, natural) = &cases()[1];
        let broken =
            1.8 + 400.0 * n.powf(-0.35) * (1.0 + (n / 5e8).powf(1.0 / 0.4)).powf(0.25 * 0.4);
        let found = law.slope(&law.internal(natural, &FRAME), u, &FRAME).0;
        assert!((found - broken.ln()).abs() < 1e-12);
        let (law, natural) = &cases()[3];
        let (nc, dc) = (11.0_f64.powf(1.0 / 0.076), 20.0_f64.powf(1.0 / 0.095));
        let kaplan = ((nc / n).powf(0.076 / 0.095) + dc / d).powf(0.095);
        let found = law.slope(&law.internal(natural, &FRAME), u, &FRAME).0;
        assert!((found - kaplan.ln()).abs() < 1e-12);
    }
}
