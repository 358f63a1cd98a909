"""Replays: strikes in, the same result out, on any machine."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drumjam.rules.replay import Replay, ReplayError
from drumjam.rules.simulate import simulate
from tests.rules.plays import EXPERT, drums, frames, level_pairs, play, small_charts, strikes


def replay_of(session, result) -> Replay:
    """A replay as a play writes it."""
    return Replay("0" * 64, session.levels, "solo", tuple(session.strikes), ("human", "partner"), 7, result=result)


DOCUMENT = replay_of(simulate(drums([4]), EXPERT, ("perfect", "silent")), {}).to_json()


@given(small_charts(), strikes, frames, level_pairs)
def test_a_replay_gives_the_same_result_again(chart, strikes, frames, levels) -> None:
    """Through JSON and back, whatever the frames were and however late a strike came."""
    session, _ = play(chart, strikes, frames, levels)
    result = session.result(song="x", seed=7, kinds=("human", "partner")).to_json()
    document = json.loads(json.dumps(replay_of(session, result).to_json()))
    assert Replay.from_json(document).score(chart).to_json() == result == document["result"]


def test_a_lane_that_changed_hands_tells_when() -> None:
    """A list of (from microsecond, who) survives, and who finished is named."""
    session = simulate(drums([4, 5]), EXPERT, ("perfect", "silent"))
    document = replay_of(session, {}).to_json()
    document["players"]["lee"] = [[0, "human"], [3_000_000, "partner"]]
    replay = Replay.from_json(json.loads(json.dumps(document)))
    assert replay.kinds == ("partner", "partner")
    assert replay.to_json()["players"] == document["players"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "osu"}, "no drumjam replay"),
        ({"version": 99}, "update drumjam"),
        ({"level": "insane"}, "unknown level"),
        ({"mode": "duel"}, "mode 'duel'"),
        ({"strikes": [[1.5, "lee", "drum", 96]]}, "strike 1"),
        ({"strikes": [[1, "lee", "gong", 96]]}, "no pad 'gong'"),
        ({"strikes": [[1, "lee", "drum", 0]]}, "velocity 0"),
        ({"players": {"lee": "human"}}, "who played takaichi"),
        ({"speed": 0}, "'speed' must be"),
        ({"seed": None}, "'seed' is missing"),
    ],
)
def test_a_broken_replay_is_refused_with_what_is_wrong(change: dict, says: str) -> None:
    """One sentence that names the file and the fault."""
    with pytest.raises(ReplayError, match=says) as error:
        Replay.from_json(DOCUMENT | change, "evening.json")
    assert "evening.json" in str(error.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(DOCUMENT)), json_values))
@settings(max_examples=200)
@example({"assist": True})
def test_no_document_breaks_the_reader(change: dict) -> None:
    """Any values in any place: a replay or a ReplayError."""
    with contextlib.suppress(ReplayError):
        Replay.from_json(DOCUMENT | change)
