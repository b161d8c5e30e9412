"""The collapse on kappa: B(kappa) = E (1 - df2/n), read off where df1 <= n/2 and continued below as power laws."""

import numpy as np

from .curve import TINY


class Collapse:
    def __init__(self, curve, error, settings):
        """From the column `error` ("loo" or "gcv") of a curve."""
        self.settings = settings
        n = curve.samples
        share = curve.df1 / n
        most = len(share) - 3
        inside = share <= settings.window
        self.first = min(int(np.argmax(inside)) if inside.any() else most, most)
        # Whether the window ends above the smallest kappa of the grid.
        self.closed = self.first > 0
        self.intercept = curve.intercept
        self.trace = curve.trace
        self.tail = curve.tail[self.first :]
        self.ln_kappa = np.log(curve.kappa[self.first :])
        self.end = self.ln_kappa[0]
        self.ln_df1 = np.log(np.maximum(curve.df1[self.first :], TINY))
        self.ln_gap = np.log(np.maximum(curve.df_gap[self.first :], 1e-12))
        self.ln_error = np.log(getattr(curve, error)[self.first :])
        self.ln_bias_inside = self.ln_error + np.log(curve.one_minus_gamma[self.first :])
        self.df_slope = self.bias_slope = 0.0
        if self.closed:
            self._fit_slopes(share[self.first :], curve.loo_noise[self.first])

    def _fit_slopes(self, share, noise):
        """Slopes of ln df1 and ln B at the window's lower end, by least squares in ln kappa; that of ln B shrunk by noise."""
        used = share >= min(self.settings.fit_from, 0.5 * share[0])
        used[:3] = True
        x = self.ln_kappa[used]
        if x[-1] - x[0] <= 1e-6:
            return
        centred = x - x.mean()
        spread = (centred * centred).sum()
        self.df_slope = float(np.clip(-(centred * self.ln_df1[used]).sum() / spread, 0, 1))
        slope = float(np.clip((centred * self.ln_bias_inside[used]).sum() / spread, 0, 2))
        self.bias_slope = slope / (1 + (noise / self.settings.bias_slope_noise) ** 2)

    def df1(self, ln_kappa):
        if ln_kappa < self.end:
            return np.exp(self.ln_df1[0] - self.df_slope * (ln_kappa - self.end))
        return np.exp(np.interp(ln_kappa, self.ln_kappa, self.ln_df1))

    def df_gap(self, ln_kappa):
        """df1 - df2; below the window its share of df1 stays what it was."""
        if ln_kappa < self.end:
            return np.exp(self.ln_gap[0] - self.ln_df1[0]) * self.df1(ln_kappa)
        return np.exp(np.interp(ln_kappa, self.ln_kappa, self.ln_gap))

    def ln_bias(self, ln_kappa):
        if ln_kappa < self.end:
            return self.ln_bias_inside[0] + self.bias_slope * (ln_kappa - self.end)
        return np.interp(ln_kappa, self.ln_kappa, self.ln_bias_inside)

    def solve(self, samples, ridge):
        """ln kappa of ridge = kappa (1 - df1(kappa)/samples), by bisection."""
        deepest = self.end - self.settings.deepest
        if not np.isfinite(samples):
            return np.log(max(ridge, np.exp(deepest)))
        low = max(np.log(max(ridge, TINY)), deepest)
        high = max(np.log(ridge + np.exp(self.ln_kappa[-1]) + self.trace / samples), low)
        for _ in range(80):
            middle = 0.5 * (low + high)
            if ridge * np.exp(-middle) + self.df1(middle) / samples > 1:
                low = middle
            else:
                high = middle
        return 0.5 * (low + high)

    def forecast(self, samples, ridge):
        """(ln E, ln kappa) of E = B/(1 - df2/samples)."""
        ln_kappa = self.solve(samples, ridge)
        slack = 1.0
        if np.isfinite(samples):
            share = max(ridge * np.exp(-ln_kappa), 1 - self.df1(ln_kappa) / samples)
            slack = share + self.df_gap(ln_kappa) / samples - self.intercept / samples
            slack = min(max(slack, 1e-3), 1.0)
        return self.ln_bias(ln_kappa) - np.log(slack), ln_kappa

    def decades_below(self, ln_kappa):
        """Decades of kappa below the window; at most -1 where the window is open."""
        decades = (self.end - ln_kappa) / np.log(10.0)
        return decades if self.closed else min(decades, -1.0)

    def inside(self, column, ln_kappa):
        """A column of the whole grid at kappa, at the window's end below it."""
        return float(np.interp(ln_kappa, self.ln_kappa, column[self.first :]))
