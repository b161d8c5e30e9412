"""The share of wrong classes, carried over with the squared error."""

import numpy as np

from .power_law import power_law


def class_error(forecaster, samples, ridge, blend, ln_error, test_size):
    """(error, interval)."""
    settings, n = forecaster.settings, forecaster.samples
    least = 0.5 / n
    full, loo = forecaster.full, forecaster.whole.loo
    # At the same kappa, and at the same ridge.
    ln_kappa = max(blend.ln_kappa, loo.end)
    wrong_there = loo.inside(np.maximum(full.wrong, least), ln_kappa)
    change = ln_error - np.interp(ln_kappa, loo.ln_kappa, loo.ln_error)
    same_kappa = np.log(wrong_there) + settings.class_exponent * change
    sizes, wrong = forecaster.by_size(ridge, wrong_at)
    wrong = np.maximum(wrong, least)
    since = ln_error - np.log(full.at("loo", ridge))
    same_ridge = np.log(wrong[-1]) + settings.class_exponent * since
    carried = settings.class_same_kappa * same_kappa + (1 - settings.class_same_kappa) * same_ridge
    law, growth = carried, np.inf
    if np.isfinite(samples):
        growth = np.log(samples / n)
        if len(sizes) > 1:
            law = power_law(sizes, wrong, samples, settings)
    weight = settings.class_law * min(1.0, np.log(2.0) / max(growth, np.log(2.0)))
    ln_wrong = min((1 - weight) * carried + weight * law, np.log(0.999))
    error, before = np.exp(ln_wrong), max(wrong_there, least)
    chance = (1 - before) / (before * n) + (1 - error) / (error * test_size)
    spread = np.sqrt(
        settings.class_least_spread**2
        + settings.class_noise_spread**2 * chance
        + (settings.class_change_spread * abs(since)) ** 2
        + (settings.class_law_spread * abs(carried - law)) ** 2
    )
    return float(error), [float(np.exp(ln_wrong - spread)), float(min(np.exp(ln_wrong + spread), 1))]


def wrong_at(curve, ridge):
    """The share of wrong classes at a ridge, linear in its logarithm."""
    return float(np.interp(np.log(max(ridge, curve.ridges[0])), np.log(curve.ridges), curve.wrong))
