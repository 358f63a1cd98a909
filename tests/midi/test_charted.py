"""ChartedPart: a part that somebody has charted, and what its charter has said about it."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.midi.build import arrange_strokes
from drumjam.midi.charted import ChartedPart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import ChartError, Level, Source
from tests.midi.writing import groove, midi, strokes, track

TIME = read_midi(midi(track(strokes([(0, 60)], channel=0, name=b"Song"))))
NOBODY, LEE, TAKAICHI, BOTH = (False, False), (True, False), (False, True), (True, True)


def part(notes, depth=(), lanes=()):
    """A part of (tick, key), all of its charter's expert and nobody's if not said otherwise."""
    tick, key = (np.array(column, np.int64) for column in zip(*notes, strict=True)) if notes else (np.zeros(0),) * 2
    count = len(notes)
    return ChartedPart(
        tick.astype(np.int64),
        key.astype(np.uint8),
        np.full(count, 96, np.uint8),
        np.full(count, -1, np.int64),
        np.array(depth or [3] * count, np.int64),
        np.array(lanes or [NOBODY] * count, np.bool_).reshape(-1, 2),
    )


@pytest.mark.parametrize(
    ("lanes", "shared"),
    [
        ([LEE, TAKAICHI, LEE], True),
        ([LEE, TAKAICHI, NOBODY, NOBODY], True),
        ([LEE, TAKAICHI, NOBODY, NOBODY, NOBODY], False),
        ([LEE, LEE, LEE], False),
        ([BOTH], True),
        ([NOBODY], False),
    ],
)
def test_a_part_is_shared_out_if_half_of_it_is(lanes, shared):
    """And if each leader has a stroke."""
    assert part([(480 * i, 38) for i in range(len(lanes))], lanes=lanes).shared_out is shared


def test_the_depth_of_a_tick_is_its_lowest():
    """Of all strokes there, in any order."""
    found = part([(480, 38), (0, 36), (480, 42)], depth=[3, 2, 1])
    assert found.depth_at(np.array([0, 480])).tolist() == [2, 1]


def test_strokes_of_both_are_in_two_cells():
    """Lee's drum is cell 0, Takaichi's cymbal 3."""
    row, cell = part([(0, 38), (0, 42), (480, 38)], lanes=[BOTH, TAKAICHI, NOBODY]).cells()
    assert sorted(zip(row.tolist(), cell.tolist(), strict=True)) == [(0, 0), (0, 2), (1, 3)]


def test_a_part_is_arranged_on_the_song_s_time():
    """Title and time are the file's, the notes are the part's."""
    chart = arrange_strokes(TIME, part(groove(8)))
    assert (chart.title, chart.source, chart.tempo) == ("Song", Source.CHART, TIME.tempo)
    assert {(note.tick, note.key) for note in chart.levels[Level.EXPERT]} == set(groove(8))


def test_a_part_without_strokes_is_refused():
    """In a sentence."""
    with pytest.raises(ChartError, match="nothing to strike"):
        arrange_strokes(TIME, part([]))
