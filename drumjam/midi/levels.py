"""Four levels from one: expert is thinned to hard, medium and easy, the strong places of the bar last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE, PULSE, Bars
from drumjam.midi.grid import Grid, lanes_struck
from drumjam.midi.kit import CRASHES, FAMILY, RANK, Family, members
from drumjam.rules.chart import Level

SMALL = 12
"""Notes up to which two levels of a song may be the same."""
SOFT = 64
"""Velocity below which a stroke is a ghost note."""
_EDGE = 1e-6
"""Seconds by which a gap may be short: the rounding of a tick, not of a player."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one leader can be asked at one level.

    lane_gap, pad_gap   seconds between a lane's ticks, between strokes of one pad, at least
    pad_second          strokes on one pad in any second, at most
    four_seconds        ticks of a lane in any four seconds, at most
    chord               weakest place in the bar where both pads may sound at once, -1 for nowhere
    share, low, high    part of expert's ticks to keep; how far it may go down and up
    slow, fast          up to where it goes in songs of under 3 ticks a second, down to where in over 8
    rate_low, rate_high ticks per second of one leader to aim at
    steady              keep strokes of one rank all or none, so that bars stay alike
    """

    lane_gap: float
    pad_gap: float
    pad_second: int
    four_seconds: int
    chord: int
    share: float = 1.0
    low: float = 1.0
    high: float = 1.0
    slow: float = 1.0
    fast: float = 1.0
    rate_low: float = 0.0
    rate_high: float = 99.0
    steady: bool = False


LIMITS = {
    Level.EASY: Limits(0.24, 0.24, 4, 15, -1, 0.45, 0.37, 0.53, 0.70, 0.20, 1.0, 1.8, True),
    Level.MEDIUM: Limits(0.18, 0.20, 5, 17, PULSE, 0.54, 0.44, 0.63, 0.80, 0.28, 1.4, 2.1),
    Level.HARD: Limits(0.11, 0.125, 7, 25, 9, 0.74, 0.64, 0.83, 0.90, 0.40, 2.0, 3.0),
    Level.EXPERT: Limits(0.07, 0.09, 8, 37, 9),
}


class Hands:
    """What one lane already has to play, and whether one stroke more can be played with it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ticks: list[float] = []
        self._pads: tuple[list[float], list[float]] = ([], [])

    def fits(self, time: float, pads: tuple[int, ...]) -> bool:
        """Whether a stroke on these pads keeps every limit."""
        limits = self._limits
        if not _room(self._ticks, time, limits.lane_gap, limits.four_seconds, 4.0):
            return False
        return all(_room(self._pads[pad], time, limits.pad_gap, limits.pad_second, 1.0) for pad in pads)

    def add(self, time: float, pads: tuple[int, ...]) -> None:
        """Take a stroke on."""
        insort(self._ticks, time)
        for pad in pads:
            insort(self._pads[pad], time)

    def remove(self, time: float, pads: tuple[int, ...]) -> None:
        """Give a stroke back."""
        del self._ticks[bisect_left(self._ticks, time)]
        for pad in pads:
            del self._pads[pad][bisect_left(self._pads[pad], time)]


def _room(times: list[float], time: float, gap: float, most: int, span: float) -> bool:
    """Whether `time` can join rising times: `gap` to both neighbours, at most `most` in any half-open `span`."""
    place = bisect_left(times, time)
    if place and time - times[place - 1] < gap - _EDGE:
        return False
    size = len(times)
    if place == size:
        return place < most or time - times[place - most] >= span - _EDGE
    if times[place] - time < gap - _EDGE:
        return False
    first, last = bisect_right(times, time - span), bisect_left(times, time + span, place)
    if last - first < most:
        return True
    near = [*times[first:place], time, *times[place:last]]
    return all(near[i + most] - near[i] >= span - _EDGE for i in range(len(near) - most))


@dataclass(frozen=True, slots=True)
class Terrain:
    """Where the strokes of a grid stand: what the levels are cut by.

    bar       (n,) the bar of each tick
    place     (n,) ticks from the bar line
    strength  (n,) how strong its place is, BAR_LINE to OFF_GRID
    rank      (n,) how soon it is dropped: the higher, the sooner
    wanted    (n,) ticks to keep wherever the limits allow
    whole     (n,) ticks of passages that are kept whole
    """

    bar: NDArray[np.int64]
    place: NDArray[np.int64]
    strength: NDArray[np.int64]
    rank: NDArray[np.int64]
    wanted: NDArray[np.bool_]
    whole: NDArray[np.bool_]


def survey(
    grid: Grid, bars: Bars, strength: NDArray[np.int64], wanted: NDArray[np.bool_], whole: NDArray[np.bool_]
) -> Terrain:
    """Rank every tick: place in the bar, then unison, crash, backbeat, kick, loudness; toms and time last."""
    family = FAMILY[grid.key]
    struck = grid.struck
    sounds = {
        name: (members(families)[family] & struck).any(axis=1)
        for name, families in (("crash", CRASHES), ("snare", (Family.SNARE,)), ("kick", (Family.KICK,)))
    }
    bar = bars.of(grid.tick)
    lanes = lanes_struck(struck)
    place = grid.tick - bars.line[bar]
    count = np.rint(place / bars.pulse[bar]).astype(np.int64)
    backbeat = sounds["snare"] & (strength <= PULSE) & (count % 2 == 1)
    time_only = ~(struck[:, 0] | struck[:, 2])
    missed = (
        4 * ~(lanes[:, 0] & lanes[:, 1])
        + 2 * ~(sounds["crash"] & (strength == BAR_LINE))
        + 2 * ~backbeat
        + 2 * ~sounds["kick"]
        + 2 * time_only
        + 1 * (grid.velocity.max(axis=1) < SOFT)
    )
    return Terrain(bar, place, strength, strength * 16 + missed, wanted, whole)


def share_of(level: Level, ticks: int, lane_ticks: float, seconds: float) -> float:
    """The part of expert's ticks a level aims at, for a song of so many ticks, a leader's ticks, and seconds."""
    limits = LIMITS[level]
    rate = ticks / seconds if seconds > 0 else 0.0
    low = limits.fast if rate > 8 else limits.low
    high = limits.slow if rate < 3 else limits.high
    own = lane_ticks / seconds if seconds > 0 else 0.0
    share = limits.share
    if own * share < limits.rate_low:
        share = min(high, limits.rate_low / own) if own > 0 else high
    elif own * share > limits.rate_high:
        share = max(low, limits.rate_high / own)
    return share


def make_levels(
    grid: Grid, expert: NDArray[np.bool_], terrain: Terrain, *, balanced: bool
) -> dict[Level, NDArray[np.bool_]]:
    """Masks over the grid's cells for all four levels, each a part of the next; `balanced` evens out the lanes."""
    levels = {Level.EXPERT: expert}
    lanes = lanes_struck(expert)
    here = np.flatnonzero(lanes.any(axis=1))
    if not len(here):
        return dict.fromkeys(Level, expert)
    seconds = float(grid.time[here[-1]] - grid.time[here[0]])
    mean = float(lanes.sum()) / 2
    for level in (Level.HARD, Level.MEDIUM, Level.EASY):
        share = share_of(level, len(here), mean, seconds)
        above = levels[Level(level + 1)]
        cutter = _Cutter(grid, above, terrain, LIMITS[level])
        levels[level] = cutter.cut(here, share, balanced=balanced)
    return levels


class _Cutter:
    """Makes one level from the one above."""

    def __init__(self, grid: Grid, above: NDArray[np.bool_], terrain: Terrain, limits: Limits) -> None:
        self._terrain = terrain
        self._limits = limits
        self._time: list[float] = grid.time.tolist()
        self._hands = (Hands(limits), Hands(limits))
        self._above = above
        drum_first = RANK[grid.key[:, (0, 2)]] <= RANK[grid.key[:, (1, 3)]]
        pads = above[:, (0, 2)] + 2 * above[:, (1, 3)]
        chord_ok = terrain.strength <= limits.chord
        code = np.where(pads == 3, 3 + ~drum_first + 2 * ~chord_ok[:, None], pads)
        self._code: list[list[int]] = code.tolist()
        self._kept: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def cut(self, expert: NDArray[np.int64], share: float, *, balanced: bool) -> NDArray[np.bool_]:
        """The mask of the level: so large a share of expert's ticks (row numbers) in every two bars."""
        terrain = self._terrain
        rows = np.flatnonzero(self._above.any(axis=1))
        lanes = lanes_struck(self._above)
        ends = [np.flatnonzero(lanes[:, lane]) for lane in (0, 1)]
        firsts, lasts = (sorted(int(own[place]) for own in ends if len(own)) for place in (0, -1))
        for row in (*firsts, *lasts):
            self._try(row)
        window = (terrain.bar - terrain.bar[rows[0]]) // 2
        order = rows[np.lexsort((-rows, -terrain.place[rows], terrain.rank[rows], window[rows]))].tolist()
        whole = set(np.flatnonzero(terrain.whole).tolist())
        for row in sorted(whole.intersection(order)):
            self._try(row)
        asked = np.bincount(window[expert], minlength=int(window.max()) + 1).tolist()
        windows: list[int] = window.tolist()
        bar: list[int] = terrain.bar.tolist()
        wanted: list[bool] = terrain.wanted.tolist()
        rank: list[int] = terrain.rank.tolist()
        carry = 0.0
        for now, strokes in groupby(order, key=windows.__getitem__):
            block = list(strokes)
            target = share * asked[now] + carry
            kept = self._first_ones(block, bar, wanted)
            for _, group in groupby([row for row in block if row not in self._kept], key=rank.__getitem__):
                alike = list(group)
                take = self._how_many(len(alike), kept, target, share, asked[now])
                kept += sum(self._try(row) for row in alike[:take])
                if kept >= target - 0.5:
                    break
            carry = max(-2.0, min(2.0, target - kept))
            if self._limits.steady and self._in_band(kept, share, asked[now]):
                carry = 0.0
        if balanced:
            self._balance(rows, lanes)
        self._make_strict(rows)
        return self._mask()

    def _how_many(self, alike: int, kept: int, target: float, share: float, asked: int) -> int:
        """How many of so many strokes of one rank to keep: all or none, where steadiness comes first."""
        room = target - kept
        if room < 0.5 or not self._limits.steady:
            return max(0, round(room))
        if alike <= 2 * room and self._in_band(kept + alike, share, asked, above=True):
            return alike
        return 0 if self._in_band(kept, share, asked, above=False) else round(room)

    def _in_band(self, kept: int, share: float, asked: int, *, above: bool | None = None) -> bool:
        """Whether so many of expert's ticks are a fair part: neither too many nor too few, or only one of these."""
        high = kept <= max(self._limits.high, share + 0.08) * asked
        low = kept >= min(self._limits.low, share - 0.08) * asked
        return high and low if above is None else high if above else low

    def _first_ones(self, block: list[int], bar: list[int], wanted: list[bool]) -> int:
        """Keep what is wanted and one tick per bar and playing leader; how many of the block are kept so far."""
        served = set()
        for row in block:
            if row in self._kept:
                served.update(self._places(row, bar))
        for row in sorted(block, key=lambda row: not wanted[row]):
            if row not in self._kept:
                places = self._places(row, bar)
                if (wanted[row] or not served.issuperset(places)) and self._try(row):
                    served.update(places)
        return sum(row in self._kept for row in block)

    def _places(self, row: int, bar: list[int]) -> list[tuple[int, int]]:
        return [(bar[row], lane) for lane in (0, 1) if self._code[row][lane]]

    def _try(self, row: int) -> bool:
        """Keep a tick in all its lanes together, with fewer pads if need be; whether that can be played."""
        if row in self._kept:
            return False
        time = self._time[row]
        chosen: list[tuple[int, ...]] = [(), ()]
        for lane in (0, 1):
            code = self._code[row][lane]
            if code:
                hands = self._hands[lane]
                found = next((pads for pads in _OPTIONS[code] if hands.fits(time, pads)), None)
                if found is None:
                    return False
                chosen[lane] = found
        for lane in (0, 1):
            if chosen[lane]:
                self._hands[lane].add(time, chosen[lane])
        self._kept[row] = (chosen[0], chosen[1])
        return True

    def _balance(self, rows: NDArray[np.int64], lanes: NDArray[np.bool_]) -> None:
        """Take ticks of one lane alone from the fuller one, the weakest first, until the lanes are even."""
        count = [sum(len(pads[lane]) for pads in self._kept.values()) for lane in (0, 1)]
        fuller = 0 if count[0] > count[1] else 1
        if abs(count[0] - count[1]) <= allowed_gap(sum(count)):
            return
        ends = {int(rows[place]) for place in (0, -1)}
        for lane in (0, 1):
            own = np.flatnonzero(lanes[:, lane])
            ends.update(own[:1].tolist(), own[-1:].tolist())
        alone = [row for row, pads in self._kept.items() if pads[fuller] and not pads[1 - fuller] and row not in ends]
        rank = self._terrain.rank
        for row in sorted(alone, key=lambda row: (-int(rank[row]), -row)):
            count[fuller] -= len(self._kept.pop(row)[fuller])
            if count[fuller] - count[1 - fuller] <= allowed_gap(sum(count)):
                return

    def _make_strict(self, rows: NDArray[np.int64]) -> None:
        """A level is less than the one above it: if all was kept, the weakest stroke inside the song goes."""
        notes = sum(len(pads) for lanes in self._kept.values() for pads in lanes)
        if notes < int(self._above.sum()) or notes < SMALL:
            return
        inside = rows[1:-1].tolist()
        rank = self._terrain.rank
        del self._kept[max(inside, key=lambda row: (int(rank[row]), row))]

    def _mask(self) -> NDArray[np.bool_]:
        mask = np.zeros_like(self._above)
        for row, lanes in self._kept.items():
            for lane in (0, 1):
                for pad in lanes[lane]:
                    mask[row, 2 * lane + pad] = True
        return mask


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


def allowed_gap(notes: int) -> float:
    """By how many notes the lanes of a level may differ."""
    return max(4.0, 0.2 * notes)
