"""Recorded plays: kept with their charts, listed, and scored again to the last digit."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from drumjam.formats.songfolder import chart_bytes, save_song
from drumjam.library import replays
from drumjam.library.replays import (
    chart_of,
    keep_chart,
    keep_replay,
    list_replays,
    load_replay,
)
from drumjam.rules.chart import Level
from drumjam.rules.replay import Replay, ReplayError
from drumjam.rules.simulate import simulate
from tests.charts import small_chart

NOON = datetime(2026, 1, 13, 12)
LEVELS = (Level.EXPERT, Level.EXPERT)
DATA = chart_bytes(small_chart())


def played(seed: int = 1) -> Replay:
    """A play of the small chart by two model drummers."""
    who = ("human:sd=20,extra=1", "partner")
    session = simulate(small_chart(), LEVELS, who, seed)
    result = session.result(song="small", seed=seed, kinds=who).to_json()
    digest = sha256(DATA).hexdigest()
    return Replay(
        digest, LEVELS, "watch", tuple(sorted(session.strikes)), who, seed, result=json.loads(json.dumps(result))
    )


def test_a_kept_replay_gives_its_result_again() -> None:
    """Strikes and chart from the library reproduce the result exactly."""
    replay = load_replay(keep_replay(played(), "small", DATA, NOON))
    assert replay.score(chart_of(replay)).to_json() == replay.result


def test_two_plays_of_one_second_are_two_files() -> None:
    """No replay replaces another."""
    paths = [keep_replay(played(seed), "small", DATA, NOON) for seed in (1, 2)]
    assert len({path.name for path in paths}) == 2
    assert [kept.replay.seed for kept in list_replays() if kept.replay] in ([1, 2], [2, 1])


def test_a_damaged_replay_does_not_spoil_the_list() -> None:
    """It is listed with its reason beside the others."""
    path = keep_replay(played(), "small", DATA, NOON)
    path.with_name("broken.json").write_bytes(b"{}")
    assert sorted(kept.replay is None for kept in list_replays()) == [False, True]


def test_a_replay_finds_its_chart_among_the_songs(tmp_path: Path) -> None:
    """Without a kept copy the song of that hash serves; a chart that is named must be the same."""
    replay = played()
    with pytest.raises(ReplayError, match="not in the library"):
        chart_of(replay)
    save_song(tmp_path / "same", small_chart(), b"MThd")
    save_song(tmp_path / "other", small_chart("Other"), b"MThd")
    assert chart_of(replay, tmp_path / "same") == small_chart()
    with pytest.raises(ReplayError, match="another chart"):
        chart_of(replay, tmp_path / "other")


def test_a_kept_chart_that_was_changed_is_not_used(home: Path) -> None:
    """The hash is checked, not the file's name."""
    digest = keep_chart(DATA)
    (home / "data" / "charts" / f"{digest}.json").write_bytes(DATA + b" ")
    with pytest.raises(ReplayError, match="not in the library"):
        chart_of(played())


def test_a_missing_replay_is_one_sentence(tmp_path: Path) -> None:
    """A path that is wrong, and one that is a folder."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ReplayError, match="there is no such replay file"):
            load_replay(path)


def test_a_file_too_large_to_be_a_replay_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is read."""
    monkeypatch.setattr(replays, "LARGEST_FILE", 9)
    (tmp_path / "play.json").write_bytes(b"1234567890")
    with pytest.raises(ReplayError, match=r"so no replay \(.*play\.json"):
        load_replay(tmp_path / "play.json")
