"""The forecasters joined, held against the data at hand, with their interval."""

from types import SimpleNamespace

import numpy as np

from .class_error import class_error
from .collapse import Collapse
from .curve import Curve, ridge_grid
from .power_law import power_law
from .settings import SETTINGS, ramp


class Pair:
    """The collapse by leave-one-out and by GCV."""

    def __init__(self, curve, settings):
        self.loo = Collapse(curve, "loo", settings)
        self.gcv = Collapse(curve, "gcv", settings)
        self.settings = settings

    def gcv_weight(self, ln_kappa):
        settings, loo = self.settings, self.loo
        below = loo.decades_below(ln_kappa)
        heavy = ramp(np.interp(ln_kappa, loo.ln_kappa, loo.tail), settings.heavy_from, settings.heavy_to)
        inside = 1 - ramp(below, settings.knots[1], settings.knots[2])
        return np.interp(below, settings.knots, settings.gcv_weight) * (1 - (1 - heavy) * inside)

    def join(self, ln_kappa, loo, gcv):
        weight = self.gcv_weight(ln_kappa)
        return (1 - weight) * loo + weight * gcv

    def forecast(self, samples, ridge):
        """(ln E joined, decades below, ln E by leave-one-out, ln E by GCV, ln kappa)."""
        loo, ln_kappa = self.loo.forecast(samples, ridge)
        gcv, _ = self.gcv.forecast(samples, ridge)
        return self.join(ln_kappa, loo, gcv), self.loo.decades_below(ln_kappa), loo, gcv, ln_kappa


class Forecaster:
    def __init__(self, gram, y, partitions, ridges=(), intercept=True, labels=None, settings=SETTINGS):
        """`gram` is the kernel matrix, y has a column a target; `partitions` maps 2, 4, 8 to lists of parts; labels are class codes."""
        self.samples = len(gram)
        self.labels = labels
        self.settings = settings
        self.grid = grid = ridge_grid(gram, ridges, settings)
        self.full = Curve(gram, y, grid, intercept, labels)

        def part(rows):
            codes = None if labels is None else labels[rows]
            return Curve(gram[np.ix_(rows, rows)], y[rows], grid, intercept, codes)

        self.parts = {fraction: [part(rows) for rows in parts] for fraction, parts in partitions.items()}
        self.whole = Pair(self.full, settings)
        self.pairs = {fraction: [Pair(c, settings) for c in curves] for fraction, curves in self.parts.items()}

    def by_size(self, ridge, value):
        """A quantity of the parts and of the whole at each size, smallest first."""
        fractions = [fraction for fraction in (8, 4, 2) if fraction in self.parts]
        sizes = [self.samples // fraction for fraction in fractions]
        means = [float(np.mean([value(curve, ridge) for curve in self.parts[fraction]])) for fraction in fractions]
        return [*sizes, self.samples], [*means, float(value(self.full, ridge))]

    def loo_by_size(self, ridge):
        return self.by_size(ridge, lambda curve, at: curve.at("loo", at))

    def join(self, pairs, sizes, errors, samples, ridge):
        """The collapse of each pair, averaged, beside the power law through the errors at each size."""
        each = np.array([pair.forecast(samples, ridge) for pair in pairs])
        collapse = np.log(np.exp(each[:, 0]).mean())
        below = each[:, 1].mean()
        weight, law = 0.0, collapse
        if len(sizes) > 1 and np.isfinite(samples):
            weight = np.interp(below, self.settings.knots, self.settings.power_law_weight)
            law = power_law(sizes, errors, samples, self.settings)
        ln_error = (1 - weight) * collapse + weight * law
        _, _, loo, gcv, ln_kappa = each[0]
        return SimpleNamespace(ln_error=ln_error, law=law, below=below, loo=loo, gcv=gcv, ln_kappa=ln_kappa)

    def blend(self, samples, ridge):
        return self.join([self.whole], *self.loo_by_size(ridge), samples, ridge)

    def backtest(self, ridge):
        """ln(forecast/leave-one-out) at n from halves and from quarters; zero where there are none."""
        sizes, errors = self.loo_by_size(ridge)
        kept = len(sizes)

        def from_parts(fraction, dropped):
            if fraction not in self.pairs:
                return 0.0
            known = sizes[: kept - dropped], errors[: kept - dropped]
            return self.join(self.pairs[fraction], *known, self.samples, ridge).ln_error - np.log(errors[-1])

        return from_parts(2, 1), from_parts(4, 2)

    def noise(self, ln_kappa):
        """Relative standard error of leave-one-out at kappa."""
        return self.whole.loo.inside(self.full.loo_noise, ln_kappa)

    def tail_correction(self, ln_kappa):
        settings = self.settings
        return settings.tail_factor * np.clip(self.noise(ln_kappa) - settings.tail_from, 0, settings.tail_most)

    def _anchor(self, ridge):
        """What the forecast of n itself is off by beyond the noise of leave-one-out."""
        blend = self.blend(self.samples, ridge)
        here = blend.ln_error - self.tail_correction(blend.ln_kappa) - np.log(self.full.at("loo", ridge))
        if here == 0:
            return 0.0
        excess = 1 - (self.settings.anchor * self.full.at("loo_noise", ridge) / here) ** 2
        return here * excess if excess > 0 else 0.0

    def at(self, samples, ridge, test_size=1000):
        """The forecast at (P, ridge), with its interval and, for labels, the class error; P may be infinite."""
        settings = self.settings
        blend = self.blend(samples, ridge)
        half, quarter = self.backtest(ridge)
        growth = settings.most_growth
        if np.isfinite(samples):
            growth = min(np.log(samples / self.samples), growth)
        ln_error = blend.ln_error - self._anchor(ridge) - self.tail_correction(blend.ln_kappa)
        spread = self._spread(blend, half, quarter, abs(growth), test_size)
        tail = self.whole.loo.inside(self.full.tail, blend.ln_kappa)
        # The backtest is ln(forecast/truth): below zero, the truth was above.
        surprise = half if abs(half) > settings.surprise else 0.0
        lower = spread + max(surprise, 0)
        upper = spread * (1 + settings.tail_spread * ramp(tail, 0.15, 0.6)) - min(surprise, 0)
        point = SimpleNamespace(
            ridge=ridge,
            ln_error=float(ln_error),
            error=float(np.exp(ln_error)),
            interval=[float(np.exp(ln_error - lower)), float(np.exp(ln_error + upper))],
            kappa=float(np.exp(blend.ln_kappa)),
            below=float(blend.below),
        )
        if self.labels is not None:
            point.class_error, point.class_interval = class_error(self, samples, ridge, blend, ln_error, test_size)
        return point

    def _spread(self, blend, half, quarter, growth, test_size):
        """Half-width of the interval in ln E."""
        settings = self.settings
        below = ramp(blend.below, -0.5, 1.5)
        tested = np.sqrt((np.clip(half, -1, 1) ** 2 + np.clip(quarter, -1, 1) ** 2) / 2)
        variance = (
            settings.least_spread**2
            + settings.noise_spread**2 * self.noise(blend.ln_kappa) ** 2 * (1 + self.samples / test_size)
            + (settings.gcv_spread * min(abs(blend.loo - blend.gcv), 1) * (1 - below)) ** 2
            + (settings.below_spread * below * growth) ** 2
            + (settings.backtest_spread * tested * growth / np.log(4.0)) ** 2
            + (settings.law_spread * below * min(abs(blend.loo - blend.law), 1.5)) ** 2
        )
        extrapolated = 1 + settings.extrapolation_spread * ramp(blend.below, 0, 0.4)
        far = settings.unsupported_spread * max(blend.below - settings.unsupported, 0)
        return np.sqrt(variance) * extrapolated + far

    def exponent(self, samples, ridge):
        """-d ln E/d ln P."""
        step = 0.1
        before, after = (self.at(samples * np.exp(by), ridge).ln_error for by in (-step, step))
        return (before - after) / (2 * step)

    def optimal(self, samples, test_size=1000):
        """The ridge of least forecast, before corrections, among those whose kappa the data still reach, and the forecast there."""
        blends = [self.blend(samples, ridge) for ridge in self.grid]
        errors = np.array([b.ln_error if b.below <= self.settings.optimal_below else np.inf for b in blends])
        best = int(np.argmin(errors))
        ridge = self.grid[best]
        if 0 < best < len(errors) - 1 and np.isfinite(errors[best - 1 : best + 2]).all():
            ridge = vertex(np.log(self.grid[best - 1 : best + 2]), errors[best - 1 : best + 2], ridge)
        return ridge, self.at(samples, ridge, test_size)

    def universality(self, ridge):
        """(ln(GCV/LOO), its standard error, the verdict)."""
        gap = np.log(self.full.at("gcv", ridge) / self.full.at("loo", ridge))
        noise = self.full.at("gap_noise", ridge)
        chance = abs(gap / max(noise, 1e-12))
        verdict = "doubtful"
        if abs(gap) < 0.05 or (abs(gap) < 0.15 and chance < 2):
            verdict = "holds"
        elif abs(gap) >= 0.15 and chance >= 3:
            verdict = "fails"
        return [float(gap), float(noise), verdict]


def vertex(x, y, otherwise):
    """exp of the minimum of the parabola through three points, kept between them."""
    left, right = (y[1] - y[0]) / (x[1] - x[0]), (y[2] - y[1]) / (x[2] - x[1])
    curvature = (right - left) / (x[2] - x[0])
    if curvature <= 1e-12:
        return otherwise
    return float(np.exp(np.clip(0.5 * (x[0] + x[1]) - left / (2 * curvature), x[0], x[2])))



