"""Watching: a recorded play is seen and heard again, stroke by stroke, and leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.plan import watched
from drumjam.game.preparing import prepare
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.library.replays import keep_chart, replays_dir, song_of
from drumjam.library.scores import Scores
from drumjam.library.songs import Song, add, resolve
from drumjam.rules.chart import Lane, Level
from drumjam.rules.clock import ManualClock
from drumjam.rules.replay import Replay
from drumjam.rules.simulate import simulate
from drumjam.sound.clicks import Click
from tests.game.fingers import song, world

DATA = Path(__file__).parents[1] / "data"
LEVELS = (Level.EXPERT, Level.EASY)


@pytest.fixture
def tune(tmp_path: Path) -> Song:
    """A small song."""
    return song(tmp_path / "tune")


def recorded(tune: Song, speed: float = 1.0, windows: tuple[float, float] = (1.0, 1.0)) -> Replay:
    """A play of somebody who errs, misses and strays, beside the partner."""
    session = simulate(tune.chart, LEVELS, ("human:sd=30,miss=0.2,extra=1", "partner"), 3)
    kinds = ("human", "partner")
    made = Replay(tune.chart_sha256, LEVELS, "solo", tuple(sorted(session.strikes)), kinds, 3, speed, windows)
    named = replace(made, result={"song": tune.id})
    return replace(made, result=named.score(tune.chart).to_json())


@pytest.mark.parametrize("frame", [1 / 60, 1 / 13])
@pytest.mark.parametrize(("speed", "windows"), [(1.0, (1.0, 1.0)), (0.75, (1.5, 1.0))])
def test_a_recorded_play_comes_out_as_it_was_and_is_not_kept_again(
    tune: Song, frame: float, speed: float, windows: tuple[float, float]
) -> None:
    """The same result to the last digit at any frame rate, each stroke heard once; no replay, no place on the board."""
    replay, made, clock = recorded(tune, speed, windows), world(), ManualClock(5.0)
    plan = watched(replay, tune)
    ready = prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
    made.audio = audio = RecordingAudio(clock)
    scene = PlayScene(made, ready, clock=clock)
    while (after := scene.update(clock.now)) is scene:
        clock.move(frame)
    assert isinstance(after, ResultsScene)
    scene.leave()
    assert scene.kept is not None
    assert scene.kept.result.to_json() == replay.result
    assert ready.session.strikes == list(replay.strikes)
    assert len([heard for heard in audio.heard if not isinstance(heard.what, Click)]) == len(replay.strikes)
    assert {strike.lane for strike in replay.strikes} == set(Lane)
    assert plan.assisted(made.settings.play, made.settings.assists) == plan  # again, it is the same
    assert not replays_dir().exists()
    assert Scores().plays() == []


def test_a_recorded_play_is_heard_with_its_song_where_that_is_known(tmp_path: Path) -> None:
    """One of the library brings its MIDI file; a chart that was kept alone is played all the same."""
    added = add(DATA / "groove_samba_2-4.mid")
    here = Replay(added.chart_sha256, LEVELS, "solo", (), ("human", "partner"))
    assert song_of(here).midi == added.midi is not None
    alone = song(tmp_path / "alone")
    keep_chart(alone.kept.data)
    there = replace(here, chart_sha256=alone.chart_sha256)
    assert song_of(there).chart == alone.chart
    assert song_of(there, tmp_path / "alone").folder == resolve(str(tmp_path / "alone")).folder
