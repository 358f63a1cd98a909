"""Grid: the strokes of both leaders, a row for each struck tick and a cell for each lane and pad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.chart import Level, Pad
from drumjam.rules.notes import NoteColumns


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


def notes_of(grid: Grid, masks: Mapping[Level, NDArray[np.bool_]]) -> dict[Level, NoteColumns]:
    """The notes of every level from masks over the grid's cells; sorted. On easy and medium a roll is one stroke."""
    return {level: _notes(grid, mask, rolls=level >= Level.HARD) for level, mask in masks.items()}


def _notes(grid: Grid, mask: NDArray[np.bool_], *, rolls: bool) -> NoteColumns:
    rows, cells = np.nonzero(mask)
    tick, until = grid.tick[rows], grid.until[mask]
    lane, pad = (number.astype(np.uint8) for number in np.divmod(cells, len(Pad)))
    single = np.True_ if not rolls else until <= tick
    return NoteColumns(tick, lane, pad, grid.key[mask], grid.velocity[mask], np.where(single, -1, until))


def lanes_struck(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n, 2) mask of a (n, 4) one: where a lane has a stroke on any pad."""
    return np.stack((mask[:, 0] | mask[:, 1], mask[:, 2] | mask[:, 3]), axis=1)
