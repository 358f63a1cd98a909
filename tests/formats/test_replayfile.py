"""Replay files: round trips, lines for a diff, and one clear sentence for everything that is no replay."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drumjam.formats.replayfile import parse_replay, replay_bytes
from drumjam.rules.chart import Lane, Level
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.practice import Pass, Practice
from drumjam.rules.replay import Replay, ReplayError
from drumjam.rules.simulate import simulate
from tests.charts import ANYTHING, small_chart

LEVELS = (Level.EXPERT, Level.HARD)


def played() -> Replay:
    """A play of the small chart by two model drummers."""
    session = simulate(small_chart(), LEVELS, ("human:sd=20,extra=1", "partner"))
    result = json.loads(json.dumps(session.result().to_json()))
    strikes = tuple(sorted(session.strikes))
    return Replay("0" * 64, LEVELS, "watch", strikes, ("human", "partner"), 7, 0.5, (2.0, 2.0), ("wide",), result)


REPLAY = played()
DOCUMENT = json.loads(replay_bytes(REPLAY))
COUNT = len(REPLAY.strikes)
PRACTICE = Practice(Excerpt(480, 3840, frozenset({Lane.LEE})), (Pass(3, 0.75), Pass(COUNT - 3, 0.8, False)))
TWICE = (Pass(COUNT), Pass(COUNT))
PRACTISED = json.loads(replay_bytes(replace(REPLAY, practice=PRACTICE)))["practice"]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"levels": (Level.EASY, Level.EASY)},
        {"players": (((0, "human"), (3_000_000, "partner")), "human")},
        {"practice": PRACTICE},
        {"windows": (1.0, 1.5)},
        {"strikes": REPLAY.strikes * 2, "practice": Practice(Excerpt(0, 9), TWICE)},
        {"inputs": ({"keyboard": 12.0, "TD-07 드럼": -3.5}, {})},
    ],
    ids=[
        "two levels",
        "one level",
        "a lane that changed hands",
        "practice",
        "wide windows",
        "the same pass twice",
        "offsets",
    ],
)
def test_a_replay_comes_back_as_it_was(change: dict[str, Any]) -> None:
    """What is written is read back equal."""
    replay = replace(REPLAY, **change)
    assert parse_replay(replay_bytes(replay), "play.json") == replay


def test_what_may_be_missing_is_by_the_rules() -> None:
    """Without them windows and speed are 1, and no assist was on."""
    document = {key: value for key, value in DOCUMENT.items() if key not in ("windows", "speed", "assist")}
    replay = parse_replay(json.dumps(document).encode(), "play.json")
    assert (replay.windows, replay.speed, replay.assist) == ((1.0, 1.0), 1.0, ())


def test_one_strike_stands_on_each_line() -> None:
    """A replay is readable in a diff."""
    lines = [line for line in replay_bytes(REPLAY).decode().splitlines() if line.startswith("  [")]
    assert len(lines) == len(REPLAY.strikes)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "osu"}, "not a drumjam replay"),
        ({"version": 99}, "update drumjam"),
        ({"level": "insane"}, '"insane" where easy or medium'),
        ({"level": {"lee": "easy"}}, "takaichi is missing"),
        ({"mode": "duel"}, '"duel" where solo or'),
        ({"inputs": {"lee": {"keyboard": 5000}}}, "5000 where a number from -1000 to 1000"),
        ({"inputs": {"lee": ["keyboard"]}}, "a list where an object belongs"),
        ({"strikes": [[1.5, "lee", "drum", 96]]}, "1.5 where a whole number"),
        ({"strikes": [[1, "lee", "gong", 96]]}, '"gong" where drum or cymbal'),
        ({"strikes": [[1, "lee", "drum", 0]]}, "0 where a whole number from 1 to 127"),
        ({"strikes": [[1, "lee", "drum"]]}, "3 values where 4 belong"),
        ({"players": {"lee": "human"}}, "takaichi is missing"),
        ({"players": {"lee": [], "takaichi": "human"}}, "who played lee"),
        ({"speed": 0}, "0 where a number from 0.5 to 1.5"),
        ({"seed": None}, "null where a whole number"),
        ({"practice": {**PRACTISED, "stop": 480}}, "480 where a whole number from 481"),
        ({"practice": {**PRACTISED, "lanes": ["tanaka"]}}, '"tanaka" where lee or takaichi'),
        ({"practice": {**PRACTISED, "lanes": []}}, "nothing was practised"),
        ({"practice": {**PRACTISED, "passes": [[1, 1.0, 1]]}}, "1 where true or false"),
        ({"practice": {**PRACTISED, "passes": [[1, 1.0, True]]}}, "the passes have 1 strikes, the replay holds"),
    ],
)
def test_a_broken_replay_is_refused_with_what_is_wrong(change: dict[str, Any], says: str) -> None:
    """One sentence that names the file and the fault."""
    with pytest.raises(ReplayError, match=says) as error:
        parse_replay(json.dumps(DOCUMENT | change).encode(), "evening.json")
    assert "(evening.json" in str(error.value)


@given(st.dictionaries(st.sampled_from(sorted({*DOCUMENT, "practice"})), ANYTHING, min_size=1))
@settings(max_examples=100)
@example({"assist": True})
@example({"practice": PRACTISED})
def test_any_value_gives_a_replay_or_a_replay_error(change: dict[str, Any]) -> None:
    """No JSON, however wrong, raises anything but ReplayError; a replay can be scored and written again."""
    with contextlib.suppress(ReplayError):
        replay = parse_replay(json.dumps(DOCUMENT | change).encode(), "play.json")
        assert replay.score(small_chart())
        assert replay_bytes(replay)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", b"[" * 99999])
def test_other_files_are_no_replays(data: bytes) -> None:
    """Each is one sentence that names the file."""
    with pytest.raises(ReplayError, match=r"play\.json"):
        parse_replay(data, "play.json")


def test_a_number_without_end_is_refused() -> None:
    """1e999 could be read but never written again."""
    data = replay_bytes(REPLAY).replace(b'"windows": 2.0', b'"windows": 2.0, "more": 1e999')
    with pytest.raises(ReplayError, match="not JSON that can be read: a number too long"):
        parse_replay(data, "FILE")
