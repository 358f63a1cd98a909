"""Grid: the strokes of both leaders, a row for each struck tick and a cell for each lane and pad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.chart import Lane, Level, Note, Notes, Pad

CELLS = tuple((lane, pad) for lane in Lane for pad in Pad)
"""Lane and pad of each column: Lee's drum and cymbal, Takaichi's drum and cymbal."""

_AT_ONCE = 10_000
"""Ticks whose notes are made from arrays in one go: more would only take more memory."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Strokes as arrays: n ticks, four cells each (lane x 2 + pad).

    tick      (n,) int64, rising
    time      (n,) float64, seconds
    key       (n, 4) uint8, the percussion key, 0 for no stroke
    velocity  (n, 4) uint8, 1-127 where there is a stroke
    until     (n, 4) int64, tick of a roll's last stroke, or -1
    """

    tick: NDArray[np.int64]
    time: NDArray[np.float64]
    key: NDArray[np.uint8]
    velocity: NDArray[np.uint8]
    until: NDArray[np.int64]

    @property
    def struck(self) -> NDArray[np.bool_]:
        """(n, 4) mask: where there is a stroke."""
        return self.key > 0


def notes_of(grid: Grid, masks: Mapping[Level, NDArray[np.bool_]]) -> dict[Level, Notes]:
    """The notes of every level from masks over the grid's cells, each inside expert's; sorted.

    On easy and medium a roll is one stroke.
    """
    struck = masks[Level.EXPERT]
    expert: list[Note] = []
    for start in range(0, len(struck), _AT_ONCE):
        expert += _notes(grid, struck, slice(start, start + _AT_ONCE))
    single = expert
    if (grid.until >= 0).any():
        single = [replace(note, roll_until=None) if note.roll_until else note for note in expert]
    return {
        level: tuple(compress(expert if level >= Level.HARD else single, mask[struck].tobytes()))
        for level, mask in masks.items()
    }


def _notes(grid: Grid, struck: NDArray[np.bool_], part: slice) -> Iterator[Note]:
    """The notes of a part of the grid; those of one tick share its number."""
    ticks = grid.tick[part].tolist()
    rows, cells = np.nonzero(struck[part])
    columns = (grid.key[part][rows, cells], grid.velocity[part][rows, cells], grid.until[part][rows, cells])
    for row, cell, key, velocity, until in zip(*(column.tolist() for column in (rows, cells, *columns)), strict=True):
        lane, pad = CELLS[cell]
        tick = ticks[row]
        yield Note(tick, lane, pad, key, velocity, until if until > tick else None)


def lanes_struck(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n, 2) mask of a (n, 4) one: where a lane has a stroke on any pad."""
    return np.stack((mask[:, 0] | mask[:, 1], mask[:, 2] | mask[:, 3]), axis=1)
