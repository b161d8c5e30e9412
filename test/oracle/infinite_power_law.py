"""Sums over infinitely many power-law modes, and the theory on them, to 30 digits by mpmath's Euler-Maclaurin.

Writes test/fixtures/infinite_power_law.json. Run once: python3 test/oracle/infinite_power_law.py
"""
import json
from mpmath import bernoulli, exp, log, mp, mpf, quad, taylor

mp.dps = 32
K0 = 300  # modes summed one by one before Euler-Maclaurin
TERMS = 9


def tail(f, series, start, alpha, kappa):
    """sum_{k >= start} f(k): integral in ln k, then in powers of sigma/kappa, plus Euler-Maclaurin corrections.

    `series` lists (c, x, j): beyond the knee f(k) = sum of c k^-x (k^-alpha/kappa)^j.
    """
    start = mpf(start)
    u = log(start)
    end = max(u, log(1 / kappa) / alpha) + log(mpf(10) ** 9) / alpha
    g = lambda u: f(exp(u)) * exp(u)
    points = [u]
    while points[-1] < end:
        points.append(min(points[-1] + min(mpf(1), 1 / alpha) / 2, end))
    total = quad(g, points, method="gauss-legendre")
    last = exp(end)
    for c, x, j in series:
        power = x + j * alpha - 1
        total += c * kappa ** -j * last ** -power / power
    coefficients = taylor(f, start, 2 * TERMS, chop=False)
    total += f(start) / 2
    for j in range(1, TERMS + 1):
        total -= bernoulli(2 * j) / (2 * j) * coefficients[2 * j - 1]
    return total


def sums(alpha, r, kappa):
    alpha, r, kappa = mpf(alpha), mpf(r), mpf(kappa)
    sigma = lambda k: k ** -alpha
    signal = lambda k: k ** -(1 + 2 * alpha * r)
    a = lambda k: sigma(k) / (sigma(k) + kappa)
    b = lambda k: kappa / (sigma(k) + kappa)
    x = 1 + 2 * alpha * r
    # With s = sigma/kappa: a = s - s^2 + ..., a^2 = s^2 - 2 s^3 ..., ab = s - 2 s^2 ..., b^2 = 1 - 2 s + 3 s^2 ...
    terms = {
        "df1": (a, [((-1) ** (j + 1), 0, j) for j in range(1, 6)]),
        "df2": (lambda k: a(k) ** 2, [((-1) ** j * (j - 1), 0, j) for j in range(2, 6)]),
        "dfGap": (lambda k: a(k) * b(k), [((-1) ** (j + 1) * j, 0, j) for j in range(1, 6)]),
        "bias": (lambda k: signal(k) * b(k) ** 2, [((-1) ** j * (j + 1), x, j) for j in range(0, 5)]),
        "mixed": (lambda k: signal(k) * a(k) * b(k), [((-1) ** (j + 1) * j, x, j) for j in range(1, 6)]),
    }
    return {
        name: sum(f(mpf(k)) for k in range(1, K0)) + tail(f, series, K0, alpha, kappa)
        for name, (f, series) in terms.items()
    }


def main():
    rows = []
    laws = [(1.02, 0.3), (1.2, 0.6), (1.5, 0.4), (2.0, 1.1), (3.3, 0.25), (6.0, 0.9)]
    for alpha, r in laws:
        for exponent in range(-26, 3, 4):
            kappa = mpf(10) ** exponent
            row = {"exponent": alpha, "source": r, "kappa": f"1e{exponent}"}
            row.update({name: mp.nstr(value, 22) for name, value in sums(alpha, r, kappa).items()})
            rows.append(row)
            print(row, flush=True)
    with open("test/fixtures/infinite_power_law.json", "w") as file:
        json.dump({"rows": rows}, file, indent=1)


main()
