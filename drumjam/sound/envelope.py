"""Envelopes: how the loudness of a note runs from its start to its end."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.zones import Zone

FLOOR_DB = 80.0
"""A voice this far below its peak has ended."""

LEAST_RELEASE = 0.006
"""Seconds: a shorter release would click."""


def envelope_of(zone: Zone, key: int, held: int, most: int, rate: int) -> NDArray[np.float32]:
    """Amplitude of each frame: delay, straight attack, hold, decay and release in dB; at most so many frames."""
    delay, attack = round(zone.delay * rate), round(zone.attack * rate)
    hold = round(zone.hold * rate * 2 ** (zone.hold_per_key * (60 - key) / 1200))
    slope = 100 / max(zone.decay * rate * 2 ** (zone.decay_per_key * (60 - key) / 1200), 1.0)
    fall = ceil(min(zone.sustain, FLOOR_DB) / slope)
    peak = delay + attack
    ends = peak + hold + fall if zone.sustain >= FLOOR_DB else held + 1
    played = min(held, ends, most)
    level = _level(zone, played, delay, attack, hold, slope)
    release = 100 / max(zone.release * rate, LEAST_RELEASE * rate)
    after = min(ceil(max(FLOOR_DB - level, 0) / release), most - played) if played == held else 0

    envelope = np.empty(played + after, np.float32)
    envelope[: min(delay, played)] = 0
    if played > delay and attack:
        rise = min(peak, played) - delay
        envelope[delay : delay + rise] = np.arange(rise, dtype=np.float32) / np.float32(attack)
    envelope[min(peak, played) : min(peak + hold, played)] = 1
    if played > peak + hold:
        falling = min(fall, played - peak - hold)
        envelope[peak + hold : peak + hold + falling] = _fall(0, slope, falling)
        envelope[peak + hold + falling : played] = 10 ** (-zone.sustain / 20)
    envelope[played:] = _fall(level, release, after)
    return envelope


def _level(zone: Zone, frame: int, delay: int, attack: int, hold: int, slope: float) -> float:
    """DB below the peak at which the envelope stands at a frame."""
    if frame <= delay and (delay or attack):
        return FLOOR_DB
    if frame < delay + attack:
        return float(-20 * np.log10((frame - delay) / attack))
    return float(min(max(0, frame - delay - attack - hold) * slope, zone.sustain))


def _fall(level: float, slope: float, frames: int) -> NDArray[np.float32]:
    """Amplitudes that fall from `level` dB below the peak by `slope` dB a frame."""
    nepers = np.arange(frames, dtype=np.float32)
    nepers *= -slope * np.log(10) / 20
    nepers -= level * np.log(10) / 20
    return np.exp(nepers, out=nepers)
