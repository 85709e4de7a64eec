"""Measuring on a machine that is never the same twice: side by side, and by ratio."""

import statistics
import time
from collections.abc import Callable


def ratio(one: Callable[[], object], other: Callable[[], object], runs: int = 7) -> float:
    """How many times as long the one takes as the other: the median over pairs of runs."""
    one(), other()
    return statistics.median(_seconds(one) / _seconds(other) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
