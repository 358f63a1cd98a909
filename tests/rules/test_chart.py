"""Charts: what a chart promises, checked when it is made, and how its notes are looked up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Note, Pad, Section, unison_ticks
from drumjam.rules.tempo import Meter
from tests.charts import BEAT, small_chart

SNARE = Note(0, Lane.LEE, Pad.DRUM, 38)


def with_expert(*notes: Note) -> Chart:
    """The small chart with other notes on expert."""
    chart = small_chart()
    return replace(chart, levels={**chart.levels, Level.EXPERT: notes})


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        ((replace(SNARE, tick=1), SNARE), "must be sorted"),
        ((replace(SNARE, lane=Lane.TAKAICHI), SNARE), "must be sorted"),
        ((replace(SNARE, tick=-1),), "before tick 0"),
        ((SNARE, replace(SNARE, key=40)), "there twice"),
        ((replace(SNARE, key=26),), "key 26"),
        ((replace(SNARE, key=88),), "key 88"),
        ((replace(SNARE, velocity=0),), "velocity 0"),
        ((replace(SNARE, velocity=128),), "velocity 128"),
        ((replace(SNARE, roll_until=0),), "roll ends at tick 0"),
    ],
)
def test_a_note_that_breaks_a_promise_is_named(notes: tuple[Note, ...], says: str) -> None:
    """The sentence tells level, tick, lane and pad, and what is wrong."""
    with pytest.raises(ChartError, match=rf"expert note at tick -?\d+, \w+, drum: .*{says}"):
        with_expert(*notes)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"meters": ()}, "first metre must stand at tick 0"),
        ({"meters": (Meter(1),)}, "first metre must stand at tick 0"),
        ({"meters": (Meter(0), Meter(0, 3))}, "metre at tick 0: it must come after"),
        ({"meters": (Meter(0, 4, 3),)}, "metre 4/3 at tick 0 cannot be played"),
        ({"meters": (Meter(0, 0, 4),)}, "metre 0/4 at tick 0 cannot be played"),
        ({"sections": (Section(9, "A", Device.LEAD), Section(9, "B", Device.LEAD))}, "section at tick 9: it must come"),
        ({"levels": {Level.EXPERT: ()}}, "level easy is missing"),
    ],
)
def test_a_chart_that_breaks_a_promise_is_refused(change: dict[str, Any], says: str) -> None:
    """Metres, sections and levels are checked like notes."""
    with pytest.raises(ChartError, match=says):
        replace(small_chart(), **change)


def test_leaders_at_two_levels_play_each_their_own_notes() -> None:
    """Lee's of one level and Takaichi's of the other, in one row."""
    chart = small_chart()
    duet = chart.duet(Level.EASY, Level.EXPERT)
    assert list(duet) == sorted(duet)
    assert tuple(note for note in duet if note.lane == Lane.LEE) == chart.lane(Level.EASY, Lane.LEE)
    assert tuple(note for note in duet if note.lane == Lane.TAKAICHI) == chart.lane(Level.EXPERT, Lane.TAKAICHI)


def test_unisons_are_the_ticks_of_both_lanes() -> None:
    """Two pads of one leader are none."""
    chord = [replace(SNARE, tick=BEAT, pad=pad) for pad in Pad]
    assert unison_ticks([SNARE, replace(SNARE, lane=Lane.TAKAICHI), *chord]) == {0}


def test_metre_and_section_hold_until_the_next() -> None:
    """From their own tick on; before the first section there is none."""
    sections = tuple(Section(tick, name, Device.LEAD) for tick, name in ((10, "A"), (20, "B")))
    chart = replace(small_chart(), meters=(Meter(0), Meter(20, 3)), sections=sections)
    assert [chart.meter_at(tick).numerator for tick in (0, 19, 20)] == [4, 4, 3]
    assert chart.section_at(9) is None
    assert [chart.section_at(tick) for tick in (10, 19, 20)] == [sections[0], sections[0], sections[1]]
