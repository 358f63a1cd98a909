"""Figures: what the results page tells of a finished session, reckoned once."""

from __future__ import annotations

from dataclasses import dataclass

from drumjam.game.course import Part
from drumjam.game.strings import Strings
from drumjam.rules.chart import Chart, Lane, Remark, Section
from drumjam.rules.forms import Held
from drumjam.rules.pair import PairFigures
from drumjam.rules.report import Report, report_of
from drumjam.rules.session import Session
from drumjam.rules.story import bars_of

SMOOTHING = 140
"""Points of the curve at most: the picture is no wider."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a play.

    report     what the two made of it together, and in sentences
    points     harmony over the song, shares of 0 to 1
    parts      the song's sections, neighbours of one kind as one
    best, practise  bars counted from 1 (first, last), or None
    """

    report: Report
    points: tuple[tuple[float, float], ...]
    parts: tuple[Part, ...]
    best: tuple[int, int] | None
    practise: tuple[int, int] | None

    @property
    def pair(self) -> PairFigures:
        """The figures of the two together."""
        return self.report.pair


def figures_of(session: Session, words: Strings, kinds: tuple[str, str], held: Held = ()) -> Figures:
    """The figures of a finished session; `kinds` says who played, `held` who was to hold the beat."""
    chart, report = session.chart, report_of(session, kinds, held)
    start, end = _span(session)
    best, hardest = report.pair.best, report.pair.hardest
    return Figures(
        report=report,
        points=harmony_points(session),
        parts=_parts(chart, words, start, end),
        best=None if best is None else bars_of(session, best),
        practise=None if hardest is None else bars_of(session, hardest),
    )


def told(remark: Remark, words: Strings) -> str:
    """A sentence of the report in the language on screen."""
    params = {name: _named(name, value, words) for name, value in remark.params}
    return words.text(remark.code, **params)


def _named(name: str, value: str | int | float, words: Strings) -> str | int | float:
    """A parameter as it reads: leaders and ways of sharing by their names."""
    if name in ("lane", "first", "second"):
        return words.leader(next(lane for lane in Lane if lane.id == value))
    return words.text(f"device.{value}") if name == "device" else value


def section_name(section: Section, words: Strings) -> str:
    """What a section is called: its own name, or how the two play there, which says more than "A" and "B2"."""
    return words.section(section.name) if len(section.name) > 2 else words.text(f"device.{section.device}")


def first(pair: PairFigures, words: Strings) -> str:
    """Who was first at the unisons."""
    return words.text("together") if pair.first is None else words.text("first", name=words.leader(pair.first))


def harmony_points(session: Session) -> tuple[tuple[float, float], ...]:
    """The curve of harmony as shares of 0 to 1, the last value of each slice standing for it."""
    start, end = _span(session)
    slices: dict[int, tuple[float, float]] = {}
    for beat, height in sorted(session.harmony.curve, key=lambda point: point[0]):
        share = min(max((beat - start) / (end - start), 0.0), 1.0)
        slices[int(share * SMOOTHING)] = (share, min(max(height, 0.0), 1.0))
    points = [slices[key] for key in sorted(slices)]
    if points and points[0][0] > 0:
        points.insert(0, (0.0, points[0][1]))
    return tuple(points)


def _span(session: Session) -> tuple[float, float]:
    """Beats of the first note and of the last."""
    per_beat = session.chart.tempo.ticks_per_beat
    start = session.notes[0].tick / per_beat if session.notes else 0.0
    return start, max(session.notes[-1].tick / per_beat, start + 1) if session.notes else start + 1


def _parts(chart: Chart, words: Strings, start: float, end: float) -> tuple[Part, ...]:
    per_beat = chart.tempo.ticks_per_beat
    parts: list[Part] = []
    for i, section in enumerate(chart.sections):
        after = chart.sections[i + 1].tick if i + 1 < len(chart.sections) else end * per_beat
        begin = min(max((section.tick / per_beat - start) / (end - start), 0.0), 1.0)
        until = min(max((after / per_beat - start) / (end - start), 0.0), 1.0)
        name = section_name(section, words)
        if until <= begin:
            continue
        if parts and parts[-1].name == name:
            parts[-1] = Part(parts[-1].start, until, name)
        else:
            parts.append(Part(begin, until, name))
    return tuple(parts)
