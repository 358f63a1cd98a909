"""Figures: what the results page tells of a finished session, reckoned once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drumjam.game.course import Part
from drumjam.game.strings import Strings
from drumjam.rules.chart import Chart, Lane
from drumjam.rules.pair import STRETCH_BEATS, PairFigures, pair_figures
from drumjam.rules.session import Session
from drumjam.rules.tempo import bar_lines

SMOOTHING = 140
"""Points of the curve at most: the picture is no wider."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a play.

    pair       asynchronies, who was first, who listened
    points     harmony over the song, shares of 0 to 1
    parts      the song's sections, neighbours of one kind as one
    best, practise  bars counted from 1 (first, last), or None
    """

    pair: PairFigures
    points: tuple[tuple[float, float], ...]
    parts: tuple[Part, ...]
    best: tuple[int, int] | None
    practise: tuple[int, int] | None


def figures_of(session: Session, words: Strings) -> Figures:
    """The figures of a finished session."""
    chart, pair = session.chart, pair_figures(session)
    per_beat = chart.tempo.ticks_per_beat
    start = session.notes[0].tick / per_beat if session.notes else 0.0
    end = max(session.notes[-1].tick / per_beat, start + 1) if session.notes else start + 1
    return Figures(
        pair=pair,
        points=_points(session.harmony.curve, start, end),
        parts=_parts(chart, words, start, end),
        best=_bars(chart, pair.best),
        practise=_bars(chart, pair.hardest),
    )


def listened(pair: PairFigures, words: Strings) -> str:
    """Who took over the other's beat, in a sentence."""
    adapted = [lane for lane in Lane if pair.adapted[lane] is not None]
    if not adapted:
        return words.text("kept")
    return words.text("middle") if len(adapted) == 2 else words.text("tuned_in", name=words.leader(adapted[0]))


def first(pair: PairFigures, words: Strings) -> str:
    """Who was first at the unisons."""
    return words.text("together") if pair.first is None else words.text("first", name=words.leader(pair.first))


def _points(curve: Sequence[tuple[float, float]], start: float, end: float) -> tuple[tuple[float, float], ...]:
    """The curve as shares, the last value of each slice standing for it."""
    slices: dict[int, tuple[float, float]] = {}
    for beat, height in sorted(curve, key=lambda point: point[0]):
        share = min(max((beat - start) / (end - start), 0.0), 1.0)
        slices[int(share * SMOOTHING)] = (share, min(max(height, 0.0), 1.0))
    points = [slices[key] for key in sorted(slices)]
    if points and points[0][0] > 0:
        points.insert(0, (0.0, points[0][1]))
    return tuple(points)


def _parts(chart: Chart, words: Strings, start: float, end: float) -> tuple[Part, ...]:
    per_beat = chart.tempo.ticks_per_beat
    parts: list[Part] = []
    for i, section in enumerate(chart.sections):
        after = chart.sections[i + 1].tick if i + 1 < len(chart.sections) else end * per_beat
        begin = min(max((section.tick / per_beat - start) / (end - start), 0.0), 1.0)
        until = min(max((after / per_beat - start) / (end - start), 0.0), 1.0)
        named = len(section.name) > 2  # "A" and "B2" say less than how the two play there
        name = words.section(section.name) if named else words.text(f"device.{section.device}")
        if until <= begin:
            continue
        if parts and parts[-1].name == name:
            parts[-1] = Part(parts[-1].start, until, name)
        else:
            parts.append(Part(begin, until, name))
    return tuple(parts)


def _bars(chart: Chart, beat: float | None) -> tuple[int, int] | None:
    if beat is None:
        return None
    per_beat = chart.tempo.ticks_per_beat
    last = (beat + STRETCH_BEATS) * per_beat
    lines = bar_lines(chart.meters, per_beat, int(max(chart.end, last)) + 1)
    first_bar = int(np.searchsorted(lines, beat * per_beat, "right"))
    last_bar = int(np.searchsorted(lines, last - 1, "right"))
    return max(first_bar, 1), max(last_bar, first_bar, 1)
