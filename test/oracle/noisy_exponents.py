"""Local exponents of features with noise of their own by differences of the error in 70 digits.

Independent of the library: kappa1 and kappa2 by bisection of the two equations as the paper writes them, gamma1 from the
formula with xi and rho. Writes test/fixtures/noisy_exponents.json. Run once: python3 test/oracle/noisy_exponents.py
"""
import json
from mpmath import exp, findroot, log, mp, mpf

mp.dps = 70
D, ALPHA, R = 40, mpf("1.3"), mpf("0.45")
S = [mpf(k) ** -ALPHA for k in range(1, D + 1)]
W = [mpf(k) ** -(1 + 2 * ALPHA * R) / s for k, s in zip(range(1, D + 1), S)]


def error(N, c, eta, P, lam, s2, ensemble):
    T = [c * s for s in S]
    V = [w / c for w in W]

    def total(k2):
        return sum(t / (t + k2) for t in T) + N * eta / k2

    def kappa1(k2):
        return k2 * (1 - sum(t / (t + k2) for t in T) / N) - eta

    def residual(u):
        k2 = exp(u)
        df, k1 = total(k2), kappa1(k2)
        if df >= P or k1 <= 0:
            return mpf(1)
        return log(lam) - log(k1 * (1 - df / P))

    low, high = log(mpf(10) ** -30), log(mpf(10) ** 10)
    while high - low > mpf(10) ** -6 or residual(low) == 1:
        mid = (low + high) / 2
        low, high = (mid, high) if residual(mid) > 0 else (low, mid)
    k2 = exp(findroot(residual, (low, high), solver="anderson", tol=mpf(10) ** -120, verify=False))
    k1 = kappa1(k2)
    xi = k1 / (k1 + eta)
    df1 = sum(t / (t + k2) for t in T)
    df2 = sum((t / (t + k2)) ** 2 for t in T)
    rho = (N - df1) / (N - df2)
    bias = k2**2 * sum(v * t / (t + k2) ** 2 for t, v in zip(T, V))
    features = (1 - rho * xi) * k2 * sum(v * t * t / (t + k2) ** 2 for t, v in zip(T, V))
    slack = 1 - (df1 + N * eta / k2) / P
    g1 = 1 - slack - xi * (N * eta / k2 + xi * rho * (df1 - df2)) / P
    g2 = df2 / P
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


def case(N, c, eta, P, lam, s2, ensemble=(1, "both")):
    args = [mpf(x) for x in (N, c, eta, P, lam, s2)]

    def at(n=1, noise=1, p=1, ridge=1):
        N, c, eta, P, lam, s2 = args
        return error(N * n, c, eta * noise, P * p, lam * ridge, s2, ensemble)

    one = mpf(1)
    row = {
        "excessError": at(one, one, one, one),
        "samples": -derivative(lambda t: at(p=t)),
        "lambda": derivative(lambda t: at(ridge=t)),
        "width": -derivative(lambda t: at(n=t)),
        "sharedWidth": -derivative(lambda t: at(n=t, noise=1 / t)),
    }
    return {
        "width": float(N), "signalScale": float(c), "noiseVariance": float(eta), "P": float(P), "lambda": float(lam),
        "noise": float(s2), "size": ensemble[0], "over": ensemble[1],
        "answer": {name: mp.nstr(value, 18) for name, value in row.items()},
    }


def main():
    rows = []
    for lam in ["1e-10", "1e-4", "1"]:
        for eta in ["1e-6", "1e-3", "0.3"]:
            for N, P in [(20, 30), (30, 20), (25, 25), (60, 80), (200, 25)]:
                rows.append(case(N, "0.7", eta, P, lam, "0.1"))
        for over in ("features", "data", "both"):
            rows.append(case(25, 1, "0.01", 30, lam, "0.05", (3, over)))
        rows.append(case(50, 2, "0.01", 30, lam, "0"))
    with open("test/fixtures/noisy_exponents.json", "w") as file:
        json.dump({"exponent": 1.3, "source": 0.45, "modes": D, "rows": rows}, file, indent=1)
        file.write("\n")


main()
