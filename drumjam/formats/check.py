"""What is wrong with a chart, or cannot be played: what keeps its promises may still be no good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.hands import LIMITS, ROUNDING
from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Remark

NESTED_FROM = 16
"""Expert notes from which on every level must be more than the one below."""


def faults(chart: Chart) -> list[Remark]:
    """Everything wrong or unplayable in a chart, level by level; empty if it is good."""
    return [*_whole(chart), *_nesting(chart), *(fault for level in Level for fault in _level(chart, level))]


def _whole(chart: Chart) -> Iterator[Remark]:
    expert = chart.levels[Level.EXPERT]
    if not expert:
        yield Remark("check.empty", "there are no notes")
        return
    for lane in Lane:
        if not chart.lane(Level.EXPERT, lane):
            yield Remark("check.lane-empty", f"{lane.id} has no notes", (("lane", lane.id),))
    for level in Level:
        if not chart.levels[level]:
            yield Remark("check.level-empty", f"{level.id} has no notes", (("level", level.id),))
    if not chart.sections or chart.sections[0].tick > expert[0].tick:
        yield Remark("check.section", "the first note stands before the first section")
    if expert[-1].tick > chart.end:
        yield Remark(
            "check.end", f"the last note, at tick {expert[-1].tick}, stands after the song's end at {chart.end}"
        )


def _nesting(chart: Chart) -> Iterator[Remark]:
    many = len(chart.levels[Level.EXPERT]) >= NESTED_FROM
    for below, above in pairwise(Level):
        small, large = ({(n.tick, n.lane, n.pad) for n in chart.levels[level]} for level in (below, above))
        strangers = sorted(small - large)
        if strangers:
            tick = strangers[0][0]
            text = f"{below.id} has {len(strangers)} notes that {above.id} has not, the first at {_place(chart, tick)}"
            yield Remark("check.nesting", text, (("level", below.id), ("count", len(strangers)), ("tick", tick)))
        elif many and len(small) == len(large):
            yield Remark("check.same", f"{below.id} is the same as {above.id}", (("level", below.id),))


def _level(chart: Chart, level: Level) -> Iterator[Remark]:
    limits = LIMITS[level]
    for note in chart.levels[level]:
        pad = pad_of(note.key)
        if pad is not None and pad != note.pad:
            text = (
                f"{level.id}: key {note.key} at {_place(chart, note.tick)} sounds like a {pad.id}, not a {note.pad.id}"
            )
            yield Remark("check.pad", text, (("level", level.id), ("tick", note.tick), ("key", note.key)))
    for lane in Lane:
        notes = chart.lane(level, lane)
        ticks = sorted({note.tick for note in notes})
        who = f"{level.id}, {lane.id}"
        yield from _close(chart, ticks, limits.lane_gap, who)
        yield from _dense(chart, ticks, limits.four_seconds, 4.0, who)
        for pad in Pad:
            own = [note.tick for note in notes if note.pad == pad]
            yield from _close(chart, own, limits.pad_gap, f"{who}, {pad.id}")
            yield from _dense(chart, own, limits.pad_second, 1.0, f"{who}, {pad.id}")
        if level is Level.EASY:
            yield from _chords(chart, notes, who)


def _close(chart: Chart, ticks: Sequence[int], gap: float, who: str) -> Iterator[Remark]:
    """Strokes nearer to each other than can be played."""
    gaps = np.diff(_seconds(chart, ticks))
    near = np.flatnonzero(gaps < gap - ROUNDING)
    if len(near):
        tick, shortest = ticks[int(near[0])], float(gaps.min()) * 1e3
        text = f"{who}: {len(near)} gaps under {gap * 1e3:.0f} ms, the first at {_place(chart, tick)}"
        params = (("who", who), ("count", len(near)), ("tick", tick), ("shortest_ms", shortest))
        yield Remark("check.gap", f"{text}, the shortest {shortest:.0f} ms", params)


def _dense(chart: Chart, ticks: Sequence[int], most: int, span: float, who: str) -> Iterator[Remark]:
    """Stretches with more strokes than can be played."""
    times = _seconds(chart, ticks)
    full = (
        np.flatnonzero(times[most:] - times[:-most] < span - ROUNDING) if len(times) > most else np.zeros(0, np.int64)
    )
    if len(full):
        tick = ticks[int(full[0])]
        text = f"{who}: more than {most} strokes in {span:g} s from {_place(chart, tick)} on"
        yield Remark("check.dense", text, (("who", who), ("most", most), ("seconds", span), ("tick", tick)))


def _chords(chart: Chart, notes: Sequence[Note], who: str) -> Iterator[Remark]:
    """Both pads at once on the level that has no chords."""
    for note, after in pairwise(notes):
        if note.tick == after.tick:
            text = f"{who}: both pads at once at {_place(chart, note.tick)}"
            yield Remark("check.chord", text, (("who", who), ("tick", note.tick)))
            return


def _seconds(chart: Chart, ticks: Sequence[int]) -> NDArray[np.float64]:
    return np.atleast_1d(chart.tempo.seconds(np.array(ticks, np.int64)))


def _place(chart: Chart, tick: int) -> str:
    return f"tick {tick} ({float(chart.tempo.seconds(tick)):.2f} s)"
