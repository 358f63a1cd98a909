"""Pages laid over others: the keys of a page, and the settings over a pause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.app import App
from drumjam.game.audio import RecordingAudio, Volumes
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.over import Over
from drumjam.game.page import Page
from drumjam.game.performance import Course
from drumjam.game.scene import Pace
from drumjam.game.scenes.calibration import CalibrationScene
from drumjam.game.scenes.help import HelpScene
from drumjam.game.scenes.keytest import KeyTestScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.setup import Sides
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.settings import Drums, Language
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.clock import ManualClock
from tests.game.fingers import (
    PADS,
    Fingers,
    click,
    cut_texts,
    english,
    event,
    prepared,
    press,
    song,
    texts_on_texts,
    window,
    world,
)
from tests.game.test_scenes import PAGES

F1, ESCAPE, ENTER = pygame.KSCAN_F1, pygame.KSCAN_ESCAPE, pygame.KSCAN_RETURN
HELPING = [name for name in PAGES if name not in ("results", "results, offer")]
"""Pages on which F1 counts from the first moment; on the others hands that still drum must come to rest."""


@pytest.mark.parametrize(
    ("name", "by"),
    [(name, by) for name in PAGES for by in ("key", "mouse", "pads") if (name, by) != ("join", "pads")],
)  # where players join, pads are the players'
def test_every_page_shows_its_keys(name: str, by: str, tmp_path: Path) -> None:
    """By F1, by a click on its cap, or by that cap chosen with the pads; over the page, which is not left."""
    page = PAGES[name](world(), tmp_path)
    page.update(0.0)
    if by == "key":
        after = press(page, F1, 2.0)
    elif by == "mouse":
        after = click(page, next(item.box for item in page.menu.items if item.key == "help"), 2.0)
    else:
        page.menu.focus = "help"
        after = press(page, PADS["f"], 2.0)
    assert isinstance(after, Over)
    assert isinstance(after.page, HelpScene)
    assert after.below is page


@pytest.mark.parametrize("code", [F1, ESCAPE, ENTER, PADS["f"]])
def test_the_keys_are_closed_by_the_key_that_opened_them_or_another(code: int, tmp_path: Path) -> None:
    """F1, Esc, Enter, a pad: the page below goes on where it was, and shows its keys again when asked to."""
    page = SettingsScene(world(), TitleScene)
    page.update(0.0)
    page.menu.focus = "scroll"
    over = press(page, F1, 1.0)
    over.update(1.1)
    assert press(over, code, 2.0) is page
    assert page.update(2.1) is page
    assert page.menu.focus == "scroll"
    assert isinstance(press(page, F1, 3.0), Over)


def test_the_mouse_closes_the_keys() -> None:
    """There is a button for it."""
    page = SettingsScene(world(), TitleScene)
    page.update(0.0)
    over = press(page, F1, 1.0)
    over.update(1.1)
    (button,) = over.page.menu.items
    x, y = page.world.theme.point(*button.centre)
    over.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(x, y)))
    assert over.update(2.0) is page


def test_an_arrow_that_was_held_when_the_keys_came_up_moves_nothing_afterwards() -> None:
    """Letting go of it is said to nobody: it must not go on for ever."""
    page = SettingsScene(world(), TitleScene)
    page.update(0.0)
    page.press(event(pygame.KSCAN_DOWN, 1.0))
    over = press(page, F1, 1.1)
    press(over, ESCAPE, 2.0)
    before = page.menu.focus
    page.update(9.0)
    assert page.menu.focus == before


def test_letters_are_searched_for_while_f1_still_shows_the_keys(tmp_path: Path) -> None:
    """It is no letter."""
    page = PAGES["select"](world(), tmp_path)
    assert isinstance(page, SelectScene)
    page._search()
    assert isinstance(press(page, F1, 1.0), Over)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HELPING)
def test_no_key_is_cut_at_the_largest_size(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 % every page's keys stand whole in the panel, and on no other words."""
    made = world(english(language=Language(language), text_size=150))
    page = PAGES[name](made, tmp_path)
    page.update(0.0)
    shown = HelpScene(made, page)
    shown.update(0.1)
    cut, crowded = cut_texts(monkeypatch), texts_on_texts(monkeypatch)
    shown.paint(window(), 1.0)
    assert cut == []
    assert crowded() == []


# -- a page over a scene ------------------------------------------------------------------------------


class Below:
    """A scene that notes down what is asked of it."""

    pace = Pace.CALM

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Whatever is asked: note it down."""
        return lambda *_: self.seen.append(name) or self


class Leaf(Page):
    """A page that leads wherever a test says."""

    def __init__(self, made: World) -> None:
        super().__init__(made)
        self.left = False

    def items(self) -> Any:
        """Nothing."""
        return []

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Nothing."""

    def back(self) -> None:
        """Nowhere."""

    def leave(self) -> None:
        """Note it down."""
        self.left = True


def over(made: World) -> tuple[App, Below, Leaf]:
    """An app in which a page lies over a scene."""
    below, leaf, app = Below(), Leaf(made), App(made)
    app.scene = below  # type: ignore[assignment]
    app.turn(Over(leaf, below), pygame.display.get_surface(), 0.0)  # type: ignore[arg-type]
    return app, below, leaf


def test_a_scene_is_not_left_for_a_page_over_it_and_sees_nothing_of_it() -> None:
    """Keys, clicks, time: all of it is the page's."""
    made = world()
    app, below, _ = over(made)
    assert isinstance(made.inputs, Fingers)
    made.inputs.events.append(event(ENTER))
    made.inputs.others.append(pygame.event.Event(pygame.MOUSEWHEEL, y=1))
    app.frame(1.0)
    assert below.seen == []


def test_the_scene_goes_on_when_the_page_leads_back_to_it() -> None:
    """The page is left, the scene is not."""
    app, below, leaf = over(world())
    leaf.next = below  # type: ignore[assignment]
    app.frame(1.0)
    assert app.scene is below
    assert leaf.left
    assert "leave" not in below.seen


def test_a_page_may_lead_on_to_others_over_the_same_scene() -> None:
    """They are left in turn."""
    made = world()
    app, below, leaf = over(made)
    other = Leaf(made)
    leaf.next = other
    app.frame(1.0)
    assert isinstance(app.scene, Over)
    assert app.scene.page is other
    assert (leaf.left, below.seen) == (True, [])


def test_a_window_that_closes_over_a_page_leaves_both() -> None:
    """What the scene below must keep is kept."""
    app, below, leaf = over(world())
    assert app.scene is not None
    app.scene.leave()
    assert leaf.left
    assert below.seen == ["leave"]


def test_dropped_files_wait_until_the_page_is_closed() -> None:
    """They would lead away from a play that stands still."""
    made = world()
    app, _, leaf = over(made)
    made.drop("song.mid")
    app.frame(1.0)
    assert isinstance(app.scene, Over)
    assert app.scene.page is leaf


# -- the settings in the pause ------------------------------------------------------------------------


class Turned(RecordingAudio):
    """A sound device that notes down what it was told."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.loads = 0
        self.volumes = Volumes()

    def load(self, *_: Any) -> None:
        """Count it."""
        self.loads += 1

    def set_volumes(self, volumes: Volumes) -> None:
        """Keep them."""
        self.volumes = volumes


@pytest.fixture
def paused(tmp_path: Path) -> PlayScene:
    """A play for two that was paused after two seconds, two strikes in, with the settings open."""
    made, clock = world(), ManualClock(10.0)
    made.audio = Turned(clock)
    scene = PlayScene(made, prepared(made, song(tmp_path / "tune")), clock=clock)
    scene.update(10.0)
    clock.move(scene.prepared.lead_in)
    for lane in Lane:
        scene.performance.strike(lane, Pad.DRUM, 96, clock.now, 0.0)
    clock.move(0.1)
    scene.update(clock.now)
    scene.press(event(ESCAPE, clock.now))
    scene.update(clock.now)
    return scene


def opened(scene: PlayScene) -> Over:
    """Open the settings from the pause."""
    assert scene.menu is not None
    scene.menu.focus = "settings"
    scene.press(event(ENTER, 99.0))
    page = scene.update(scene.clock())
    assert isinstance(page, Over)
    assert isinstance(page.page, SettingsScene)
    page.update(99.0)
    return page


def test_the_settings_lead_back_to_the_pause_and_the_play_goes_on(paused: PlayScene) -> None:
    """Nothing of the play is lost, and nothing of it was kept twice."""
    page = opened(paused)
    assert press(page, ESCAPE, 100.0) is paused
    assert paused.update(paused.clock()) is paused
    assert paused.performance.course is Course.PAUSED
    assert list_replays() == []
    paused.press(event(ESCAPE, 101.0))
    assert paused.performance.course is Course.RUNNING
    assert len(paused.prepared.session.strikes) == 2
    paused.leave()
    assert len(list_replays()) == 1


def test_a_window_that_closes_over_the_settings_keeps_the_play(paused: PlayScene) -> None:
    """However a play ends, its replay is kept."""
    opened(paused).leave()
    assert len(list_replays()) == 1


def test_what_was_changed_in_the_settings_counts_when_the_play_goes_on(paused: PlayScene) -> None:
    """Volumes at once; names, sides, offsets and keys in the play, whose strikes stay judged."""
    made, page = paused.world, opened(paused)
    made.change("sound", lee=0.25)
    assert isinstance(made.audio, Turned)
    assert made.audio.volumes.lee == 0.25
    made.change("screen", language=Language.KOREAN, swap_sides=True)
    made.change("timing", lee_ms={"keyboard": 30.0})
    made.change("sound", drums=Drums.ON_TIME)
    press(page, ESCAPE, 100.0)
    paused.update(paused.clock())
    setup = paused.stage.setup
    assert (setup.names[0], setup.sides) == ("이재명", Sides.SWAPPED)
    assert paused.performance.offsets.of_strike(Lane.LEE, KEYBOARD) == 0.030
    assert paused.performance.drums is Drums.ON_TIME
    assert paused.performance.state.setup is setup
    assert made.audio.loads == 2  # calibration plays other sounds than the play's
    assert not paused.decor.worn(made.theme)
    paused.draw(window(), 1.0, lambda: None)
    paused.leave()


@pytest.mark.parametrize(
    ("tab", "row", "kind"), [("timing", "calibrate", CalibrationScene), ("keys", "key_test", KeyTestScene)]
)
def test_pages_of_the_settings_open_over_the_pause_too(paused: PlayScene, tab: str, row: str, kind: type) -> None:
    """And lead back to it step by step."""
    page = opened(paused)
    settings: Any = page.page
    settings.tab = type(settings.tab)(tab)
    page.update(100.0)
    settings.menu.focus = row
    assert press(page, ENTER, 101.0) is page
    assert isinstance(page.page, kind)
    page.update(101.5)
    assert press(page, ESCAPE, 102.0) is page
    assert isinstance(page.page, SettingsScene)
    page.update(102.5)
    assert press(page, ESCAPE, 103.0) is paused
    paused.update(paused.clock())
    paused.leave()


def test_the_keys_of_the_settings_open_over_them_over_the_pause(paused: PlayScene) -> None:
    """Three deep, and back."""
    page = opened(paused)
    assert press(page, F1, 100.0) is page
    assert isinstance(page.page, Over)
    page.update(100.5)
    assert press(page, ESCAPE, 101.0) is page
    assert isinstance(page.page, SettingsScene)
    assert press(page, ESCAPE, 102.0) is paused
    paused.leave()


def test_f1_does_nothing_on_the_stage_and_in_its_pause(paused: PlayScene) -> None:
    """No key but pads, Esc and F11 does anything there."""
    paused.press(event(F1, 99.0))
    assert paused.update(paused.clock()) is paused
    paused.resume()
    paused.press(event(F1, 100.0))
    assert paused.update(paused.clock()) is paused
    assert paused.performance.course is Course.RUNNING
    paused.leave()


def test_a_play_that_was_prepared_before_a_change_is_the_same_play(paused: PlayScene) -> None:
    """Its session, its sounds and its judgements are those of before."""
    session, sounds = paused.prepared.session, paused.prepared.sounds
    page = opened(paused)
    paused.world.change("screen", scroll_speed=2.0)
    press(page, ESCAPE, 100.0)
    paused.update(paused.clock())
    assert paused.prepared.session is session
    assert paused.prepared.sounds is sounds
    assert paused.prepared == replace(paused.prepared, setup=paused.stage.setup)
    paused.leave()
