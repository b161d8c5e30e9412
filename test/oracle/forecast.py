"""Rewrites the answers in test/fixtures/forecast.json, which the Rust core is held to, by an implementation of its own.

The package forecaster beside this file has the method. It needs numpy and scipy:

    python3 test/oracle/forecast.py

Data, options and partitions are taken from the fixture.
"""

import json
from pathlib import Path

import numpy as np
from forecaster import Forecaster, ceiling
from scipy.spatial.distance import cdist

FIXTURE = Path(__file__).parent.parent / "fixtures" / "forecast.json"
# The curve that a ceiling must lie under: an eighth of the data to a million times as many.
CURVE = 0.125 * np.exp(np.log(1e6 / 0.125) / 160 * np.arange(161))


def kernel_matrix(x, kernel):
    if kernel["kind"] == "linear":
        return x @ x.T
    distance = {"laplacian": "cityblock", "rbf": "sqeuclidean"}[kernel["kind"]]
    return np.exp(-kernel["gamma"] * cdist(x, x, distance))


def prepare(case, partitions):
    x, y = np.array(case["X"]), np.array(case["y"])
    parts = {int(fraction): [np.array(part) for part in parts] for fraction, parts in partitions[str(len(x))].items()}
    given = [] if case.get("lambda") is None else [case["lambda"]]
    labels = y.argmax(1) if case["labels"] else None
    return Forecaster(kernel_matrix(x, case["kernel"]), y, parts, given, case["intercept"], labels)


def forecast_at(forecaster, samples, given):
    """One entry of the forecast; `given` is the ridge, or nothing for the best one."""
    best_ridge, best = forecaster.optimal(samples)
    ridge, point = (best_ridge, best) if given is None else (given, forecaster.at(samples, given))
    if point.ln_error < best.ln_error - 1e-3:
        best_ridge, best = ridge, point
    answer = dict(
        samples=samples,
        lam=ridge,
        testError=point.error,
        interval=point.interval,
        kappa=point.kappa,
        below=point.below,
        exponent=forecaster.exponent(samples, ridge),
        optimalLambda=best_ridge,
        optimalError=best.error,
    )
    if forecaster.labels is not None:
        answer.update(classError=point.class_error, classInterval=point.class_interval)
    return answer


def ceiling_below(forecaster, points, given):
    """The ceiling, no higher than any forecast."""
    found = ceiling(forecaster)
    curve = forecaster.samples * CURVE
    errors = [(forecaster.optimal(P)[1] if given is None else forecaster.at(P, given)).error for P in curve]
    errors += [min(point["testError"], point["optimalError"]) for point in points]
    least = min(errors)
    low, high = found.interval
    return dict(testError=min(found.error, least), interval=[min(low, least), high], basis=found.basis, bound=found.bound)


def ceiling_at(forecaster, ridge, over_all):
    """[error, low, high] as P grows without end at one ridge: far below the window the ceiling over all ridges."""
    error, (low, high) = over_all["testError"], over_all["interval"]
    limit = forecaster.at(np.inf, ridge, test_size=10**9)
    if limit.below > forecaster.settings.unsupported:
        return [error, low, high]
    if limit.below <= 0:
        return [limit.error, *limit.interval]
    error = max(limit.error, error)
    return [error, max(limit.interval[0], low), max(limit.interval[1], error)]


def answer(case, partitions):
    forecaster, given = prepare(case, partitions), case.get("lambda")
    case["forecast"] = [forecast_at(forecaster, samples, given) for samples in case["at"]]
    case["ceiling"] = ceiling_below(forecaster, case["forecast"], given)
    if given is None:
        return
    case["observed"] = forecaster.loo_by_size(given)[1]
    case["backtest"] = [float(off) for off in forecaster.backtest(given)]
    case["universality"] = forecaster.universality(given)
    case["ceilingAtLambda"] = ceiling_at(forecaster, given, case["ceiling"])


if __name__ == "__main__":
    fixture = json.loads(FIXTURE.read_text())
    for case in fixture["cases"]:
        answer(case, fixture["partitions"])
    FIXTURE.write_text(json.dumps(fixture))
