"""Forms: what two people make of a chart who share it in another way than it is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.library.paths import charts
from drumjam.library.songs import BUILT_IN, open_kept
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Section, unison_ticks
from drumjam.rules.form import Form
from drumjam.rules.forms import BLOCK, formed, holder_at, leads
from drumjam.rules.report import report_of
from drumjam.rules.simulate import simulate
from drumjam.rules.tempo import Meter, bar_lines
from tests.rules.plays import BEAT, LEE, TAKAICHI, drums, small_charts

BAR = 4 * BEAT
SONGS = [open_kept(charts() / name).chart for name in BUILT_IN]
songs = pytest.mark.parametrize("chart", SONGS, ids=BUILT_IN)
forms = st.sampled_from(list(Form))


def figure(notes: list[Note], start: int, stop: int) -> list[tuple[int, int, int]]:
    """What is struck between two bar lines, from the first of them on."""
    return [(note.tick - start, note.pad, note.key) for note in notes if start <= note.tick < stop]


@given(small_charts(), forms)
def test_a_form_of_a_form_is_itself(chart: Chart, form: Form) -> None:
    """So that what was played may be played again, or practised, from the chart it was played on."""
    made = formed(chart, form)
    assert formed(made, form) == made


@pytest.mark.parametrize("form", [Form.TOGETHER, Form.LEAD])
def test_as_it_is_written_is_the_chart_itself(form: Form) -> None:
    """Nothing is copied."""
    assert formed(SONGS[0], form) is SONGS[0]


@songs
@pytest.mark.parametrize("form", [Form.LESSON, Form.ONE_PART])
def test_every_level_stays_a_part_of_the_next(chart: Chart, form: Form) -> None:
    """At every level the same leader's figure is chosen in a bar."""
    made = formed(chart, form)
    cells = [{(note.tick, note.lane, note.pad) for note in made.levels[level]} for level in Level]
    assert all(easier <= harder for easier, harder in pairwise(cells))
    assert all(cells)


@songs
@pytest.mark.parametrize("level", list(Level))
def test_in_a_lesson_each_bar_is_given_back(chart: Chart, level: Level) -> None:
    """Whatever one leader plays alone, the other plays in the next bar; both have as much to play, and both call."""
    made = formed(chart, Form.LESSON)
    lines = bar_lines(chart.meters, chart.tempo.ticks_per_beat, chart.end).tolist()
    lanes = [[note for note in made.levels[level] if note.lane is lane] for lane in Lane]
    called = dict.fromkeys(Lane, 0)
    place = 0
    while place + 2 < len(lines):
        start, middle, stop = lines[place : place + 3]
        here = [figure(lanes[lane], start, middle) for lane in Lane]
        caller = next((lane for lane in Lane if here[lane] and not here[lane.other]), None)
        if (
            caller is not None
            and figure(lanes[caller.other], middle, stop) == here[caller]
            and middle - start == stop - middle
        ):
            called[caller] += 1
            place += 1
        place += 1
    assert abs(len(lanes[LEE]) - len(lanes[TAKAICHI])) <= 0.03 * len(made.levels[level])
    assert min(called.values()) >= 4
    assert len(unison_ticks(made.levels[level])) <= 0.03 * len(made.levels[level])


@songs
def test_one_part_is_all_unison(chart: Chart) -> None:
    """Both strike the same pads at the same ticks, about as often as the richer part does."""
    made = formed(chart, Form.ONE_PART)
    for level in Level:
        lee, takaichi = (
            [(n.tick, n.pad, n.key, n.velocity, n.roll_until) for n in made.lane(level, lane)] for lane in Lane
        )
        assert lee == takaichi
        assert len(lee) <= 1.5 * max(len(chart.lane(level, lane)) for lane in Lane)
    assert {section.device for section in made.sections} == {Device.UNISON}


def test_a_bar_that_has_no_equal_beside_it_stays_as_it_is() -> None:
    """After the last one there is none to answer in, and a bar of another metre is no answer."""
    chart = drums(range(12), (0, 4))
    made = formed(chart, Form.LESSON)
    assert [n.tick for n in made.lane(Level.EXPERT, LEE) if n.tick >= 2 * BAR] == list(range(2 * BAR, 3 * BAR, BEAT))
    uneven = replace(chart, meters=(Meter(0, 4, 4), Meter(BAR, 3, 4)))
    assert formed(uneven, Form.LESSON).lane(Level.EXPERT, LEE)[:4] == uneven.lane(Level.EXPERT, LEE)[:4]


@songs
def test_the_beat_is_held_in_turns(chart: Chart) -> None:
    """Each section, or eight bars of one, has somebody who holds the beat; nobody does it twice in a row."""
    held = leads(chart)
    assert held[0] == (0, LEE)
    assert all(one is not other for (_, one), (_, other) in pairwise(held))
    longest = BLOCK * max(meter.bar_ticks(chart.tempo.ticks_per_beat) for meter in chart.meters)
    assert all(after - before <= longest for (before, _), (after, _) in pairwise(held))
    assert {section.tick for section in chart.sections} <= {tick for tick, _ in held}
    assert holder_at(held, held[1][0]) is TAKAICHI
    assert holder_at(held, -1) is None
    assert holder_at((), 0) is None


def test_the_report_tells_how_close_both_were_to_who_held_the_beat() -> None:
    """A sentence each, before all others; without such turns there is none."""
    chart = SONGS[1]
    session = simulate(chart, (Level.EXPERT, Level.EXPERT), ("human:sd=10", "human:sd=10"), 3)
    told = report_of(session, held=leads(chart)).story
    assert [one.code for one in told[:2]] == ["pair.held", "pair.held"]
    assert [dict(one.params)["lane"] for one in told[:2]] == ["lee", "takaichi"]
    assert all(8 <= int(dict(one.params)["ms"]) <= 22 for one in told[:2])
    assert all(one.code != "pair.held" for one in report_of(session).story)


def test_sections_keep_their_names() -> None:
    """Only what is done in them is another thing."""
    chart = SONGS[2]
    made = formed(chart, Form.LESSON)
    assert [(one.tick, one.name) for one in made.sections] == [(one.tick, one.name) for one in chart.sections]
    assert all(isinstance(one, Section) and one.device is Device.ECHO for one in made.sections)
