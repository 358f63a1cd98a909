"""How hard a chart is, 0 to 10: a strain that grows with every stroke and fades between them.

The strain is that of the stamina skill of osu!taiko (ppy/osu, MIT), taken per lane, so that an added
note never makes a chart easier.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.chart import Lane, Note
from drumjam.rules.notes import NoteColumns
from drumjam.rules.tempo import TempoMap

DECAY = 0.4
"""What is left of a strain after one second."""
WINDOW = 0.4
"""Seconds of one peak."""
ROLL_STEP = 0.1
"""A roll counts as strokes this many seconds apart."""
_BLOCK = 200.0


def rate(notes: Sequence[Note], tempo: TempoMap, start_tick: int) -> float:
    """The rating of one level, 0 to 10: of its harder lane.

    notes       of both lanes, sorted
    start_tick  the first note of the expert level, from which windows are counted
    """
    if not notes:
        return 0.0
    columns = NoteColumns.of(notes)
    start = tempo.seconds(start_tick)
    times, lanes, pads = tempo.seconds(columns.tick), columns.lane, columns.pad
    rolls = [(i, int(columns.until[i])) for i in np.flatnonzero(columns.until >= 0).tolist()]
    if rolls:
        more = [np.arange(times[i] + ROLL_STEP, tempo.seconds(until) + 1e-9, ROLL_STEP) for i, until in rolls]
        heads = np.repeat([i for i, _ in rolls], [len(strokes) for strokes in more])
        times = np.concatenate((times, *more))
        lanes, pads = np.append(lanes, lanes[heads]), np.append(pads, pads[heads])
        order = np.lexsort((pads, lanes, times))
        times, lanes, pads = times[order], lanes[order], pads[order]
    return max(rate_lane(times[lanes == lane], pads[lanes == lane], start) for lane in Lane)


def rate_lane(times: NDArray[np.float64], pads: NDArray[np.integer], start: float = 0.0) -> float:
    """The rating of one lane: seconds of its strokes, rising, the pad of each, and where windows begin."""
    if not len(times):
        return 0.0
    at = _each_once(times)
    added = np.full(len(at), 0.5)
    added[1:] += 10.0 / np.maximum(np.diff(at) * 1000, 20)
    struck = np.zeros(len(at))
    for pad in (0, 1):
        on_pad = _each_once(times[pads == pad])
        place = np.searchsorted(at, on_pad)
        struck[place] += 1
        added[place[1:]] += 20.0 / np.maximum(np.diff(on_pad) * 1000, 20)
    added += 0.25 * (struck > 1)
    strain = _faded_sum(at, 1.1 * added)
    window = ((at - start) / WINDOW + 1e-9).astype(np.int64)
    heads = np.flatnonzero(np.diff(window, prepend=window[0] - 1))
    peaks = -np.sort(-np.maximum.reduceat(strain, heads))
    difficulty = float(np.sum(peaks * 0.9 ** np.arange(len(peaks)))) / 10
    return 10 * (1 - float(np.exp(-difficulty / 8)))


def _each_once(times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rising times without repetition."""
    return times[np.flatnonzero(np.diff(times, prepend=-np.inf) > 0)]


def _faded_sum(at: NDArray[np.float64], added: NDArray[np.float64]) -> NDArray[np.float64]:
    """At each stroke the sum of all added so far, each faded since its own time; in blocks, against overflow."""
    strain = np.empty(len(at))
    before, start = 0.0, 0
    while start < len(at):
        stop = int(np.searchsorted(at, at[start] + _BLOCK, "right"))
        faded = DECAY ** (at[start:stop] - at[start])
        carry = before * DECAY ** (at[start] - at[start - 1]) if start else 0.0
        strain[start:stop] = (np.cumsum(added[start:stop] / faded) + carry) * faded
        before, start = float(strain[stop - 1]), stop
    return strain
