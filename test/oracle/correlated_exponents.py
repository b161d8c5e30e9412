"""Local exponents of correlated samples with 50 digits, by difference quotients: test/fixtures/correlated_exponents.json.

The spectrum of K keeps its shape while T grows: every multiplicity times T'/T.

    pip install mpmath; python3 test/oracle/correlated_exponents.py > test/fixtures/correlated_exponents.json
"""

import json

from mpmath import exp, log, mp, mpf

mp.dps = 50


def error(problem, ln_t, ln_lambda):
    """The excess error by bisection in ln kappa~ at shifted ln T and ln lambda."""
    grow = exp(ln_t)
    sigma = [mpf(x) for x in problem["spectrum"]["values"]]
    squared = [mpf(x) for x in problem["target"]["squared"]]
    law = problem["sampleCorrelation"]
    k = [mpf(x) for x in law["values"]]
    m = [mpf(x) * grow for x in law.get("multiplicities", [1] * len(k))]
    n = k if problem.get("noiseCorrelation", "matched") == "matched" else [mpf(1)] * len(k)
    ridge, noise = mpf(problem["lambda"]) * exp(ln_lambda) * problem["samples"] * grow, mpf(problem["noise"])
    low, high = log(mpf(10)) * -60, log(mpf(10)) * 40
    for _ in range(400):
        middle = (low + high) / 2
        kt = exp(middle)
        df = sum(c * l / (l + kt) for c, l in zip(m, k))
        kappa = ridge / (kt * df)
        if sum(s / (s + kappa) for s in sigma) < df:
            low = middle
        else:
            high = middle
    df2 = sum((s / (s + kappa)) ** 2 for s in sigma)
    df2k = sum(c * (l / (l + kt)) ** 2 for c, l in zip(m, k))
    a2 = sum(c * x * l / (l + kt) ** 2 for c, x, l in zip(m, n, k))
    bias = kappa**2 * sum(w * s / (s + kappa) ** 2 for w, s in zip(squared, sigma))
    gamma = df2 * df2k / df**2
    ensemble = problem["model"].get("ensemble", {}).get("size", 1)
    return bias + (bias * gamma + noise * df2 / df * a2 / df) / (1 - gamma) / ensemble


def exponents(problem):
    h = mpf(10) ** -15
    slope = lambda f: (log(f(h)) - log(f(-h))) / (2 * h)
    return {
        "excessError": float(error(problem, mpf(0), mpf(0))),
        "samples": float(-slope(lambda h: error(problem, h, mpf(0)))),
        "lambda": float(slope(lambda h: error(problem, mpf(0), h))),
    }


def main():
    values = [(j + 1) ** -1.5 for j in range(40)]
    squared = [(j + 1) ** -0.7 for j in range(40)]
    few = {"kind": "eigenvalues", "values": [2.4, 1.1, 0.5, 0.02], "multiplicities": [5, 9, 12, 4]}
    many = {"kind": "eigenvalues", "values": [3, 1.2, 0.3], "multiplicities": [12, 30, 38]}
    cases = []
    for law, samples in ((few, 30), (many, 80)):
        for ridge in (1e-6, 1e-3, 0.1, 10):
            for noise, kind in ((0, "matched"), (0.2, "matched"), (0.2, "white")):
                problem = {
                    "model": {"kind": "ridge"},
                    "spectrum": {"kind": "eigenvalues", "values": values},
                    "target": {"kind": "coefficients", "squared": squared},
                    "noise": noise,
                    "samples": samples,
                    "lambda": ridge,
                    "sampleCorrelation": law,
                    "noiseCorrelation": kind,
                }
                cases.append({"problem": problem, "want": exponents(problem)})
    print(json.dumps(cases))


main()
