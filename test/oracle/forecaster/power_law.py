"""E(P) = E_n (f + (1 - f)(P/n)^-c), fitted to errors at several sizes."""

import numpy as np

from .curve import TINY


def power_law(sizes, errors, samples, settings):
    """ln E at `samples`: least squares of logarithms weighted by the root of the size, over a grid of c and f, with a pull on ln c."""
    ratios = np.asarray(sizes, float) / sizes[-1]
    weights = np.sqrt(ratios)
    weights = weights / weights.sum()
    c, f = settings.exponents, settings.floors
    shapes = np.log(f[None, :, None] + (1 - f[None, :, None]) * ratios[None, None, :] ** -c[:, None, None])
    residuals = np.log(np.maximum(errors, TINY)) - shapes
    scale = (residuals * weights).sum(-1)
    misfit = ((residuals - scale[..., None]) ** 2 * weights).sum(-1)
    pull = settings.exponent_penalty * np.log(c / settings.exponent_prior) ** 2
    i, j = np.unravel_index(np.argmin(misfit + pull[:, None]), misfit.shape)
    decay = (samples / sizes[-1]) ** -c[i]
    return np.log(max(f[j] + (1 - f[j]) * decay, TINY)) + scale[i, j]
