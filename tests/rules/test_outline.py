"""The outline of a chart: bars, shares, density, places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.rules.chart import Lane, Level, Note, Pad
from drumjam.rules.outline import LONG_REST, Outline, Places, is_long_rest, stretches
from drumjam.rules.tempo import Meter
from tests.charts import BEAT, small_chart

EXPERT = (Level.EXPERT, Level.EXPERT)


def outline(*notes: Note, **changes: object) -> Outline:
    """The outline of a chart of these notes at every level."""
    chart = replace(small_chart(), levels=dict.fromkeys(Level, tuple(sorted(notes))), **changes)  # type: ignore[arg-type]
    return Outline(chart, EXPERT)


def drum(tick: int, lane: Lane = Lane.LEE, roll: int | None = None) -> Note:
    """One stroke."""
    return Note(tick, lane, Pad.DRUM, 38, 96, roll)


@given(
    st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from(Lane)), max_size=20, unique=True),
    st.lists(st.tuples(st.integers(1, 40_000), st.integers(1, 15), st.sampled_from((1, 2, 4, 8, 32))), max_size=3),
)
@settings(max_examples=60)
def test_every_note_is_in_one_bar(strokes: list[tuple[int, Lane]], changes: list[tuple[int, int, int]]) -> None:
    """Whatever the metres, the bars hold the notes in order, each once, and end with the last."""
    meters = (Meter(0), *(Meter(*change) for change in sorted({change[0]: change for change in changes}.values())))
    found = outline(
        *(drum(tick, lane, tick + 3000 if tick % 5 == 0 else None) for tick, lane in strokes), meters=meters
    )
    assert [note for bar in found.bars for note in bar.notes] == list(found.notes)
    assert not found.bars or not found.bars[-1].rests


def test_bars_are_counted_through_metres() -> None:
    """From one on, each as long as its metre says."""
    bars = outline(drum(0), drum(7 * BEAT), meters=(Meter(0, 3, 4), Meter(3 * BEAT, 2, 4))).bars
    assert [(bar.number, bar.tick, bar.stop) for bar in bars] == [
        (1, 0, 3 * BEAT),
        (2, 3 * BEAT, 5 * BEAT),
        (3, 5 * BEAT, 7 * BEAT),
        (4, 7 * BEAT, 9 * BEAT),
    ]


def test_a_stroke_just_before_a_bar_line_belongs_behind_it() -> None:
    """A player's early downbeat is read as a downbeat."""
    bars = outline(drum(0), drum(4 * BEAT - 10)).bars
    assert [len(bar.notes) for bar in bars] == [1, 1]


def test_a_roll_is_held_into_later_bars() -> None:
    """Each bar knows the rolls that go on in it; none of these bars rests."""
    bars = outline(drum(0, roll=9 * BEAT)).bars
    assert [len(bar.held) for bar in bars] == [0, 1, 1]
    assert not any(bar.rests for bar in bars)


def test_long_rests_stand_apart() -> None:
    """Short rests stay with the bars around them."""
    bars = outline(drum(0), drum(3 * 4 * BEAT), drum((4 + LONG_REST) * 4 * BEAT)).bars
    runs = stretches(bars)
    assert [(len(run), is_long_rest(run)) for run in runs] == [(4, False), (LONG_REST, True), (1, False)]


def test_density_is_strokes_a_second() -> None:
    """Even strokes, two a second: two everywhere, at the ends too."""
    found = outline(*(drum(i * BEAT + BEAT // 2) for i in range(60)), end=60 * BEAT)
    heights = found.density(Lane.LEE, np.linspace(0, 30, 50))
    assert heights == pytest.approx(2.0, abs=0.1)
    assert (found.density(Lane.TAKAICHI, np.linspace(0, 30, 50)) == 0).all()


def test_a_place_is_a_bar_and_a_beat() -> None:
    """Both are counted from one; a beat is a quarter note."""
    places = Places(replace(small_chart(), meters=(Meter(0, 6, 8),)))
    assert places.text(0) == "bar 1, beat 1"
    assert places.text(4 * BEAT + BEAT // 2) == "bar 2, beat 2.5"
