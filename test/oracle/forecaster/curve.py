"""What one set of rows says at every ridge of a grid."""

import numpy as np

TINY = 1e-300


def ridge_grid(gram, given, settings):
    """Ridges around the mean diagonal of the kernel matrix, with those given in place of any that are nearly the same."""
    diagonal = max(float(np.mean(np.diag(gram))), TINY)
    steps = np.arange((settings.decades_above + settings.decades_below) * settings.ridges_per_decade + 1)
    grid = diagonal * 10.0 ** (-settings.decades_below + steps / settings.ridges_per_decade)
    given = np.array([ridge for ridge in given if ridge > 0 and np.isfinite(ridge)], float)
    for ridge in given:
        grid = grid[abs(grid / ridge - 1) > 1e-6]
    return np.unique(np.concatenate([grid, given]))


def centred(gram):
    mean = gram.mean(0)
    return gram - mean - mean[:, None] + mean.mean()


class Curve:
    """Estimates along ridges, one array entry a ridge.

    kappa, df1, df_gap = df1 - df2, one_minus_gamma = 1 - df2/n; loo and gcv; loo_noise, the relative standard error of
    loo; gap_noise, that of ln gcv - ln loo; tail, the share of the squared error in the worst fiftieth of the rows; wrong,
    the share of wrong classes with each row left out.
    """

    def __init__(self, gram, y, ridges, intercept, labels=None):
        self.samples = n = len(gram)
        self.intercept = 1 if intercept else 0
        self.ridges = ridges
        if intercept:
            gram, targets = centred(gram), y - y.mean(0)
        else:
            targets = y
        eigenvalues, vectors = np.linalg.eigh(gram)
        eigenvalues = np.maximum(eigenvalues / n, 0)
        eigenvalues[eigenvalues < 1e-14 * n * eigenvalues[-1]] = 0
        self.trace = float(eigenvalues.sum())
        kept = ridges / (eigenvalues[:, None] + ridges)
        fitted = eigenvalues[:, None] / (eigenvalues[:, None] + ridges)
        self._degrees(kept, fitted)
        self._errors(vectors, vectors.T @ targets, kept, y, labels)

    def _degrees(self, kept, fitted):
        n = self.samples
        trace = kept.sum(0) - self.intercept
        square = (kept * kept).sum(0) - self.intercept
        self.kappa = n * self.ridges / trace
        self.df1 = fitted.sum(0)
        self.df_gap = n * (kept * fitted).mean(0) * trace / square
        self.one_minus_gamma = np.maximum(trace * trace / ((n - self.intercept) * square), 1e-9)

    def _errors(self, vectors, coefficients, kept, y, labels):
        n = self.samples
        left_out_share = np.maximum((vectors * vectors) @ kept - self.intercept / n, 1e-12)
        mean_share = np.maximum(kept.mean(0) - self.intercept / n, 1e-12)
        columns = "loo", "gcv", "loo_noise", "gap_noise", "tail", "wrong"
        rows = []
        for g in range(len(self.ridges)):
            residuals = vectors @ (kept[:, g : g + 1] * coefficients)
            left_out = residuals / left_out_share[:, g : g + 1]
            plain, squares = (residuals * residuals).sum(1), (left_out * left_out).sum(1)
            loo = squares.mean()
            gaps = plain / max(plain.mean(), TINY) - squares / max(loo, TINY)
            rows.append(
                (
                    max(loo, TINY),
                    max(plain.mean() / mean_share[g] ** 2, TINY),
                    squares.std(ddof=1) / np.sqrt(n) / max(loo, TINY),
                    gaps.std(ddof=1) / np.sqrt(n),
                    np.sort(squares)[-max(1, n // 50) :].sum() / max(squares.sum(), TINY),
                    np.nan if labels is None else ((y - left_out).argmax(1) != labels).mean(),
                )
            )
        for name, column in zip(columns, np.array(rows).T):
            setattr(self, name, column)

    def at(self, name, ridge):
        """A positive column at a ridge, linear in the logarithms; below the grid its first entry."""
        position = np.log(max(ridge, self.ridges[0]))
        return float(np.exp(np.interp(position, np.log(self.ridges), np.log(np.maximum(getattr(self, name), TINY)))))
