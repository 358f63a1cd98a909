"""Cutter: makes one level from the one above it, the strong places of the bar kept first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

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
_BEST = np.array([_BITS[options[0]] if options else 0 for options in _OPTIONS], np.uint8)
_CELLS = np.array((1, 2, 4, 8), np.uint8)
"""A bit for each cell of a tick: Lee's drum and cymbal, Takaichi's drum and cymbal."""
_NOTES = np.array([((cells & 3).bit_count(), (cells >> 2).bit_count()) for cells in range(16)])
"""By the cells of a tick: the notes of each leader."""


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
    """Makes one level from the one above; what it asks of every tick, one after the other, it holds in bytes."""

    def __init__(self, grid: Grid, above: NDArray[np.bool_], terrain: Terrain, limits: Limits) -> None:
        self._terrain = terrain
        self._limits = limits
        self._hands = (LaneHands(limits), LaneHands(limits))
        self._above = above
        lanes = lanes_struck(above)
        cymbal_first = RANK[grid.key[:, (0, 2)]] > RANK[grid.key[:, (1, 3)]]
        no_chord = terrain.strength > limits.chord
        pads = above[:, (0, 2)] + np.uint8(2) * above[:, (1, 3)]
        code = pads + (pads == 3) * (cymbal_first + np.uint8(2) * no_chord[:, None])
        close = [crowded(grid.time, above[:, 2 * lane : 2 * lane + 2], limits) for lane in (0, 1)]
        free = [~(pads[:, 0] | pads[:, 1]) for pads in close]
        easy = np.where(free[0] & free[1], _BEST[code[:, 0]] | _BEST[code[:, 1]] << 2, 0)
        self._time = grid.time.data
        self._rank = terrain.rank.data
        self._place = (terrain.rank * (1 + np.ptp(terrain.tie)) + terrain.tie).data
        self._code = (_bytes(code[:, 0]), _bytes(code[:, 1]))
        self._free = (_bytes(free[0]), _bytes(free[1]))
        self._easy = _bytes(easy)
        self._lanes = lanes
        self._plays = (_bytes(lanes[:, 0]), _bytes(lanes[:, 1]))
        self._kept = bytearray(len(above))

    def cut(self, expert: NDArray[np.bool_], quota: Quota, *, balanced: bool, strict: bool) -> NDArray[np.bool_]:
        """The mask of the level: a quota of expert's ticks, (n, 2) by lane, in every two bars."""
        terrain = self._terrain
        rows = np.flatnonzero(self._lanes[:, 0] | self._lanes[:, 1])
        window = (terrain.bar - terrain.bar[rows[0]]) // 2
        last_first = rows[::-1]
        order = last_first[np.lexsort((terrain.tie[last_first], terrain.rank[last_first], window[last_first]))]
        first_of_bars = self._first_of_bars(order)
        self._keep_landmarks(rows, first_of_bars & (terrain.strength == BAR_LINE))
        wanted = _bytes(terrain.wanted | first_of_bars)
        starts = np.flatnonzero(np.diff(window[order], prepend=-1))
        here = window[order[starts]]
        asked = [
            np.bincount(window[of], minlength=here[-1] + 1)[here] for of in (*expert.T, expert[:, 0] | expert[:, 1])
        ]
        carry = 0.0
        for start, stop, *ticks in np.stack((starts, np.append(starts[1:], len(order)), *asked), axis=1).tolist():
            carry = self._cut_two_bars(order[start:stop].tolist(), wanted, ticks, quota, carry)
        if balanced:
            self._balance(rows)
        if strict:
            self._make_strict(rows)
        return self._mask()

    def _cut_two_bars(self, block: list[int], wanted: bytes, asked: list[int], quota: Quota, carry: float) -> float:
        """Keep a quota of the ticks of two bars, the strongest first; how much is left over for the next two.

        asked  expert's ticks in these bars: of Lee, of Takaichi, of both together
        """
        target = quota.share * asked[2] + carry
        for row in block:
            if wanted[row]:
                self._try(row)
        rest = self._left(block)
        kept = len(block) - len(rest)
        for room in (self._rooms(block, quota.share, asked), [len(block)] * 2):
            kept += self._take(rest, room, kept, target, quota, asked[2])
            if kept >= target - 1:
                break
            rest = self._left(rest)
        carry = max(-2.0, min(2.0, target - kept))
        near = self._limits.steady and quota.low * asked[2] <= kept <= quota.high * asked[2]
        return 0.0 if near or -0.75 <= carry <= 1 else carry

    def _left(self, block: list[int]) -> list[int]:
        """Those of some ticks that are not kept yet."""
        kept = self._kept
        return [row for row in block if not kept[row]]

    def _take(self, rest: list[int], room: list[int], kept: int, target: float, quota: Quota, asked: int) -> int:
        """Keep strokes of the best ranks until `target` is reached; how many were taken."""
        before = kept
        steady = self._limits.steady
        of_lee, of_takaichi = self._plays
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
                    room[0] -= of_lee[row]
                    room[1] -= of_takaichi[row]
        return kept - before

    def _keep_landmarks(self, rows: NDArray[np.int64], downbeats: NDArray[np.bool_]) -> None:
        """Keep each lane's first and last tick, passages that are kept whole, and downbeats before any pickup."""
        ends = [np.flatnonzero(own) for own in self._lanes.T]
        firsts, lasts = (sorted(int(own[place]) for own in ends if len(own)) for place in (0, -1))
        whole = rows[self._terrain.whole[rows]].tolist()
        for row in (*firsts, *lasts, *whole, *np.flatnonzero(downbeats).tolist()):
            self._try(row)

    def _rooms(self, block: list[int], share: float, asked: list[int]) -> list[int]:
        """How many more ticks of each leader belong into two bars: both give up as much."""
        kept = self._kept
        return [
            int(share * ticks + 0.5) - sum([plays[row] for row in block if kept[row]])
            for ticks, plays in zip(asked, self._plays, strict=False)
        ]

    def _fair(self, alike: list[int], room: list[int]) -> list[int]:
        """Of strokes of one rank the shared ones, and of each leader alone no more than there is room for."""
        of_lee, of_takaichi = self._plays
        left = list(room)
        fair = []
        for row in alike:
            if not (of_lee[row] and of_takaichi[row]):
                lane = 0 if of_lee[row] else 1
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

    def _first_of_bars(self, order: NDArray[np.int64]) -> NDArray[np.bool_]:
        """(n,) mask: the strongest tick of each leader in each bar in which they play."""
        found = np.zeros(len(self._lanes), np.bool_)
        for lane in (0, 1):
            own = order[self._lanes[order, lane]]
            found[own[np.unique(self._terrain.bar[own], return_index=True)[1]]] = True
        return found

    def _try(self, row: int) -> bool:
        """Keep a tick in all its lanes together, with fewer pads if need be; whether that can be played."""
        if self._kept[row]:
            return False
        cells = self._kept[row] = self._easy[row] or self._squeezed_in(row)
        return cells > 0

    def _squeezed_in(self, row: int) -> int:
        """The cells of a tick that can be played with what is kept around it, 0 for none."""
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
                return 0
            chosen[lane] = pads
        for lane in (0, 1):
            if chosen[lane] and not self._free[lane][row]:
                self._hands[lane].add(time, chosen[lane])
        return _BITS[chosen[0]] | _BITS[chosen[1]] << 2

    def _balance(self, rows: NDArray[np.int64]) -> None:
        """Take ticks of one lane alone from the fuller one, the weakest first, until the lanes are even."""
        count = self._count()
        fuller = 0 if count[0] > count[1] else 1
        if abs(count[0] - count[1]) <= allowed_gap(sum(count)):
            return
        cells = np.frombuffer(self._kept, np.uint8)
        alone = (_NOTES[cells, fuller] > 0) & (_NOTES[cells, 1 - fuller] == 0)
        alone[rows[[0, -1]]] = False
        for own in map(np.flatnonzero, self._lanes.T):
            alone[own[:1]] = alone[own[-1:]] = False
        weak = np.flatnonzero(alone)
        for row in weak[np.lexsort((-weak, -self._terrain.rank[weak]))].tolist():
            count[fuller] -= int(_NOTES[self._kept[row], fuller])
            self._kept[row] = 0
            if count[fuller] - count[1 - fuller] <= allowed_gap(sum(count)):
                return

    def _count(self) -> list[int]:
        """How many notes of each lane are kept."""
        counts: list[int] = (np.bincount(np.frombuffer(self._kept, np.uint8), minlength=16) @ _NOTES).tolist()
        return counts

    def _make_strict(self, rows: NDArray[np.int64]) -> None:
        """A level is less than the one above it: if all was kept, the weakest stroke inside the song goes."""
        asked = int(self._above.sum())
        if len(rows) < 3 or self._kept.count(0) > len(self._kept) - len(rows) or sum(self._count()) < asked:
            return
        inside = rows[1:-1].tolist()
        self._kept[max(inside, key=lambda row: (self._rank[row], row))] = 0

    def _mask(self) -> NDArray[np.bool_]:
        return (np.frombuffer(self._kept, np.uint8)[:, None] & _CELLS) > 0


def _bytes(column: NDArray[Any]) -> bytes:
    """A column of numbers up to 255, to be looked at one by one."""
    return column.astype(np.uint8).tobytes()
