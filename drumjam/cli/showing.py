"""`drumjam chart show`: a chart to read, as text in the terminal or as a picture."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from statistics import median_low

from drumjam.cli.levels import chosen, levels_rows, levels_text
from drumjam.cli.report import clock, plain, table, width
from drumjam.library.songs import Song, resolve
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.outline import Bar, Outline, by_section, is_long_rest, stretches
from drumjam.rules.touch import Touch, touch

COLUMNS = 80
NARROWEST = 40
LABELS = ("", "Lee      x", "         o", "together  ", "Takaichi x", "         o")
"""Beside the six rows of a system: the ruler, Lee's pads, what is struck together, Takaichi's pads."""

LEGEND = "o drum  x cymbal  O X accent  . soft  ~ roll  * struck together"
SIGNS = {
    (Pad.DRUM, Touch.PLAIN): "o",
    (Pad.DRUM, Touch.ACCENT): "O",
    (Pad.CYMBAL, Touch.PLAIN): "x",
    (Pad.CYMBAL, Touch.ACCENT): "X",
}
SOFT = "."
RULER, TOGETHER = 0, 3
ROWS = {
    (Lane.LEE, Pad.CYMBAL): 1,
    (Lane.LEE, Pad.DRUM): 2,
    (Lane.TAKAICHI, Pad.CYMBAL): 4,
    (Lane.TAKAICHI, Pad.DRUM): 5,
}
FINENESS = (1, 2, 3, 4, 6, 8, 12)
"""Columns that a pulse may have."""

NEAR = (0.02, 0.08)
"""Parts of a pulse that a stroke may stand beside its column: in written music, in played music."""


MOST_CELLS = 4_000
"""Columns of one bar: in a chart that lasts for years bars are drawn together, and closer."""


class Ink(Enum):
    """Colours of the terminal's own palette."""

    NONE = ""
    LEE = "94"
    TAKAICHI = "96"
    TOGETHER = "93"
    STRONG = "1"
    FAINT = "2"


INKS = (Ink.FAINT, Ink.LEE, Ink.LEE, Ink.TOGETHER, Ink.TAKAICHI, Ink.TAKAICHI)


@dataclass(frozen=True, slots=True)
class Paper:
    """What text is written on.

    columns   its width
    coloured  whether it shows colours
    """

    columns: int
    coloured: bool

    def write(self, text: str, ink: Ink) -> str:
        """A text in a colour, where there are any."""
        return f"\x1b[{ink.value}m{text}\x1b[0m" if self.coloured and ink.value and text.strip() else text


def show(argument: str, level: tuple[str, str] | None, output: Path | None) -> int:
    """`drumjam chart show`: on the terminal, or with `-o` as a PNG picture."""
    song, levels = resolve(argument), chosen(level)
    outline = Outline(song.chart, levels)
    if output is None:
        for line in chart_lines(song, outline, paper()):
            print(line)
    else:
        _write_picture(song, outline, output)
    return 0


def paper() -> Paper:
    """What stdout is: a terminal with its width and colours (unless NO_COLOR is set), or 80 plain columns."""
    if not sys.stdout.isatty():
        return Paper(COLUMNS, False)
    mute = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    understood = os.name != "nt" or "WT_SESSION" in os.environ
    return Paper(max(shutil.get_terminal_size().columns, NARROWEST), understood and not mute)


def chart_lines(song: Song, outline: Outline, on: Paper) -> Iterator[str]:
    """The chart line by line: what it is, then section by section its bars, both leaders one above the other."""
    yield from _head(song, outline, on)
    fine = _usual_fineness(outline)
    yield ""
    for section, bars in by_section(outline):
        if section is not None:
            name = f"{plain(section.name)}: {section.device}" if section.name else str(section.device)
            yield on.write(_cut(f"[ {name} ]", on.columns), Ink.STRONG)
        for run in stretches(bars):
            if is_long_rest(run):
                yield f"{'':11}(rest: bars {run[0].number} to {run[-1].number})"
                yield ""
            else:
                yield from _systems(run, outline, fine, on)
    if not outline.notes:
        yield "nobody has anything to play"


def _head(song: Song, outline: Outline, on: Paper) -> Iterator[str]:
    chart = outline.chart
    lee, takaichi = outline.counts
    yield on.write(_cut(f"{plain(song.title)}, {levels_text(outline.levels)}", on.columns), Ink.STRONG)
    meter = chart.meters[0]
    about = [plain(song.artist)] if song.artist else []
    about += [clock(outline.seconds), f"{chart.tempo.bpm(0):.0f} bpm", f"{meter.numerator}/{meter.denominator}"]
    yield _cut(", ".join([*about, f"rating {outline.rating:.1f} of 10", f"from {chart.source}"]), on.columns)
    share = f"{len(outline.together)} of {outline.moments} moments together ({outline.unison_share:.0%})"
    yield _cut(f"Lee {lee} notes, Takaichi {takaichi}; {share}", on.columns)
    yield ""
    yield from table(levels_rows(chart)).splitlines()
    yield ""
    yield on.write(_cut(LEGEND, on.columns), Ink.FAINT)


def _systems(bars: Sequence[Bar], outline: Outline, fine: int, on: Paper) -> Iterator[str]:
    """Bars side by side, as many as fit, by fours and eights where they are alike."""
    room = on.columns - len(LABELS[1]) - 1
    for group in _lines_of([_bar_rows(bar, outline, fine) for bar in bars], room):
        rows = [
            "".join(f"{cells[row]}{' ' if row in (RULER, TOGETHER) else '|'}" for cells in group) for row in range(6)
        ]
        for left in range(0, len(rows[0]), room):
            pieces = [row[left : left + room] for row in rows]
            for row, (label, piece, ink) in enumerate(zip(LABELS, pieces, INKS, strict=True)):
                edge = " " if left or row in (RULER, TOGETHER) else "|"
                if piece.strip() or row not in (RULER, TOGETHER):
                    yield on.write(f"{label:10}{edge}{piece}".rstrip(), ink)
            yield ""


def _lines_of(drawn: Sequence[list[str]], room: int) -> Iterator[list[list[str]]]:
    """Bars of one line each time: as many as fit, in twos, fours and eights where they are alike."""
    usual = median_low(len(rows[0]) + 1 for rows in drawn)
    across = max((step for step in (2, 4, 8, 16) if step * usual <= room), default=1)
    line: list[list[str]] = []
    for rows in drawn:
        if line and (len(line) == across or sum(len(one[0]) + 1 for one in (*line, rows)) > room):
            yield line
            line = []
        line.append(rows)
    yield line


def _bar_rows(bar: Bar, outline: Outline, fine: int) -> list[str]:
    """One bar as six rows of equal length."""
    own = _fineness(bar, outline)
    fine = fine if fine % own == 0 else own
    pulse = bar.meter.pulse_ticks(outline.chart.tempo.ticks_per_beat)
    pulse = max(pulse, (bar.stop - bar.tick) * fine // MOST_CELLS)
    cells = max(round((bar.stop - bar.tick) * fine / pulse), 1)
    rows = [[" " if row in (RULER, TOGETHER) else "-" for _ in range(cells)] for row in range(6)]

    def cell(tick: int) -> int:
        return min(max(round((tick - bar.tick) * fine / pulse), 0), cells - 1)

    for place in range(0, cells, fine):
        rows[RULER][place] = "'"
    number = str(bar.number)[:cells]
    rows[RULER][: len(number)] = number
    for note in (*bar.held, *bar.notes):
        if note.roll_until is not None:
            first, last = cell(note.tick), cell(min(note.roll_until, bar.stop))
            rows[ROWS[note.lane, note.pad]][first : last + 1] = "~" * (last + 1 - first)
    for note in bar.notes:
        rows[ROWS[note.lane, note.pad]][cell(note.tick)] = SIGNS.get((note.pad, touch(note.velocity)), SOFT)
        if note.tick in outline.together:
            rows[TOGETHER][cell(note.tick)] = "*"
    return ["".join(row) for row in rows]


def _usual_fineness(outline: Outline) -> int:
    """The columns a pulse has in most bars, at least two, so that bars stand below each other."""
    needs = [_fineness(bar, outline) for bar in outline.bars if bar.notes]
    return max(2, max(set(needs), key=lambda need: (needs.count(need), need))) if needs else 2


def _fineness(bar: Bar, outline: Outline) -> int:
    """The fewest columns a pulse must have in a bar, so that every stroke has its own and stands near it."""
    pulse = bar.meter.pulse_ticks(outline.chart.tempo.ticks_per_beat)
    places = sorted({(note.tick - bar.tick) / pulse for note in bar.notes})
    for near in (*NEAR, 1.0):
        for fine in FINENESS:
            columns = [round(place * fine) for place in places]
            off = max((abs(place - at / fine) for place, at in zip(places, columns, strict=True)), default=0.0)
            if off <= near and len(set(columns)) == len(places):
                return fine
    return FINENESS[-1]


def _cut(text: str, columns: int) -> str:
    """A text made to fit, wide letters counted as wide."""
    for place, sign in enumerate(text):
        columns -= width(sign)
        if columns < 0:
            return text[:place]
    return text


def _write_picture(song: Song, outline: Outline, output: Path) -> None:
    os.environ["SDL_VIDEODRIVER"] = "dummy"  # a picture needs no window
    from drumjam.formats.atomic import write_whole
    from drumjam.game.pictures import png_bytes
    from drumjam.game.sheet.picture import draw_sheet

    write_whole(output, png_bytes(draw_sheet(outline, song.title, song.artist)))
