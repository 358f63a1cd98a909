"""Calibration of 200 simulated tappers, beside its limits and two formulas of other games."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.calibration import MOST_TAPS, WARM_UP, Estimate, phases
from tests.rules.tappers import PERIOD, tapper, until_sure

SEEDS = 200
PEERS: dict[str, Callable[[NDArray[np.float64]], float]] = {
    "plain mean of the distances (as in Quaver)": lambda distances: float(np.mean(distances)),
    "median of the absolute distances (as in YARG v0.13.1)": lambda distances: float(np.median(np.abs(distances))),
}


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit or peer."""
    true = [float(np.random.default_rng(seed + 10_000).uniform(-0.080, 0.180)) for seed in range(SEEDS)]
    taps = [tapper(seed, offset) for seed, offset in enumerate(true)]
    told = [until_sure(one) for one in taps]
    taken = [(offset, one) for offset, one in zip(true, told, strict=True) if isinstance(one, Estimate)]
    inside = sum(abs(one.offset - offset) <= one.interval for offset, one in taken)
    off = np.mean([abs(one.offset - offset) for offset, one in taken]) * 1e3
    rows = [
        ("true offset inside the interval", f"{inside / SEEDS:.1%}", "at least 90%"),
        ("refused", f"{1 - len(taken) / SEEDS:.1%}", "less than 5%"),
        ("mean error", f"{off:.1f} ms", "at most 4 ms"),
        ("taps needed, mean", f"{np.mean([one.taps for _, one in taken]):.0f}", "16 to 40"),
    ]
    for name, formula in PEERS.items():
        errors = [
            abs(formula(phases(one[: WARM_UP + MOST_TAPS], PERIOD)) - offset)
            for offset, one in zip(true, taps, strict=True)
        ]
        rows.append((f"mean error of the {name}", f"{np.mean(errors) * 1e3:.1f} ms", f"{off:.1f} ms"))
    return rows
