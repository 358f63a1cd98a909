"""What commands say: one JSON document, or tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from drumjam.cli.levels import levels_text
from drumjam.rules.chart import Lane
from drumjam.rules.report import Report
from drumjam.rules.score import Result


def print_json(document: object) -> None:
    """One JSON document on stdout; letters as they are where stdout can carry them."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(document, ensure_ascii=plain, allow_nan=False))


def note(text: str) -> None:
    """Something worth knowing, in one line on stderr, for people only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"drumjam: {text}\n")


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


def result_text(result: Result, report: Report, title: str) -> str:
    """A result as a short table, and what is told of the pair."""
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
    told = "\n".join(one.text for one in (*report.story, report.advice))
    return f"{head}\nscore {result.score:,}, accuracy {result.accuracy:.1%}, {harmony}\n{table(rows)}\n{told}"


def clock(seconds: float) -> str:
    """A length as minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _pad(text: str, wide: int) -> str:
    space = " " * (wide - width(text))
    return space + text if text[:1].isdigit() or text[:1] in "+-" else text + space
