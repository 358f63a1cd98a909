"""Levels on the command line: which ones are asked for, and what each level of a chart holds."""

from __future__ import annotations

from collections.abc import Sequence

from drumjam.rules.chart import Chart, Lane, Level, unison_ticks

EXPERT = (Level.EXPERT, Level.EXPERT)


def chosen(names: tuple[str, str] | None) -> tuple[Level, Level]:
    """Lee's and Takaichi's levels by the names on the command line; expert where there are none."""
    if names is None:
        return EXPERT
    lee, takaichi = (Level[name.upper()] for name in names)
    return lee, takaichi


def levels_text(levels: tuple[Level, Level]) -> str:
    """One level's name, or both."""
    return levels[0].id if levels[0] == levels[1] else f"{levels[0].id}, {levels[1].id}"


def levels_json(chart: Chart) -> dict[str, object]:
    """Rating, notes of each leader and unisons of each level."""
    return {
        level.id: {
            "rating": round(chart.ratings.get(level, 0.0), 1),
            "notes": {lane.id: len(chart.lane(level, lane)) for lane in Lane},
            "unisons": len(unison_ticks(chart.levels[level])),
        }
        for level in Level
    }


def levels_rows(chart: Chart) -> list[Sequence[object]]:
    """The same as rows of a table, a heading above them."""
    rows: list[Sequence[object]] = [("level", "rating", *(lane.id for lane in Lane), "unisons")]
    for level in Level:
        counts = [len(chart.lane(level, lane)) for lane in Lane]
        rows.append((level.id, f"{chart.ratings.get(level, 0.0):.1f}", *counts, len(unison_ticks(chart.levels[level]))))
    return rows
