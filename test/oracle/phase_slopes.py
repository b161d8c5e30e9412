"""Local slopes of the exact deterministic error of linear random features, for the phase diagram.

Independent of the library: sums by blocks of modes with the midpoint rule in ln k, bisection for kappa2. Infinite spectrum k^-alpha,
weights j^-a scaled to trace N, N = P^q, lambda = P^-l. Writes test/fixtures/phase_slopes.json. Run once:
python3 test/oracle/phase_slopes.py
"""
import json
import numpy as np


def blocks(last):
    """Nodes k and multiplicities: integers to 2000, then midpoints in ln k with Simpson-like accuracy by many blocks."""
    first = np.arange(1, 2001, dtype=float)
    if last <= 2000:
        return first[: int(last)], np.ones(int(last))
    edges = np.exp(np.arange(np.log(2000.5), np.log(last + 0.5), 0.004))
    edges = np.append(edges, last + 0.5)
    middle = np.sqrt(edges[1:] * edges[:-1])
    return np.concatenate([first, middle]), np.concatenate([np.ones(2000), np.diff(edges)])


class Model:
    def __init__(self, alpha, r, a, s2, P, N, lam):
        self.k, self.m = blocks(1e34 ** (1.0))
        self.s = self.k ** -alpha
        self.t = self.k ** -(1 + 2 * alpha * r)
        self.P, self.N, self.lam, self.s2 = P, N, lam, s2
        if a > 0:
            j, self.gm = blocks(N)
            gamma = j**-a
            self.g = gamma * N / np.sum(self.gm * gamma)
        else:
            self.g = None

    def sums(self, kappa):
        q = 1 / (self.s + kappa)
        A, B = self.s * q, kappa * q
        total = lambda x: np.sum(self.m * x)
        return total(A), total(A * A), total(A * B), total(self.t * B * B), total(self.t * A * B)

    def layer(self, df, rest):
        """kappa after the layer over kappa before, and d ln S/d df."""
        if self.g is None:
            return self.N / rest, 1 / rest
        low, high = 1e-300, 1e300
        for _ in range(3000):
            mid = np.sqrt(low) * np.sqrt(high)
            if mid <= low or mid >= high or high / low < 1 + 1e-15:
                break
            found = np.sum(self.gm * (self.g / (self.g + mid)))
            low, high = (mid, high) if found > df else (low, mid)
        A = self.g / (self.g + mid)
        df2, gap = np.sum(self.gm * A * A), np.sum(self.gm * A * mid / (self.g + mid))
        return self.N / (df * mid), df2 / (df * gap)

    def lam_of(self, kappa):
        df1 = self.sums(kappa)[0]
        if df1 >= min(self.P, self.N):
            return -1.0
        S, _ = self.layer(df1, self.N - df1)
        return kappa / S * (1 - df1 / self.P)

    def error(self):
        low, high = 1e-120, 1e3
        while high / low > 1 + 1e-13:
            mid = np.sqrt(low * high)
            low, high = (mid, high) if self.lam_of(mid) < self.lam else (low, mid)
        kappa = high
        df1, df2, gap, bias, mixed = self.sums(kappa)
        S, slope = self.layer(df1, self.N - df1)
        rho = 1 / (1 + gap * slope)
        kappa1 = kappa / S
        slack = self.lam / kappa1 + rho * gap / self.P
        total = bias + (1 - rho) * mixed + self.s2
        gamma = ((1 - rho) * df1 + rho * df2) / self.P
        return bias + (1 - rho) * mixed + total * gamma / slack


POINTS = [
    # alpha, r, a, noise, l, q: one for each region and the edges of what is known, away from boundaries
    (1.5, 0.8, 0.0, 0, 1.93, 2.45), (1.2, 0.4, 0.0, 0, 1.79, 2.52), (1.5, 1.3, 0.0, 0, 1.95, 3.6),
    (1.5, 0.8, 0.0, 0, 0.5, 2.51), (1.5, 1.3, 0.0, 0, 0.46, 2.86), (1.2, 0.3, 0.0, 0, 1.6, 0.6),
    (1.5, 0.4, 10 / 13, 0, 1.8, 0.6), (1.5, 1.3, 0.0, 0, 1.32, 0.52), (1.5, 1.3, 0.0, 0, 1.87, 1.61),
    (1.5, 0.8, 10 / 13, 0, 1.9, 2.03), (1.5, 0.8, 0.0, 0, 1.13, 1.2), (1.5, 1.3, 10 / 13, 0, 0.9, 1.6),
    (2.5, 1.3, 0.0, 1, 0.94, 2.52), (2.0, 0.4, 0.0, 1, 1.2, 1.4), (2.0, 0.8, 10 / 13, 1, 1.95, 0.65),
    (2.5, 1.3, 10 / 13, 1, 1.75, 0.46), (1.2, 0.4, 0.0, 1, 1.7, 1.8), (1.5, 0.8, 10 / 13, 1, 1.9, 2.0),
    (3.0, 1.3, 0.7, 0, 1.0, 1.5), (3.0, 1.3, 0.7, 0, 1.2, 2.0), (3.0, 1.3, 0.6, 0, 3.6, 2.8),
    (3.0, 1.3, 0.9, 0, 1.0, 2.0), (1.5, 0.8, 1.5, 0, 1.0, 1.5), (1.5, 0.8, 1.5, 0, 2.6, 1.5),
    (1.5, 0.3, 1.5, 0, 1.0, 1.5), (1.5, 0.8, 1.5, 1, 1.0, 1.5), (1.5, 0.8, 0.3, 0, 1.9, 1.4),
]


def main():
    rows = []
    for alpha, r, a, s2, l, q in POINTS:
        ends = [np.log(Model(alpha, r, a, s2, P, P**q, P**-l).error()) for P in (1e8, 1e9)]
        slope = -(ends[1] - ends[0]) / np.log(10)
        rows.append(dict(exponent=alpha, source=r, weight=a, noise=s2, l=l, q=q, slope=round(float(slope), 5)))
        print(rows[-1], flush=True)
    with open("test/fixtures/phase_slopes.json", "w") as file:
        json.dump({"rows": rows}, file, indent=1)


main()
