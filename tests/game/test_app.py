"""The app: one frame after another, one scene after another, and how it all ends."""

from __future__ import annotations

import os
import signal
import sys
from time import perf_counter
from typing import Any

import pygame
import pytest

from drumjam.game.app import App, NoDisplayError, open_window, run, set_window
from drumjam.game.inputs.source import InputEvent
from drumjam.game.scene import Breathe, Pace
from drumjam.game.world import World
from drumjam.library.settings import Settings
from tests.game.fingers import Fingers, event, world


class Witness:
    """A scene that notes down what is asked of it."""

    pace = Pace.CALM

    def __init__(self, after: Any = "self") -> None:
        self.seen: list[str] = []
        self.sounded: list[float] = []
        self.after = self if after == "self" else after

    def press(self, event: InputEvent) -> None:
        """A key."""
        self.seen.append(f"press {event.code}")

    def handle(self, event: pygame.event.Event) -> None:
        """Something else."""
        self.seen.append("handle")

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse."""
        self.seen.append("point")

    def sound(self, now: float) -> None:
        """What is due."""
        self.sounded.append(now)

    def update(self, now: float) -> Any:
        """Time."""
        self.seen.append("update")
        return self.after

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The picture."""
        self.seen.append("draw")

    def leave(self) -> None:
        """The end."""
        self.seen.append("leave")


def app(scene: Witness) -> tuple[App, Fingers, World]:
    """An app with a scene, and the fingers that work it."""
    made = world()
    assert isinstance(made.inputs, Fingers)
    running = App(made)
    running.scene = scene
    return running, made.inputs, made


def test_a_frame_takes_events_before_it_updates_and_draws() -> None:
    """Clock, events, update, draw."""
    scene = Witness()
    running, fingers, _ = app(scene)
    fingers.events.append(event(7))
    fingers.others.append(pygame.event.Event(pygame.MOUSEWHEEL, y=1))
    running.frame(1.0)
    assert scene.seen == ["press 7", "handle", "update", "draw"]


def test_a_strike_that_comes_while_the_picture_is_drawn_is_taken_before_the_next_frame() -> None:
    """It must be heard at once."""
    scene = Witness()
    running, fingers, _ = app(scene)
    scene.draw = lambda canvas, now, breathe: fingers.events.append(event(9))  # type: ignore[method-assign]
    running.frame(1.0)
    assert scene.seen == ["update", "press 9"]


def test_what_is_due_sounds_with_each_look_for_input() -> None:
    """While the picture is drawn, around the flip, and all the while that the next frame is waited for."""
    scene = Witness()
    running, _, _ = app(scene)

    def draw(canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        for _ in range(5):
            breathe()

    scene.draw = draw  # type: ignore[method-assign]
    running.frame(perf_counter())
    assert len(scene.sounded) == 1 + 5 + 2
    running.wait(perf_counter() + 10 * Pace.CALM.value)
    assert 8 < len(scene.sounded) <= 8 + 10
    assert scene.sounded == sorted(scene.sounded)


def test_only_what_a_scene_changed_is_shown_unless_something_lay_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice, a window that comes to light, another scene: then the picture is drawn and shown whole."""
    shown: list[object] = []
    monkeypatch.setattr(pygame.display, "flip", lambda: shown.append("whole"))
    monkeypatch.setattr(pygame.display, "update", lambda rows: shown.append("rows"))
    scene, other = Witness(), Witness()
    running, fingers, made = app(scene)
    kept: list[bool] = []
    for each in (scene, other):

        def draw(canvas: pygame.Surface, now: float, breathe: Breathe) -> list[pygame.Rect]:
            kept.append(made.presenter.kept(now))
            return [pygame.Rect(0, 300, 9, 9)]

        each.draw = draw  # type: ignore[assignment, method-assign]
    happens = {
        2: lambda: made.say("hello", 1.02),
        4: lambda: setattr(made, "notice", None),
        6: lambda: fingers.others.append(pygame.event.Event(pygame.WINDOWEXPOSED)),
        8: lambda: setattr(scene, "after", other),
    }
    for number in range(12):
        happens.get(number, lambda: None)()
        running.frame(1 + number / 100 if number < 10 else 1.3 + number / 100)
    assert running.scene is other
    drawn = {0, 3, 4, 6, 8, 9, 10}  # in 9 the old scene still fades
    assert kept == [number not in drawn for number in range(12)]
    assert shown == ["whole" if number in drawn | {2} else "rows" for number in range(12)]


def test_the_mouse_leads_only_when_a_hand_moves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes to lie under a mouse at rest, after a play or in a window of another size, is not in focus."""
    scene = Witness()
    running, _, made = app(scene)
    pixel = (100, 100)
    monkeypatch.setattr(pygame.mouse, "get_focused", lambda: True)
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: pixel)
    steps = []
    for pace, window, at in (
        (Pace.CALM, (1280, 720), (100, 100)),
        (Pace.CALM, (1280, 720), (110, 100)),
        (Pace.PLAY, (1280, 720), (300, 300)),
        (Pace.CALM, (1280, 720), (500, 500)),
        (Pace.CALM, (800, 450), (500, 500)),
        (Pace.CALM, (800, 450), (501, 500)),
    ):
        scene.pace, pixel = pace, at
        made.resize(window)
        running.listen()
        steps.append("point" in scene.seen)
        scene.seen.clear()
    assert steps == [False, True, False, False, False, True]


def test_the_next_scene_is_drawn_in_the_same_frame_and_the_old_one_is_left() -> None:
    """No frame shows nothing."""
    second = Witness()
    first = Witness(second)
    running, _, _ = app(first)
    running.frame(1.0)
    assert first.seen == ["update", "leave"]
    assert second.seen == ["update", "draw"]


def test_closing_the_window_leaves_the_scene_and_ends_with_success() -> None:
    """What a play must keep is kept in `leave`."""
    scene = Witness()
    running, fingers, _ = app(scene)
    fingers.others.append(pygame.event.Event(pygame.QUIT))
    assert running.run(lambda: scene) == 0
    assert scene.seen[-1] == "leave"


def test_threads_give_way_sooner_while_the_window_is_open() -> None:
    """A kit's own thread stamps its strokes, a song that is rendered must not hold up the picture."""
    intervals = []
    scene = Witness()
    running, fingers, _ = app(scene)
    scene.draw = lambda canvas, now, breathe: intervals.append(sys.getswitchinterval())  # type: ignore[method-assign]
    fingers.others.append(pygame.event.Event(pygame.QUIT))
    before = sys.getswitchinterval()
    running.run(lambda: scene)
    assert intervals == [pytest.approx(0.001)]
    assert sys.getswitchinterval() == pytest.approx(before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_game_as_closing_does(number: signal.Signals) -> None:
    """Ctrl-C gives 130 and no traceback; the handlers of before are back afterwards."""
    scene = Witness()
    running, _, _ = app(scene)
    before = signal.getsignal(number)
    with running.signals():
        os.kill(os.getpid(), number)
        assert running.run(lambda: scene) == 128 + number
    assert scene.seen[-1] == "leave"
    assert signal.getsignal(number) == before


def test_f11_is_the_full_screen_on_every_page_and_is_kept() -> None:
    """No scene sees that key."""
    scene = Witness()
    running, fingers, made = app(scene)
    fingers.events.append(event(pygame.KSCAN_F11))
    running.frame(1.0)
    assert made.settings.screen.full_screen
    assert scene.seen == ["update", "draw"]


def test_f11_while_the_picture_is_drawn_waits_for_the_next_frame() -> None:
    """The window is not exchanged under a half-drawn picture."""
    scene = Witness()
    running, fingers, made = app(scene)
    seen = []

    def draw(canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        fingers.events.append(event(pygame.KSCAN_F11))
        breathe()
        seen.append(made.settings.screen.full_screen)

    scene.draw = draw  # type: ignore[method-assign]
    running.frame(1.0)
    running.frame(2.0)
    assert seen == [False, True]


def test_pictures_follow_each_other_as_the_settings_say() -> None:
    """60 a second unless another rate is chosen; unlimited waits for nothing."""
    running, _, made = app(Witness())
    rates = []
    for rate in (60, 240, 0):
        made.change("screen", frame_rate=rate)
        rates.append(running.period)
    assert rates == [1 / 60, 1 / 240, 0.0]


def test_the_window_has_its_usual_size_again_after_the_full_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window manager that first gives back a window as large as the screen is asked once more."""
    given = [pygame.Surface((1920, 1080)), pygame.Surface((1280, 720))]
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(1920, 1080)])
    monkeypatch.setattr(pygame.display, "set_mode", lambda size, flags: given.pop(0))
    assert set_window(full=False).get_size() == (1280, 720)


def test_without_a_display_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names what can be done without a window."""
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(NoDisplayError, match="--headless --autoplay"):
        open_window(Settings())


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_window_says_that_nothing_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """And the terminal says what to set."""
    said: list[bool] = []

    def first(made: World) -> Witness:
        assert made.notice is not None
        said.append(made.notice.text == made.strings.text("no_home"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(first=first)
    assert said == [True]
    assert "nothing is kept, and defaults are used; set DRUMJAM_HOME" in capsys.readouterr().err
