"""Perform: the drums of a perfect play, struck one after the other as the mixer strikes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drumjam.rules.chart import Lane
from drumjam.sound.keysounds import NO_KITS, Keysounds, Kits, layer
from drumjam.sound.kit import CHOKE_MS, CHOKED, PANS, pan_gains
from drumjam.sound.synth import Stereo


@dataclass(frozen=True, slots=True)
class Stroke:
    """One note as it is to sound.

    start     seconds
    key, velocity, lane  the note's
    share     amplitude factor, 0 to 1: its track's volume there, and how many come together
    """

    start: float
    key: int
    velocity: int
    lane: Lane
    share: float


def perform(strokes: Sequence[Stroke], keysounds: Keysounds, rate: int, frames: int, kits: Kits = NO_KITS) -> Stereo:
    """All strokes, each on its leader's side and from the leader's own kit: float32 (frames, 2)."""
    sides = np.zeros((2, frames), np.float32)
    stops = _stops(strokes)
    for stroke, stop in zip(strokes, stops, strict=True):
        index, turned = layer(stroke.velocity)
        begin = round(stroke.start * rate)
        struck = kits.get(stroke.lane, keysounds)[stroke.key, index][: max(frames - begin, 0)]
        if stop < stroke.start + len(struck) / rate:
            struck = _faded(struck, round((stop - stroke.start) * rate), rate)
        for side, gain in enumerate(pan_gains(PANS[stroke.lane])):
            sides[side, begin : begin + len(struck)] += struck[:, side] * np.float32(gain * turned * stroke.share)
    sound = np.empty((frames, 2), np.float32)
    sound[:, 0], sound[:, 1] = sides
    return sound


def _stops(strokes: Sequence[Stroke]) -> list[float]:
    """Seconds at which each stroke is choked by a later one of its lane; infinity for never."""
    stops = [float("inf")] * len(strokes)
    ringing: dict[tuple[Lane, int], list[int]] = {}
    for row, stroke in enumerate(strokes):
        for key in CHOKED.get(stroke.key, ()):
            for other in ringing.pop((stroke.lane, key), []):
                stops[other] = stroke.start
        ringing.setdefault((stroke.lane, stroke.key), []).append(row)
    return stops


def _faded(sound: Stereo, stop: int, rate: int) -> Stereo:
    """A sound that fades out from frame `stop` on, as a choked drum does."""
    fade = round(CHOKE_MS / 1000 * rate)
    cut = sound[: stop + fade].copy()
    cut[stop:] *= np.linspace(1, 0, fade, dtype=np.float32)[: len(cut) - stop, None]
    return cut
