"""Models with random features, solved a second time: the reference for test/fixtures/features.json.

Written apart from the Rust code, from the formulas as they stand: subtractions and all, in 150 digits; S-transforms by
their definition, derivatives by differences. Needs mpmath (gmpy2 makes it faster):

    python3 test/oracle/features.py

draws the problems anew from a fixed seed and writes them with their answers.
"""

import json
import random
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 150
FIXTURE = Path(__file__).parent.parent / "fixtures" / "features.json"


def root(f, low, high):
    """The root of a rising function: bisection until both ends differ little, then the secant method."""
    low, high = mpf(low), mpf(high)
    f_low, f_high = f(low), f(high)
    assert f_low < 0 < f_high, (low, f_low, high, f_high)
    for _ in range(12):
        middle = (low + high) / 2
        value = f(middle)
        if value < 0:
            low, f_low = middle, value
        else:
            high, f_high = middle, value
    for _ in range(400):
        # Anderson and Björck: an end that stays is weighed less.
        x = high - f_high * (high - low) / (f_high - f_low)
        value = f(x)
        if value == 0 or abs(high - low) < mpf(10) ** -140 * max(1, abs(x)):
            return x
        if value < 0:
            factor = 1 - value / f_low
            low, f_low = x, value
            f_high *= factor if factor > 0 else mpf(1) / 2
        else:
            factor = 1 - value / f_high
            high, f_high = x, value
            f_low *= factor if factor > 0 else mpf(1) / 2
    return (low + high) / 2


class Population:
    """σ, w̄², multiplicities, test spectrum and noise, with sums over modes of non-zero variance."""

    def __init__(self, values, squared, multiplicities, noise, test=None, weights=None):
        self.s = [mpf(x) for x in values]
        self.w = [mpf(x) for x in squared]
        self.m = [mpf(x) for x in multiplicities]
        self.noise = mpf(noise)
        self.test = None if test is None else [mpf(x) for x in test]
        self.dimension = sum(self.m)
        self.blind, self.blind_test = mpf(0), mpf(0)
        if weights is not None:
            self.weigh([mpf(x) for x in weights])

    def weigh(self, weights):
        """u = Σ^{1/2} w and T = Σ^{1/2} Γ₀ Σ^{1/2}, written as a population that has T and the same u."""
        for i, g in enumerate(weights):
            if g == 0:
                self.blind += self.m[i] * self.w[i] * self.s[i]
                self.blind_test += self.m[i] * self.w[i] * (self.test[i] if self.test else 0)
                self.s[i], self.w[i] = mpf(0), mpf(0)
                if self.test:
                    self.test[i] = mpf(0)
                continue
            self.s[i] *= g
            self.w[i] /= g
            if self.test:
                self.test[i] *= g

    def scaled(self, c):
        other = Population([], [], [], self.noise)
        other.s, other.w = [c * s for s in self.s], [w / c for w in self.w]
        other.m, other.dimension = self.m, self.dimension
        other.test = None if self.test is None else [c * t for t in self.test]
        return other

    def sum(self, f):
        return sum(m * f(s, w) for s, w, m in zip(self.s, self.w, self.m))

    def test_sum(self, f):
        return sum(m * f(s, w, t) for s, w, m, t in zip(self.s, self.w, self.m, self.test))

    def df1(self, k):
        return self.sum(lambda s, w: s / (s + k))

    def df2(self, k):
        return self.sum(lambda s, w: s**2 / (s + k) ** 2)

    def t(self, p, n, k):
        return self.sum(lambda s, w: w * s**p / (s + k) ** n)

    def shifted_limits(self, k, samples):
        """Bias under the test spectrum, and what ridge regression at κ multiplies its error by there."""
        bias = self.blind_test + k**2 * self.test_sum(lambda s, w, t: w * t / (s + k) ** 2)
        return bias, self.test_sum(lambda s, w, t: t * s / (s + k) ** 2) / samples

    def rank(self):
        return self.sum(lambda s, w: 1 if s > 0 else 0)


def logit_root(values, target):
    """κ at which Σ a/(a+κ) over the values is the target."""
    n = len(values)
    goal = mp.log((n - target) / target)

    def f(t):
        k = mp.exp(t)
        df = sum(a / (a + k) for a in values)
        return mp.log((n - df) / df) - goal

    return mp.exp(root(f, -700, 700))


def s_transform(layer, df, dimension):
    """S of FFᵀ's layer at df, by section a of the sheet."""
    kind = layer["kind"]
    if kind == "gaussian" and "weightSpectrum" not in layer:
        n = mpf(layer["width"])
        return n / (n - df)
    if kind == "gaussian":
        values = [mpf(x) for x in layer["weightSpectrum"]]
        return mpf(layer["width"]) / (df * logit_root(values, df))
    if kind == "orthogonal":
        n = mpf(layer["width"])
        return (dimension - df) / ((n - df) * (dimension / n))
    values = [mpf(x) for x in layer["eigenvalues"]]
    return (dimension - df) / (df * logit_root(values, df))


def rank_of(layer):
    if "eigenvalues" in layer:
        return len(layer["eigenvalues"])
    return len(layer["weightSpectrum"]) if "weightSpectrum" in layer else layer["width"]


def least_kappa(population, most):
    """κ at which df₁ is as large as it may be; zero where it never is."""
    if population.rank() <= most:
        return mpf(0)
    return mp.exp(root(lambda t: -mp.log(population.df1(mp.exp(t)) / most), -700, 700))


def solve_layers(population, layers, samples, lam):
    least = min([mpf(samples)] + [mpf(rank_of(layer)) for layer in layers])
    floor = least_kappa(population, least)

    def chain(k2):
        df = population.df1(k2)
        kappas = [k2]
        for layer in reversed(layers):
            kappas.append(kappas[-1] / s_transform(layer, df, population.dimension))
        return kappas[::-1], df

    def f(t):
        kappas, df = chain(floor + mp.exp(t))
        return mp.log(kappas[0] * (1 - df / samples)) - mp.log(lam)

    k2 = floor + mp.exp(root(f, -160, 60))
    kappas, df = chain(k2)
    step = mpf(10) ** -60
    ends = [mp.log(chain(k2 * mp.exp(sign * step))[0][0]) for sign in (-1, 1)]
    rho = 2 * step / (ends[1] - ends[0])
    return kappas, rho


def parts(bias, features, noise, gamma1, gamma2):
    total = (bias + features + noise) / (1 - gamma1)
    by_data = bias * gamma2 / (1 - gamma2)
    by_noise = noise * gamma2 / (1 - gamma2)
    return total, {
        "features": features,
        "data": by_data,
        "featuresData": (bias + features) / (1 - gamma1) - bias - features - by_data,
        "noise": by_noise,
        "featuresNoise": noise * gamma1 / (1 - gamma1) - by_noise,
    }


def answer(population, ensemble, kappas, rho, bias, features, gammas, lam, ood, limits, more):
    gamma1, gamma2 = gammas
    total, variance = parts(bias, features, population.noise, gamma1, gamma2)
    if ensemble:
        size, over = ensemble["size"], ensemble["over"]
        divisors = {
            "features": ["features", "featuresData", "featuresNoise"],
            "data": ["data", "featuresData", "noise", "featuresNoise"],
            "both": list(variance),
        }
        for name in divisors[over]:
            variance[name] /= size
    excess = bias + sum(variance.values())
    report = {
        "kappa": kappas[0],
        "kappa2": kappas[-1],
        "rho": rho,
        "gamma": gamma1,
        "oneMinusGamma": 1 - gamma1,
        "trainError": (lam / kappas[0]) ** 2 * total,
        "testError": excess + population.noise,
        "excessError": excess,
        "bias": bias,
        **{f"variance.{name}": x for name, x in variance.items()},
        **more,
    }
    if ood is not None:
        bias_there, resolved = limits
        report["outOfDistributionError"] = ood(total)
        if ensemble:
            # An average over everything has the bias, one over features is ridge regression at κ₂.
            fine = (bias + population.noise) / (1 - gamma2)
            limit = {"both": bias_there, "data": ood(0), "features": bias_there + resolved * fine}[over]
            report["outOfDistributionError"] = limit + (ood(total) - limit) / size
    # What is smaller is the rounding of zero in 150 digits.
    return {name: mp.nstr(x if abs(x) > mpf(10) ** -80 else mpf(0), 20) for name, x in report.items()}


def linear(population, model, samples, lam, ensemble):
    kappas, rho = solve_layers(population, model["layers"], samples, lam)
    k = kappas[-1]
    df1, df2 = population.df1(k), population.df2(k)
    bias = k**2 * population.t(1, 2, k) + population.blind
    features = (1 - rho) * k * population.t(2, 2, k)
    gammas = (((1 - rho) * df1 + rho * df2) / samples, df2 / samples)

    def ood(total):
        b = population.blind_test + k**2 * population.test_sum(lambda s, w, t: w * t / (s + k) ** 2)
        tb = population.test_sum(lambda s, w, t: t / (s + k) ** 2)
        ta = population.test_sum(lambda s, w, t: t / (s + k))
        spread = k**2 * population.t(2, 2, k) * tb * (1 - rho) / (df1 - df2)
        return b + spread + (ta - rho * k * tb) * total / samples

    shifted = ood if population.test else None
    limits = population.shifted_limits(k, samples) if shifted else None
    more = {"df1": df1, "df2": df2}
    return answer(population, ensemble, kappas, rho, bias, features, gammas, lam, shifted, limits, more)


def noisy(population, width, c, eta, samples, lam, ensemble):
    original, width = population, mpf(width)
    population = population.scaled(c)

    def second(m):
        floor = least_kappa(population, width)

        def f(t):
            k = floor + mp.exp(t)
            return mp.log(k * (1 - population.df1(k) / width)) - mp.log(m)

        return floor + mp.exp(root(f, -340, 120))

    def ridge(k1):
        return k1 * (1 - width * (1 - k1 / second(k1 + eta)) / samples)

    # κ₁ lies above the point where df_tot reaches P, if it ever does.
    floor = mpf(0)
    if width > samples and ridge(mpf(10) ** -100) < 0:
        floor = mp.exp(root(lambda t: ridge(mp.exp(t)), -230, 60))
    excess = lambda t: mp.log(ridge(floor + mp.exp(t))) - mp.log(lam)
    k1 = floor + mp.exp(root(excess, -160, 60))
    m = k1 + eta
    k = second(m)
    step = mpf(10) ** -40
    differ = lambda f: (f(m * (1 + step)) - f(m * (1 - step))) / (2 * step * m)
    rho = differ(lambda x: mp.log(second(x))) * m
    df1, df2 = population.df1(k), population.df2(k)
    xi = k1 / m
    bias = k**2 * population.t(1, 2, k)
    features = k * population.t(1, 1, k) - k1 * differ(lambda x: second(x) * population.t(1, 1, second(x))) - bias
    gamma1 = (width - 2 * xi * (width - df1) + xi**2 * ((width - df1) - rho * (df1 - df2))) / samples
    total_df = width * (1 - k1 / k)

    def ood(total):
        b = k**2 * population.test_sum(lambda s, w, t: w * t / (s + k) ** 2)
        tb = population.test_sum(lambda s, w, t: t / (s + k) ** 2)
        spread = k**2 * population.t(2, 2, k) * tb * (1 - rho) / (df1 - df2)
        own = eta * differ(lambda x: second(x) * population.t(1, 1, second(x)))

        def trace(x):
            k = second(x)
            return population.test_sum(lambda s, w, t: t / (s + k)) + eta * width / k

        return b + spread + own + (trace(m) + k1 * differ(trace)) * total / samples

    shifted = ood if population.test else None
    more = {"df1": df1, "df2": df2, "dfTotal": total_df}
    gammas = (gamma1, df2 / samples)
    limits = population.shifted_limits(k, samples) if shifted else None
    return answer(original, ensemble, [k1, k], rho, bias, features, gammas, lam, shifted, limits, more)


def mean(f, breaks=(0,)):
    """E f(g), g ~ N(0, 1)."""
    ends = sorted({mpf(x) for x in (-18, -9, -4, -2, -1, 1, 2, 4, 9, 18)} | {mpf(b) for b in breaks})
    with mp.workdps(30):
        return mp.quad(lambda g: f(g) * mp.npdf(g), ends)


ACTIVATIONS = {
    "relu": lambda x: max(x, mpf(0)),
    "erf": mp.erf,
    "tanh": mp.tanh,
    "gelu": lambda x: x * mp.ncdf(x),
    "silu": lambda x: x / (1 + mp.exp(-x)),
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "sign": mp.sign,
    "step": lambda x: (1 + mp.sign(x)) / 2,
    "sin": mp.sin,
    "cos": mp.cos,
    "quadratic": lambda x: x * x,
    "linear": lambda x: x,
}


def hermite(name, scale, order):
    """μ_0 … μ_order and μ_*²."""
    f, s = ACTIVATIONS[name], mpf(scale)
    he = lambda k, g: mp.hermite(k, g / mp.sqrt(2)) / mp.sqrt(mpf(2) ** k * mp.factorial(k))
    coefficients = [mean(lambda g: f(s * g) * he(k, g)) for k in range(order + 1)]
    rest = lambda g: f(s * g) - coefficients[0] - coefficients[1] * g
    return coefficients, mean(lambda g: rest(g) ** 2)


# ---- the problems ---------------------------------------------------------------------------------

rng = random.Random(20240500592)


def spectrum(size):
    """Eigenvalues over some decades, some with a multiplicity, sometimes one that is zero."""
    spread = rng.choice([1, 3, 8])
    values = sorted((round(10 ** rng.uniform(-spread, 0), 12) for _ in range(size)), reverse=True)
    if rng.random() < 0.25:
        values[-1] = 0.0
    multiplicities = [rng.choice([1, 1, 1, 2, 5]) for _ in range(size)]
    return values, multiplicities


def layer(kind, dimension, width):
    if kind == "structured":
        values = [round((j + 1) ** -rng.uniform(0.3, 2), 12) for j in range(width)]
        return {"kind": "gaussian", "width": width, "weightSpectrum": values}
    if kind == "empirical":
        values = [round(10 ** rng.uniform(-2, 0.5), 12) for _ in range(min(width, dimension))]
        return {"kind": "empirical", "eigenvalues": values}
    if kind == "orthogonal":
        return {"kind": "orthogonal", "width": min(width, dimension)}
    return {"kind": "gaussian", "width": width}


def layers(dimension, samples):
    """From one to three layers; widths that meet each other, P and D are as frequent as others."""
    count = rng.choice([1, 1, 2, 3])
    kinds = ["gaussian", "gaussian", "structured", "orthogonal", "empirical"]
    widths = [rng.choice([samples, dimension, rng.randint(2, 3 * dimension)]) for _ in range(count)]
    return [layer(rng.choice(kinds), dimension, width) for width in widths]


def problem(kind):
    values, multiplicities = spectrum(rng.randint(6, 16))
    dimension = sum(multiplicities)
    samples = rng.choice([dimension, rng.randint(2, 3 * dimension)])
    out = {
        "spectrum": {"kind": "eigenvalues", "values": values, "multiplicities": multiplicities},
        "target": {"kind": "coefficients", "squared": [round(rng.uniform(0, 2), 6) for _ in values]},
        "noise": rng.choice([0, 0.05, 1.5]),
        "samples": samples,
        "lambda": rng.choice([1e-30, 1e-30, 1e-20, 1e-12, 1e-6, 1e-3, 0.1, 10.0]),
    }
    if rng.random() < 0.4:
        out["testSpectrum"] = [round(rng.uniform(0, 2), 6) if s > 0 else 0 for s in values]
    if rng.random() < 0.3:
        out["ensemble"] = {"size": rng.randint(2, 9), "over": rng.choice(["features", "data", "both"])}
    width = rng.choice([samples, dimension, rng.randint(2, 3 * dimension)])
    if kind == "randomFeatures":
        out["model"] = {"kind": kind, "layers": layers(dimension, samples)}
        if rng.random() < 0.3:
            weights = [round(rng.uniform(0.1, 3), 6) for _ in values]
            weights[rng.randrange(len(weights) - 1)] = rng.choice([0, 0.5])
            out["model"]["inputWeightSpectrum"] = weights
    elif kind == "noisyFeatures":
        noise, scale = rng.choice([1e-12, 1e-3, 0.1, 3.0]), rng.choice([1, 0.3, 2.5])
        out["model"] = {"kind": kind, "width": width, "signalScale": scale, "noiseVariance": noise}
    else:
        names = ["relu", "erf", "tanh", "gelu", "silu", "sigmoid", "sign", "step", "sin"]
        out["model"] = {"kind": kind, "width": width, "activation": rng.choice(names)}
    return out


def degenerate():
    """Three and four dimensions that are equal, at a tiny ridge, for every kind of layer."""
    flat = {"spectrum": {"kind": "eigenvalues", "values": [1.5, 0.5], "multiplicities": [6, 6]},
            "target": {"kind": "coefficients", "squared": [0.3, 0.9]}, "noise": 0.2}
    sets = [["gaussian"], ["gaussian"] * 2, ["gaussian"] * 3, ["structured"], ["structured"] * 2,
            ["orthogonal"], ["empirical"], ["empirical", "structured"], ["gaussian", "orthogonal"]]
    for kinds in sets:
        for samples in (12, 8):
            model = {"kind": "randomFeatures", "layers": [layer(kind, 12, samples) for kind in kinds]}
            yield {**flat, "model": model, "samples": samples, "lambda": 1e-30}
    for samples in (12, 8):
        model = {"kind": "noisyFeatures", "width": samples, "noiseVariance": 0.1}
        yield {**flat, "model": model, "samples": samples, "lambda": 1e-30}


def stepped():
    """Weights of a layer, and eigenvalues, that lie decades apart: resolutions move in steps."""
    own = random.Random(7)
    for weights in ([1e-3, 2.5, 1.0], [1e5, 1e-5, 3.0, 1e-2], [1e8, 1e4, 1.0, 1e-4, 1e-8]):
        for kind in ("structured", "empirical"):
            for over in ("features", "data", "both"):
                values = [10.0 ** own.randint(-9, 9) for _ in range(6)]
                entry = {"kind": "gaussian", "width": len(weights), "weightSpectrum": weights}
                if kind == "empirical":
                    entry = {"kind": kind, "eigenvalues": weights}
                yield {
                    "spectrum": {"kind": "eigenvalues", "values": values, "multiplicities": [1, 7, 1, 2, 7, 1]},
                    "target": {"kind": "coefficients", "squared": [10.0 ** own.randint(-6, 6) for _ in values]},
                    "noise": 0.3, "samples": own.choice([4, 19, 23.5]), "lambda": own.choice([1e-30, 1e-12, 1e-2, 1e3]),
                    "testSpectrum": [own.choice([0, 0.5, 300]) for _ in values],
                    "ensemble": {"size": 4, "over": over},
                    "model": {"kind": "randomFeatures", "layers": [entry]},
                }


def solve(given):
    model, samples, lam = given["model"], mpf(given["samples"]), mpf(given["lambda"])
    population = Population(
        given["spectrum"]["values"],
        given["target"]["squared"],
        given["spectrum"]["multiplicities"],
        given["noise"],
        given.get("testSpectrum"),
        model.get("inputWeightSpectrum"),
    )
    ensemble = given.get("ensemble")
    if model["kind"] == "randomFeatures":
        return linear(population, model, samples, lam, ensemble)
    width = mpf(model["width"])
    if model["kind"] == "noisyFeatures":
        c, eta = mpf(model.get("signalScale", 1)), mpf(model["noiseVariance"])
    else:
        variance = population.sum(lambda s, w: s) / population.dimension
        coefficients, nonlinear = hermite(model["activation"], mp.sqrt(variance), 1)
        c, eta = coefficients[1] ** 2 / (variance * population.dimension), nonlinear / width
    return noisy(population, width, c, eta, samples, lam, ensemble)


def main():
    kinds = ["randomFeatures"] * 60 + ["noisyFeatures"] * 30 + ["nonlinearFeatures"] * 20
    given = [problem(kind) for kind in kinds] + list(degenerate()) + list(stepped())
    problems = []
    for i, each in enumerate(given):
        print(i, each["model"]["kind"], each["lambda"], flush=True)
        problems.append({"problem": each, "report": solve(each)})
    activations = []
    for name in ACTIVATIONS:
        for scale in (0.05, 0.7, 2.0):
            coefficients, nonlinear = hermite(name, scale, 5)
            numbers = [mp.nstr(x, 20) for x in coefficients]
            activations.append({"activation": name, "scale": scale, "coefficients": numbers,
                                "nonlinear": mp.nstr(nonlinear, 20)})
    text = {"made by": "test/oracle/features.py", "problems": problems, "activations": activations}
    FIXTURE.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
