"""TJA: one file of four courses, in each both leaders' parts side by side (STYLE:Double).

Every bar has as many digits as its strokes and tempo changes need, so that each stands exactly on its tick:

    0  nothing           1  drum             2  cymbal        3  both pads
    5  roll on the drum  6  on the cymbal    8  end of a roll
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd
from pathlib import Path

import numpy as np

from drumjam.formats.exported import Exported, ExportError, figure, last_tick, one_line, write_files
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, chords
from drumjam.rules.tempo import MOST_BARS, bar_lines

COURSES = {Level.EASY: "Easy", Level.MEDIUM: "Normal", Level.HARD: "Hard", Level.EXPERT: "Oni"}
HITS = {(Pad.DRUM,): "1", (Pad.CYMBAL,): "2", (Pad.DRUM, Pad.CYMBAL): "3"}
ROLLS = {Pad.DRUM: "5", Pad.CYMBAL: "6"}
ROLL_END = "8"
MOST_DIGITS = 2**26
"""Digits of a whole file; a long song on the finest grid that music programs use stays below."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as every part has it.

    start, stop  ticks
    measure      its length in whole notes, as `#MEASURE` says it
    tempo        tick and beats a minute of each tempo change in it
    """

    start: int
    stop: int
    measure: str
    tempo: tuple[tuple[int, str], ...]


def export_tja(chart: Chart, folder: Path, name: str = "song") -> Exported:
    """Write NAME.tja, which plays to NAME.ogg.

    Raises ExportError for a chart without notes or one too long or too fine for digits, WriteError.
    """
    bars = _bars(chart, max(last_tick(chart), chart.end))
    lines, size, changed = [*_head(chart, name)], 0, 0
    for level in Level:
        stars = min(max(round(chart.ratings.get(level, 0.0)), 1), 10)
        lines += ["", f"COURSE:{COURSES[level]}", f"LEVEL:{stars}", "STYLE:Double"]
        for lane in Lane:
            digits, rolls = _digits(chart.lane(level, lane))
            changed += rolls
            lines += ["", f"#START P{lane + 1}"]
            for line in _part(bars, digits):
                lines.append(line)
                size += len(line)
                if size > MOST_DIGITS:
                    raise _too_fine()
            lines.append("#END")
    files = write_files(folder, {f"{name}.tja": ("\n".join(lines) + "\n").encode("utf-8-sig")})
    remark = f"rolls made shorter or single strokes, as TJA has none on two pads, nor strokes within one: {changed}"
    return Exported(files, remarks=(remark,) if changed else ())


def _head(chart: Chart, name: str) -> Iterator[str]:
    yield f"TITLE:{_text(chart.title)}"
    for language, title in sorted(chart.titles.items()):
        if language.isascii() and language.isalpha():
            yield f"TITLE{language.upper()}:{_text(title)}"
    if chart.artist:
        yield f"SUBTITLE:--{_text(chart.artist)}"
    yield f"BPM:{figure(chart.tempo.bpm(0))}"
    yield f"WAVE:{name}.ogg"
    yield "OFFSET:0"


def _text(text: str) -> str:
    """A text without what would begin a comment."""
    return one_line(text).replace("//", "/ /")


def _bars(chart: Chart, end: int) -> list[Bar]:
    """All bars up to the one that holds the tick `end`; one that a metre change cuts short is as long as it is."""
    per_beat, changes = chart.tempo.ticks_per_beat, chart.tempo.changes
    lines = bar_lines(chart.meters, per_beat, end + 1)
    meters = np.searchsorted([meter.tick for meter in chart.meters], lines, "right") - 1
    longest = np.array([meter.bar_ticks(per_beat) for meter in chart.meters])[meters[:-1]]
    if (np.diff(lines) > longest).any():  # then not each of them has its line
        raise ExportError(f"the song has more than {MOST_BARS:,} bars")
    ticks = [tick for tick, _ in changes]
    bars = []
    for (start, stop), place in zip(pairwise(lines.tolist()), meters.tolist(), strict=False):
        meter, length = chart.meters[place], Fraction(stop - start, 4 * per_beat)
        usual = length == Fraction(meter.numerator, meter.denominator)
        measure = f"{meter.numerator}/{meter.denominator}" if usual else f"{length.numerator}/{length.denominator}"
        inside = changes[bisect_left(ticks, max(start, 1)) : bisect_left(ticks, stop)]
        bars.append(Bar(start, stop, measure, tuple((tick, figure(60e6 / us)) for tick, us in inside)))
    return bars


def _digits(notes: Sequence[Note]) -> tuple[dict[int, str], int]:
    """The digits of one leader's notes by tick, and how many rolls are not what they were."""
    groups = [*chords(notes)]
    digits: dict[int, str] = {}
    changed = 0
    for place, group in enumerate(groups):
        tick, until = group[0].tick, max(note.roll_until or 0 for note in group)
        digits[tick] = HITS[tuple(note.pad for note in group)]
        if until:
            end = _roll_end(tick, until, groups[place + 1][0].tick) if place + 1 < len(groups) else until
            changed += end < until or len(group) > 1
            if len(group) == 1 and end > tick:
                digits[tick], digits[end] = ROLLS[group[0].pad], ROLL_END
    return digits, changed


def _roll_end(tick: int, until: int, following: int) -> int:
    """Where a roll ends: well before the next stroke, if only on a grid that is not much finer than theirs."""
    return until if until < following else following - max((following - tick) // 4, 1)


def _part(bars: Sequence[Bar], digits: Mapping[int, str]) -> Iterator[str]:
    """One leader's part, line by line."""
    ticks, place, measure = sorted(digits), 0, ""
    for bar in bars:
        after = bisect_left(ticks, bar.stop, place)
        if bar.measure != measure:
            measure = bar.measure
            yield f"#MEASURE {measure}"
        yield from _bar_lines(bar, {tick: digits[tick] for tick in ticks[place:after]})
        place = after


def _bar_lines(bar: Bar, digits: Mapping[int, str]) -> Iterator[str]:
    """One bar: its digits up to a comma, parted where the tempo changes."""
    step = gcd(bar.stop - bar.start, *(tick - bar.start for tick in (*digits, *(tick for tick, _ in bar.tempo))))
    count = (bar.stop - bar.start) // step
    if count > MOST_DIGITS:
        raise _too_fine()
    row = bytearray(b"0" * count)
    for tick, digit in digits.items():
        row[(tick - bar.start) // step] = ord(digit)
    written = 0
    for tick, bpm in bar.tempo:
        at = (tick - bar.start) // step
        if at > written:
            yield row[written:at].decode()
        yield f"#BPMCHANGE {bpm}"
        written = at
    yield f"{row[written:].decode()},"


def _too_fine() -> ExportError:
    return ExportError(f"the notes stand so finely that they need more than {MOST_DIGITS:,} digits")
