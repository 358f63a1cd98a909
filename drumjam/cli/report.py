"""What commands say: one JSON document, or tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from drumjam.rules.chart import Chart, Lane, Level, Notes, unison_ticks
from drumjam.rules.score import Result


def print_json(document: object) -> None:
    """One JSON document on stdout; letters as they are where stdout can carry them."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(document, ensure_ascii=plain, allow_nan=False))


def note(text: str) -> None:
    """Something worth knowing, on stderr, for people only."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def table(rows: Iterable[Sequence[object]]) -> str:
    """Rows in columns, wide letters counted as wide; numbers to the right."""
    texts = [[plain(str(cell)) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
    lines = ["  ".join(_pad(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in texts]
    return "\n".join(line.rstrip() for line in lines)


def plain(text: str) -> str:
    """A text from a file without signs that would move the cursor or change colours."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def result_text(result: Result, title: str) -> str:
    """A result as a short table."""
    rows: list[Sequence[object]] = [("", *(lane.id for lane in Lane))]
    players = result.players
    rows.append(("played by", *(player.kind for player in players)))
    rows.append(("accuracy", *(f"{player.accuracy:.1%}" for player in players)))
    rows += [(grade, *(player.grades[grade] for player in players)) for grade in players[0].grades]
    rows.append(("strays", *(player.strays for player in players)))
    rows.append(("longest combo", *(player.max_combo for player in players)))
    rows.append(("mean error", *(f"{player.mean_error_ms:+.1f} ms" for player in players)))
    rows.append(("unstable rate", *(f"{player.unstable_rate:.0f}" for player in players)))
    head = f"{plain(title)}, {levels_text(result.levels)}, seed {result.seed}"
    harmony = f"harmony {result.final:.2f}, mean {result.mean:.2f}"
    return f"{head}\nscore {result.score:,}, accuracy {result.accuracy:.1%}, {harmony}\n{table(rows)}"


def levels_text(levels: tuple[Level, Level]) -> str:
    """One level's name, or both."""
    return levels[0].id if levels[0] == levels[1] else f"{levels[0].id}, {levels[1].id}"


def levels_json(chart: Chart) -> dict[str, object]:
    """Rating, notes of each leader and unisons of each level."""
    return {level.id: _level_json(chart.ratings.get(level, 0.0), chart.levels[level]) for level in Level}


def levels_table(chart: Chart) -> str:
    """The same as a table."""
    rows: list[Sequence[object]] = [("level", "rating", *(lane.id for lane in Lane), "unisons")]
    for level in Level:
        notes = chart.levels[level]
        rating = f"{chart.ratings.get(level, 0.0):.1f}"
        rows.append((level.id, rating, *(_count(notes, lane) for lane in Lane), len(unison_ticks(notes))))
    return table(rows)


def clock(seconds: float) -> str:
    """A length as minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _level_json(rating: float, notes: Notes) -> dict[str, object]:
    counts = {lane.id: _count(notes, lane) for lane in Lane}
    return {"rating": round(rating, 1), "notes": counts, "unisons": len(unison_ticks(notes))}


def _count(notes: Notes, lane: Lane) -> int:
    return sum(note.lane == lane for note in notes)


def _pad(text: str, wide: int) -> str:
    space = " " * (wide - width(text))
    return space + text if text[:1].isdigit() or text[:1] in "+-" else text + space
