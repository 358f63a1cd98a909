"""Exported: what writing a chart in the format of another game gives, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drumjam.formats.atomic import write_whole
from drumjam.rules.chart import Chart, ChartError, Lane, Level, Note, Notes, Pad


class ExportError(ChartError):
    """A chart that another game's format cannot hold: says which value, and what to do."""

    advice = "choose another format with --to"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has written.

    files          leader by leader, level by level
    largest_error  seconds by which a note stands beside its place at most; 0 where the format is exact
    remarks        sentences about what the format has no sign for
    """

    files: tuple[Path, ...]
    largest_error: float = 0.0
    remarks: tuple[str, ...] = ()


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files by their names into a folder, each whole or as it was before (WriteError)."""
    for name, data in files.items():
        write_whole(folder / name, data)
    return tuple(folder / name for name in files)


def last_tick(chart: Chart) -> int:
    """Where the last note of any level is struck or its roll ends. Raises ExportError where there is none."""
    ends = [note.roll_until or note.tick for level in Level for note in chart.levels[level]]
    if not ends:
        raise ExportError("the chart has no notes to export", mend="choose a song with something to play")
    return max(ends)


def cut_rolls(notes: Sequence[Note]) -> tuple[Notes, tuple[str, ...]]:
    """Notes with rolls that end at the latest where their pad is struck again, and a remark if that cut any short."""
    kept: list[Note] = []
    following: dict[tuple[Lane, Pad], int] = {}
    cut = 0
    for note in reversed(notes):
        again = following.get((note.lane, note.pad))
        following[note.lane, note.pad] = note.tick
        if note.roll_until is not None and again is not None and again < note.roll_until:
            note = replace(note, roll_until=again)
            cut += 1
        kept.append(note)
    return tuple(reversed(kept)), (f"rolls that end where their pad is struck again: {cut}",) if cut else ()


def one_line(text: str) -> str:
    """A text from a chart that cannot break out of its line: without control signs and halves of letters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def figure(number: float) -> str:
    """A number in twelve digits, without zeros at its end."""
    return f"{number:.12g}"
