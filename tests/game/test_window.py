"""The game in a real window, played by real keys on an X server of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from drumjam.formats.songfolder import chart_bytes, parse_chart
from drumjam.game.road import read_road
from drumjam.library.replays import list_replays, load_replay
from drumjam.library.songs import BUILT_IN
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section, Source
from drumjam.rules.tempo import TempoMap
from tests.game.typist import type_into
from tests.game.xserver import XVFB, x_server

pytestmark = pytest.mark.skipif(
    XVFB is None and "DRUMJAM_REQUIRE_DISPLAY" not in os.environ,
    reason="Xvfb is not installed: no window can be opened without a display",
)

DATA = Path(__file__).parents[1] / "data"
USUALLY_MS, AT_WORST_MS = 1.5, 6.0
"""How far a judged error may lie outside of the moment in which its key was sent: half of them, and all."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server for this module alone."""
    with x_server() as number:
        yield number


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """A song of three seconds: a stroke every 0.3 s in turn, every fourth one of both leaders."""
    notes = []
    for i in range(10):
        for lane in Lane:
            if i % 4 == 0 or i % 2 == lane:
                notes.append(
                    Note(480 + i * 288, lane, Pad.CYMBAL if i % 4 == 3 else Pad.DRUM, 42 if i % 4 == 3 else 38)
                )
    chart = Chart(
        title="Short",
        source=Source.DRUMS,
        tempo=TempoMap(480),
        levels=dict.fromkeys(Level, tuple(sorted(notes))),
        sections=(Section(0, "A", Device.TRADING),),
        end=notes[-1].tick,
    )
    folder = tmp_path / "short"
    folder.mkdir()
    (folder / "chart.json").write_bytes(chart_bytes(chart, None))
    return folder


def chosen_last(song: Path, home: Path) -> None:
    """Put a song on the player's shelf, as the one that was played last: the list of songs opens on it."""
    shelf = home / "data" / "songs"
    shelf.mkdir(parents=True)
    shutil.copytree(song, shelf / "short-00000000")
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('[play]\nsong = "short-00000000"\n')


def environment(display: str) -> dict[str, str]:
    """The window on that X server, silent sound, a plain language."""
    kept = {key: value for key, value in os.environ.items() if key not in ("SDL_VIDEODRIVER", "DRUMJAM_INPUT")}
    return {**kept, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy", "LANG": "C.UTF-8"}


def driven(display: str, *arguments: str, by: str = "tests.game.driven") -> dict[str, Any]:
    """What a script of `tests.game.driven`, or of another such module, told."""
    command = [sys.executable, "-m", by, *arguments]
    done = subprocess.run(command, env=environment(display), capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert "failed" not in told, told["failed"]
    return told


def test_the_title_leads_to_a_play_in_three_key_presses(display: str, song: Path, home: Path) -> None:
    """Return, Return, Return: who only wants to play, plays; no input method for letters is ever asked."""
    chosen_last(song, home)
    told = driven(display, "three-presses")
    assert told["seen"][-1] == "PlayScene"
    assert told["typing"] == 0


@pytest.mark.parametrize("players", ["one-player", "two-players"])
def test_keys_are_judged_as_they_were_sent(display: str, song: Path, players: str) -> None:
    """Each key counts by the moment it came down, the play ends on its results, and its replay gives them again."""
    told = driven(display, players, str(song))
    for lane in ("lee", "takaichi") if players == "two-players" else ("lee",):
        sent = [(before * 1000, after * 1000) for name, before, after in told["sent"] if name == lane]
        judged = [error * 1000 for error in told["errors"][lane]]
        assert len(judged) == len(sent)
        off = sorted(max(a - error, error - b, 0.0) for (a, b), error in zip(sent, judged, strict=True))
        assert off[len(off) // 2] < USUALLY_MS
        assert off[-1] < AT_WORST_MS
    replay = load_replay(Path(told["replay"]))
    again = replay.score(parse_chart((song / "chart.json").read_bytes()))
    assert again.to_json() == replay.result
    assert again.score == told["score"]


@pytest.mark.once
@pytest.mark.parametrize("backend", ["x11", "poll"])
def test_two_hundred_keys_of_two_players_are_all_judged_when_they_came_down(display: str, backend: str) -> None:
    """None is lost, doubled or given to the other player, and no player is favoured, while the stage is drawn.

    How exactly, on a machine with nothing else to do, is told by `python -m tests.bench keys`.
    """
    typed = type_into(display, "common-harmony", 200, backend=backend)
    assert typed.whole
    slope, off = typed.fit()
    assert abs(slope - 1) < 300e-6
    assert np.median(abs(off)) * 1000 < USUALLY_MS
    assert np.percentile(abs(off), 90) * 1000 < AT_WORST_MS
    assert abs(np.median(off[typed.player == 0]) - np.median(off[typed.player == 1])) * 1000 < USUALLY_MS


@pytest.mark.once
def test_two_people_join_with_real_keys_and_play(display: str, song: Path, home: Path) -> None:
    """Both at once, each at a level of their own; what they strike in the play is theirs."""
    chosen_last(song, home)
    told = driven(display, "sofa")
    assert told["levels"] == ["medium", "easy"] == told["played"]
    assert told["hits"] == [5, 8]


@pytest.mark.once
def test_a_first_evening_has_no_dead_end(
    display: str, song: Path, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Start, play with the partner, sign with letters that are pads in a play, exchange the sticks, keep the souvenir,
    change the language, drop a file, play it.
    """
    chosen_last(song, home)
    dropped = tmp_path / "my own tune.mid"
    shutil.copy(DATA / "groove_samba_2-4.mid", dropped)
    monkeypatch.setenv("DRUMJAM_DROPPED", str(dropped))
    told = driven(display, "first-evening")
    assert told["seen"][:3] == ["ResultsScene", "SticksScene", "SouvenirScene"]
    assert told["seen"][-1] == "TitleScene"
    assert told["signed"] == "fjord"
    assert Path(told["souvenir"]).read_bytes().startswith(b"\x89PNG")
    assert told["song"] == "groove_samba_2-4"  # as the file itself says
    assert told["heard"]
    assert told["setup"] == ["이재명", "다카이치 사나에"]


@pytest.mark.once
def test_a_first_lesson_is_taken_from_the_title_with_real_keys(display: str) -> None:
    """A few good strokes lead to the second step; Esc and the pause lead out, and the offer is gone."""
    told = driven(display, "first-lesson")
    assert told["well"] >= 4
    assert (told["step"], told["offered"]) == ("both", False)


def test_a_play_that_is_terminated_keeps_its_replay(display: str, song: Path, tmp_path: Path) -> None:
    """SIGTERM in the middle of a song: the replay is in the library and where it was asked for."""
    wanted = tmp_path / "mine.json"
    assert driven(display, "terminated", str(song), str(wanted))["code"] == 128 + signal.SIGTERM
    assert len(list_replays()) == 1
    assert load_replay(wanted).mode == "two"


@pytest.mark.once
def test_two_people_walk_the_whole_story_with_real_keys(display: str, tmp_path: Path, home: Path) -> None:
    """Every card, closed and open, the bell, five plays, the ending: names and sides stay as they were chosen once."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("[play]\nlee_scroll = 2.0\ntakaichi_scroll = 2.0\n")  # soon begun
    told = driven(display, str(tmp_path / "charts"), by="tests.game.storydriven")
    assert told["cards"] == [1, 2, 3, 7]
    assert told["played"] == list(BUILT_IN)
    assert told["signed"] == [["kid", "fjord"]] * 5
    assert told["seated"] == [["two", "swapped"]] * 5
    assert told["ending"] == ["kid", "fjord"]
    assert read_road().done
