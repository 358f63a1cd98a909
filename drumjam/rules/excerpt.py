"""Excerpt: a stretch of a chart, for both lanes or for one, as a chart of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drumjam.rules.chart import Chart, Lane, Note, Notes, Section


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is asked for of a chart: its notes from one tick up to before another, of some lanes.

    start, stop  MIDI ticks, 0 <= start < stop
    lanes        whose notes are asked for, at least one
    """

    start: int
    stop: int
    lanes: frozenset[Lane] = frozenset(Lane)

    def of(self, chart: Chart) -> Chart:
        """The chart with these notes alone, at their own ticks; it ends where the excerpt does, and so do its rolls.

        What is not asked for narrows no window: a session over it judges as one over a song that has no more.
        """
        levels = {level: self._cut(notes) for level, notes in chart.levels.items()}
        return replace(chart, levels=levels, sections=tuple(self._sections(chart)), end=self.stop)

    def _cut(self, notes: Sequence[Note]) -> Notes:
        return tuple(_ended(n, self.stop) for n in notes if self.start <= n.tick < self.stop and n.lane in self.lanes)

    def _sections(self, chart: Chart) -> Iterator[Section]:
        """The section in force at the start, and those that begin within."""
        here = chart.section_at(self.start)
        if here is not None:
            yield here
        yield from (section for section in chart.sections if self.start < section.tick < self.stop)


def _ended(note: Note, stop: int) -> Note:
    """The note, its roll no longer than up to a tick."""
    long = note.roll_until is not None and note.roll_until > stop
    return replace(note, roll_until=stop) if long else note
