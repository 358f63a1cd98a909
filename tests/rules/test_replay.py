"""Replays: strikes in, the same result out, whatever the frames were."""

from __future__ import annotations

from hypothesis import given

from drumjam.rules.replay import Replay
from tests.rules.plays import frames, level_pairs, play, small_charts, strikes

LEE_CHANGES = ((0, "human"), (3_000_000, "partner"))


@given(small_charts(), strikes, frames, level_pairs)
def test_a_replay_gives_the_same_result_again(chart, strikes, frames, levels) -> None:
    """From the strikes alone, however late they came; where a lane changed hands, who finished is named."""
    session, _ = play(chart, strikes, frames, levels)
    kinds = ("partner", "human")
    result = session.result(song="x", seed=7, kinds=kinds).to_json()
    replay = Replay("0" * 64, levels, "solo", tuple(session.strikes), (LEE_CHANGES, "human"), 7, result=result)
    assert replay.kinds == kinds
    assert replay.score(chart).to_json() == result
