"""Attract: while nobody touches the title, both leaders play by themselves, until somebody does."""

from __future__ import annotations

import pygame

from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box
from drumjam.game.plan import WATCHED, Plan
from drumjam.game.readying import Readying
from drumjam.game.scene import Breathe, Scene
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.play import PlayScene
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.library.songs import BUILT_IN, SongError, resolve
from drumjam.rules.chart import Level

BEFORE, IDLE = 12.0, 20.0
"""Seconds without a touch after which the play is made ready, and after which it begins."""

LEVEL = Level.HARD
WAKING = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL, pygame.DROPFILE)
SIGN: Box = (464, 640, 352, 72)
"""Where it is said that any key leads back: over the score, which nobody earns here."""


class Idleness:
    """Waits for nobody to touch the title; then makes a play ready, and hands it over."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._idle = 0.0
        self._then: float | None = None
        self._readying: Readying | None = None

    def touch(self) -> None:
        """Somebody is there."""
        self._idle = 0.0
        if self._readying is not None:
            self._readying.stop()
            self._readying = None

    def follow(self, now: float, *, focused: bool) -> Scene | None:
        """Let time pass: the play, once it is time and all is there. Nothing begins in a window that is not in use."""
        passed = min(now - self._then, 0.1) if self._then is not None else 0.0
        self._then = now
        self._idle = self._idle + passed if focused else 0.0
        if self._idle < BEFORE:
            return None
        if self._readying is None:
            plan = self._plan()
            self._readying = Readying(self.world, plan, setup_of(self.world, plan)) if plan else None
        if self._readying is None or self._readying.failed is not None:
            self.touch()
            return None
        ready = self._readying.follow()
        return AttractScene(self.world, *ready) if ready and self._idle >= IDLE else None

    def _plan(self) -> Plan | None:
        """Two who play one of the game's own songs."""
        seed = self.world.draw_seed()
        try:
            song = resolve(BUILT_IN[seed % len(BUILT_IN)])
        except SongError:
            return None
        return Plan(song, (LEVEL, LEVEL), Mode.WATCH, frozenset(), WATCHED, seed=seed)


class AttractScene(PlayScene):
    """A play that nobody asked for: whatever is pressed leads back to the title, and nothing of it is kept."""

    def press(self, event: InputEvent) -> None:
        """Any key or pad."""
        if event.down:
            self._wake()

    def handle(self, event: pygame.event.Event) -> None:
        """A click or the wheel as well; a dropped file goes where the title takes it."""
        if event.type == pygame.DROPFILE:
            self.world.drop(event.file)
        if event.type in WAKING:
            self._wake()

    def update(self, now: float) -> Scene | None:
        """Let the play go on; a window of another size leads back."""
        if self.decor.worn(self.world.theme):
            self._wake()
            return self.next
        return super().update(now)

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The stage, and how one gets away from it."""
        super().draw(canvas, now, breathe)
        theme, text = self.world.theme, self.world.strings.text("attract")
        x, y, w, h = SIGN
        theme.panel(canvas, SIGN, Kind.PRIMARY, 18)
        at = (x + w / 2, y + h / 2)
        theme.text(canvas, text, at, 28, theme.palette.on_harmony, align="center", width=w - 40, room=h - 12)

    def pause(self) -> None:
        """It goes on while the window is not looked at."""

    def _ended(self) -> Scene:
        return self._title()

    def _keep_left(self) -> None:
        """Nobody has played."""

    def _wake(self) -> None:
        self.next = self._title()

    def _title(self) -> Scene:
        from drumjam.game.scenes.title import TitleScene

        return TitleScene(self.world)
