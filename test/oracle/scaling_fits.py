"""Fits of scaling laws by scipy: the reference for test/fixtures/scaling_fits.json.

    python3 test/oracle/scaling_fits.py

writes tables of synthetic runs and what scipy's BFGS finds for them from many starts. It needs numpy and scipy.
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

DELTA = 1e-3


def huber(r):
    a = np.abs(r)
    return np.where(a <= DELTA, 0.5 * r * r, DELTA * (a - 0.5 * DELTA))


def chinchilla(t, n, d):
    a, b, e, alpha, beta = t
    return logsumexp([a - alpha * np.log(n), b - beta * np.log(d), np.full(len(n), e)], axis=0)


def kaplan(t, n, d):
    a, b, alpha, beta = t
    return beta * logsumexp([(a - alpha * np.log(n)) / beta, (b - beta * np.log(d)) / beta], axis=0)


def power(t, x):
    e, a, alpha = t
    return logsumexp([np.full(len(x), e), a - alpha * np.log(x)], axis=0)


def best(f, y, starts):
    def objective(t):
        return huber(f(t) - y).sum()

    found = None
    for start in starts:
        t = np.array(start, float)
        for _ in range(3):
            t = minimize(objective, t, method="BFGS", options={"gtol": 1e-12}).x
            t = minimize(objective, t, method="Nelder-Mead",
                         options={"xatol": 1e-10, "fatol": 1e-16, "maxiter": 8000, "maxfev": 8000}).x
        value = objective(t)
        if found is None or value < found[1]:
            found = (t, value)
    return found


def runs(seed):
    """245 runs of the shape of the published ones: tokens beside parameters, heavy tails."""
    rng = np.random.default_rng(seed)
    n = np.exp(rng.uniform(np.log(4.4e7), np.log(1.6e10), 245))
    ratio = np.exp(rng.uniform(np.log(0.8), np.log(300), 245))
    d = np.clip(n * ratio, 2e8, 5e11)
    loss = 1.8172 + 482.01 * n**-0.3478 + 2085.43 * d**-0.3658
    return n, d, loss * np.exp(0.004 * rng.standard_t(3, 245))


def main():
    n, d, loss = runs(1)
    y = np.log(loss)
    t, value = best(lambda t: chinchilla(t, n, d), y,
                    [[6, 7.5, 0.6, 0.35, 0.37], [5, 5, 0.5, 0.3, 0.3], [10, 10, 0, 0.6, 0.6], [3, 12, 0.7, 0.2, 0.5]])
    k, kvalue = best(lambda t: kaplan(t, n, d), y, [[2, 2, 0.08, 0.1], [3, 3, 0.15, 0.12], [1.5, 1.5, 0.05, 0.05]])
    cases = {
        "runs": {"parameters": n.tolist(), "samples": d.tolist(), "loss": loss.tolist()},
        "chinchilla": {"A": np.exp(t[0]), "B": np.exp(t[1]), "E": np.exp(t[2]), "alpha": t[3], "beta": t[4],
                       "objective": value / DELTA / len(n)},
        "kaplan": {"A": np.exp(k[0]), "B": np.exp(k[1]), "alpha": k[2], "beta": k[3],
                   "objective": kvalue / DELTA / len(n)},
    }
    rng = np.random.default_rng(2)
    x = np.geomspace(100, 1e5, 40)
    z = (0.12 + 9 * x**-0.6) * np.exp(0.01 * rng.standard_normal(40))
    p, pvalue = best(lambda t: power(t, x), np.log(z), [[-2, 2, 0.5], [-3, 3, 0.8], [-2.5, 1, 0.3]])
    cases["curve"] = {"size": x.tolist(), "loss": z.tolist()}
    cases["powerLaw"] = {"E": np.exp(p[0]), "A": np.exp(p[1]), "alpha": p[2], "objective": pvalue / DELTA / 40}
    out = Path(__file__).resolve().parents[1] / "fixtures" / "scaling_fits.json"
    out.write_text(json.dumps(cases, indent=1) + "\n")
    print({k: v for k, v in cases.items() if k not in ("runs", "curve")})


main()
