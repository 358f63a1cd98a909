"""Held keys: notes whose length means something, such as how long a roll lasts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from drumjam.midi.smf import MidiFile


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A key that is held down on a track.

    start, end  ticks; the end, at which it is let go, does not belong to it
    track       from 0
    key         0 to 127
    velocity    1 to 127
    """

    start: int
    end: int
    track: int
    key: int
    velocity: int


def held_keys(midi: MidiFile, tracks: Collection[int], keys: range) -> list[Held]:
    """Every key of a range that is held on some tracks, in the order in which they are let go.

    Where a key is let go and struck again on one tick, two are held, in whatever order the file says it. A key that
    is never let go is not held.
    """
    events = midi.events
    rows = np.flatnonzero(
        (events.status >= 0x80)
        & (events.status < 0xA0)
        & (events.a >= keys.start)
        & (events.a < keys.stop)
        & np.isin(events.track, list(tracks))
    )
    struck = (events.status[rows] >= 0x90) & (events.b[rows] > 0)
    rows = rows[np.lexsort((struck, events.tick[rows]))]
    down: dict[tuple[int, int], tuple[int, int]] = {}
    found: list[Held] = []
    columns = (events.tick, events.track, events.status, events.a, events.b)
    for tick, track, status, key, velocity in zip(*(column[rows].tolist() for column in columns), strict=True):
        if status >= 0x90 and velocity:
            down.setdefault((track, key), (tick, velocity))
        elif (track, key) in down:
            start, loud = down.pop((track, key))
            if tick > start:
                found.append(Held(start, tick, track, key, loud))
    return found
