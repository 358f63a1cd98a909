"""What the newest plays tell of a device: found by reading few files, whatever else is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from drumjam.formats.songfolder import chart_bytes
from drumjam.library import lateness
from drumjam.library.lateness import LOOKED_AT, recent_plays
from drumjam.library.replays import keep_replay, load_replay, replays_dir, stamp
from drumjam.rules.calibration import Played
from drumjam.rules.chart import Lane, Level
from drumjam.rules.judgement import Strike
from drumjam.rules.replay import Inputs, Kind, Replay
from drumjam.rules.session import Session
from tests.charts import small_chart

NOON = datetime(2026, 1, 13, 12)
LEVELS = (Level.EXPERT, Level.EXPERT)
DATA = chart_bytes(small_chart())
KEYS = {"keyboard": 5.0}


def keep(
    minute: int, error: float, inputs: tuple[Inputs, Inputs] = (KEYS, {}), players: tuple[Kind, Kind] = ("human",) * 2
) -> None:
    """Keep a play of Lee's lane in which every strike came so late, in seconds."""
    session = Session(small_chart(), LEVELS)
    for note, time in zip(session.notes, session.times.tolist(), strict=True):
        if note.lane is Lane.LEE:
            session.strike(Strike(round((time + error) * 1e6), note.lane, note.pad))
    strikes = tuple(session.strikes)
    replay = Replay(sha256(DATA).hexdigest(), LEVELS, "solo", strikes, players, speed=0.5, inputs=inputs)
    keep_replay(replay, "small", DATA, NOON + timedelta(minutes=minute))


def errors(plays: list[Played]) -> list[float]:
    """The mean error of each play, in ms."""
    return [pytest.approx(sum(play.errors) / len(play.errors) * 1e3, abs=1e-6) for play in plays]


def test_the_last_three_plays_with_a_device_are_found() -> None:
    """The newest first, with their speed and the offset that was taken off."""
    for minute in range(5):
        keep(minute, minute / 1000)
    found = recent_plays([Lane.LEE], "keyboard")
    assert errors(found) == [4, 3, 2]
    assert {(play.speed, play.offset) for play in found} == {(0.5, 0.005)}


def test_plays_that_began_before_a_time_do_not_count() -> None:
    """One that began in that very second does."""
    for minute in range(3):
        keep(minute, minute / 1000)
    since = stamp(NOON + timedelta(minutes=1))
    assert errors(recent_plays([Lane.LEE], "keyboard", since=since)) == [2, 1]


def test_plays_with_other_devices_or_other_hands_are_passed_over() -> None:
    """Another device, two in one play, a lane that the partner took over, the other lane: none of them tells."""
    keep(0, 0.001)
    keep(1, 0.002, ({"TD-07": 0.0}, {}))
    keep(2, 0.003, ({"TD-07": 0.0, "keyboard": 0.0}, {}))
    keep(3, 0.004, players=(((0, "human"), (1, "partner")), "human"))
    keep(4, 0.005, ({}, KEYS))
    assert errors(recent_plays([Lane.LEE], "keyboard")) == [1]
    assert errors(recent_plays([Lane.LEE], "TD-07")) == [2]


def test_a_device_that_plays_both_lanes_tells_by_the_strikes_of_both() -> None:
    """By those of the lanes asked for that it played alone; a replay that took two offsets off it does not tell."""
    kit = {"TD-07": 5.0}
    keep(0, 0.001, (kit, kit))
    keep(1, 0.002, (kit, KEYS))
    keep(2, 0.003, (kit, {"TD-07": 9.0}))
    assert errors(recent_plays(Lane, "TD-07")) == [2, 1]
    assert errors(recent_plays([Lane.LEE], "TD-07")) == [3, 2, 1]
    assert {play.offset for play in recent_plays(Lane, "TD-07")} == {0.005}


def test_broken_replays_and_lost_charts_are_passed_over() -> None:
    """What cannot be read says nothing, and stops nobody."""
    assert recent_plays([Lane.LEE], "keyboard") == []
    keep(0, 0.001)
    (replays_dir() / "2026-12-31_broken.json").write_bytes(b"{}")
    assert errors(recent_plays([Lane.LEE], "keyboard")) == [1]
    for chart in (replays_dir().parent / "charts").iterdir():
        chart.unlink()
    assert recent_plays([Lane.LEE], "keyboard") == []


def test_few_files_are_opened_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three where the newest are right, and never more than a few dozen."""
    for minute in range(LOOKED_AT + 10):
        keep(minute, 0.001)
    opened = []
    monkeypatch.setattr(lateness, "load_replay", lambda path: opened.append(path) or load_replay(path))
    assert len(recent_plays([Lane.LEE], "keyboard")) == len(opened) == 3
    opened.clear()
    assert recent_plays([Lane.LEE], "TD-07") == []
    assert len(opened) == LOOKED_AT


@pytest.mark.usefixtures("homeless")
def test_without_a_home_there_are_no_plays() -> None:
    """Nothing is offered, and nothing fails."""
    assert recent_plays([Lane.LEE], "keyboard") == []
