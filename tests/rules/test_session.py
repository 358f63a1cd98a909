"""Judging: by the strikes' own times alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from drumjam.rules.chart import Lane, Level, Note, Pad
from drumjam.rules.judgement import Fate, Grade, Strike
from drumjam.rules.session import Session
from tests.rules.plays import (
    BEAT,
    EXPERT,
    LEE,
    TAKAICHI,
    chart_of,
    drums,
    frames,
    level_pairs,
    mirrored,
    play,
    small_charts,
    strike,
    strikes,
    told,
)


@pytest.mark.parametrize(
    ("error_ms", "expected"),
    [(0, Grade.PERFECT), (24, Grade.PERFECT), (26, Grade.GREAT), (49, Grade.GREAT), (51, Grade.GOOD), (99, Grade.GOOD)],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_a_strike_is_graded_by_its_distance_early_or_late(error_ms: int, expected: Grade, side: int) -> None:
    """Windows are 25, 50 and 100 ms to either side, and the error keeps its sign."""
    answer = Session(drums([4, 8]), EXPERT).strike(strike(2 + side * error_ms / 1000))
    assert (answer.fate, answer.grade) == (Fate.HIT, expected)
    assert answer.error == pytest.approx(side * error_ms / 1000)


@pytest.mark.parametrize("side", [-1, 1])
def test_a_strike_beyond_the_good_window_is_a_stray(side: int) -> None:
    """101 ms off takes nothing."""
    assert Session(drums([4, 8, 12]), EXPERT).strike(strike(4 + side * 0.101)).fate is Fate.STRAY


def test_windows_never_overlap() -> None:
    """In a lane with notes every 60 ms each strike belongs to the nearest note, 30 ms to either side."""
    chart = drums([4 + n * 0.12 for n in range(10)])
    session = Session(chart, EXPERT)
    assert session.good[4] == pytest.approx(0.030, abs=0.001)
    for index, time in enumerate(session.times):
        assert Session(chart, EXPERT).strike(strike(time + 0.028)).note == index


def test_the_middle_of_two_touching_windows_belongs_to_the_earlier_note() -> None:
    """Notes 100 ms apart: 50 ms after the first is still the first's."""
    session = Session(drums([4, 4.2]), EXPERT)
    assert session.strike(strike(2.05)).note == 0


def test_the_other_leaders_notes_cut_no_window() -> None:
    """Only neighbours of the same lane narrow a window."""
    assert Session(drums([4], [4.1]), EXPERT).good.tolist() == [0.1, 0.1]


def test_one_strike_takes_one_note_and_the_next_is_a_stray() -> None:
    """A doubled strike costs half a note's worth and the combo."""
    session, _ = play(drums([4, 6]), [strike(2), strike(2.02), strike(3)])
    tally = session.tallies[LEE]
    assert (tally.grades[Grade.PERFECT], tally.strays, tally.max_combo) == (2, 1, 1)
    assert session.result().players[LEE].accuracy == 0.75


def test_the_wrong_pad_is_a_stray_where_pads_matter_and_takes_the_note_on_easy() -> None:
    """Easy takes either pad for either note; from medium on the other pad misses."""
    chart = drums([4, 8])
    fates = {}
    for level in Level:
        fates[level] = Session(chart, (level, level)).strike(strike(2, LEE, Pad.CYMBAL)).fate
    assert fates == {Level.EASY: Fate.HIT, Level.MEDIUM: Fate.STRAY, Level.HARD: Fate.STRAY, Level.EXPERT: Fate.STRAY}


def test_a_chord_takes_one_strike_a_pad() -> None:
    """Both hands at one time hit both notes; each narrows no window of the other."""
    chart = chart_of([Note(BEAT * 4, LEE, pad, 38) for pad in Pad])
    session, _ = play(chart, [strike(2, LEE, Pad.DRUM), strike(2.01, LEE, Pad.CYMBAL)])
    assert session.tallies[LEE].grades[Grade.PERFECT] == 2
    assert session.tallies[LEE].max_combo == 2


def test_strokes_of_a_roll_are_free_from_its_head_to_its_tail() -> None:
    """A roll is judged by its head; until 100 ms after its end its lane may strike on any pad."""
    chart = chart_of([Note(BEAT * 4, LEE, Pad.DRUM, 38, roll_until=BEAT * 6), Note(BEAT * 12, LEE, Pad.DRUM, 38)])
    session = Session(chart, EXPERT)
    times = (1.95, 1.99, 2.2, 3.09, 3.11)
    fates = [session.strike(strike(t, LEE, Pad.DRUM)).fate for t in times]
    assert fates == [Fate.HIT, Fate.STRAY, Fate.FREE, Fate.FREE, Fate.STRAY]
    assert session.strike(strike(2.5, LEE, Pad.CYMBAL)).fate is Fate.FREE
    assert session.strike(strike(2.5, TAKAICHI, Pad.DRUM)).fate is Fate.STRAY


def test_strikes_before_and_after_the_song_are_free() -> None:
    """Free until the first note's window opens, whoever's it is, and after the last one has closed."""
    session = Session(drums([4], [6]), EXPERT)
    assert session.strike(strike(1.89, TAKAICHI)).fate is Fate.FREE
    assert session.strike(strike(1.91, TAKAICHI)).fate is Fate.STRAY
    assert session.strike(strike(3.11, LEE)).fate is Fate.FREE


def test_what_is_not_played_is_missed_at_the_end_of_its_window() -> None:
    """A miss settles once the watermark has passed the window."""
    session = Session(drums([4]), EXPERT)
    assert session.advance(2.105) == []
    (missed,) = session.advance(2.111)
    assert (missed.fate, missed.time_us, session.finished) == (Fate.MISS, 2_100_000, True)


def test_a_late_input_offset_holds_the_settling_back() -> None:
    """With strikes up to 50 ms behind the clock a note stays open that much longer."""
    session = Session(drums([4]), EXPERT)
    session.advance(2.150, late=0.050)
    assert session.strike(strike(2.1)).fate is Fate.HIT


def test_a_strike_behind_the_watermark_counts_just_after_it() -> None:
    """It is recorded where it counted, so that a replay tells the same."""
    session = Session(drums([4, 6]), EXPERT)
    session.advance(2.06)
    answer = session.strike(strike(2.0))
    assert answer.strike.time_us == 2_050_001
    assert session.strikes == [answer.strike]


def test_a_strike_echoes_the_note_it_took_or_the_nearest_of_its_pad() -> None:
    """Every strike knows which drum it sounds, also a stray; a pad without notes has none."""
    chart = chart_of([Note(BEAT * 4, LEE, Pad.DRUM, 36), Note(BEAT * 8, LEE, Pad.DRUM, 41)])
    session = Session(chart, EXPERT)
    heard = [session.strike(strike(t)).echo for t in (2.0, 2.9, 3.1)]
    assert [note and note.key for note in heard] == [36, 36, 41]
    assert session.strike(strike(2.5, LEE, Pad.CYMBAL)).echo is None


def test_a_lane_without_notes_is_left_out_of_the_score() -> None:
    """One leader alone can still reach full accuracy."""
    session, _ = play(drums([4, 6]), [strike(2), strike(3)])
    assert session.result().accuracy == 1.0


def test_a_flawless_play_is_worth_a_million() -> None:
    """Accuracy and harmony at their best, whatever the chart."""
    chart = drums([4, 5, 6.5], [4, 5.5, 6])
    session, _ = play(chart, [strike(n.tick / BEAT / 2, n.lane) for n in chart.levels[Level.EXPERT]])
    assert session.score == 1_000_000


def test_mixed_levels_give_each_lane_its_own_notes_and_rules() -> None:
    """Lee on easy may strike either pad, Takaichi on hard may not."""
    session = Session(drums([4, 8], [4, 8]), (Level.EASY, Level.HARD))
    assert session.strike(strike(2, LEE, Pad.CYMBAL)).fate is Fate.HIT
    assert session.strike(strike(2, TAKAICHI, Pad.CYMBAL)).fate is Fate.STRAY


@given(small_charts(), strikes, frames, level_pairs)
def test_frame_rate_never_changes_a_judgement(chart, strikes, frames, levels) -> None:
    """Any frames, also none at all, give the same judgements in the same order."""
    coming = sorted(strikes)  # as a source delivers them; later than the frame before
    assert play(chart, coming, frames, levels)[1] == play(chart, coming, [], levels)[1]


@given(small_charts(), strikes, level_pairs)
@example(chart_of([Note(0, LEE, pad, 38) for pad in Pad]), [strike(0, LEE, Pad.DRUM)] * 3, (Level.EASY, Level.EASY))
def test_order_of_feeding_never_changes_a_judgement(chart, strikes, levels) -> None:
    """Strikes fed backwards settle as strikes fed in order, also those of one instant."""
    assert play(chart, strikes[::-1], [], levels)[1] == play(chart, strikes, [], levels)[1]


@given(small_charts(), strikes, level_pairs)
def test_exchanging_the_leaders_exchanges_their_results_and_nothing_else(chart, strikes, levels) -> None:
    """Neither side is favoured: same score, same harmony, tallies exchanged."""
    here = told(play(chart, strikes, [], levels)[0])
    there = told(play(mirrored(chart), [replace(s, lane=s.lane.other) for s in strikes], [], levels[::-1])[0])
    assert (here["players"]["lee"], here["players"]["takaichi"]) == (
        there["players"]["takaichi"],
        there["players"]["lee"],
    )
    assert here["score"] == there["score"]
    assert here["harmony"]["mean"] == pytest.approx(there["harmony"]["mean"], abs=1e-12)


@given(small_charts(), strikes)
def test_every_note_gets_exactly_one_judgement(chart, strikes) -> None:
    """Hits and misses together are the notes, and no strike counts twice."""
    session, judgements = play(chart, strikes)
    assert sorted(j.note for j in judgements if j.note is not None) == list(range(len(session.notes)))
    assert sum(j.fate in (Fate.HIT, Fate.STRAY) for j in judgements) <= len(strikes)


@given(small_charts(), strikes)
def test_the_answer_at_once_is_the_judgement_that_settles(chart, strikes) -> None:
    """Fed in order of time, what a strike was told is what it settles to."""
    session = Session(chart, EXPERT)
    answers = [session.strike(s) for s in sorted(strikes)]
    settled = sorted((j.time_us, j.lane, j.note, j.grade) for j in session.finish() if j.fate is Fate.HIT)
    assert settled == sorted((a.strike.time_us, a.strike.lane, a.note, a.grade) for a in answers if a.fate is Fate.HIT)


@given(small_charts(), strikes)
@settings(max_examples=50)
def test_the_score_so_far_ends_as_the_score(chart, strikes) -> None:
    """It stays within 0 and a million on the way."""
    session = Session(chart, EXPERT)
    for one in sorted(strikes):
        session.settle(one.time_us)
        session.strike(one)
        assert 0 <= session.score <= 1_000_000
    session.finish()
    assert session.score == session.result().score


def test_a_strike_costs_no_more_in_a_long_chart() -> None:
    """Work a strike is counted, not timed: a chart of 100,000 notes looks at no more targets than one of 1,000."""
    looks = []
    for count in (1_000, 100_000):
        session = Session(drums([n / 4 for n in range(count)]), EXPERT)
        times = _Counting(session.lanes[Lane.LEE]._times)
        session.lanes[Lane.LEE]._times = times
        middle = float(session.times[count // 2])
        session.settle(middle * 1e6 - 1e6)
        times.looks = 0
        session.strike(Strike(round(middle * 1e6), LEE, Pad.DRUM))
        session.advance(middle)
        looks.append(times.looks)
    assert looks[1] <= looks[0] + 20


class _Counting(list):
    """A list that counts how often one of its items is looked at."""

    looks = 0

    def __getitem__(self, index):
        self.looks += 1
        return super().__getitem__(index)
