"""Strokes of one drum part and its instants: doubled notes, flams and rolls become what a hand plays."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.kit import FAMILY, NO_RANK, PAD, RANK
from drumjam.rules.tempo import TempoMap
from drumjam.rules.ticks import distinct

FLAM = 0.030
"""Seconds within which strokes are one moment to the ear."""
ROLL_GAP = 0.060
ROLL_STROKES = 6
_EDGE = 1e-9

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Strokes:
    """Everything one drum part asks for; m strokes in n instants.

    key, velocity, family, pad, rank, until  (m,) of each stroke; until is a roll's last tick or -1
    instant    (m,) int32, which instant it belongs to, rising
    tick, time (n,) where each instant stands: at its loudest stroke
    rolled     by family, the ticks of all strokes that its rolls are made of, rising
    """

    key: NDArray[np.uint8]
    velocity: NDArray[np.uint8]
    family: NDArray[np.int8]
    pad: NDArray[np.int8]
    rank: NDArray[np.int8]
    until: Ints
    instant: NDArray[np.int32]
    tick: Ints
    time: Floats
    rolled: Mapping[int, Ints] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many instants."""
        return len(self.tick)

    def best(self, families: NDArray[np.bool_] | None = None) -> NDArray[np.int32]:
        """(n, 2): for drum and cymbal the stroke of best rank among some families, -1 for none.

        families  by family number, whether it counts; all do if left out
        """
        found = np.full((len(self), 2), -1, np.int32)
        weight = (NO_RANK - self.rank) * np.int16(128) + self.velocity
        for pad in (0, 1):
            chosen = np.flatnonzero((self.pad == pad) & (True if families is None else families[self.family]))
            best = chosen[_heaviest(self.instant[chosen], weight[chosen], later=True)]
            found[self.instant[best], pad] = best
        return found

    def holds(self, families: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(n,) mask: instants with a stroke of some families."""
        return np.bincount(self.instant[families[self.family]], minlength=len(self)) > 0


def gather(
    tempo: TempoMap,
    tick: Ints,
    key: NDArray[np.uint8],
    velocity: NDArray[np.uint8],
    until: Ints | None = None,
) -> Strokes:
    """The strokes and instants of note-ons given as columns of equal length, in any order.

    until  the last tick of those that are known to be rolls, -1 for the others; what is fast enough is a roll as well
    """
    rows = _each_once(tick, key, velocity, until)
    tick, key, velocity = tick[rows], key[rows], velocity[rows]
    known = np.full(len(rows), -1, np.int64) if until is None else until[rows]
    time = np.atleast_1d(tempo.seconds(tick))
    family = FAMILY[key].astype(np.int8)
    until, kept = _rolls(tick, time, family, known)
    rolled = _rolled(tick, family, until, kept)
    left = np.flatnonzero(kept)
    left = left[_flams(time[left], family[left], velocity[left])]
    tick, time, key, velocity = tick[left], time[left], key[left], velocity[left]
    family, until = family[left], until[left]
    heads = _heads(time)
    instant = np.repeat(np.arange(len(heads), dtype=np.int32), np.diff(np.append(heads, len(time))))
    stands = _heaviest(instant, velocity, later=False)
    pad, rank = PAD[key].astype(np.int8), RANK[key].astype(np.int8)
    return Strokes(key, velocity, family, pad, rank, until, instant, tick[stands], time[stands], rolled)


def _each_once(tick: Ints, key: NDArray[np.uint8], velocity: NDArray[np.uint8], until: Ints | None) -> Ints:
    """The rows of strokes by tick and key: on one tick the longest roll of a key, then the loudest stroke, no other."""
    softest_last = ~velocity
    order = np.lexsort((softest_last, key, tick) if until is None else (softest_last, -until, key, tick))
    tick, key = tick[order], key[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (tick[1:] != tick[:-1]) | (key[1:] != key[:-1])
    return order[first]


def _rolls(tick: Ints, time: Floats, family: NDArray[np.int8], known: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Of each stroke its roll's last tick or -1, and which strokes are left when a roll is one stroke."""
    until = known.copy()
    kept = np.ones(len(tick), np.bool_)
    order = np.lexsort((tick, family))
    t, f = time[order], family[order]
    single = known[order] < 0
    joined = (f[1:] == f[:-1]) & (t[1:] - t[:-1] < ROLL_GAP) & single[1:] & single[:-1]
    if int(joined.sum()) < ROLL_STROKES - 1:
        return until, kept
    starts = np.flatnonzero(np.diff(joined.astype(np.int8), prepend=0) == 1)
    stops = np.flatnonzero(np.diff(joined.astype(np.int8), append=0) == -1) + 1
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        run = order[start : stop + 1]
        if len(run) >= ROLL_STROKES and len(distinct(tick[run])) >= ROLL_STROKES:
            head = tick[run] == tick[run[0]]
            until[run[head]] = tick[run[-1]]
            kept[run[~head]] = False
    return until, kept


def _rolled(tick: Ints, family: NDArray[np.int8], until: Ints, kept: NDArray[np.bool_]) -> dict[int, Ints]:
    """By family the ticks of the strokes in rolls: their heads, and those that are left out for them."""
    inside = (until >= 0) | ~kept
    return {int(member): distinct(tick[inside & (family == member)]) for member in np.unique(family[inside])}


def _flams(time: Floats, family: NDArray[np.int8], velocity: NDArray[np.uint8]) -> Ints:
    """Which strokes are left when strokes of one family within 30 ms are one: the loudest, then the later."""
    order = np.argsort(family, kind="stable")
    shifted = time[order] + family[order] * (time[-1] + 1.0 if len(time) else 1.0)
    near = np.diff(shifted) < 2 * FLAM
    near = np.append(near, False) | np.append(False, near)
    order, shifted = order[near], shifted[near]
    heads = _heads(shifted)
    group = np.repeat(np.arange(len(heads), dtype=np.int32), np.diff(np.append(heads, len(order))))
    left = np.ones(len(time), np.bool_)
    left[order] = False
    left[order[_heaviest(group, velocity[order], later=True)]] = True
    return np.flatnonzero(left)


def _heads(time: Floats) -> Ints:
    """The first stroke of each moment: all strokes up to 30 ms after it belong to it. `time` rises."""
    after = np.searchsorted(time, time + FLAM + _EDGE, "right").data
    heads = array("q")
    place = 0
    while place < len(after):
        heads.append(place)
        place = after[place]
    return np.frombuffer(heads, np.int64)


def _heaviest(group: NDArray[np.int32], weight: NDArray[np.integer], *, later: bool) -> Ints:
    """The place of the heaviest stroke of each group; of equal ones the later or the earlier. `group` rises."""
    size = len(group)
    score = weight * np.int64(size)
    score += np.arange(size) if later else np.arange(size - 1, -1, -1)
    heads = np.flatnonzero(np.diff(group, prepend=-1))
    best = np.maximum.reduceat(score, heads) % size if size else score
    return best if later else size - 1 - best
