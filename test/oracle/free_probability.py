"""Free probability a second time: the reference for test/fixtures/free_probability.json.

Written apart from the Rust code, from definitions: df(κ) as a sum, κ(df) and z(g) by root finding, S and R as they are
defined, products by S, sums by R, in 40 digits; densities from the equation of the resolvent, solved by complex Newton
along a path that comes down to the real axis. Needs mpmath:

    python3 test/oracle/free_probability.py

draws the problems anew from a fixed seed and writes them with their answers.
"""

import json
import random
from pathlib import Path

from mpmath import findroot, mp, mpc, mpf, pi

mp.dps = 40
FIXTURE = Path(__file__).parent.parent / "fixtures" / "free_probability.json"
D = 60


def bisect(f, low, high, steps=24):
    """The root of a falling function of a positive number: bisection in its logarithm, then the method of Anderson and
    Björck."""
    low, high = mp.log(mpf(low)), mp.log(mpf(high))
    for _ in range(steps):
        middle = (low + high) / 2
        if f(mp.exp(middle)) > 0:
            low = middle
        else:
            high = middle
    f_low, f_high = f(mp.exp(low)), f(mp.exp(high))
    if f_low * f_high >= 0:
        return mp.exp(low if abs(f_low) < abs(f_high) else high)
    for _ in range(60):
        x = high - f_high * (high - low) / (f_high - f_low)
        value = f(mp.exp(x))
        if value == 0 or abs(high - low) < mpf(10) ** -38 or abs(value) < mpf(10) ** -38:
            return mp.exp(x)
        if value > 0:
            factor = 1 - value / f_low
            low, f_low = x, value
            f_high *= factor if factor > 0 else mpf(1) / 2
        else:
            factor = 1 - value / f_high
            high, f_high = x, value
            f_low *= factor if factor > 0 else mpf(1) / 2
    return mp.exp(x)


def df_list(values, kappa):
    return sum(s / (s + kappa) for s in values)


def kappa_list(values, df):
    return bisect(lambda kappa: df_list(values, kappa) - df, "1e-40", "1e40")


def s_of_kappa(df, kappa, dimension=D):
    return (dimension - df) / (df * kappa)


def s_list(values):
    return lambda df: s_of_kappa(df, kappa_list(values, df), len(values))


def s_white(samples):
    return lambda df: samples / (samples - df)


def s_structured(weights):
    return lambda df: len(weights) / (df * kappa_list(weights, df))


def s_projection(rank):
    return lambda df: (D - df) / (rank - df)


def kappa_of_s(s, df):
    return (D - df) / (df * s(df))


def df_at(s, rank, kappa):
    return bisect(lambda df: -(kappa - kappa_of_s(s, df)), "1e-40", mpf(rank) * (1 - mpf(10) ** -30))


def r_list(values):
    def r(g):
        z = bisect(lambda z: sum(1 / (s + z) for s in values) / len(values) - g, "1e-40", "1e40")
        return 1 / g - z

    return r


def r_poisson(weights, dimension=D):
    """R(−g) of Z Γ Zᵀ."""
    n = len(weights)
    return lambda g: sum(w / (1 + w * g * dimension / n) for w in weights) / n


def s_sum(rs):
    """1/S = R(−g) at g = df S/D."""

    def s(df):
        g = bisect(lambda g: df - g * D * sum(r(g) for r in rs), "1e-30", "1e30")
        return g * D / df

    return s


def density(equation, start, x):
    """−Im G/π on the real axis: `equation(G, z)` is zero; from far above down to the axis, then on it."""
    g = start
    height = mpf(20)
    while height > mpf(10) ** -12:
        g = findroot(lambda g: equation(g, mpc(x, height)), (g, g * mpf("1.001")), tol=mpf(10) ** -30, maxsteps=60)
        height /= 2
    g = findroot(lambda g: equation(g, mpc(x, 0)), (g, g * (1 + mpf(10) ** -9)), tol=mpf(10) ** -60, maxsteps=60)
    assert g.imag < mpf(10) ** -20
    return -g.imag / pi if g.imag < -mpf(10) ** -20 else None


def plain(x):
    return mp.nstr(x, 25)


def number(x):
    return float(mp.nstr(x, 17))


def main():
    draw = random.Random(4)
    values = [number(mpf(10) ** draw.uniform(-2, 1)) for _ in range(D)]
    other = [number(mpf(10) ** draw.uniform(-1, 1)) for _ in range(D)]
    weights = [number(mpf(10) ** draw.uniform(-1, 1)) for _ in range(40)]
    a, b, w = ([mpf(x) for x in each] for each in (values, other, weights))
    spectrum = {"kind": "eigenvalues", "values": values}
    second = {"kind": "eigenvalues", "values": other}
    white = {"kind": "wishart", "dimension": D, "samples": 45}
    shaped = {"kind": "wishart", "dimension": D, "samples": 40, "weightSpectrum": weights}
    projection = {"kind": "projection", "dimension": D, "rank": 30}
    semicircle = {"kind": "semicircle", "dimension": D, "variance": 0.04}
    product = lambda *factors: {"kind": "product", "factors": list(factors)}
    total = lambda *terms: {"kind": "sum", "terms": list(terms)}
    sa, sb, sw = s_list(a), s_list(b), s_structured(w)
    ra, rw = r_list(a), r_poisson(w)
    r_white = r_poisson([mpf(1)] * 45)
    cases = [
        ("spectrum", spectrum, sa, D),
        ("white", white, s_white(mpf(45)), 45),
        ("shaped", shaped, sw, 40),
        ("projection", projection, s_projection(mpf(30)), 30),
        ("product", product(spectrum, white, shaped), lambda t: sa(t) * s_white(mpf(45))(t) * sw(t), 40),
        ("two spectra", product(spectrum, second), lambda t: sa(t) * sb(t), D),
        ("inverse", {"kind": "inverse", "of": product(spectrum, second)}, lambda t: 1 / (sa(D - t) * sb(D - t)), D),
        ("sum", total(spectrum, shaped), s_sum([ra, rw]), D),
        ("sum of two spectra", total(spectrum, second), s_sum([ra, r_list(b)]), D),
        ("corner", {"kind": "compressed", "dimension": 20, "of": product(spectrum, white)},
         lambda t: sa(t) * s_white(mpf(45))(t), 20),
    ]
    found = []
    for name, element, s, rank in cases:
        at = [number(rank * share) for share in (0.03, 0.4, 0.93)]
        found.append({"name": name, "element": element, "df": at, "s": [plain(s(mpf(x))) for x in at]})
    gs = [0.05, 0.7]
    transforms = [
        {"name": name, "element": element, "g": gs, "r": [plain(r(mpf(g))) for g in gs]}
        for name, element, r in [
            ("spectrum", spectrum, ra),
            ("shaped", shaped, rw),
            ("sum", total(spectrum, shaped), lambda g: ra(g) + rw(g)),
            ("semicircle", semicircle, lambda g: -mpf(0.04) * g),
        ]
    ]
    kappas = [1e-3, 0.2, 7.0]
    resolved = [
        {"name": name, "element": element, "kappa": kappas, "df": [plain(df_at(s, rank, mpf(k))) for k in kappas]}
        for name, element, s, rank in [cases[0], cases[4], cases[6]]
    ]

    few = {"kind": "eigenvalues", "values": [7.0, 2.0, 0.0], "multiplicities": [10, 20, 30]}
    cauchy = lambda z: (10 / (z - 7) + 20 / (z - 2) + 30 / z) / 60
    variance = mpf(0.04)
    poisson = lambda g: sum(x / (1 - x * g * D / 40) for x in w) / 40
    two = total(shaped, {"kind": "scaled", "factor": 0.5, "of": white})
    half = lambda g: mpf(45) / 60 * (mpf(60) / 90) / (1 - mpf(60) / 90 * g)
    equations = [
        ("semicircle added", total(few, semicircle), lambda g, z: g - cauchy(z - variance * g), ["2.05", "0.1", "6.95"]),
        ("wishart added", total(few, white), lambda g, z: g - cauchy(z - 1 / (1 - mpf(60) / 45 * g)), ["1.5", "4.0", "8.5"]),
        ("two wisharts", two, lambda g, z: 1 / g + poisson(g) + half(g) - z, ["0.8", "2.5", "5.0"]),
        ("all", total(few, semicircle, shaped), lambda g, z: g - cauchy(z - variance * g - poisson(g)), ["0.5", "4.0", "9.0"]),
    ]
    densities = []
    for name, element, equation, places in equations:
        inside = [(float(x), density(equation, 1 / mpc(float(x), 20), mpf(float(x)))) for x in places]
        inside = [(x, value) for x, value in inside if value is not None]
        assert inside, name
        densities.append({
            "name": name,
            "element": element,
            "x": [x for x, _ in inside],
            "density": [plain(value) for _, value in inside],
        })
    answer = {"s": found, "r": transforms, "df": resolved, "densities": densities}
    FIXTURE.write_text(json.dumps(answer, indent=1) + "\n")


main()
