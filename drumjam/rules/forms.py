"""Forms: what two people make of a chart who share it in another way than it is written.

The chart of a form is a chart like any other: it is judged, kept and scored by the same rules, and making it once
more of itself changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drumjam.rules.chart import Chart, Device, Lane, Note, Section
from drumjam.rules.form import Form
from drumjam.rules.tempo import bar_lines

Held = tuple[tuple[int, Lane], ...]
"""Who holds the beat: (tick from which, who), rising; () where nobody does."""

BLOCK = 8
"""Bars at most after which another leads, where a section is longer."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Ticks of a bar line and the next one."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """Ticks."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bars of one section, BLOCK at most, and who leads in them."""

    bars: tuple[Bar, ...]
    leader: Lane


def formed(chart: Chart, form: Form) -> Chart:
    """The chart that a form makes of a chart; the same one for forms that play it as it is written."""
    if form is Form.LESSON:
        return _retold(chart, _echoed, Device.ECHO)
    if form is Form.ONE_PART:
        return _retold(chart, _shared, Device.UNISON)
    return chart


def leads(chart: Chart) -> Held:
    """Who holds the beat where one leads and the other follows, in turn from Lee on."""
    return tuple((stretch.bars[0].start, stretch.leader) for stretch in _stretches(chart))


def holder_at(held: Held, tick: float) -> Lane | None:
    """Who holds the beat at a tick; None before the first."""
    return next((lane for start, lane in reversed(held) if start <= tick), None)


Maker = Callable[[Sequence[Note], Stretch, "Counter[tuple[int, Lane]]"], Iterator[Note]]
"""Makes a stretch's notes of those it has; the counter tells how much a lane has in the bar from a tick."""


def _retold(chart: Chart, maker: Maker, device: Device) -> Chart:
    stretches = _stretches(chart)
    lines = [bar.start for stretch in stretches for bar in stretch.bars]
    richness = Counter[tuple[int, Lane]]()
    for notes in chart.levels.values():
        for note in notes:
            if (place := bisect_left(lines, note.tick + 1) - 1) >= 0:
                richness[lines[place], note.lane] += 1
    levels = {}
    for level, notes in chart.levels.items():
        ticks = [note.tick for note in notes]
        made: list[Note] = []
        for stretch in stretches:
            first, last = stretch.bars[0].start, stretch.bars[-1].stop
            made += maker(notes[bisect_left(ticks, first) : bisect_left(ticks, last)], stretch, richness)
        levels[level] = tuple(sorted(made))
    sections = tuple(Section(section.tick, section.name, device) for section in chart.sections)
    return replace(chart, levels=levels, sections=sections)


def _stretches(chart: Chart) -> list[Stretch]:
    """All bars of a chart, by section; each section's odd bar out stands with those before it."""
    last = max((notes[-1].tick for notes in chart.levels.values() if len(notes)), default=0)
    lines = bar_lines(chart.meters, chart.tempo.ticks_per_beat, max(chart.end, last + 1)).tolist()
    bars = [Bar(start, stop) for start, stop in pairwise(lines)]
    begun = {bisect_left(lines, section.tick) for section in chart.sections} | {0}
    runs: list[list[Bar]] = []
    for place, bar in enumerate(bars):
        if place in begun or len(runs[-1]) == BLOCK:
            runs.append([])
        runs[-1].append(bar)
    return [Stretch(tuple(run), Lane(place % 2)) for place, run in enumerate(runs)]


def _echoed(notes: Sequence[Note], stretch: Stretch, richness: Counter[tuple[int, Lane]]) -> Iterator[Note]:
    """Bar after bar: the leader plays the richer part of one, the other gives it back in the next.

    A bar that has no other of its length to be answered in stays as it is.
    """
    place = 0
    while place < len(stretch.bars):
        call, answer = stretch.bars[place], stretch.bars[place + 1] if place + 1 < len(stretch.bars) else None
        if answer is None or answer.length != call.length:
            yield from _inside(notes, call)
            place += 1
            continue
        richer = _richer(call, stretch.leader, richness)
        for note in _inside(notes, call):
            if note.lane is richer:
                yield _moved(note, stretch.leader, 0, call.stop)
                yield _moved(note, stretch.leader.other, call.length, answer.stop)
        place += 2


def _shared(notes: Sequence[Note], stretch: Stretch, richness: Counter[tuple[int, Lane]]) -> Iterator[Note]:
    """Both play the richer part of each bar, the leader's of two alike."""
    for bar in stretch.bars:
        richer = _richer(bar, stretch.leader, richness)
        for note in _inside(notes, bar):
            if note.lane is richer:
                yield from (_moved(note, lane, 0, bar.stop) for lane in Lane)


def _richer(bar: Bar, leader: Lane, richness: Counter[tuple[int, Lane]]) -> Lane:
    """Who has more to play in a bar, all levels together: the same at each, so that they stay parts of the next."""
    return max((leader, leader.other), key=lambda lane: richness[bar.start, lane])


def _inside(notes: Sequence[Note], bar: Bar) -> Iterator[Note]:
    return (note for note in notes if bar.start <= note.tick < bar.stop)


def _moved(note: Note, lane: Lane, ticks: int, stop: int) -> Note:
    """A note as another's, later; its roll ends with the bar."""
    until = None if note.roll_until is None else max(min(note.roll_until + ticks, stop - 1), note.tick + ticks + 1)
    return replace(note, tick=note.tick + ticks, lane=lane, roll_until=until)
