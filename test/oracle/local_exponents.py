"""Local exponents of linear random features by central differences of the error in 70 digits.

Independent of the library: bisection for kappa2 in ln kappa, differences with step 1e-20. Writes test/fixtures/local_exponents.json.
Run once: python3 test/oracle/local_exponents.py
"""
import json
from mpmath import exp, findroot, log, mp, mpf

mp.dps = 70
D, ALPHA, R = 40, mpf("1.3"), mpf("0.45")
S = [mpf(k) ** -ALPHA for k in range(1, D + 1)]
W = [mpf(k) ** -(1 + 2 * ALPHA * R) / s for k, s in zip(range(1, D + 1), S)]


def solve(f, low, high):
    """The zero of a function that falls, by bisection in the logarithm and then secants."""
    low, high = log(low), log(high)
    for _ in range(60):
        mid = (low + high) / 2
        if f(exp(mid)) > 0:
            low = mid
        else:
            high = mid
    return exp(findroot(lambda u: f(exp(u)), (low, high), solver="anderson", tol=mpf(10) ** -120, verify=False))


def factor(layer, df, scale):
    """S of a layer at df, its width times `scale`."""
    kind = layer["kind"]
    if kind == "gaussian" and "weights" not in layer:
        n = layer["width"] * scale
        return n / (n - df)
    if kind == "orthogonal":
        n = layer["width"] * scale
        return n * (D - df) / (D * (n - df))
    values = layer["weights"] if kind == "gaussian" else layer["eigenvalues"]
    own = solve(lambda k: scale * sum(g / (g + k) for g in values) - df, mpf(10) ** -80, mpf(10) ** 20)
    if kind == "gaussian":
        return layer["width"] * scale / (df * own)
    return (D - df) / (df * own)


def slope(layer, df, scale):
    h = mpf(10) ** -25
    return (log(factor(layer, df * (1 + h), scale)) - log(factor(layer, df * (1 - h), scale))) / (2 * h * df)


def error(layers, scales, P, lam, s2, ensemble):
    rank = min([P] + [mpf(l.get("width", len(l.get("eigenvalues", [])))) * t for l, t in zip(layers, scales)])

    def excess(kappa):
        df = sum(s / (s + kappa) for s in S)
        if df >= rank:
            return mpf(1)
        product = kappa * (1 - df / P)
        for layer, scale in zip(layers, scales):
            product /= factor(layer, df, scale)
        return log(lam) - log(product)

    low = mpf(10) ** -75
    if rank < D:
        low = solve(lambda k: sum(s / (s + k) for s in S) - rank, mpf(10) ** -40, mpf(10) ** 10) * (1 + mpf(10) ** -55)
    kappa = solve(excess, low, mpf(10) ** 10)
    df1 = sum(s / (s + kappa) for s in S)
    df2 = sum((s / (s + kappa)) ** 2 for s in S)
    rho = 1 / (1 + (df1 - df2) * sum(slope(l, df1, t) for l, t in zip(layers, scales)))
    bias = kappa**2 * sum(w * s / (s + kappa) ** 2 for s, w in zip(S, W))
    features = (1 - rho) * kappa * sum(w * s * s / (s + kappa) ** 2 for s, w in zip(S, W))
    g1, g2 = ((1 - rho) * df1 + rho * df2) / P, df2 / P
    size, over = ensemble
    f, d = {"features": (size, 1), "data": (1, size), "both": (size, size)}[over]
    between = g1 / (1 - g1) - g2 / (1 - g2)
    return (
        bias
        + features / f
        + bias * g2 / (1 - g2) / d
        + (bias * between + features * g1 / (1 - g1)) / size
        + s2 * (g2 / (1 - g2) / d + between / size)
    )


def derivative(f):
    h = mpf(10) ** -12
    up, down, up2, down2 = (log(f(exp(t * h))) for t in (1, -1, 2, -2))
    return (8 * (up - down) - (up2 - down2)) / (12 * h)


def case(layers, P, lam, s2, ensemble=(1, "both")):
    layers = [dict(l) for l in layers]
    P, lam, s2 = mpf(P), mpf(lam), mpf(s2)
    ones = [mpf(1)] * len(layers)
    at = lambda scales, P, lam: error(layers, scales, P, lam, s2, ensemble)
    row = {
        "samples": -derivative(lambda t: at(ones, P * t, lam)),
        "lambda": derivative(lambda t: at(ones, P, lam * t)),
        "widths": [
            -derivative(lambda t: at([t if i == j else mpf(1) for j in range(len(layers))], P, lam))
            for i, l in enumerate(layers)
            if "width" in l
        ],
    }
    return {
        "layers": [
            {k: ([float(x) for x in v] if isinstance(v, list) else v) for k, v in l.items()} for l in layers
        ],
        "P": float(P), "lambda": float(lam), "noise": float(s2), "size": ensemble[0], "over": ensemble[1],
        "answer": {
            "samples": mp.nstr(row["samples"], 18),
            "lambda": mp.nstr(row["lambda"], 18),
            "widths": [mp.nstr(x, 18) for x in row["widths"]],
        },
    }


def gaussian(width):
    return {"kind": "gaussian", "width": width}


def main():
    rows = []
    add = lambda *a: (rows.append(case(*a)), print(rows[-1]["P"], rows[-1]["lambda"], rows[-1]["answer"], flush=True))
    lams = ["1e-12", "1e-5", "0.01", "10"]
    for lam in lams:
        add([], 25, lam, "0.1")
        add([], 40, lam, "0.1")
        add([], 90, lam, "0.1")
        add([], 25, lam, "0.1", (4, "data"))
        for width, P in [(20, 30), (30, 20), (25, 25), (40, 40), (60, 80), (200, 25), (40, 25), (30, 40)]:
            add([gaussian(width)], P, lam, "0.1")
        add([gaussian(30)], 20, lam, "0")
        add([gaussian(20), gaussian(30)], 25, lam, "0.1")
        add([gaussian(25), gaussian(25)], 25, lam, "0")
        add([gaussian(25), gaussian(25), gaussian(70)], 40, lam, "0.3")
        for over in ("features", "data", "both"):
            add([gaussian(25)], 30, lam, "0.1", (3, over))
    weights = [mpf(1.5 / (1 + 0.1 * j)) for j in range(20)]
    eigenvalues = [mpf(3.0 / (1 + 0.2 * j)) for j in range(24)]
    for lam in ["1e-6", "0.01", "1"]:
        for P in (15, 20, 33):
            add([{"kind": "gaussian", "width": 20, "weights": weights}], P, lam, "0.1")
            add([{"kind": "orthogonal", "width": 20}], P, lam, "0.1")
            add([{"kind": "empirical", "eigenvalues": eigenvalues}, gaussian(22)], P, lam, "0.1")
    with open("test/fixtures/local_exponents.json", "w") as file:
        json.dump({"exponent": 1.3, "source": 0.45, "modes": D, "rows": rows}, file, indent=1)


main()
