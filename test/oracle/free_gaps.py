"""Narrow gaps of free sums of two spectra: the reference for test/fixtures/free_gaps.json.

Written apart from the Rust code: s₁ + s₂ on a dense net of g for every pair of gaps, its tops followed in 40 digits, edges by
bisection. One spectrum is scaled until a gap is about to close; the problems lie on either side of that. Needs mpmath
and numpy:

    python3 test/oracle/free_gaps.py
"""

import json
import random
from pathlib import Path

import numpy as np
from mpmath import mp, mpf

mp.dps = 34
FIXTURE = Path(__file__).parent.parent / "fixtures" / "free_gaps.json"
FAR = 1e4
NET = np.linspace(-36, 36, 2000)


def ends(levels):
    """Gaps between levels, then what is above all of them and below."""
    span = levels[-1] - levels[0]
    inner = list(zip(levels, levels[1:]))
    return inner + [(levels[-1], levels[-1] + FAR * span), (levels[0] - FAR * span, levels[0])]


def on_net(levels, masses, gap):
    """G, s and 1 − s at x between the ends of a gap; ways are counted from the nearer end."""
    low, high = gap
    way = (high - low) / (1 + np.exp(np.abs(NET)))
    near = np.where(NET[:, None] < 0, low - levels[None, :], high - levels[None, :])
    q = 1 / (near + np.where(NET < 0, way, -way)[:, None])
    g, square = (masses * q).sum(1), (masses * q * q).sum(1)
    return g, g * g / square, (masses * (q - g[:, None]) ** 2).sum(1) / square


def flank(net, side):
    """ln |g|, ln s and ln (1 − s) where g has one sign, by rising |g|."""
    g, s, lost = (column[net[0] * side > 0] for column in net)
    order = np.argsort(side * g)
    return np.log(side * g[order]), np.log(s[order]), np.log(lost[order] + 1e-300)


def line(u, x, y):
    """y at u between places x, and beyond them along a straight line."""
    x, kept = np.unique(x, return_index=True)
    y = y[kept]
    slopes = [(y[1] - y[0]) / (x[1] - x[0]), (y[-1] - y[-2]) / (x[-1] - x[-2])]
    beyond = np.where(u < x[0], (u - x[0]) * slopes[0], np.where(u > x[-1], (u - x[-1]) * slopes[1], 0))
    return np.interp(u, x, y) + beyond


def tops(one, two):
    """Places of the net at which the excess is larger than beside them, for every pair: (excess, g, pair, bracket).

    The excess is s₁ + s₂ − 1, seen from outside of one term as a share of its 1 − s.
    """
    gaps = [ends(one[0]), ends(two[0])]
    nets = [[on_net(*law, gap) for gap in own] for law, own in zip((one, two), gaps)]
    found = []
    for i, j in [(i, j) for i in range(len(gaps[0])) for j in range(len(gaps[1]))]:
        outside = [i - len(gaps[0]) + 2, j - len(gaps[1]) + 2]
        if min(outside) >= 0:
            continue
        for side in (1, -1):
            if max(outside) >= 0 and side != (1 if max(outside) == 0 else -1):
                continue
            both = [flank(nets[0][i], side), flank(nets[1][j], side)]
            if min(len(own[0]) for own in both) < 3:
                continue
            u = np.unique(np.concatenate([both[0][0], both[1][0]]))
            s = [np.exp(line(u, own[0], own[1])) for own in both]
            excess = s[0] + s[1] - 1
            if max(outside) >= 0:
                k = 0 if outside[0] >= 0 else 1
                # Beyond the net all is as at its end.
                u, s = u[u >= both[k][0][0]], [own[u >= both[k][0][0]] for own in s]
                excess = s[1 - k] / np.exp(np.interp(u, both[k][0], both[k][2])) - 1
            padded = np.concatenate([[-1], excess, [-1]])
            top = (padded[1:-1] >= padded[:-2]) & (padded[1:-1] >= padded[2:]) & (excess > -0.02)
            for k in sorted(np.where(top)[0], key=lambda k: -excess[k])[:2]:
                bracket = [side * np.exp(u[at]) for at in (max(k - 6, 0), min(k + 6, len(u) - 1))]
                found.append((excess[k], side * np.exp(u[k]), (i, j), bracket))
    return gaps, found


class Term:
    def __init__(self, levels, masses):
        self.levels = [mpf(float(a)) for a in levels]
        self.masses = [mpf(float(p)) for p in masses]
        total = mp.fsum(self.masses)
        self.masses = [p / total for p in self.masses]

    def at(self, x):
        q = [1 / (x - a) for a in self.levels]
        g = mp.fsum(p * own for p, own in zip(self.masses, q))
        return g, g * g / mp.fsum(p * own * own for p, own in zip(self.masses, q))

    def inverse(self, gap, g):
        """x in the gap at which G is g: G falls from +∞ above `low` to −∞ below `high`, outside from +∞ to zero."""
        low, high = self.edges(gap, g)
        x = (low + high) / 2
        for _ in range(400):
            own, s = self.at(x)
            if own > g:
                low = x
            else:
                high = x
            # G' = −G²/s; Newton's steps are taken where they stay between the ends.
            step = (own - g) * s / own**2 if own else high - low
            x, last = (x + step if low < x + step < high else (low + high) / 2), x
            if abs(x - last) < abs(x) * mpf(10) ** -31:
                break
        return x

    def edges(self, gap, g):
        a = self.levels
        if gap < len(a) - 1:
            return a[gap], a[gap + 1]
        # Outside |x − a| is at most 1/|g| and at least p/|g| of the nearest level.
        return (a[-1], a[-1] + 2 / g) if g > 0 else (a[0] + 2 / g, a[0])


def excess(terms, pair, g):
    xs = [term.inverse(gap, g) for term, gap in zip(terms, pair)]
    s = [term.at(x)[1] for term, x in zip(terms, xs)]
    outside = [own for own, term, gap in zip(s, terms, pair) if gap >= len(term.levels) - 1]
    return (sum(s) - 1) / (1 - outside[0] if outside else 1), sum(xs) - 1 / g


def follow(terms, pair, bracket):
    """The top of s₁ + s₂ − 1 by golden sections."""
    low, high = (mpf(float(g)) for g in bracket)
    cut = (mp.sqrt(5) - 1) / 2
    x, y = high - cut * (high - low), low + cut * (high - low)
    fx, fy = excess(terms, pair, x)[0], excess(terms, pair, y)[0]
    for _ in range(36):
        if fx >= fy:
            high, y, fy = y, x, fx
            x = high - cut * (high - low)
            fx = excess(terms, pair, x)[0]
        else:
            low, x, fx = x, y, fy
            y = low + cut * (high - low)
            fy = excess(terms, pair, y)[0]
    return max((fx, x), (fy, y))


def edge(terms, pair, top, way):
    """x where s₁ + s₂ passes one on one side of a place in the gap."""
    step = abs(top) * mpf(10) ** -10
    inside, outside = top, top + way * step
    while excess(terms, pair, outside)[0] > 0:
        step *= 8
        inside, outside = outside, top + way * step
        if abs(outside) > mpf(10) ** 25:
            # Levels of more than one in all leave a level.
            return sum(term.edges(gap, outside)[0 if way > 0 else 1] for term, gap in zip(terms, pair))
    # z is flat there: half of the digits of g are enough.
    while abs(outside - inside) > abs(inside) * mpf(10) ** -16:
        is_wide = inside * outside > 0 and not 0.25 < inside / outside < 4
        middle = mp.sign(inside) * mp.sqrt(inside * outside) if is_wide else (inside + outside) / 2
        if excess(terms, pair, middle)[0] > 0:
            inside = middle
        else:
            outside = middle
    return excess(terms, pair, inside)[1]


def open_pairs(found, least=0.0):
    return {pair for top, _, pair, _ in found if top > least}


def draw(rng):
    count = rng.randint(2, 5)
    levels = sorted(rng.uniform(0, 10) if rng.random() < 0.5 else 10 ** rng.uniform(-1, 1) for _ in range(count))
    light = rng.random() < 0.5
    masses = [10 ** rng.uniform(-3, 0) if light else rng.uniform(0.1, 1) for _ in range(count)]
    counts = [max(1, round(1000 * p / sum(masses))) for p in masses]
    counts[counts.index(max(counts))] += 1000 - sum(counts)
    return np.array([float(f"{a:.6g}") for a in levels]), np.array(counts, dtype=float) / 1000


def problem(rng):
    """Two spectra of which one is scaled until the number of gaps changes; on the side with more of them."""
    while True:
        one, two = draw(rng), draw(rng)
        scale = lambda c: tops(one, (two[0] * c, two[1]))[1]
        low = 10 ** rng.uniform(-1, 1)
        high = 2 * low
        few, many = open_pairs(scale(low)), open_pairs(scale(high))
        if few == many:
            continue
        for _ in range(20):
            middle = (low * high) ** 0.5
            if open_pairs(scale(middle)) == few:
                low = middle
            else:
                high = middle
        offset = 10 ** rng.uniform(-5, -2)
        return one, two, [float(f"{low * (1 - offset):.12g}"), float(f"{high * (1 + offset):.12g}")]


def main():
    rng = random.Random(20)
    answers = []
    while len(answers) < 24:
        one, two, scales = problem(rng)
        for c in scales:
            scaled = (np.array([float(f"{a * c:.15g}") for a in two[0]]), two[1])
            _, found = tops(one, scaled)
            terms = [Term(*one), Term(*scaled)]
            gaps = {}
            for _, g, pair, bracket in found:
                # What interpolation leaves open is followed.
                top = excess(terms, pair, mpf(float(g)))[0], mpf(float(g))
                top = top if top[0] > 0 else follow(terms, pair, bracket)
                gaps[pair] = max(gaps.get(pair, (mpf(-1), mpf(0))), top)
            near = min((abs(top) for top, _ in gaps.values()), default=mpf(1))
            if near < mpf(10) ** -9:
                continue
            kept = {}
            for pair, (top, g) in gaps.items():
                if top > 0:
                    left, right = edge(terms, pair, g, 1), edge(terms, pair, g, -1)
                    # A gap that holds g = 0 is seen from both sides of it.
                    if all(abs(left - low) > 1e-6 for low, _ in kept.values()):
                        kept[pair] = (left, right)
            listed = sorted(kept.values())
            answers.append({
                "values": [one[0].tolist(), scaled[0].tolist()],
                "counts": [[round(1000 * p) for p in law[1]] for law in (one, scaled)],
                "top": mp.nstr(min((top for top, _ in gaps.values()), key=abs, default=mpf(1)), 3),
                "gaps": [[mp.nstr(x, 20) for x in pair] for pair in listed],
            })
            print(len(answers), answers[-1]["top"], len(listed), flush=True)
    FIXTURE.write_text(json.dumps({"made by": "test/oracle/free_gaps.py", "problems": answers}, indent=1) + "\n")


if __name__ == "__main__":
    main()
