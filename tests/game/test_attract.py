"""Attract: both leaders play by themselves while nobody touches the title, until somebody does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.furnishing import Furnished
from drumjam.game.performance import Course
from drumjam.game.preparing import Prepared
from drumjam.game.scene import Pace
from drumjam.game.scenes import attract
from drumjam.game.scenes.attract import IDLE, AttractScene, Idleness
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.scores import Scores
from drumjam.library.settings import Mode
from drumjam.rules.clock import ManualClock
from tests.game.fingers import PADS, click, event, prepared, song, window, world
from tests.game.plays import setup_for

KINDS = ("human:sd=9", "partner")
FRAME = 0.05


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once; what it shows does not matter here."""
    return Stage(Theme(window().get_size()), setup_for())


class Ready:
    """A play that is made ready in no time."""

    made: Prepared
    on: Stage
    failed: Exception | None = None
    stopped = 0

    def __init__(self, made_for: World, plan: Any, setup: Any) -> None:
        self.plan = plan

    def follow(self) -> tuple[Prepared, Furnished]:
        """It is there."""
        return self.made, Furnished(self.on, StageState(self.made.session, self.made.setup))

    def stop(self) -> None:
        """Nobody wants it."""
        Ready.stopped += 1


@pytest.fixture
def title(tmp_path: Path, hall: Stage, monkeypatch: pytest.MonkeyPatch) -> TitleScene:
    """A title that waits for somebody, at 0 s."""
    made = world()
    monkeypatch.setattr(
        Ready, "made", prepared(made, song(tmp_path / "t"), Mode.WATCH, frozenset(), KINDS), raising=False
    )
    monkeypatch.setattr(Ready, "on", hall, raising=False)
    monkeypatch.setattr(attract, "Readying", Ready)
    scene = TitleScene(made)
    scene.idleness = Idleness(made)
    scene.update(0.0)
    return scene


def wait(title: TitleScene, seconds: float, start: float = 0.0) -> Any:
    """Let seconds pass on the title; the scene that is open then."""
    for frame in range(1, round(seconds / FRAME) + 1):
        after = title.update(start + frame * FRAME)
        if after is not title:
            return after
    return title


def test_after_twenty_seconds_without_a_touch_they_begin(title: TitleScene) -> None:
    """Not before."""
    assert wait(title, IDLE - 0.2) is title
    assert isinstance(wait(title, 1.0, IDLE - 0.2), AttractScene)


@pytest.mark.parametrize("touch", ["key", "mouse", "click", "focus"])
def test_any_touch_of_the_title_lets_the_time_begin_anew(title: TitleScene, touch: str) -> None:
    """A key, the mouse moved or pressed, the window come to the front."""
    wait(title, IDLE - 1.0)
    if touch == "key":
        title.press(event(pygame.KSCAN_DOWN, 19.0))
        title.press(event(pygame.KSCAN_DOWN, 19.0, down=False))
    elif touch == "mouse":
        title.point((10.0, 700.0), 19.0)
    elif touch == "click":
        click(title, (5, 5, 1, 1), 19.0)
    else:
        title.handle(pygame.event.Event(pygame.WINDOWFOCUSGAINED))
    assert wait(title, IDLE - 0.5, IDLE - 1.0) is title


def test_nothing_begins_in_a_window_that_is_not_in_use(title: TitleScene) -> None:
    """No music out of the background."""
    title.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert wait(title, 2 * IDLE) is title
    title.handle(pygame.event.Event(pygame.WINDOWFOCUSGAINED))
    assert isinstance(wait(title, IDLE + 1.0, 2 * IDLE), AttractScene)


def test_time_that_passed_over_the_keys_of_the_page_does_not_count(title: TitleScene) -> None:
    """The title sees none of it, and begins to wait when it is back."""
    wait(title, 1.0)
    assert title.update(100.0) is title
    assert wait(title, IDLE - 2.0, 100.0) is title


def test_a_touch_while_the_play_is_made_ready_calls_it_off(title: TitleScene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it."""
    monkeypatch.setattr(Ready, "follow", lambda self: None)
    wait(title, IDLE + 1.0)
    before = Ready.stopped
    title.press(event(pygame.KSCAN_DOWN, IDLE + 1.0))
    assert Ready.stopped == before + 1
    wait(title, IDLE + 1.0, IDLE + 1.0)
    title.leave()
    assert Ready.stopped == before + 2


def test_a_play_that_cannot_be_made_ready_is_not_spoken_of(title: TitleScene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asked for it; the title stays as it is."""
    monkeypatch.setattr(Ready, "failed", OSError("no sound font"))
    assert wait(title, 3 * IDLE) is title
    assert title.world.notice is None


def playing(title: TitleScene) -> AttractScene:
    """The play, begun."""
    scene = wait(title, IDLE + 1.0)
    assert isinstance(scene, AttractScene)
    scene.clock = scene.performance.clock = ManualClock(30.0)
    assert scene.update(30.0) is scene
    return scene


@pytest.mark.parametrize("code", [*PADS.values(), pygame.KSCAN_ESCAPE, pygame.KSCAN_RETURN, pygame.KSCAN_Q])
def test_any_key_leads_back_to_the_title_and_does_nothing_else(title: TitleScene, code: int) -> None:
    """No page is chosen, no play is left over, nothing is struck."""
    scene = playing(title)
    scene.press(event(code, 31.0))
    after = scene.update(31.0)
    scene.leave()
    assert isinstance(after, TitleScene)
    after.press(event(code, 31.1, down=False))
    assert after.update(31.2) is after
    assert after.menu.focus == "play"
    assert list_replays() == []
    assert Scores().plays() == []


def test_letting_go_of_a_key_is_no_touch(title: TitleScene) -> None:
    """One that was held when they began may come up."""
    scene = playing(title)
    scene.press(event(pygame.KSCAN_DOWN, 31.0, down=False))
    assert scene.update(31.0) is scene
    scene.leave()


@pytest.mark.parametrize("kind", [pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL])
def test_the_mouse_leads_back_as_well(title: TitleScene, kind: int) -> None:
    """A click anywhere, or the wheel."""
    scene = playing(title)
    scene.handle(pygame.event.Event(kind, button=1, pos=(3, 3), y=1))
    assert isinstance(scene.update(31.0), TitleScene)
    scene.leave()


def test_a_dropped_file_leads_back_and_is_taken_there(title: TitleScene) -> None:
    """It is not lost."""
    scene = playing(title)
    scene.handle(pygame.event.Event(pygame.DROPFILE, file="song.mid"))
    assert isinstance(scene.update(31.0), TitleScene)
    assert [path.name for path in scene.world.dropped] == ["song.mid"]
    scene.leave()


def test_they_never_pause_and_lead_back_when_the_song_is_over(title: TitleScene) -> None:
    """Losing the focus changes nothing; after the last note the title is there again."""
    scene = playing(title)
    scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert scene.performance.course is Course.RUNNING
    assert scene.pace is Pace.PLAY
    after: Any = scene
    while after is scene:
        assert isinstance(scene.clock, ManualClock)
        after = scene.update(scene.clock.move(0.1))
        assert scene.clock.now < 60
    assert isinstance(after, TitleScene)
    scene.leave()


def test_a_window_of_another_size_leads_back(title: TitleScene) -> None:
    """The stage is not painted anew for nobody."""
    scene = playing(title)
    scene.world.resize((900, 500))
    assert isinstance(scene.update(31.0), TitleScene)
    scene.leave()


def test_the_sign_stands_on_the_stage(title: TitleScene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the score, in words."""
    scene = playing(title)
    drawn: list[str] = []
    monkeypatch.setattr(
        scene.world.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect()
    )
    scene.draw(window(), 30.5, lambda: None)
    assert "Press any key" in drawn
    scene.leave()
