"""Tappers: people who tap along a beat, simulated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drumjam.rules.calibration import Estimate, Refusal, estimate

PERIOD = 0.5
"""Seconds from beat to beat of all tappers here: 120 BPM."""


def tapper(
    seed: int,
    offset: float,
    *,
    beats: int = 80,
    spread: float = 0.015,
    wild: float = 0.10,
    doubled: float = 0.05,
    halves: float = 0.0,
) -> list[float]:
    """Tap times in seconds.

    seed     of the tapper's noise
    offset   seconds by which taps come after the beat
    spread   standard deviation in seconds
    wild     share of taps that come anywhere
    doubled  share of taps that bounce
    halves   share of taps that fall halfway to the next beat
    """
    rng = np.random.default_rng(seed)
    taps: list[float] = []
    for beat in range(beats):
        if rng.random() < wild:
            taps.append(beat * PERIOD + rng.uniform(-PERIOD / 2, PERIOD / 2))
            continue
        half = PERIOD / 2 if rng.random() < halves else 0.0
        taps.append(beat * PERIOD + half + offset + rng.normal(0, spread))
        if rng.random() < doubled:
            taps.append(taps[-1] + rng.uniform(0.02, 0.07))
    return sorted(taps)


def until_sure(taps: Sequence[float]) -> Estimate | Refusal:
    """What calibration says as the taps come one by one, at the first moment at which it has enough."""
    told: Estimate | Refusal = Refusal.TOO_FEW
    for count in range(1, len(taps) + 1):
        told = estimate(taps[:count], PERIOD)
        if isinstance(told, Estimate) and told.enough:
            break
    return told
