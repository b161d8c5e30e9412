"""Densities of free sums of two elements a second time: the reference for test/fixtures/free_sums_of_two.json.

Written apart from the Rust code, in 40 digits: all subordination functions and resolvents as unknowns of one system,
solved by Newton in many complex variables along a path that comes down to the real axis at each x. Needs mpmath:

    python3 test/oracle/free_sums_of_two.py
"""

import json
from pathlib import Path

from mpmath import mp, mpc, mpf, pi

mp.dps = 40
FIXTURE = Path(__file__).parent.parent / "fixtures" / "free_sums_of_two.json"


def listed(values, counts):
    """F of shares at places: no unknown of its own."""
    total = sum(counts)

    def f(omega, _):
        return 1 / sum(mpf(n) / total / (omega - mpf(a)) for a, n in zip(values, counts))

    return f, None, None


def covariance(values, counts, samples):
    """F of a sample covariance: its unknown is the companion v with z = 1/v + (1/N) sum n s/(1 - s v)."""
    total = sum(counts)

    def f(omega, v):
        # G = (1/D) sum 1/(z - s z v): tr (z - M)^-1 with z v the companion's size.
        return 1 / sum(mpf(n) / total / (omega * (1 - mpf(s) * v)) for s, n in zip(values, counts))

    def equation(omega, v):
        # v = tr over samples of (z - K)^-1: z v = 1 + (1/N) sum n s v/(1 - s v).
        return omega * v - 1 - sum(mpf(n) * mpf(s) * v / (1 - mpf(s) * v) for s, n in zip(values, counts)) / samples

    return f, equation, lambda omega: 1 / omega


def element(kind):
    name, *rest = kind
    if name == "projection":
        dimension, rank, scale = rest
        return listed([scale, 0], [rank, dimension - rank])
    return {"eigenvalues": listed, "covariance": covariance}[name](*rest)


def density(pair, x):
    """-Im G/pi at x."""
    (f1, e1, s1), (f2, e2, s2) = pair

    def system(unknowns, z):
        w1, w2, v1, v2 = unknowns
        first = f1(w1, v1)
        return [
            first - f2(w2, v2),
            w1 + w2 - z - first,
            e1(w1, v1) if e1 else v1,
            e2(w2, v2) if e2 else v2,
        ]

    def newton(unknowns, z):
        for _ in range(60):
            value = mp.matrix(system(unknowns, z))
            jacobian = mp.matrix(4, 4)
            for j in range(4):
                step = mpf(10) ** -20 * (1 + abs(unknowns[j]))
                moved = list(unknowns)
                moved[j] += step
                other = list(unknowns)
                other[j] -= step
                column = (mp.matrix(system(moved, z)) - mp.matrix(system(other, z))) / (2 * step)
                for i in range(4):
                    jacobian[i, j] = column[i]
            change = mp.lu_solve(jacobian, value)
            unknowns = [u - c for u, c in zip(unknowns, change)]
            if mp.norm(change) < mpf(10) ** -35:
                return unknowns
        raise ArithmeticError("no convergence")

    height = mpf(100)
    z = mpc(x, height)
    unknowns = [z, z, s1(z) if s1 else mpf(0), s2(z) if s2 else mpf(0)]
    while height > mpf(10) ** -7:
        unknowns = newton(unknowns, mpc(x, height))
        height *= mpf("0.8")
    unknowns = newton(unknowns, mpc(x, 0))
    if max(abs(w.imag) for w in unknowns[:2]) < mpf(10) ** -25:
        return mpf(0)
    assert unknowns[0].imag > 0 and unknowns[1].imag > 0
    g = 1 / f1(unknowns[0], unknowns[2])
    return -g.imag / pi


def main():
    spectrum = ["eigenvalues", [3, 1, 0], [20, 50, 30]]
    other = ["eigenvalues", [2, 0.5, 0.125], [30, 40, 30]]
    projection = ["projection", 100, 40, 2]
    sample = ["covariance", [3, 1], [50, 50], 250]
    few = ["covariance", [4, 0.25], [50, 50], 60]
    problems = [
        (spectrum, other, [0.2, 0.6, 1.0, 1.3, 2.0, 2.9, 3.5, 4.5]),
        (spectrum, projection, [0.4, 0.8, 1.5, 2.5, 3.2, 4.2]),
        (sample, projection, [0.4, 1.0, 2.5, 4.0, 6.0, 7.5]),
        (few, projection, [0.05, 0.5, 1.0, 3.0, 8.0]),
        (few, sample, [0.5, 1.0, 3.0, 8.0, 12.0]),
    ]
    cases = []
    for one, two, places in problems:
        pair = (element(one), element(two))
        found = [mp.nstr(density(pair, mpf(x)), 25) for x in places]
        cases.append({"terms": [one, two], "x": places, "density": found})
        print(one, two, found[:3])
    FIXTURE.write_text(json.dumps({"cases": cases}, indent=1) + "\n")


main()
