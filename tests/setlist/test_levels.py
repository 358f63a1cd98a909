"""The levels of the pieces, against what a leader can be asked (the limits of `midi/hands.py`) and each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drumjam.midi.hands import LIMITS, ROUNDING
from drumjam.midi.rating import rate
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.setlist.__main__ import PIECES, chart_of
from drumjam.setlist.midifile import to_midi

CAMPAIGN = ("a-little-awkward", "common-harmony", "two-festivals", "light-music-club", "shuttle-to-tomorrow")
CHARTS = {piece.id: chart_of(piece, to_midi(piece)) for piece in PIECES}
STROKES_A_SECOND = {Level.EASY: 1.8, Level.MEDIUM: 2.1, Level.HARD: 3.0}
TICKS_A_SECOND = {Level.EASY: (0.9, 2.1), Level.MEDIUM: (1.2, 2.4), Level.HARD: (1.7, 3.4), Level.EXPERT: (2.0, 5.2)}
SHARES = {Level.EASY: (0.30, 0.55), Level.MEDIUM: (0.42, 0.65), Level.HARD: (0.62, 0.85), Level.EXPERT: (1, 1)}
every_song = pytest.mark.parametrize("name", CAMPAIGN)
every_level = pytest.mark.parametrize("level", Level, ids=lambda level: level.id)
below_expert = pytest.mark.parametrize("level", list(Level)[:-1], ids=lambda level: level.id)


def seconds(chart, notes):
    """The times of some notes, each tick once."""
    return chart.tempo.seconds(sorted({note.tick for note in notes})).tolist()


def length(chart):
    """Seconds from the song's first note to its last."""
    times = seconds(chart, chart.levels[Level.EXPERT])
    return times[-1] - times[0]


def most(times, span):
    """The most that lie within any half-open span of seconds."""
    return max(sum(start <= time < start + span - ROUNDING for time in times[i:]) for i, start in enumerate(times))


def test_the_campaign_is_all_pieces():
    """What is measured here is every piece, in the order in which it is met."""
    assert [piece.id for piece in PIECES] == list(CAMPAIGN)


@every_level
def test_the_pieces_grow_harder(level):
    """At every level each piece of the campaign is rated higher than the one before it."""
    ratings = [rate(c.levels[level], c.tempo, c.levels[Level.EXPERT][0].tick) for c in map(CHARTS.get, CAMPAIGN)]
    assert ratings == sorted(ratings)
    assert len(set(ratings)) == len(ratings)


@every_song
def test_a_piece_grows_harder_from_level_to_level(name):
    """Each level is rated higher than the one below, and its notes are among those of the one above."""
    chart = CHARTS[name]
    first = chart.levels[Level.EXPERT][0].tick
    ratings = [rate(chart.levels[level], chart.tempo, first) for level in Level]
    assert ratings == sorted(ratings)
    for low, high in pairwise(Level):
        few, many = ({(n.tick, n.lane, n.pad) for n in chart.levels[level]} for level in (low, high))
        assert few < many


@every_song
@every_level
def test_no_leader_is_asked_too_much(name, level):
    """The ticks a second of each leader are within what the level allows; strokes too, as the mean of both."""
    chart = CHARTS[name]
    for lane in Lane:
        assert len(seconds(chart, chart.lane(level, lane))) / length(chart) <= TICKS_A_SECOND[level][1]
    if level in STROKES_A_SECOND:
        assert len(chart.levels[level]) / 2 / length(chart) <= STROKES_A_SECOND[level]


@pytest.mark.parametrize("name", CAMPAIGN[2:])
@every_level
def test_the_later_pieces_leave_no_leader_idle(name, level):
    """From the third one on each leader has enough to do, and of expert's moments a level keeps its share."""
    chart = CHARTS[name]
    for lane in Lane:
        assert len(seconds(chart, chart.lane(level, lane))) / length(chart) >= TICKS_A_SECOND[level][0]
    low, high = SHARES[level]
    kept = len(seconds(chart, chart.levels[level])) / len(seconds(chart, chart.levels[Level.EXPERT]))
    assert low <= kept <= high


@every_song
@below_expert
@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.id)
def test_a_leader_has_time_between_strokes(name, level, lane):
    """Gaps in the lane and on a pad, strokes of a pad in a second, ticks in four seconds: none passes its limit."""
    chart, limits = CHARTS[name], LIMITS[level]
    notes = chart.lane(level, lane)
    times = seconds(chart, notes)
    assert min(b - a for a, b in pairwise(times)) >= limits.lane_gap - ROUNDING
    assert most(times, 4.0) <= limits.four_seconds
    for pad in Pad:
        struck = seconds(chart, [note for note in notes if note.pad == pad])
        assert min((b - a for a, b in pairwise(struck)), default=9) >= limits.pad_gap - ROUNDING
        assert most(struck, 1.0) <= limits.pad_second if struck else True
