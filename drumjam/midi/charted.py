"""ChartedPart: what the chart of another game asks of one drummer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.kit import PAD
from drumjam.rules.chart import Lane


@dataclass(frozen=True, slots=True)
class ChartedPart:
    """Strokes of one drum part that somebody has charted: columns of equal length, in any order.

    tick      int64
    key       uint8, a General MIDI percussion key that one of the pads plays
    velocity  uint8, 1 to 127
    until     int64, tick of a roll's last stroke, -1 for a single stroke
    depth     int64, the lowest of its charter's own levels that has the tick: 0 easy to 3 expert
    lanes     (n, 2) mask: whether it is marked for Lee, for Takaichi
    """

    tick: NDArray[np.int64]
    key: NDArray[np.uint8]
    velocity: NDArray[np.uint8]
    until: NDArray[np.int64]
    depth: NDArray[np.int64]
    lanes: NDArray[np.bool_]

    @property
    def shared_out(self) -> bool:
        """Whether it is two parts: each leader has a stroke, and half of all strokes at least have a leader."""
        return bool(self.lanes.any(axis=0).all()) and 2 * int(self.lanes.any(axis=1).sum()) >= len(self.tick)

    def depth_at(self, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The depth of each of some ticks that it has strokes on."""
        order = np.lexsort((self.depth, self.tick))
        return self.depth[order][np.searchsorted(self.tick[order], ticks)]

    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The strokes that have a leader: their row here, and their cell of a grid; twice where both have them."""
        row, lane = np.nonzero(self.lanes)
        return row, len(Lane) * lane + PAD[self.key[row]].astype(np.int64)
