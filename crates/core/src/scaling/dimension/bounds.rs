//! Exponents that follow from the dimension d of a manifold.

/// An exponent with what must hold for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The exponent of the loss in the number of samples or parameters.
    pub exponent: f64,
    /// The name users see.
    pub name: &'static str,
    /// Conditions, in a sentence.
    pub condition: &'static str,
}

/// Resolution-limited exponents on a manifold of dimension d (Sharma and Kaplan, 2022; Bahri et al., 2024).
pub fn bounds(dimension: f64) -> [Bound; 3] {
    [
        Bound {
            exponent: 1.0 / dimension,
            name: "lipschitz",
            condition: "at least this for a Lipschitz target, model and loss: neighbours lie P^(-1/d) \
                        apart, and the loss changes by no more than that",
        },
        Bound {
            exponent: 2.0 / dimension,
            name: "lipschitzSquared",
            condition: "at least this for a squared loss whose minimum is zero, with Lipschitz target \
                        and model: the square of the former",
        },
        Bound {
            exponent: 4.0 / dimension,
            name: "piecewiseLinear",
            condition: "for a squared loss (or one that is quadratic near its minimum), a twice \
                        differentiable target and a model that interpolates linearly between \
                        neighbours, as wide ReLU networks do; larger for smoother pairs, and nothing \
                        where noise or the variance of finite width limits",
        },
    ]
}
