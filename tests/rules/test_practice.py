"""Practice: passes, their speeds, and the replay of them all."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.chart import Chart, Lane
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.practice import CLEAN, Pass, Practice, goal_of, next_speed
from drumjam.rules.replay import Replay
from tests.rules.plays import BEAT, EXPERT, frames, play, small_charts, strikes

PARTS = st.sampled_from([Excerpt(0, 4 * BEAT), Excerpt(3 * BEAT, 9 * BEAT, frozenset({Lane.LEE}))])


@given(small_charts(), PARTS, st.lists(st.tuples(strikes, st.booleans()), min_size=1, max_size=4), frames)
def test_the_replay_of_a_practice_gives_its_result_again(
    chart: Chart, excerpt: Excerpt, played: list, frames: list[float]
) -> None:
    """Any number of passes, whole or left, at any frame rate: the result is of the last whole one, and comes again."""
    sessions = [play(excerpt.of(chart), strikes, frames)[0] for strikes, _ in played]
    passes = tuple(Pass(len(one.strikes), 0.75, whole) for one, (_, whole) in zip(sessions, played, strict=True))
    practice = Practice(excerpt, passes)
    every = tuple(strike for one in sessions for strike in sorted(one.strikes))
    result = sessions[practice.told].result(song="x").to_json()
    replay = Replay("0" * 64, EXPERT, "practice", every, ("human", "human"), 0, 0.75, result=result, practice=practice)
    assert replay.score(chart).to_json() == result


@pytest.mark.parametrize(
    ("whole", "told"),
    [([True], 0), ([False], 0), ([True, True, False], 1), ([True, False, False], 0), ([False] * 3, 2)],
)
def test_a_practice_is_told_by_its_last_whole_pass(whole: list[bool], told: int) -> None:
    """One that was left in the middle stands for it only where no pass was played to its end."""
    assert Practice(Excerpt(0, 1), tuple(Pass(3, 1.0, one) for one in whole)).told == told


def test_a_clean_pass_is_followed_by_a_faster_one_up_to_the_goal() -> None:
    """Five hundredths of the song's own speed each time; never past the song's own speed for who began below it."""
    goal = goal_of(0.85)
    assert list(accumulate([1.0] * 5, lambda speed, accuracy: next_speed(speed, accuracy, goal), initial=0.85)) == [
        0.85,
        0.9,
        0.95,
        1.0,
        1.0,
        1.0,
    ]
    assert next_speed(1.0, 1.0, goal_of(1.0)) == 1.05
    assert next_speed(1.5, 1.0, goal_of(1.5)) == 1.5


def test_a_pass_that_is_not_clean_is_played_again_as_it_was() -> None:
    """Below the accuracy that counts as clean nothing gets faster, and nothing slower."""
    assert next_speed(0.7, CLEAN - 0.001, 1.0) == 0.7
    assert next_speed(0.7, CLEAN, 1.0) == 0.75
