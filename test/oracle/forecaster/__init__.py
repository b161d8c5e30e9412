"""The forecast of a learning curve, implemented a second time: written apart from the Rust code, dense, without care for speed.

docs/forecast.md has the method. ln_ means a natural logarithm; errors are squared errors, summed over targets.
"""

from .ceiling import ceiling
from .forecaster import Forecaster

__all__ = ["Forecaster", "ceiling"]
