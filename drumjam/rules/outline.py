"""Outline: a chart as people read it. Bar by bar, who plays how much, how dense it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.chart import Chart, Lane, Level, Note, Notes, Section, unison_ticks
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.tempo import Meter, bar_lines

REACH = 4.0
"""Seconds before and after a moment from which its density is reckoned, the nearer counting more."""

EARLY = 24
"""What is struck up to this part of a pulse before a bar line belongs to the bar it leads into: people play so."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar and what is struck in it.

    number      counted from 1
    tick, stop  where it begins and where the next one does
    meter       in force
    notes       of both lanes, sorted
    held        rolls that began in an earlier bar and go on in this one
    """

    number: int
    tick: int
    stop: int
    meter: Meter
    notes: Notes
    held: Notes

    @property
    def rests(self) -> bool:
        """Whether nobody has anything to play."""
        return not self.notes and not self.held


class Outline:
    """What both leaders play, each at one level.

    chart   the song
    levels  Lee's and Takaichi's
    notes   of both, sorted
    """

    def __init__(self, chart: Chart, levels: tuple[Level, Level]) -> None:
        self.chart = chart
        self.levels = levels
        self.notes = chart.duet(*levels)

    @cached_property
    def together(self) -> frozenset[int]:
        """Ticks that both strike."""
        return unison_ticks(self.notes)

    @cached_property
    def moments(self) -> int:
        """How many ticks somebody strikes."""
        return len({note.tick for note in self.notes})

    @property
    def unison_share(self) -> float:
        """The part of the moments that both strike, 0 to 1."""
        return len(self.together) / self.moments if self.moments else 0.0

    @cached_property
    def counts(self) -> tuple[int, int]:
        """Each leader's notes."""
        return len(self.lane(Lane.LEE)), len(self.lane(Lane.TAKAICHI))

    @property
    def rating(self) -> float:
        """How hard, 0 to 10: the harder of both levels."""
        return max(self.chart.ratings.get(level, 0.0) for level in self.levels)

    @property
    def seconds(self) -> float:
        """The song's length."""
        return self.chart.tempo.seconds(max(self.chart.end, self._last))

    def lane(self, lane: Lane) -> Notes:
        """One leader's notes."""
        return self.chart.lane(self.levels[lane], lane)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every bar from the first to the last with something to play, empty ones in between too."""
        chart, per_beat = self.chart, self.chart.tempo.ticks_per_beat
        if not self.notes:
            return ()
        pulses = np.array([meter.pulse_ticks(per_beat) for meter in chart.meters], np.int64)
        lines = bar_lines(chart.meters, per_beat, self._last + 1 + int(pulses.max()) // EARLY)
        meters = np.maximum(np.searchsorted([meter.tick for meter in chart.meters], lines, "right") - 1, 0)
        starts = np.maximum.accumulate(lines - pulses[meters] // EARLY)
        places = np.searchsorted([note.tick for note in self.notes], starts, "left").tolist()
        ticks, held, bars = lines.tolist(), list[Note](), list[Bar]()
        for i in range(len(ticks) - 1):
            notes = self.notes[places[i] : places[i + 1]]
            bars.append(Bar(i + 1, ticks[i], ticks[i + 1], chart.meters[int(meters[i])], notes, tuple(held)))
            if held or notes:
                held = [n for n in (*held, *notes) if n.roll_until is not None and n.roll_until > ticks[i + 1]]
            if places[i + 1] == len(self.notes) and not held:
                break
        return tuple(bars)

    def excerpt(self, first: int, last: int, lanes: frozenset[Lane] = frozenset(Lane)) -> Excerpt:
        """What some bars ask of some lanes; bars count from 1, both included. Raises IndexError for bars it has not.

        A stroke just before a bar line goes with the bar that it leads into.
        """
        if not 1 <= first <= last <= len(self.bars):
            raise IndexError(f"bars {first} to {last} of {len(self.bars)}")
        return Excerpt(self._begin(first), max(self._begin(last + 1), self._begin(first) + 1), lanes)

    def _begin(self, number: int) -> int:
        """The tick from which strokes belong to a bar."""
        if number > len(self.bars):
            return max(self.bars[-1].stop, self._last + 1)
        bar = self.bars[number - 1]
        return min([bar.tick, *(note.tick for note in bar.notes[:1])])

    def density(self, lane: Lane, times: NDArray[np.float64]) -> NDArray[np.float64]:
        """One leader's strokes a second around each of these rising song times."""
        ticks = np.array([note.tick for note in self.lane(lane)], np.int64)
        struck = np.atleast_1d(self.chart.tempo.seconds(ticks)) if len(ticks) else np.zeros(0)
        sums = np.concatenate(([0.0], np.cumsum(struck)))
        first, middle, last = (np.searchsorted(struck, times + shift, "left") for shift in (-REACH, 0.0, REACH))
        # A stroke counts 1 - distance / REACH: summed up by counts and by sums of times, without a loop.
        before = (middle - first) * (REACH - times) + (sums[middle] - sums[first])
        after = (last - middle) * (REACH + times) - (sums[last] - sums[middle])
        # Where the song begins and ends there is less of it to count.
        missing = [np.maximum(1 - distance / REACH, 0) ** 2 / 2 for distance in (times, self.seconds - times)]
        inside = 1 - np.minimum(sum(missing), 0.9)
        return np.asarray(np.maximum(before + after, 0.0) / REACH**2 / inside, np.float64)

    @cached_property
    def _last(self) -> int:
        return max((max(note.tick, note.roll_until or 0) for note in self.notes), default=0)


def by_section(outline: Outline) -> Iterator[tuple[Section | None, list[Bar]]]:
    """The bars with their section; one that begins within a bar takes the next bar line."""
    sections, place, bars = outline.chart.sections, -1, list[Bar]()
    for bar in outline.bars:
        here = place
        while (
            here + 1 < len(sections)
            and sections[here + 1].tick < bar.stop
            and (sections[here + 1].tick <= bar.tick or here < 0)
        ):
            here += 1
        if here != place and bars:
            yield (sections[place] if place >= 0 else None), bars
            bars = []
        place = here
        bars.append(bar)
    if bars:
        yield (sections[place] if place >= 0 else None), bars


LONG_REST = 4
"""Empty bars in a row that are told rather than drawn."""


def stretches(bars: Sequence[Bar]) -> list[list[Bar]]:
    """The bars in runs: those with something to play, short rests among them, apart from long rests."""
    runs: list[list[Bar]] = []
    for rests, group in groupby(bars, key=lambda bar: bar.rests):
        run = list(group)
        long = rests and len(run) >= LONG_REST
        if runs and not long and not is_long_rest(runs[-1]):
            runs[-1] += run
        else:
            runs.append(run)
    return runs


def is_long_rest(run: Sequence[Bar]) -> bool:
    """Whether a run of bars is told rather than drawn."""
    return len(run) >= LONG_REST and all(bar.rests for bar in run)


class Places:
    """Says where in its song a tick stands."""

    def __init__(self, chart: Chart, notes: Sequence[Note] = ()) -> None:
        last = max((note.tick for note in notes), default=0)
        self._per_beat = chart.tempo.ticks_per_beat
        self._lines = bar_lines(chart.meters, self._per_beat, max(chart.end, last) + 1)

    def bar(self, tick: int) -> int:
        """The bar of a tick, counted from 1."""
        return max(int(np.searchsorted(self._lines, tick, "right")), 1)

    def beat(self, tick: int) -> float:
        """The beat (quarter note) of its bar, counted from 1."""
        return 1 + (tick - int(self._lines[self.bar(tick) - 1])) / self._per_beat

    def text(self, tick: int) -> str:
        """Both, for people: `bar 12, beat 3.5`."""
        return f"bar {self.bar(tick)}, beat {round(self.beat(tick), 2):g}"
