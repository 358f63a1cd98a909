"""Figures of the charts that songs become, each beside the range it should be in."""

from __future__ import annotations

from pathlib import Path

from drumjam.midi.hands import allowed_gap
from drumjam.rules.chart import Level, Source
from tests.midi import measures

RATES = dict(zip(Level, ((0.9, 2.1), (1.2, 2.4), (1.7, 3.4), (2.0, 5.2)), strict=True))
SHARES = dict(zip(Level, ((0.30, 0.55), (0.42, 0.65), (0.62, 0.85), (1.0, 1.0)), strict=True))


def figures() -> list[tuple[str, str, str]]:
    """Rows of (song and level, measured, range): strokes a second of each leader, share, balance, unisons, rating."""
    rows = []
    for path in measures.songs():
        rows += [_row(path, level) for level in reversed(Level)]
    usual = [path for path in measures.songs() if _why(path) == ""]
    for level in Level:
        inside = sum(_inside(path, level) for path in usual)
        what = f"songs of 3 to 8 ticks a second inside all ranges, {level.id}"
        rows.append((what, f"{inside} of {len(usual)}", "95 %"))
    return rows


def _row(path: Path, level: Level) -> tuple[str, str, str]:
    chart = measures.built(path)
    what = f"{path.stem}, {level.id} ({chart.source.value})"
    lee, takaichi = measures.counts(chart, level)
    if measures.length(chart) <= 0:
        return what, f"{lee} / {takaichi} notes", "a single moment has no rate"
    quarters = measures.together(chart, level)
    rate = " / ".join(f"{rate:.1f}" for rate in measures.rates(chart, level))
    measured = (
        f"{rate} a second, {measures.share(chart, level):.2f} of expert, {lee} / {takaichi} notes, "
        f"unison {quarters[0]:.0%}: {quarters[1]:.0%} to {quarters[-1]:.0%}, rating {chart.ratings[level]:.1f}"
    )
    return what, measured, _beside(path, level)


def _beside(path: Path, level: Level) -> str:
    """The ranges, or why a song need not be in them."""
    (slow, fast), (low, high) = RATES[level], SHARES[level]
    ranges = f"{slow} to {fast} a second, {low:.2f} to {high:.2f} of expert"
    why = _why(path)
    if why:
        return f"{ranges}: {why}"
    return ranges if _inside(path, level) else f"{ranges}: outside, its strokes are too close for more"


def _why(path: Path) -> str:
    """Why the ranges are not asked of a song, or ""."""
    chart = measures.built(path)
    if chart.source is Source.TWO_PARTS:
        return "its two parts are taken as they are"
    length = measures.length(chart)
    if length < 4:
        return "too short to have a rate"
    rate = len(measures.struck(chart, Level.EXPERT)) / length
    return "" if 3 <= rate <= 8 else f"not asked of {rate:.1f} ticks a second"


def _inside(path: Path, level: Level) -> bool:
    chart = measures.built(path)
    (slow, fast), (low, high) = RATES[level], SHARES[level]
    lee, takaichi = measures.counts(chart, level)
    busy = all(slow <= rate <= fast for rate in measures.rates(chart, level))
    return busy and low <= measures.share(chart, level) <= high and abs(lee - takaichi) <= allowed_gap(lee + takaichi)
