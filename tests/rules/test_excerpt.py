"""Excerpts: a stretch of a chart as a chart of its own, and that judging over it is exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.judgement import Fate
from drumjam.rules.outline import Outline
from drumjam.rules.session import Session
from tests.charts import small_chart
from tests.rules.plays import BEAT, EXPERT, LEE, TAKAICHI, chart_of, drums, play, small_charts, strike, strikes

BAR = 4 * BEAT
lanes = st.sampled_from([frozenset(Lane), frozenset({LEE}), frozenset({TAKAICHI})])
stretches = st.tuples(st.integers(0, 8), st.integers(1, 8)).map(lambda at: (at[0] * BEAT, (at[0] + at[1]) * BEAT))


@given(small_charts(), stretches, lanes)
def test_an_excerpt_holds_the_notes_of_its_stretch_and_lanes(
    chart: Chart, stretch: tuple[int, int], asked: frozenset[Lane]
) -> None:
    """Each at its own tick, none from elsewhere, at every level; only rolls that last longer are cut at its end."""
    start, stop = stretch
    made = Excerpt(start, stop, asked).of(chart)
    for level in Level:
        wanted = [n for n in chart.levels[level] if start <= n.tick < stop and n.lane in asked]
        assert [(n.tick, n.lane, n.pad, n.key) for n in made.levels[level]] == [
            (n.tick, n.lane, n.pad, n.key) for n in wanted
        ]
        rolls = [None if n.roll_until is None else min(n.roll_until, stop) for n in wanted]
        assert [n.roll_until for n in made.levels[level]] == rolls
    assert made.end == stop


@given(small_charts(), strikes)
def test_a_strike_far_from_the_edges_is_judged_as_in_the_whole_song(chart: Chart, strikes: list) -> None:
    """Beats 2 to 6 of a song: each note but the first and the last of each lane has the fate it has in the song."""
    excerpt = Excerpt(2 * BEAT, 6 * BEAT)
    whole, song = play(chart, strikes)
    part, cut = play(excerpt.of(chart), strikes)
    ticks = {lane: sorted({n.tick for n in part.notes if n.lane is lane})[1:-1] for lane in Lane}
    inner = [
        [(j.lane, j.tick, session.notes[j.note].pad, j.grade, j.error) for j in judgements if j.note is not None]
        for session, judgements in ((whole, song), (part, cut))
    ]
    kept = [sorted(one for one in fates if one[1] in ticks[one[0]]) for fates in inner]
    assert kept[0] == kept[1]


def test_strikes_in_the_count_in_and_after_the_end_are_free() -> None:
    """What is played before the first note and after the last costs nothing, though the song has notes there."""
    session = Session(Excerpt(BAR, 2 * BAR).of(drums(range(12))), EXPERT)
    assert session.strike(strike(1.0)).fate is Fate.FREE
    assert session.strike(strike(2.3)).fate is Fate.STRAY
    assert session.strike(strike(4.0)).fate is Fate.FREE


def test_a_muted_lane_is_left_out_of_the_accuracy() -> None:
    """Hands apart: one lane played without fault is a play without fault."""
    chart = Excerpt(0, BAR, frozenset({LEE})).of(drums([0, 1, 2], [0, 1.5]))
    session, _ = play(chart, [strike(beat / 2) for beat in range(3)])
    assert session.result().accuracy == 1.0


def test_the_section_in_which_an_excerpt_begins_stays_with_it() -> None:
    """Earlier and later sections are gone."""
    sections = tuple(Section(bar * BAR, name, Device.PARTS) for bar, name in enumerate("ABCD"))
    chart = chart_of([Note(0, LEE, Pad.DRUM, 38)])
    chart = Chart(chart.title, chart.source, chart.tempo, chart.levels, sections=sections)
    assert [section.name for section in Excerpt(BAR + 5, 2 * BAR + 5).of(chart).sections] == ["B", "C"]


def test_bars_are_cut_where_people_play_them() -> None:
    """A downbeat struck a little early goes with its bar, at both ends of the excerpt."""
    early = [n * BAR - 5 for n in (1, 2, 3)]
    chart = chart_of([Note(0, LEE, Pad.DRUM, 38), *(Note(tick, LEE, Pad.DRUM, 38) for tick in early)])
    cut = Outline(chart, EXPERT).excerpt(2, 3)
    assert [note.tick for note in cut.of(chart).levels[Level.EXPERT]] == early[:2]
    last = Outline(chart, EXPERT).excerpt(4, 4)
    assert [note.tick for note in last.of(chart).levels[Level.EXPERT]] == early[2:]


@given(small_charts(), st.integers(1, 5))
def test_two_excerpts_that_meet_hold_every_note_once(chart: Chart, middle: int) -> None:
    """Bars up to any bar line and from it on: nothing is lost between them, nothing is there twice."""
    outline = Outline(chart, EXPERT)
    count = len(outline.bars)
    middle = min(middle, count)
    parts = [outline.excerpt(1, middle)]
    if middle < count:
        parts.append(outline.excerpt(middle + 1, count))
    notes = [note for part in parts for note in part.of(chart).levels[Level.EXPERT]]
    assert [(n.tick, n.lane, n.pad) for n in notes] == [(n.tick, n.lane, n.pad) for n in chart.levels[Level.EXPERT]]


@pytest.mark.parametrize("bars", [(0, 1), (2, 1), (1, 99)])
def test_bars_that_are_not_there_are_refused(bars: tuple[int, int]) -> None:
    """Bars count from one to the last with something to play."""
    with pytest.raises(IndexError, match=f"bars {bars[0]} to {bars[1]}"):
        Outline(small_chart(), EXPERT).excerpt(*bars)
