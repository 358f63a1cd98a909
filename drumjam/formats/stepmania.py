"""StepMania: one `.sm` file with a routine chart (two players, eight columns) for each level.

StepMania counts in rows, 48 a beat, and so do its tempo changes: notes stand on the nearest row, and the tempo between
two changes is such that both come at their time. A measure is always four beats, whatever the metre.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumjam.formats.exported import Exported, ExportError, cut_rolls, figure, last_tick, one_line, write_files
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad
from drumjam.rules.tempo import TempoMap

ROWS_A_BEAT, ROWS_A_MEASURE = 48, 192
DIVISIONS = (4, 8, 12, 16, 24, 32, 48, 64, 192)
"""Rows that StepMania writes a measure with."""

COLUMNS = {
    (Lane.LEE, Pad.DRUM): 0,
    (Lane.LEE, Pad.CYMBAL): 3,
    (Lane.TAKAICHI, Pad.DRUM): 4,
    (Lane.TAKAICHI, Pad.CYMBAL): 7,
}
EMPTY = "00000000"
TAP, ROLL, ROLL_END = "1", "4", "3"
DIFFICULTIES = {Level.EASY: "Easy", Level.MEDIUM: "Medium", Level.HARD: "Hard", Level.EXPERT: "Challenge"}
MOST_MEASURES = 100_000
FASTEST = 1_000_000.0
"""Beats a minute; what is much faster StepMania takes for a jump."""

Tempo = Sequence[tuple[int, float]]
"""Row and beats a minute of each tempo change, rows rising from 0."""

Places = list[tuple[Note, int]]
"""Notes, each with its row."""


def export_sm(chart: Chart, folder: Path, name: str = "song") -> Exported:
    """Write NAME.sm, which plays to NAME.ogg; `largest_error` is by how much rows move a note at most.

    Raises ExportError for a chart without notes or longer than StepMania holds, WriteError.
    """
    per_beat = chart.tempo.ticks_per_beat
    measures = _row(last_tick(chart), per_beat) // ROWS_A_MEASURE + 1
    if measures > MOST_MEASURES:
        raise ExportError(f"the song has {measures:,} measures of four beats, and StepMania holds {MOST_MEASURES:,}")
    tempo = _tempo(chart.tempo)
    lines = [*_head(chart, name, tempo)]
    error, remarks = 0.0, list[str]()
    for level in Level:
        notes, cut = cut_rolls(chart.levels[level])
        remarks += [f"{level.id}: {remark}" for remark in cut]
        parts = [_place((note for note in notes if note.lane == lane), per_beat) for lane in Lane]
        error = max(error, *(_error(chart.tempo, tempo, part) for part in parts))
        signs = [_signs(part, per_beat) for part in parts]
        lines += _steps(level, chart.ratings.get(level, 0.0), signs)
    files = write_files(folder, {f"{name}.sm": ("\n".join(lines) + "\n").encode()})
    return Exported(files, error, tuple(remarks))


def _head(chart: Chart, name: str, tempo: Tempo) -> Iterator[str]:
    yield f"#TITLE:{_text(chart.title)};"
    yield f"#TITLETRANSLIT:{_text(chart.titles.get('en', ''))};"
    yield f"#ARTIST:{_text(chart.artist)};"
    yield "#CREDIT:drumjam;"
    yield f"#MUSIC:{_text(name)}.ogg;"
    yield "#OFFSET:0;"
    yield f"#BPMS:{','.join(f'{_beat(row)}={figure(bpm)}' for row, bpm in tempo)};"
    yield "#STOPS:;"


def _text(text: str) -> str:
    """A text without what would end it or begin a comment."""
    escaped = "".join(f"\\{sign}" if sign in "\\:;#" else sign for sign in one_line(text))
    return escaped.replace("//", "/\\/")


def _beat(row: int) -> str:
    return f"{row / ROWS_A_BEAT:.6f}".rstrip("0").rstrip(".")


def _row(tick: int, per_beat: int) -> int:
    """The row next to a tick; of two that are as near the later."""
    return (2 * ROWS_A_BEAT * tick + per_beat) // (2 * per_beat)


def _tempo(tempo: TempoMap) -> list[tuple[int, float]]:
    """The tempo on rows: between two of them as fast as makes the later come at its time.

    The last one begins so much before or after its time as it is moved: from there on all is exact.
    """
    per_beat = tempo.ticks_per_beat
    in_rows = TempoMap(per_beat * ROWS_A_BEAT, [(tick * ROWS_A_BEAT, us) for tick, us in tempo.changes])
    rows = sorted({_row(tick, per_beat) for tick, _ in tempo.changes})
    times = [in_rows.seconds(row * per_beat) for row in rows]
    tick, us = tempo.changes[-1]
    beat = us / 1_000_000
    times[-1] = tempo.seconds(tick) + (rows[-1] / ROWS_A_BEAT - tick / per_beat) * beat
    found = []
    for (row, time), (next_row, next_time) in pairwise(zip(rows, times, strict=True)):
        found.append((row, _bpm((next_row - row) / ROWS_A_BEAT, next_time - time)))
    return [*found, (rows[-1], _bpm(1, beat))]


def _bpm(beats: float, seconds: float) -> float:
    """Beats a minute as they are written."""
    return float(figure(60 * beats / max(seconds, 60 * beats / FASTEST)))


def _seconds(tempo: Tempo, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Times of rows as StepMania reckons them from the tempo that is written."""
    starts = np.array([row for row, _ in tempo], np.int64)
    lasts = 60 / ROWS_A_BEAT / np.array([bpm for _, bpm in tempo])
    times = np.concatenate(([0.0], np.cumsum(np.diff(starts) * lasts[:-1])))
    place = np.searchsorted(starts, rows, "right") - 1
    return np.asarray(times[place] + (rows - starts[place]) * lasts[place], np.float64)


def _place(notes: Iterable[Note], per_beat: int) -> Places:
    """One leader's notes on rows: the nearest, or on one pad the next one that is free."""
    placed: Places = []
    free = dict.fromkeys(Pad, 0)
    for note in notes:
        row = max(_row(note.tick, per_beat), free[note.pad])
        free[note.pad] = row + 1
        placed.append((note, row))
    return placed


def _error(tempo: TempoMap, written: Tempo, placed: Places) -> float:
    """By how many seconds rows move these notes at most."""
    if not placed:
        return 0.0
    asked = tempo.seconds(np.array([note.tick for note, _ in placed], np.int64))
    got = _seconds(written, np.array([row for _, row in placed], np.int64))
    return float(np.abs(got - asked).max())


def _signs(placed: Places, per_beat: int) -> dict[tuple[int, int], str]:
    """Taps, and rolls with their ends, by row and column; a roll ends on a row before its pad's next note."""
    signs: dict[tuple[int, int], str] = {}
    following: dict[Pad, int] = {}
    for note, row in reversed(placed):
        column = COLUMNS[note.lane, note.pad]
        end = row if note.roll_until is None else max(_row(note.roll_until, per_beat), row + 1)
        end = min(end, following.get(note.pad, end + 1) - 1)
        signs[row, column] = ROLL if end > row else TAP
        if end > row:
            signs[end, column] = ROLL_END
        following[note.pad] = row
    return signs


def _steps(level: Level, rating: float, parts: Sequence[Mapping[tuple[int, int], str]]) -> Iterator[str]:
    """The chart of one level: Lee's measures, then Takaichi's."""
    count = max((row for signs in parts for row, _ in signs), default=0) // ROWS_A_MEASURE + 1
    yield ""
    yield "#NOTES:"
    yield from (
        "     dance-routine:",
        "     drumjam:",
        f"     {DIFFICULTIES[level]}:",
        f"     {max(round(rating), 1)}:",
    )
    yield "     0,0,0,0,0:"
    yield "\n&\n".join("\n,\n".join(_measures(signs, count)) for signs in parts)
    yield ";"


def _measures(signs: Mapping[tuple[int, int], str], count: int) -> Iterator[str]:
    """Each measure in as few rows as hold its notes."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), sign in signs.items():
        measure = found.setdefault(row // ROWS_A_MEASURE, {})
        line = measure.get(row % ROWS_A_MEASURE, EMPTY)
        measure[row % ROWS_A_MEASURE] = f"{line[:column]}{sign}{line[column + 1 :]}"
    for number in range(count):
        rows = found.get(number, {})
        steps = (ROWS_A_MEASURE // division for division in DIVISIONS)
        step = next(step for step in steps if all(row % step == 0 for row in rows))
        yield "\n".join(rows.get(row, EMPTY) for row in range(0, ROWS_A_MEASURE, step))
