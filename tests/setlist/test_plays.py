"""The pieces as model drummers play them: beginners come together, good pairs become one."""

from __future__ import annotations

from statistics import fmean

import pytest

from drumjam.rules.chart import Lane, Level
from drumjam.rules.simulate import simulate
from drumjam.rules.story import COMMON, TOGETHER
from drumjam.setlist.__main__ import PIECES, chart_of
from drumjam.setlist.midifile import to_midi

BEGINNER, GOOD = "human:sd=45,miss=0.15", "human:sd=12"
SEEDS = range(6)
STEADY = 0.03
"""A word that stands on the screen stays until harmony is so much below it: who gets so far above has reached it."""

CHARTS = {piece.id: chart_of(piece, to_midi(piece)) for piece in PIECES}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def plays(chart, level, who):
    """Finished sessions of two drummers, one for each seed."""
    return [simulate(chart, (level, level), who, seed) for seed in SEEDS]


def highest(session):
    """Where harmony stood at its best."""
    return max(value for _, value in session.harmony.curve)


@every_chart
@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.id)
def test_a_beginner_comes_together_with_the_partner(chart, lane):
    """In every play at easy, whichever leader the beginner is; and on the whole the play stays near it to the end."""
    who = (BEGINNER, "partner") if lane is Lane.LEE else ("partner", BEGINNER)
    sessions = plays(chart, Level.EASY, who)
    assert min(map(highest, sessions)) >= TOGETHER
    assert fmean(map(highest, sessions)) >= TOGETHER + STEADY
    assert fmean(session.harmony.value for session in sessions) >= TOGETHER - 2 * STEADY


@every_chart
def test_a_good_pair_reaches_common_harmony(chart):
    """In every play at hard, and it lasts to the end."""
    for session in plays(chart, Level.HARD, (GOOD, GOOD)):
        assert highest(session) >= COMMON + STEADY
        assert session.harmony.value >= COMMON


@every_chart
def test_a_good_player_reaches_common_harmony_with_the_partner(chart):
    """Alone with the computer's drummer it is as near."""
    for session in plays(chart, Level.HARD, (GOOD, "partner")):
        assert session.harmony.value >= COMMON
