"""What numpy and scipy say of small data: the reference for test/fixtures/data_analysis.json.

    python3 test/oracle/data_analysis.py

Neighbours by scipy's cKDTree, spectra by scipy.signal.welch, polynomials by numpy's pinv on scipy.special's
functions, eigenvalues by numpy. It needs numpy and scipy.
"""

import json
from pathlib import Path

import numpy as np
from scipy.signal import welch
from scipy.spatial import cKDTree
from scipy.special import eval_chebyt, eval_legendre

rng = np.random.default_rng(4)
rounded = lambda a, digits=9: np.round(np.asarray(a, float), digits).tolist()


def dimension():
    u = rng.uniform(size=(250, 2))
    points = np.array(rounded(np.column_stack([np.cos(2 * u[:, 0]), np.sin(3 * u[:, 1]), u[:, 0] * u[:, 1], u[:, 1]])))
    k = 12
    distance = cKDTree(points).query(points, k + 1)[0][:, 1:]
    mu = np.sort(np.log(distance[:, 1] / distance[:, 0]))
    kept = int(0.9 * len(mu))
    total = mu[:kept].sum() + (len(mu) - kept) * mu[kept - 1]
    inverse = np.log(distance[:, k - 1 : k] / distance[:, : k - 1]).mean(axis=1)
    return {"points": points.tolist(), "twoNearest": (kept - 1) / total, "maximumLikelihood": 1 / inverse.mean()}


def spectrum():
    x = np.array(rounded(np.cumsum(rng.standard_normal(600)) * 0.3 + rng.standard_normal(600)))
    length = 128
    window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(length) + 0.5) / length)
    f, power = welch(x, window=window, noverlap=length // 2, detrend="constant", scaling="density")
    coarse = x[:600].reshape(150, 4)
    return {"signal": x.tolist(), "frequency": f[1:-1].tolist(), "power": power[1:-1].tolist(),
            "mean": coarse.mean(axis=1).tolist(), "median": np.median(coarse, axis=1).tolist(),
            "noise": float((np.diff(x, 2) ** 2).mean() / 6)}


def polynomials():
    x = np.array(rounded(rng.uniform(-1, 1, 9)))
    y = np.array(rounded(np.exp(x) + 0.1 * rng.standard_normal(9)))
    at = np.linspace(-0.95, 0.95, 7)

    def features(basis, t, n):
        k = np.arange(n)
        if basis == "legendre":
            return np.sqrt(2 * k + 1) * eval_legendre(k, t[:, None])
        if basis == "chebyshev":
            return np.where(k == 0, 1, np.sqrt(2)) * eval_chebyt(k, t[:, None])
        if basis == "monomial":
            return t[:, None] ** k
        wave = (k + 1) // 2
        angle = np.pi * wave * t[:, None]
        return np.where(k == 0, 1, np.sqrt(2) * np.where(k % 2 == 1, np.cos(angle), np.sin(angle)))

    cases = []
    for basis in ["legendre", "chebyshev", "fourier", "monomial"]:
        for n, lam in [(4, 0.0), (25, 0.0), (6, 0.05)]:
            phi = features(basis, x, n)
            c = np.linalg.pinv(phi, rcond=1e-13) @ y if lam == 0 else np.linalg.solve(
                phi.T @ phi / 9 + lam * np.eye(n), phi.T @ y / 9)
            cases.append({"basis": basis, "functions": n, "lambda": lam, "values": (features(basis, at, n) @ c).tolist()})
    return {"x": x.tolist(), "y": y.tolist(), "at": at.tolist(), "cases": cases}


def layer():
    a = np.array(rounded(rng.standard_normal((40, 12)) / np.arange(1, 13) ** 0.7))
    s = np.linalg.eigvalsh(np.cov(a.T, bias=True))[::-1]
    p = s / s.sum()
    lam = 0.01 * s.sum()
    df1 = (s / (s + lam)).sum()
    return {"activations": a.tolist(), "eigenvalues": s.tolist(), "participationRatio": float(s.sum() ** 2 / (s**2).sum()),
            "effectiveDimension": float(np.exp(-(p * np.log(p)).sum())), "stableRank": float(s.sum() / s[0]), "df1": float(df1)}


fixture = {"dimension": dimension(), "spectrum": spectrum(), "polynomials": polynomials(), "layer": layer()}
path = Path(__file__).resolve().parents[1] / "fixtures" / "data_analysis.json"
path.write_text(json.dumps(fixture) + "\n")
