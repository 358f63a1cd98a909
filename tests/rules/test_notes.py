"""Notes as columns: the same notes, whoever asks for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.chart import ChartError, Lane, Level, Note, Pad
from drumjam.rules.notes import NoteColumns, rows_of
from tests.charts import small_chart

single = st.builds(
    Note,
    tick=st.integers(0, 2**53),
    lane=st.sampled_from(Lane),
    pad=st.sampled_from(Pad),
    key=st.integers(27, 87),
    velocity=st.integers(1, 127),
)
rolls = st.builds(lambda note, ticks: replace(note, roll_until=note.tick + ticks), single, st.integers(1, 9999))
some_notes = st.lists(single | rolls, max_size=20).map(tuple)


@given(some_notes)
def test_columns_hold_the_same_notes(notes: tuple[Note, ...]) -> None:
    """As many, equal one by one and as a whole, from either side, with lanes and pads that have their names."""
    columns = NoteColumns.of(notes)
    assert (len(columns), tuple(columns), list(rows_of(columns))) == (len(notes), notes, list(rows_of(notes)))
    assert columns == notes
    assert notes == columns
    assert [(note.lane.id, note.pad.id) for note in columns] == [(note.lane.id, note.pad.id) for note in notes]
    assert NoteColumns.of(columns) is columns


@given(some_notes.filter(bool), st.integers(-25, 25), st.integers(-25, 25))
def test_columns_are_asked_like_a_tuple(notes: tuple[Note, ...], start: int, stop: int) -> None:
    """By a place, counted from either end, or by a stretch of them; past the end is an error."""
    columns = NoteColumns.of(notes)
    assert [columns[place] for place in range(-len(notes), len(notes))] == [*notes, *notes]
    assert columns[start:stop] == notes[start:stop]
    with pytest.raises(IndexError):
        columns[len(notes)]


def test_columns_of_other_notes_are_not_equal() -> None:
    """One note more, or another, is a difference."""
    notes = (Note(0, Lane.LEE, Pad.DRUM, 38), Note(5, Lane.LEE, Pad.DRUM, 38))
    columns = NoteColumns.of(notes)
    assert columns != notes[:1]
    assert columns != (notes[0], replace(notes[1], key=40))
    assert columns != 7
    assert repr(columns) == f"NoteColumns({notes!r})"


def test_more_notes_than_are_made_at_once_keep_their_order() -> None:
    """Columns are read a part at a time, without a seam."""
    ticks = np.arange(25_000)
    none = np.zeros(25_000, np.uint8)
    columns = NoteColumns(ticks, none, none, none + 38, none + 96, np.full(25_000, -1))
    assert [note.tick for note in columns] == ticks.tolist()


@pytest.mark.parametrize(
    ("note", "says"),
    [
        (Note(0, Lane.LEE, Pad.DRUM, 38), "there twice"),
        (Note(9, Lane.LEE, Pad.DRUM, 88), "key 88"),
        (Note(9, Lane.LEE, Pad.DRUM, 38, 96, 9), "roll ends at tick 9"),
    ],
)
def test_a_chart_checks_columns_like_notes(note: Note, says: str) -> None:
    """What breaks a promise is named, in whatever shape the notes come."""
    chart = small_chart()
    columns = NoteColumns.of((Note(0, Lane.LEE, Pad.DRUM, 38), note))
    with pytest.raises(ChartError, match=says):
        replace(chart, levels={**chart.levels, Level.EXPERT: columns})
