"""The window: opens it, and runs one scene after another at an even pace."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import perf_counter, sleep
from types import FrameType
from typing import ClassVar

import pygame

from drumjam.game.hush import hushed
from drumjam.game.inputs import KEYBOARD, open_input
from drumjam.game.inputs.alsa import show_alsa
from drumjam.game.over import leave
from drumjam.game.quiet import giving_way
from drumjam.game.scene import Pace, Scene
from drumjam.game.shipped import load_picture
from drumjam.game.theme import HEIGHT, WIDTH, Kind
from drumjam.game.world import World
from drumjam.library.paths import assets
from drumjam.library.request import PlayRequest
from drumjam.library.settings import Settings
from drumjam.library.settingsfile import HOMELESS, load_settings
from drumjam.rules.errors import DrumjamError

FADE = 0.20
INVISIBLE = ("offscreen", "evdev", "KMSDRM")
"""Drivers that SDL may fall back on where no window can be seen."""


class NoDisplayError(DrumjamError):
    """There is no display on which a window could open."""

    advice: ClassVar[str] = "run `drumjam play SONG --headless --autoplay`"


def run(
    song: str | None = None, request: PlayRequest | None = None, first: Callable[[World], Scene] | None = None
) -> int:
    """Open the game at its title, or play one song straight away; the exit code once the window is closed.

    song     what to play, as the command line names it; None opens the title, or with a request the choice of songs
    request  options of that play
    first    makes another page to open at

    Raises NoDisplayError where no window can be opened, and what `resolve` raises for a song that is not there.
    """
    loaded = load_settings()
    window = open_window(loaded.settings)
    try:
        world = World(loaded.settings, open_input(), window.get_size(), request)
        if loaded.notice:
            sys.stderr.write(f"drumjam: warning: {loaded.notice}\n")
            told = "no_home" if loaded.notice.code == HOMELESS else "unread"
            world.say(world.strings.text(told), perf_counter())
        app = App(world)
        with app.signals():
            return app.run(lambda: first(world) if first else first_scene(world, song, request))
    finally:
        pygame.quit()


def first_scene(world: World, song: str | None, request: PlayRequest | None) -> Scene:
    """Where the game begins."""
    if song is None and request is None:
        from drumjam.game.scenes.title import TitleScene

        return TitleScene(world)
    from drumjam.game.scenes.start import start

    return start(world, song)


def open_window(settings: Settings) -> pygame.Surface:
    """The game's window; letters are ready, sound and devices are not yet."""
    show_alsa()
    if sys.platform == "linux":
        # without a graphics card SDL would push each frame through software OpenGL, five times slower
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    chosen = os.environ.get("SDL_VIDEODRIVER")
    try:
        with hushed():
            pygame.display.init()
        if pygame.display.get_driver() in INVISIBLE and not chosen:
            raise NoDisplayError("no window can be opened", "no display")
        pygame.display.set_caption("drumjam")
        pygame.display.set_icon(load_picture(assets() / "stage" / "icon.png"))
        window = set_window(full=settings.screen.full_screen)
    except pygame.error as error:
        pygame.display.quit()
        raise NoDisplayError("no window can be opened", f"no display: {error}") from None
    pygame.font.init()
    pygame.key.stop_text_input()  # an input method would swallow the pads' keys
    return window


def set_window(*, full: bool) -> pygame.Surface:
    """The window in its usual size, or over the whole screen."""
    if full:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    desktop = pygame.display.get_desktop_sizes()[0]
    share = min(1.0, desktop[0] / WIDTH, desktop[1] / HEIGHT)
    size = (int(WIDTH * share), int(HEIGHT * share))
    window = pygame.display.set_mode(size, pygame.RESIZABLE)
    # coming from the full screen, window managers first give back a window as large as the screen was
    return window if window.get_size() == size else pygame.display.set_mode(size, pygame.RESIZABLE)


class App:
    """Runs scenes: clock, events, update, draw, flip, and a watchful wait for the next frame."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.scene: Scene | None = None
        self.exit_code: int | None = None
        self._old: pygame.Surface | None = None
        self._turned = 0.0
        self._pointer: tuple[object, ...] | None = None
        self._wants_full = world.settings.screen.full_screen

    def run(self, first: Callable[[], Scene]) -> int:
        """Run from the first scene until one of them ends the game, the window is closed or a signal comes."""
        self.scene = first()
        slot = perf_counter()
        with giving_way():
            while self.scene is not None and self.exit_code is None:
                self.frame(perf_counter())
                slot = self.wait(max(slot + self.period, perf_counter()))
        if self.scene is not None:
            self.scene.leave()
        if self.world.audio is not None:
            self.world.audio.close()
        if self.world.devices is not None:
            self.world.devices.close()
        return self.exit_code or 0

    @property
    def period(self) -> float:
        """Seconds from one picture to the next; 0 for as many as the machine draws."""
        rate = self.world.settings.screen.frame_rate
        return 1 / rate if rate else 0.0

    def frame(self, now: float) -> None:
        """One frame."""
        self.listen()
        self._follow_full()
        canvas = pygame.display.get_surface()
        self.world.resize(canvas.get_size())
        while self.scene is not None and (after := self.scene.update(now)) is not self.scene:
            self.turn(after, canvas, now)
        if self.scene is None:
            return
        dirty = self.scene.draw(canvas, now, self.listen)
        self.world.theme.margins(canvas)
        if self._cover(canvas, now):
            dirty = None
        self.listen()
        self.world.presenter.present(dirty, now)
        self.listen()
        self.world.tend(perf_counter(), self.scene.pace)

    def turn(self, scene: Scene | None, canvas: pygame.Surface, now: float) -> None:
        """Go on to another scene, the old picture fading out over it; to and from the stage by a cut.

        A stage that fades would show its flags through another picture.
        """
        before = self.scene
        if before is not None:
            leave(before, scene)
        self.scene = scene
        self.world.presenter.forget()
        pygame.display.set_allow_screensaver(scene is None or scene.pace is not Pace.PLAY)
        cut = self.world.settings.screen.reduced_motion or Pace.PLAY in (before and before.pace, scene and scene.pace)
        self._old = None if cut else canvas.copy()
        self._turned = now

    def wait(self, until: float) -> float:
        """Wait for the next frame's moment, looking for input all the time."""
        while self.scene is not None and (left := until - perf_counter()) > 0:
            sleep(min(left, self.scene.pace.value))
            self.listen()
        return until

    def listen(self) -> None:
        """Take what came in and hand it on."""
        scene = self.scene
        if scene is None:
            return
        self.world.gauges.poll(perf_counter(), scene.pace)
        for event in self.world.inputs.poll():
            if event.down and event.device == KEYBOARD and event.code == pygame.KSCAN_F11:
                self._wants_full = not self.world.settings.screen.full_screen
            else:
                scene.press(event)
        for other in self.world.inputs.take():
            if other.type == pygame.QUIT:
                self.exit_code = 0
            elif other.type == pygame.WINDOWEXPOSED:
                self.world.presenter.forget()
            elif other.type == pygame.AUDIODEVICEREMOVED and other.which and not other.iscapture:
                self.world.lose_audio(perf_counter())
            else:
                scene.handle(other)
        scene.sound(perf_counter())
        if scene.pace is Pace.CALM:
            self._follow_mouse(scene)
        else:
            self._pointer = None

    @contextmanager
    def signals(self) -> Iterator[None]:
        """While it lasts, Ctrl-C, SIGTERM and a closed terminal end the game as closing the window does."""

        def stop(number: int, _: FrameType | None) -> None:
            self.exit_code = 128 + number

        before = {}
        for number in (signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ())):
            with suppress(ValueError):  # only the main thread may set handlers
                before[number] = signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _follow_mouse(self, scene: Scene) -> None:
        """Tell the scene when a hand moves the mouse; not when a page or a window of another size comes under it."""
        if not pygame.mouse.get_focused():
            return
        theme, pixel = self.world.theme, pygame.mouse.get_pos()
        before, self._pointer = self._pointer, (theme.window, pixel)
        self.world.mouse = theme.logical(pixel)
        if before is not None and before != self._pointer and before[0] == theme.window:
            scene.point(self.world.mouse, perf_counter())

    def _follow_full(self) -> None:
        """Fill the screen or leave it, between two pictures: keys are looked for while one is drawn."""
        full = self._wants_full
        if full != self.world.settings.screen.full_screen:
            self.world.resize(set_window(full=full).get_size())
            self.world.change("screen", full_screen=full)

    def _cover(self, canvas: pygame.Surface, now: float) -> bool:
        """Draw what lies over the scene: the scene before it as it fades, and a notice; whether there is anything."""
        faded, told = self._fade(canvas, now), self._notice(canvas, now)
        return faded or told

    def _fade(self, canvas: pygame.Surface, now: float) -> bool:
        if self._old is None:
            return False
        left = 1 - (now - self._turned) / FADE
        if left <= 0 or self._old.get_size() != canvas.get_size():
            self._old = None
            return False
        self._old.set_alpha(round(255 * left * left))
        canvas.blit(self._old, (0, 0))
        return True

    def _notice(self, canvas: pygame.Surface, now: float) -> bool:
        notice, theme = self.world.notice, self.world.theme
        if notice is None or now > notice.until:
            return False
        width = min(theme.width(notice.text, 20) + 64, 1100)
        theme.panel(canvas, (640 - width / 2, 8, width, 40), Kind.PANEL, 20)
        theme.text(canvas, notice.text, (640, 28), 20, theme.palette.harmony, align="center", width=width - 40)
        return True
