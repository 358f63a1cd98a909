"""Clicks: short wooden sounds that count a song in and call turns; and one bell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from drumjam.sound.synth import Stereo


@dataclass(frozen=True, slots=True)
class Body:
    """What is struck.

    length    seconds that it sounds
    partials  of each: its pitch over the lowest, its share, and the seconds in which it falls to a third
    tap       how much of the blow itself is heard
    """

    length: float
    partials: tuple[tuple[float, float, float], ...]
    tap: float


WOOD = Body(0.09, ((1.0, 1.0, 0.016), (2.76, 0.45, 0.007), (5.4, 0.2, 0.003)), 0.25)
"""A free bar: its partials stand at 1, 2.76 and 5.4 times the lowest, and higher ones die sooner."""

BRONZE = Body(4.5, ((1.0, 1.0, 1.6), (2.0, 0.6, 1.1), (2.4, 0.5, 0.8), (3.0, 0.35, 0.6), (4.5, 0.2, 0.3)), 0.06)
"""A large bell: hum, prime, tierce, quint, and what is above them."""


class Click(Enum):
    """The clicks of a count-in, those that say whose turn comes, and one bell; the value is the pitch in Hz."""

    DOWNBEAT = 1567.98
    PULSE = 1174.66
    LEE_TURN = 783.99
    TAKAICHI_TURN = 987.77
    BELL = 146.83


def render_click(click: Click, rate: int) -> Stereo:
    """Float32 (n, 2): a block of wood, or a bell, that is struck; peak 0.5, in the middle of the room."""
    body = BRONZE if click is Click.BELL else WOOD
    time = np.arange(round(body.length * rate)) / rate
    sound = sum(
        share * np.exp(-time / fall) * np.sin(2 * np.pi * click.value * ratio * time)
        for ratio, share, fall in body.partials
    )
    blow = np.random.default_rng(0).standard_normal(len(time)) * np.exp(-time / 0.0012)
    mono = sound + body.tap * blow
    mono *= np.minimum(1, (len(time) - np.arange(len(time))) / (0.2 * len(time)))
    mono *= 0.5 / np.abs(mono).max()
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)
