"""Clicks: short wooden sounds that count a song in and call turns."""

from __future__ import annotations

from enum import Enum

import numpy as np

from drumjam.sound.synth import Stereo

LENGTH = 0.09
"""Seconds."""


class Click(Enum):
    """The clicks of a count-in, and those that say whose turn comes; the value is the pitch in Hz."""

    DOWNBEAT = 1567.98
    PULSE = 1174.66
    LEE_TURN = 783.99
    TAKAICHI_TURN = 987.77


def render_click(click: Click, rate: int) -> Stereo:
    """Float32 (n, 2): a struck wood block, peak 0.5, in the middle of the room."""
    time = np.arange(round(LENGTH * rate)) / rate
    # Partials of a free bar stand at 1, 2.76 and 5.4 times the lowest; higher ones die sooner.
    sound = sum(
        share * np.exp(-time / fall) * np.sin(2 * np.pi * click.value * ratio * time)
        for ratio, share, fall in ((1.0, 1.0, 0.016), (2.76, 0.45, 0.007), (5.4, 0.2, 0.003))
    )
    tap = np.random.default_rng(0).standard_normal(len(time)) * np.exp(-time / 0.0012)
    mono = sound + 0.25 * tap
    mono *= np.minimum(1, (len(time) - np.arange(len(time))) / (0.2 * len(time)))
    mono *= 0.5 / np.abs(mono).max()
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)
