"""The constants, named as in crates/core/src/estimator/forecast/settings.rs, which says what each is for."""

from types import SimpleNamespace

import numpy as np

SETTINGS = SimpleNamespace(
    # Collapse
    window=0.5,
    fit_from=0.2,
    bias_slope_noise=0.07,
    # Weights, by decades of kappa below the window
    knots=np.array([-1.0, -0.3, 0.2, 0.7, 1.2, 2.0]),
    gcv_weight=np.array([0.5, 0.5, 0.25, 0.1, 0.1, 0.0]),
    heavy_from=0.2,
    heavy_to=0.4,
    power_law_weight=np.array([0.0, 0.0, 0.05, 0.3, 0.4, 0.4]),
    # Power law in P
    exponents=0.02 + 0.05 * np.arange(40),
    floors=0.05 * np.arange(20),
    exponent_penalty=0.003,
    exponent_prior=0.4,
    # Corrections
    anchor=2.5,
    tail_factor=0.5,
    tail_from=0.1,
    tail_most=0.3,
    # Interval
    least_spread=0.02,
    noise_spread=1.75,
    gcv_spread=0.2,
    below_spread=0.1,
    backtest_spread=0.25,
    law_spread=0.4,
    tail_spread=0.4,
    surprise=0.5,
    extrapolation_spread=0.15,
    unsupported=2.0,
    unsupported_spread=0.5,
    # Class error
    class_exponent=1.3,
    class_same_kappa=0.6,
    class_law=0.4,
    class_least_spread=0.06,
    class_noise_spread=1.8,
    class_change_spread=0.25,
    class_law_spread=0.4,
    # The rest
    ridges_per_decade=8,
    decades_below=9,
    decades_above=1,
    most_growth=np.log(64.0),
    optimal_below=1.7,
    deepest=30.0,
)


def ramp(x, low, high):
    """From 0 at low to 1 at high."""
    return np.clip((x - low) / (high - low), 0, 1)
