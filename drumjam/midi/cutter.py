"""Cutter: makes one level from the one above it, the strong places of the bar kept first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, product

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE
from drumjam.midi.grid import Grid, lanes_struck
from drumjam.midi.hands import LaneHands, Limits, allowed_gap, crowded
from drumjam.midi.kit import RANK

_DRUM, _CYMBAL = (0,), (1,)
_OPTIONS: tuple[tuple[tuple[int, ...], ...], ...] = (
    (),
    (_DRUM,),
    (_CYMBAL,),
    ((0, 1), _DRUM, _CYMBAL),
    ((0, 1), _CYMBAL, _DRUM),
    (_DRUM, _CYMBAL),
    (_CYMBAL, _DRUM),
)
"""By what a lane has on a tick: the pads that may be kept, best first."""
_BITS: dict[tuple[int, ...], int] = {(): 0, _DRUM: 1, _CYMBAL: 2, (0, 1): 3}
_BEST = tuple(_BITS[options[0]] if options else 0 for options in _OPTIONS)
_BEST_OF_BOTH = (0, *(lee | takaichi << 2 for lee, takaichi in product(_BEST, _BEST)))
_NOTES = tuple(((cells & 3).bit_count(), (cells >> 2).bit_count()) for cells in range(16))
"""By the cells of a tick, a bit each (Lee's drum and cymbal, Takaichi's drum and cymbal): the notes of each leader."""


@dataclass(frozen=True, slots=True)
class Terrain:
    """Where the strokes of a grid stand: what the levels are cut by.

    bar       (n,) the bar of each tick
    tie       (n,) which of two ticks of one rank is kept first: the lower; the same in all bars
    strength  (n,) how strong its place is, BAR_LINE to OFF_GRID
    rank      (n,) how soon it is dropped: the higher, the sooner
    wanted    (n,) ticks to keep wherever the limits allow
    whole     (n,) ticks of passages that are kept whole
    """

    bar: NDArray[np.int64]
    tie: NDArray[np.int64]
    strength: NDArray[np.int64]
    rank: NDArray[np.int64]
    wanted: NDArray[np.bool_]
    whole: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Quota:
    """The part of expert's ticks a level keeps: what it aims at, and how far it may stray in any two bars."""

    share: float
    low: float
    high: float


class Cutter:
    """Makes one level from the one above."""

    def __init__(self, grid: Grid, above: NDArray[np.bool_], terrain: Terrain, limits: Limits) -> None:
        self._terrain = terrain
        self._limits = limits
        self._time: list[float] = grid.time.tolist()
        self._hands = (LaneHands(limits), LaneHands(limits))
        self._above = above
        self._rank: list[int] = terrain.rank.tolist()
        self._place: list[int] = (terrain.rank * (1 + np.ptp(terrain.tie)) + terrain.tie).tolist()
        drum_first = RANK[grid.key[:, (0, 2)]] <= RANK[grid.key[:, (1, 3)]]
        pads = above[:, (0, 2)] + 2 * above[:, (1, 3)]
        chord_ok = terrain.strength <= limits.chord
        code = np.where(pads == 3, 3 + ~drum_first + 2 * ~chord_ok[:, None], pads)
        close = [crowded(grid.time, above[:, 2 * lane : 2 * lane + 2], limits) for lane in (0, 1)]
        free = [~(pads[:, 0] | pads[:, 1]) for pads in close]
        self._code: tuple[list[int], list[int]] = (code[:, 0].tolist(), code[:, 1].tolist())
        self._free: tuple[list[bool], list[bool]] = (free[0].tolist(), free[1].tolist())
        best = np.asarray(free[0] & free[1], np.int64) * (1 + code[:, 0] * len(_OPTIONS) + code[:, 1])
        self._best: list[int] = best.tolist()
        self._kept: dict[int, int] = {}

    def cut(self, expert: NDArray[np.bool_], quota: Quota, *, balanced: bool, strict: bool) -> NDArray[np.bool_]:
        """The mask of the level: a quota of expert's ticks, (n, 2) by lane, in every two bars."""
        terrain = self._terrain
        rows = np.flatnonzero(self._above.any(axis=1))
        lanes = lanes_struck(self._above)
        window = (terrain.bar - terrain.bar[rows[0]]) // 2
        order: NDArray[np.int64] = rows[np.lexsort((-rows, terrain.tie[rows], terrain.rank[rows], window[rows]))]
        first_of_bars = self._first_of_bars(order, lanes)
        self._keep_landmarks(rows, lanes, first_of_bars & (terrain.strength == BAR_LINE))
        wanted: list[bool] = (terrain.wanted | first_of_bars).tolist()
        asked = np.stack([np.bincount(window[m], minlength=window[-1] + 1) for m in (*expert.T, expert.any(axis=1))])
        windows: list[int] = window.tolist()
        asked_of: list[list[int]] = asked.T.tolist()
        carry = 0.0
        for now, strokes in groupby(order.tolist(), key=windows.__getitem__):
            block = list(strokes)
            of_lee, of_takaichi, of_both = asked_of[now]
            target = quota.share * of_both + carry
            for row in [row for row in block if wanted[row]]:
                self._try(row)
            rest = [row for row in block if row not in self._kept]
            kept = len(block) - len(rest)
            for room in (self._rooms(block, quota.share, (of_lee, of_takaichi)), [len(block)] * 2):
                kept += self._take(rest, room, kept, target, quota, of_both)
                if kept >= target - 1:
                    break
                rest = [row for row in rest if row not in self._kept]
            carry = max(-2.0, min(2.0, target - kept))
            near = self._limits.steady and quota.low * of_both <= kept <= quota.high * of_both
            if near or -0.75 <= carry <= 1:
                carry = 0.0
        if balanced:
            self._balance(rows, lanes)
        if strict:
            self._make_strict(rows)
        return self._mask()

    def _take(self, rest: list[int], room: list[int], kept: int, target: float, quota: Quota, asked: int) -> int:
        """Keep strokes of the best ranks until `target` is reached; how many were taken."""
        before = kept
        steady = self._limits.steady
        for _, group in groupby(rest, key=(self._rank if steady else self._place).__getitem__):
            alike = list(group)
            if len(alike) > min(room):
                alike = self._fair(alike, room)
            if steady:
                take = self._how_many(len(alike), kept, target, quota, asked)
            else:
                take = len(alike) if len(alike) <= 2 * (target - kept) else 0
            if alike and not take and (steady or target - kept < 0.5):
                break
            for row in alike[:take]:
                if self._try(row):
                    kept += 1
                    self._count_down(row, room)
        return kept - before

    def _keep_landmarks(self, rows: NDArray[np.int64], lanes: NDArray[np.bool_], downbeats: NDArray[np.bool_]) -> None:
        """Keep each lane's first and last tick, passages that are kept whole, and downbeats before any pickup."""
        ends = [np.flatnonzero(lanes[:, lane]) for lane in (0, 1)]
        firsts, lasts = (sorted(int(own[place]) for own in ends if len(own)) for place in (0, -1))
        whole = rows[self._terrain.whole[rows]].tolist()
        for row in (*firsts, *lasts, *whole, *np.flatnonzero(downbeats).tolist()):
            self._try(row)

    def _rooms(self, block: list[int], share: float, asked: tuple[int, int]) -> list[int]:
        """How many more ticks of each leader belong into two bars: both give up as much."""
        room = [int(share * ticks + 0.5) for ticks in asked]
        for row in block:
            if row in self._kept:
                self._count_down(row, room)
        return room

    def _count_down(self, row: int, room: list[int]) -> None:
        room[0] -= self._code[0][row] > 0
        room[1] -= self._code[1][row] > 0

    def _fair(self, alike: list[int], room: list[int]) -> list[int]:
        """Of strokes of one rank the shared ones, and of each leader alone no more than there is room for."""
        left = list(room)
        fair = []
        for row in alike:
            lee, takaichi = self._code[0][row], self._code[1][row]
            if not (lee and takaichi):
                lane = 0 if lee else 1
                left[lane] -= 1
                if left[lane] < 0:
                    continue
            fair.append(row)
        return fair

    def _how_many(self, alike: int, kept: int, target: float, quota: Quota, asked: int) -> int:
        """How many of so many strokes of one rank to keep where steadiness comes first: all or none."""
        room = target - kept
        if room >= 0.5:
            if alike <= 2 * room and kept + alike <= quota.high * asked:
                return alike
            if kept >= quota.low * asked:
                return 0
        return min(alike, max(0, round(room)))

    def _first_of_bars(self, order: NDArray[np.int64], lanes: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(n,) mask: the strongest tick of each leader in each bar in which they play."""
        found = np.zeros(len(lanes), np.bool_)
        for lane in (0, 1):
            own = order[lanes[order, lane]]
            found[own[np.unique(self._terrain.bar[own], return_index=True)[1]]] = True
        return found

    def _try(self, row: int) -> bool:
        """Keep a tick in all its lanes together, with fewer pads if need be; whether that can be played."""
        if row in self._kept:
            return False
        if self._best[row]:
            self._kept[row] = _BEST_OF_BOTH[self._best[row]]
            return True
        time = self._time[row]
        chosen: list[tuple[int, ...]] = [(), ()]
        for lane in (0, 1):
            options = _OPTIONS[self._code[lane][row]]
            if not options:
                continue
            if self._free[lane][row]:
                chosen[lane] = options[0]
                continue
            pads = self._hands[lane].choose(time, options)
            if pads is None:
                return False
            chosen[lane] = pads
        for lane in (0, 1):
            if chosen[lane] and not self._free[lane][row]:
                self._hands[lane].add(time, chosen[lane])
        self._kept[row] = _BITS[chosen[0]] | _BITS[chosen[1]] << 2
        return True

    def _balance(self, rows: NDArray[np.int64], lanes: NDArray[np.bool_]) -> None:
        """Take ticks of one lane alone from the fuller one, the weakest first, until the lanes are even."""
        count = [self._count(lane) for lane in (0, 1)]
        fuller = 0 if count[0] > count[1] else 1
        if abs(count[0] - count[1]) <= allowed_gap(sum(count)):
            return
        ends = {int(rows[place]) for place in (0, -1)}
        for lane in (0, 1):
            own = np.flatnonzero(lanes[:, lane])
            ends.update(own[:1].tolist(), own[-1:].tolist())
        alone = [
            row
            for row, cells in self._kept.items()
            if _NOTES[cells][fuller] and not _NOTES[cells][1 - fuller] and row not in ends
        ]
        for row in sorted(alone, key=lambda row: (-self._rank[row], -row)):
            count[fuller] -= _NOTES[self._kept.pop(row)][fuller]
            if count[fuller] - count[1 - fuller] <= allowed_gap(sum(count)):
                return

    def _count(self, lane: int) -> int:
        """How many notes of a lane are kept."""
        return sum([_NOTES[cells][lane] for cells in self._kept.values()])

    def _make_strict(self, rows: NDArray[np.int64]) -> None:
        """A level is less than the one above it: if all was kept, the weakest stroke inside the song goes."""
        asked = int(self._above.sum())
        if len(self._kept) < max(3, len(rows)) or self._count(0) + self._count(1) < asked:
            return
        inside = rows[1:-1].tolist()
        del self._kept[max(inside, key=lambda row: (self._rank[row], row))]

    def _mask(self) -> NDArray[np.bool_]:
        mask = np.zeros_like(self._above)
        rows = np.fromiter(self._kept, np.int64, len(self._kept))
        cells = np.fromiter(self._kept.values(), np.int64, len(self._kept))
        mask[rows] = cells[:, None] & (1, 2, 4, 8)
        return mask
