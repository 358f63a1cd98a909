"""Levels: each a playable part of the next, for every song."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.midi.bars import find_bars, strengths
from drumjam.midi.build import build_chart
from drumjam.midi.hands import LIMITS, ROUNDING, LaneHands, allowed_gap, crowded
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Lane, Level, Pad, Source, chords, unison_ticks
from tests.midi.writing import SONGS, chart, groove, meta, midi, strokes, track

STEPS = st.tuples(st.integers(0, 260), st.sampled_from((36, 38, 42, 46, 49, 45, 76, 70)))
ARRANGED = [name for name in SONGS if not name.startswith("harmony_")]


def cells(song, level):
    """(tick, lane, pad) of a level's notes."""
    return {(note.tick, note.lane, note.pad) for note in song.levels[level]}


def seconds(song, notes):
    """Times of some notes, each tick once."""
    return song.tempo.seconds(np.unique([note.tick for note in notes]))


@pytest.mark.parametrize("name", SONGS)
def test_each_level_is_a_strict_part_of_the_next(name):
    """Easy inside medium inside hard inside expert, never the same, never empty."""
    found = [cells(chart(name), level) for level in Level]
    assert found[0]
    assert found[0] < found[1] < found[2] < found[3]


@pytest.mark.parametrize("level", Level, ids=lambda level: level.id)
@pytest.mark.parametrize("name", ARRANGED)
def test_every_level_can_be_played(name, level):
    """Gaps of a lane and of a pad, strokes in a second and ticks in four keep the level's limits."""
    song, limits = chart(name), LIMITS[level]
    for lane in Lane:
        notes = song.lane(level, lane)
        rules = [(notes, limits.lane_gap, limits.four_seconds, 4.0)]
        rules += [([n for n in notes if n.pad == pad], limits.pad_gap, limits.pad_second, 1.0) for pad in Pad]
        for own, gap, most, span in rules:
            times = seconds(song, own) if own else np.zeros(0)
            assert np.all(np.diff(times) > gap - 2e-6)
            assert np.all(times[most:] - times[:-most] > span - 2e-6)


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=150), st.sampled_from((30, 60, 80, 240)))
def test_any_drum_part_gives_two_that_can_be_played(steps, grid):
    """Whatever the drums are, levels are parts of each other, keep their limits, and expert is shared fairly."""
    song = build_chart(read_midi(midi(track(strokes([(step * grid, key) for step, key in steps])))))
    assert cells(song, 0) <= cells(song, 1) <= cells(song, 2) <= cells(song, 3)
    assert all(song.levels[level] for level in Level)
    for level in Level:
        for lane in Lane:
            times = seconds(song, song.lane(level, lane))
            assert np.all(np.diff(times) > LIMITS[level].lane_gap - 2e-6)
    lee, takaichi = (len(song.lane(Level.EXPERT, lane)) for lane in Lane)
    assert abs(lee - takaichi) <= allowed_gap(lee + takaichi)


@pytest.mark.parametrize("name", ARRANGED)
def test_both_leaders_have_as_much_to_do(name):
    """On every level the lanes differ by a fifth of the notes at most, or by four."""
    for level in Level:
        lee, takaichi = (len(chart(name).lane(level, lane)) for lane in Lane)
        assert abs(lee - takaichi) <= allowed_gap(lee + takaichi)


@pytest.mark.parametrize("name", SONGS)
def test_each_leader_begins_and_ends_where_expert_does(name):
    """A lane's first and last tick are on every level."""
    song = chart(name)
    for lane in Lane:
        ends = {(notes[0].tick, notes[-1].tick) for level in Level if (notes := song.lane(level, lane))}
        assert len(ends) == 1


@pytest.mark.parametrize("name", SONGS)
def test_a_shared_stroke_is_kept_or_left_by_both(name):
    """A unison of expert is a unison on every level, or not there at all."""
    song = chart(name)
    shared = unison_ticks(song.levels[Level.EXPERT])
    for level in Level:
        own = {note.tick for note in song.levels[level]}
        assert unison_ticks(song.levels[level]) == own & shared


@pytest.mark.parametrize("name", SONGS)
def test_easy_asks_for_one_hand_and_medium_for_two_only_on_pulses(name):
    """No chord in a lane on easy; on medium only where people count."""
    song = chart(name)
    for lane in Lane:
        assert all(len(chord) == 1 for chord in chords(song.lane(Level.EASY, lane)))
        doubled = [chord[0].tick for chord in chords(song.lane(Level.MEDIUM, lane)) if len(chord) > 1]
        if doubled:
            bars = find_bars(song.meters, song.tempo.ticks_per_beat, doubled[-1])
            assert strengths(bars, np.array(doubled), [m.denominator for m in song.meters]).max() <= 2


@pytest.mark.parametrize("name", ["groove_12-8_shuffle.mid", "groove_jajinmori_12-8.mid"])
@pytest.mark.parametrize("level", [Level.EASY, Level.MEDIUM], ids=lambda level: level.id)
def test_triplet_grooves_stay_in_thirds(name, level):
    """No note stands between the thirds of a pulse."""
    song = chart(name)
    third = song.tempo.ticks_per_beat // 2
    assert all(note.tick % third == 0 for note in song.levels[level])


@pytest.mark.parametrize("level", Level, ids=lambda level: level.id)
def test_an_answer_is_cut_as_its_call_is(level):
    """Where Takaichi gives back what Lee has played in the bar before, it is the same figure on every level."""
    song = chart("harmony_call.mid")
    bar = 4 * song.tempo.ticks_per_beat
    lee, takaichi = ({note.tick for note in song.lane(level, lane)} for lane in Lane)
    assert {tick + bar for tick in lee} == takaichi


def test_rolls_are_single_strokes_on_the_lower_levels():
    """A drum roll is held on hard and expert, struck once on easy and medium."""
    roll = [(7680 + 40 * i, 38) for i in range(24)]
    body = meta(0x51, b"\x07\xa1\x20") + strokes(groove(4) + roll + [(9600, 49)])
    song = build_chart(read_midi(midi(track(body))))
    rolled = {level: [n.roll_until for n in song.levels[level] if n.tick == 7680 and n.key == 38] for level in Level}
    assert rolled[Level.EXPERT][0] == 8600
    assert rolled[Level.HARD][0] == 8600
    assert set(rolled[Level.MEDIUM] + rolled[Level.EASY]) == {None}


def test_crowded_strokes_are_those_that_another_makes_unplayable():
    """Both of two close strokes are crowded, and all of nine on one pad in a second; others are free."""
    times = np.array([0.0, 1.0, 1.05, 3.0, *(5 + np.arange(9) * 0.12)])
    struck = np.stack((np.ones(13, bool), np.zeros(13, bool)), axis=1)
    found = crowded(times, struck, LIMITS[Level.EXPERT])[:, 0]
    assert found.tolist() == [False, True, True, False] + [True] * 9


def test_hands_refuse_what_they_cannot_play():
    """A stroke too close to either neighbour does not fit; the other pad has its own limit."""
    hands = LaneHands(LIMITS[Level.EXPERT])
    for time in (1.0, 2.0):
        hands.add(time, (0,))
    assert not hands.fits(1.05, (1,))
    assert not hands.fits(1.95, (1,))
    assert not hands.fits(1.08, (0,))
    assert hands.fits(1.08, (1,))


@given(st.lists(st.tuples(st.integers(0, 800), st.sampled_from([(0,), (1,), (0, 1)])), max_size=60))
def test_hands_take_what_keeps_the_limits_and_nothing_else(asked):
    """In any order of asking: a stroke is refused exactly where taking it would break a limit."""
    limits = LIMITS[Level.EASY]
    hands, taken = LaneHands(limits), []
    for place, pads in asked:
        wished = sorted([*taken, (place / 50, pads)])
        fits = keeps([time for time, _ in wished], limits.lane_gap, limits.four_seconds, 4.0)
        for pad in (0, 1):
            fits &= keeps([time for time, own in wished if pad in own], limits.pad_gap, limits.pad_second, 1.0)
        assert hands.fits(place / 50, pads) == fits
        if fits:
            hands.add(place / 50, pads)
            taken = wished


def keeps(times, gap, most, span):
    """Whether rising times keep a gap, and are at most so many in any span."""
    near = all(after - time >= gap - ROUNDING for time, after in pairwise(times))
    return near and all(after - time >= span - ROUNDING for time, after in zip(times, times[most:], strict=False))


@pytest.mark.parametrize("name", ["ode_to_joy_rock_fmt0.mid", "groove_samba_2-4.mid", "tempo_ramp_metre_change.mid"])
def test_levels_keep_their_share_of_the_song(name):
    """Of songs of 3 to 8 ticks a second easy keeps 30-55 %, medium 42-65 %, hard 62-85 % of the ticks."""
    song = chart(name)
    assert song.source is Source.DRUMS
    ticks = [len({note.tick for note in song.levels[level]}) for level in Level]
    for kept, (low, high) in zip(ticks, ((0.30, 0.55), (0.42, 0.65), (0.62, 0.85)), strict=False):
        assert low <= kept / ticks[3] <= high
