"""Ridge regression on correlated samples with 60 digits, by the plain formulas: what test/fixtures/correlated.json holds.

Independent of the library: kappa~ is the unknown, by bisection, all traces and quadratic forms are those of matrices that
are inverted, and the training error's derivative of kappa~ is a difference quotient.

    pip install mpmath; python3 test/oracle/correlated.py > test/fixtures/correlated.json
"""

import json
import random

from mpmath import eye, log, mp, mpf, matrix, inverse, eigsy, exp

mp.dps = 90
random.seed(20240804)


def toeplitz(lags):
    n = len(lags)
    return matrix([[lags[abs(i - j)] for j in range(n)] for i in range(n)])


def lag(law, n):
    if law["kind"] == "exponential":
        return exp(-mpf(n) / mpf(law["length"]))
    if law["kind"] == "nearestNeighbour":
        return mpf([1, mpf(law["strength"]) / 2, 0][min(n, 2)])
    return (1 + mpf(n)) ** (-mpf(law["exponent"]))


def correlation(law, n):
    if law == "white":
        return eye(n)
    if law["kind"] == "eigenvalues":
        k = matrix(n, n)
        for i, x in enumerate(law["values"]):
            k[i, i] = mpf(x)
        return k
    if law["kind"] == "matrix":
        return matrix([[mpf(x) for x in row] for row in law["values"]])
    return toeplitz([lag(law, i) for i in range(n)])


def trace(m):
    return sum(m[i, i] for i in range(m.rows))


def solve(sigma, values, ridge):
    """Bisection in ln kappa~: Tr K(K+kt)^-1 falls, Tr S(S+k)^-1 with k = ridge/(kt df) rises."""
    low, high = mpf(10) ** -70, mpf(10) ** 40
    for _ in range(700):
        kt = exp((log(low) + log(high)) / 2)
        df = sum(l / (l + kt) for l in values)
        kappa = ridge / (kt * df)
        if sum(s / (s + kappa) for s in sigma) < df:
            low = kt
        else:
            high = kt
    return kappa, kt


def answer(problem):
    sigma = [mpf(x) for x in problem["spectrum"]["values"]]
    squared = [mpf(x) for x in problem["target"]["squared"]]
    t, lam, noise = problem["samples"], mpf(problem["lambda"]), mpf(problem["noise"])
    k = correlation(problem["sampleCorrelation"], t)
    kind = problem.get("noiseCorrelation", "matched")
    kn = k if kind == "matched" else correlation(kind, t)
    values = [x for x in eigsy(k, eigvals_only=True) if x > mpf(10) ** -60]
    kappa, kt = solve(sigma, values, lam * t)
    step = mpf(10) ** -25
    kt_up = solve(sigma, values, lam * t * exp(step))[1]
    kt_down = solve(sigma, values, lam * t * exp(-step))[1]
    slope = (log(kt_up) - log(kt_down)) / (2 * step)
    r = inverse(k + kt * eye(t))
    df, df2k = trace(k * r), trace(k * r * k * r)
    df2 = sum((s / (s + kappa)) ** 2 for s in sigma)
    bias = kappa**2 * sum(w * s / (s + kappa) ** 2 for w, s in zip(squared, sigma))
    a1, a2 = trace(kn * r), trace(kn * r * k * r)
    gamma = df2 * df2k / df**2
    gamma_noise = df2 / df * a2 / df
    signal, extra = bias / (1 - gamma), noise * gamma_noise / (1 - gamma)
    train = kt / t * ((df - df2k) * signal + noise * (a1 - slope * a2))
    out = {
        "kappa": kappa,
        "kappaTilde": kt,
        "df1": df,
        "df2": df2,
        "df2Samples": df2k,
        "gamma": gamma,
        "oneMinusGamma": 1 - gamma,
        "gammaNoise": gamma_noise,
        "sTransform": kappa / lam,
        "bias": bias,
        "variance.data": signal - bias,
        "variance.noise": extra,
        "excessError": signal + extra,
        "testError": signal + extra + noise,
        "trainError": train,
        "corrGcvFactor": t / (kt**2 * trace(k * r * r)),
    }
    if kind != "matched":
        out["mismatchCorrection"] = noise * (1 - trace(kn * r * r) / trace(k * r * r))
    if "testCorrelation" in problem:
        test = problem["testCorrelation"]
        if "horizon" in test:
            law = problem["sampleCorrelation"]
            v = matrix([lag(law, t - 1 - i + test["horizon"]) for i in range(t)])
        else:
            v = matrix([mpf(x) for x in test["vector"]])
        vn = v if kind == "matched" else matrix([mpf(0)] * t)
        if kind not in ("matched", "white"):
            vn = matrix([mpf(x) for x in test["noise"]])
        rho = (v.T * inverse(k) * v)[0]
        tau = 1 - (v.T * (k + 2 * kt * eye(t)) * r * r * v)[0]
        own = 1 - 2 * (v.T * r * vn)[0] + (v.T * r * kn * r * v)[0]
        out |= {"rho": rho, "tau": tau, "correlatedTestError": (signal + extra) * tau + noise * own}
    return {name: float(x) for name, x in out.items()}


def law(n):
    pick = random.choice(["exponential", "nearestNeighbour", "powerLaw", "eigenvalues"])
    if pick == "exponential":
        return {"kind": pick, "length": random.choice([0.1, 1, 4.5, 30, 1e4])}
    if pick == "nearestNeighbour":
        return {"kind": pick, "strength": random.choice([-1, -0.7, 0.3, 0.95, 1])}
    if pick == "powerLaw":
        return {"kind": pick, "exponent": random.choice([0.1, 0.6, 1, 1.5, 4])}
    values = [round(random.expovariate(1), 6) for _ in range(n)]
    if random.random() < 0.5:
        values = [values[i // 3] for i in range(n)]
    if n > 1 and random.random() < 0.3:
        values[0] = 0
    return {"kind": pick, "values": values}


def problem():
    n, t = random.choice([3, 8, 12]), random.choice([1, 3, 8, 12, 13])
    exponent = random.choice([0, 0.5, 1.5, 3])
    made = {
        "model": {"kind": "ridge"},
        "spectrum": {"kind": "eigenvalues", "values": [(i // 2 + 1) ** -exponent for i in range(n)]},
        "target": {"kind": "coefficients", "squared": [random.random() for _ in range(n)]},
        "noise": random.choice([0.01, 0.3]),
        "samples": t,
        "lambda": random.choice([1e-30, 1e-12, 1e-6, 1e-3, 0.1, 3, 1e4]),
        "sampleCorrelation": law(t),
    }
    kind = random.choice(["matched", "white", "other"])
    stationary = made["sampleCorrelation"]["kind"] != "eigenvalues"
    if kind == "white":
        made["noiseCorrelation"] = "white"
    if kind == "other" and stationary:
        made["noiseCorrelation"] = {"kind": "exponential", "length": 2}
    if stationary and random.random() < 0.6:
        h = random.choice([1, 2])
        made["testCorrelation"] = {"horizon": h}
        if kind == "other":
            own = made["sampleCorrelation"]
            v = [float(lag(own, t - 1 - i + h)) for i in range(t)]
            vn = [float(lag(made["noiseCorrelation"], t - 1 - i + h)) for i in range(t)]
            made["testCorrelation"] = {"vector": v, "noise": vn}
    return made


problems = [problem() for _ in range(90)]
print(json.dumps([{"problem": p, "want": answer(p)} for p in problems]))
