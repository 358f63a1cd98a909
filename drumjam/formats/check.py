"""What is wrong with a chart, or cannot be played: what keeps its promises may still be no good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drumjam.formats.fairness import unfair
from drumjam.midi.bars import find_bars, strengths
from drumjam.midi.hands import LIMITS, ROUNDING
from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Chart, Lane, Level, Note, Notes, Pad, Remark, chords
from drumjam.rules.outline import Places

NESTED_FROM = 16
"""Expert notes from which on every level must be more than the one below."""


def faults(chart: Chart) -> list[Remark]:
    """Everything wrong or unplayable in a chart, each with its level, lane, bar and beat; empty if it is good.

    What many places share is one fault at the first of them. How fairly two leaders share a song is asked of
    what the arranger made of one drum part, not of two parts that somebody wrote.
    """
    places = Places(chart)
    found = [*_whole(chart, places), *_nesting(chart, places)]
    for level in Level:
        found += _level(chart, level, places)
    return [*found, *unfair(chart, places)]


def _whole(chart: Chart, places: Places) -> Iterator[Remark]:
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
        where = places.text(expert[0].tick)
        yield Remark("check.section", f"the first note, at {where}, stands before the first section")
    for section in chart.sections:
        if section.tick > max(chart.end, expert[-1].tick):
            text = f"section {section.name!r}, {places.text(section.tick)}: it begins after the song's end"
            yield Remark("check.section-end", text, (("tick", section.tick),))
    last = max(expert, key=lambda note: note.roll_until or note.tick)
    if (last.roll_until or last.tick) > chart.end:
        text = f"the last note, at {places.text(last.tick)}, sounds after the song's end at tick {chart.end}"
        yield Remark("check.end", text)
    for below, above in pairwise(level for level in Level if level in chart.ratings):
        if chart.ratings[below] > chart.ratings[above]:
            text = (
                f"{below.id} is rated {chart.ratings[below]:.1f}, more than {above.id} with {chart.ratings[above]:.1f}"
            )
            yield Remark("check.rating", text, (("level", below.id),))


def _nesting(chart: Chart, places: Places) -> Iterator[Remark]:
    many = len(chart.levels[Level.EXPERT]) >= NESTED_FROM
    for below, above in pairwise(Level):
        small, large = ({(n.tick, n.lane, n.pad) for n in chart.levels[level]} for level in (below, above))
        strangers = sorted(small - large)
        if strangers:
            tick, lane, _ = strangers[0]
            text = f"{below.id}, {lane.id}, {places.text(tick)}: a note that {above.id} has not{_more(len(strangers))}"
            yield Remark("check.nesting", text, (("level", below.id), ("count", len(strangers)), ("tick", tick)))
        elif many and len(small) == len(large):
            yield Remark("check.same", f"{below.id} is the same as {above.id}", (("level", below.id),))


def _level(chart: Chart, level: Level, places: Places) -> Iterator[Remark]:
    limits = LIMITS[level]
    for lane in Lane:
        notes = chart.lane(level, lane)
        who = f"{level.id}, {lane.id}"
        yield from _keys(notes, who, places)
        yield from _rolls(notes, level, who, places)
        yield from _chords(chart, notes, level, who, places)
        ticks = sorted({note.tick for note in notes})
        yield from _close(chart, ticks, limits.lane_gap, who, places)
        yield from _dense(chart, ticks, limits.four_seconds, 4.0, who, places)
        for pad in Pad:
            own = [note.tick for note in notes if note.pad == pad]
            yield from _close(chart, own, limits.pad_gap, f"{who}, {pad.id}", places)
            yield from _dense(chart, own, limits.pad_second, 1.0, f"{who}, {pad.id}", places)


def _keys(notes: Notes, who: str, places: Places) -> Iterator[Remark]:
    """Keys that sound like the other pad, or that nobody strikes."""
    for note in notes:
        pad, place = pad_of(note.key), f"{who}, {places.text(note.tick)}"
        params = (("who", who), ("tick", note.tick), ("key", note.key))
        if pad is None:
            yield Remark("check.key", f"{place}: key {note.key} is a click or a whistle, which nobody strikes", params)
        elif pad != note.pad:
            text = f"{place}: key {note.key} sounds like a {pad.id}, not a {note.pad.id}"
            yield Remark("check.pad", text, params)


def _rolls(notes: Notes, level: Level, who: str, places: Places) -> Iterator[Remark]:
    """Rolls where a level has single strokes, and rolls whose own strokes are notes as well."""
    rolls = [note for note in notes if note.roll_until is not None]
    if rolls and level < Level.HARD:
        text = f"{who}, {places.text(rolls[0].tick)}: a roll, where {level.id} has single strokes{_more(len(rolls))}"
        yield Remark("check.roll", text, (("who", who), ("count", len(rolls)), ("tick", rolls[0].tick)))
    for pad in Pad:
        for note, after in pairwise(note for note in notes if note.pad is pad):
            if note.roll_until is not None and note.roll_until > after.tick:
                text = f"{who}, {pad.id}, {places.text(note.tick)}: the roll goes on over the next stroke of its pad"
                yield Remark("check.roll-over", text, (("who", who), ("tick", note.tick)))


def _chords(chart: Chart, notes: Notes, level: Level, who: str, places: Places) -> Iterator[Remark]:
    """Both pads at once where the level has no chords: on easy nowhere, on medium only on pulses."""
    both = [group[0] for group in chords(notes) if len(group) > 1]
    if not both:
        return
    bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, max(chart.end, both[-1].tick))
    ticks = np.array([note.tick for note in notes], np.int64)
    place = dict(
        zip(ticks.tolist(), strengths(bars, ticks, [m.denominator for m in chart.meters]).tolist(), strict=True)
    )
    bad: list[Note] = [note for note in both if place[note.tick] > LIMITS[level].chord]
    if bad:
        only = "" if level is Level.EASY else " between pulses"
        text = f"{who}, {places.text(bad[0].tick)}: both pads at once{only}{_more(len(bad))}"
        yield Remark("check.chord", text, (("who", who), ("count", len(bad)), ("tick", bad[0].tick)))


def _close(chart: Chart, ticks: Sequence[int], gap: float, who: str, places: Places) -> Iterator[Remark]:
    """Strokes nearer to each other than can be played."""
    gaps = np.diff(_seconds(chart, ticks))
    near = np.flatnonzero(gaps < gap - ROUNDING)
    if len(near):
        tick, shortest = ticks[int(near[0])], float(gaps.min()) * 1e3
        text = f"{who}, {places.text(tick)}: {gaps[near[0]] * 1e3:.0f} ms to the next stroke, {gap * 1e3:.0f} at least"
        worst = f", the shortest {shortest:.0f} ms" if len(near) > 1 else ""
        params = (("who", who), ("count", len(near)), ("tick", tick), ("shortest_ms", shortest))
        yield Remark("check.gap", f"{text}{_more(len(near))}{worst}", params)


def _dense(chart: Chart, ticks: Sequence[int], most: int, span: float, who: str, places: Places) -> Iterator[Remark]:
    """Stretches with more strokes than can be played."""
    times = _seconds(chart, ticks)
    full = (
        np.flatnonzero(times[most:] - times[:-most] < span - ROUNDING) if len(times) > most else np.zeros(0, np.int64)
    )
    if len(full):
        tick = ticks[int(full[0])]
        text = f"{who}, {places.text(tick)}: more than {most} strokes within {span:g} s{_more(len(full))}"
        yield Remark("check.dense", text, (("who", who), ("most", most), ("seconds", span), ("tick", tick)))


def _more(count: int) -> str:
    """How many places are meant, if there are several."""
    return f"; {count} such places" if count > 1 else ""


def _seconds(chart: Chart, ticks: Sequence[int]) -> NDArray[np.float64]:
    return np.atleast_1d(chart.tempo.seconds(np.array(ticks, np.int64)))
