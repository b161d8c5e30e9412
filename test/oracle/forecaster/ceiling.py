"""The error that no amount of data beats: the floor of B(kappa) = s (f + (1 - f)(kappa/kappa_0)^beta)."""

from types import SimpleNamespace

import numpy as np

EXPONENTS = 0.05 * np.arange(1, 41)
FLOORS = 0.02 * np.arange(50)
POINTS = 16
SHARE = 0.02
PROFILE = 0.25


def ceiling(forecaster):
    """The least error over all ridges as P grows without end, with its interval, what it rests on and the least B seen."""
    settings, loo = forecaster.settings, forecaster.whole.loo
    small = np.exp(loo.ln_df1) / forecaster.samples <= SHARE
    last = loo.ln_kappa[np.argmax(small)] if small.any() else loo.ln_kappa[-1]
    ln_kappa = np.linspace(loo.end, last, POINTS)
    ln_bias = np.array([joined_bias(forecaster, x) for x in ln_kappa])
    least = int(np.argmin(ln_bias))
    if not loo.closed or least > 4:
        noise = settings.noise_spread * forecaster.noise(ln_kappa[least])
        return reached(ln_bias[least], np.hypot(noise, settings.least_spread))
    deeper = np.exp(joined_bias(forecaster, loo.end - np.log(10.0)))
    return extrapolated(ln_kappa, ln_bias, float(forecaster.full.loo_noise[loo.first]), deeper, settings.noise_spread)


def joined_bias(forecaster, ln_kappa):
    """ln B as the forecasts join it, with their correction for heavy tails."""
    pair = forecaster.whole
    joined = pair.join(ln_kappa, pair.loo.ln_bias(ln_kappa), pair.gcv.ln_bias(ln_kappa))
    return joined - forecaster.tail_correction(ln_kappa)


def reached(ln_bias, spread):
    error = float(np.exp(ln_bias))
    interval = [float(np.exp(ln_bias - spread)), float(np.exp(ln_bias + spread))]
    return SimpleNamespace(error=error, interval=interval, basis="reached", bound=error)


def extrapolated(ln_kappa, ln_bias, noise, deeper, noise_spread):
    """Floors whose misfit, over all exponents, lies near the best one are possible."""
    growth = np.exp(ln_kappa - ln_kappa[0])
    floors = FLOORS[None, :, None]
    shapes = np.log(floors + (1 - floors) * growth[None, None, :] ** EXPONENTS[:, None, None])
    residuals = ln_bias - shapes
    scale = residuals.mean(-1)
    misfit = ((residuals - scale[..., None]) ** 2).mean(-1)
    profile = misfit.min(0)
    values = FLOORS * np.exp(scale[np.argmin(misfit, 0), np.arange(len(FLOORS))])
    best = int(np.argmin(profile))
    possible = values[profile <= profile[best] + (PROFILE * noise) ** 2]
    bound, spread = float(np.exp(ln_bias.min())), noise_spread * noise
    high = max(possible.max(), values[best], deeper) * np.exp(spread)
    return SimpleNamespace(
        error=float(min(values[best], bound)),
        interval=[float(possible.min() * np.exp(-spread)), float(min(np.exp(ln_bias.min() + spread), high))],
        basis="extrapolated",
        bound=bound,
    )
