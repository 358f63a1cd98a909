"""Calibration: people tap along to what they hear or see, and see where their taps come and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.air import air
from drumjam.game.calibration.groove import BEAT
from drumjam.game.calibration.measuring import Measuring, Run, View
from drumjam.game.calibration.pictureview import PictureView
from drumjam.game.calibration.soundview import SoundView
from drumjam.game.calibration.telling import signed
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box, Item, Reach, shared
from drumjam.game.page import Page
from drumjam.game.scene import Breathe, Command, Pace, Scene
from drumjam.game.theme import Kind
from drumjam.game.widgets import stepper
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Lane
from drumjam.rules.clock import Clock

TABS: Box = (32, 92, 1216, 46)
ROW_Y, ROW_H = 630, 48
SIDE: Box = (32, ROW_Y, 330, ROW_H)
BUTTONS: tuple[Box, ...] = ((972, ROW_Y, 276, ROW_H), (726, ROW_Y, 230, ROW_H), (500, ROW_Y, 210, ROW_H))
STILL_DRUMMING = 0.8
"""Seconds for which pads do nothing after the tapping: hands go on for a moment, and must not choose."""


class CalibrationScene(Page):
    """Sound and keys on one tab, the picture on the other.

    back_to  makes the page that it leads back to
    clock    tells the time in seconds
    """

    def __init__(self, world: World, back_to: Callable[[World], Scene], clock: Clock = perf_counter) -> None:
        super().__init__(world, "start")
        self.back_to = back_to
        self.clock = clock
        self.measuring = Measuring(world, clock)
        self.sound_view = SoundView(world)
        self.picture_view = PictureView(world)
        self._stopped = -1.0

    # -- what can be chosen -----------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Tabs, how many tap or a shift by hand, and what comes next; while people tap only an end to it."""
        if self.measuring.listening:
            return [Item("stop", BUTTONS[0], self.stop), replace(self.back_item(), reach=Reach.MOUSE)]
        boxes = shared(TABS, len(View))
        tabs = [Item(f"tab.{view}", box, self._opener(view)) for view, box in zip(View, boxes, strict=True)]
        turn, shift = self.measuring.turn_players, self.measuring.shift
        heard = self.measuring.view is View.SOUND
        side = Item("players", SIDE, change=lambda _: turn()) if heard else Item("shift", SIDE, change=shift)
        buttons = [Item(key, box, act) for (key, act), box in zip(self._actions().items(), BUTTONS, strict=False)]
        return [*tabs, side, *reversed(buttons), self.back_item()]

    def _actions(self) -> dict[str, Callable[[], None]]:
        """What comes next, the likeliest first; three at most."""
        measuring = self.measuring
        actions: dict[str, Callable[[], None]] = {"apply": self.apply} if measuring.found() else {}
        if not measuring.tapped:
            actions["start"] = self.start
        elif measuring.done or measuring.found():
            actions["again"] = self.start_afresh
        else:
            actions |= {"go_on": self.start, "afresh": self.start_afresh}
        if measuring.was is not None:
            actions["undo"] = self.undo
        return actions

    def hints(self) -> Sequence[tuple[str, str]]:
        """While people tap the way out alone."""
        if self.measuring.listening:
            return (("Esc", self.world.strings.text("calib.stop")),)
        return super().hints()

    # -- what happens -----------------------------------------------------------------------------

    def press(self, event: InputEvent) -> None:
        """Pads tap while people tap; Esc and Enter end that. Else all is as on every page."""
        if not self.measuring.listening:
            if not self.world.plays(event) or event.t_ns / 1e9 > self._stopped + STILL_DRUMMING:
                super().press(event)
                self._follow_tabs(event)
            return
        seat = self.world.seats(frozenset(Lane), Mode.TWO).seat(event)
        if seat is not None and event.down:
            lane, pad = seat
            self.measuring.tap(event.device, lane, event.t_ns / 1e9)
            if self.measuring.view is View.PICTURE:
                self.picture_view.press(lane, pad, self.measuring.pos(self.clock()))
        elif self.world.command(event) in (Command.BACK, Command.CHOOSE):
            self.stop()

    def handle(self, event: pygame.event.Event) -> None:
        """A window that is left stops the tapping."""
        if event.type == pygame.WINDOWFOCUSLOST:
            self.stop()
        super().handle(event)

    def back(self) -> None:
        """Where the player came from."""
        self.next = self.back_to(self.world)

    def leave(self) -> None:
        """Silence."""
        self.measuring.stop()
        self.measuring.groove.close()

    def update(self, now: float) -> Scene | None:
        """Let the measuring go on; when it ends the next step comes into focus."""
        listened = self.measuring.listening
        self.measuring.advance(now)
        if listened and not self.measuring.listening:
            self.stop()
        elif self.measuring.run is Run.COMPARING and self.menu.focus != "shift":
            self.measuring.stop()
        if self.measuring.view is View.SOUND:
            self.sound_view.follow(self.measuring.taps)
        else:
            self.picture_view.follow(self.measuring.seen(), self.measuring.pos(now))
        return super().update(now)

    def start(self) -> None:
        """Tap, or go on tapping."""
        self.measuring.start()
        self.pace, self.pads_lead = Pace.PLAY, False

    def start_afresh(self) -> None:
        """Tap once more from the beginning."""
        self.measuring.start_afresh()
        self.pace, self.pads_lead = Pace.PLAY, False

    def stop(self) -> None:
        """No more taps; the next step comes into focus."""
        self.measuring.stop()
        if self.pace is Pace.PLAY:
            self.pace, self.pads_lead = Pace.CALM, True
            self._stopped = self.clock()
            self.menu.go(next(iter(self._actions())), self._stopped)

    def apply(self) -> None:
        """Set what was found; after the sound comes the picture."""
        self.measuring.apply()
        self.menu.go(f"tab.{View.PICTURE}" if self.measuring.view is View.SOUND else "back", self.clock())

    def undo(self) -> None:
        """Set what was set before."""
        self.measuring.undo()

    def _follow_tabs(self, event: InputEvent) -> None:
        """Arrows along the tabs open them."""
        if self.world.command(event) in (Command.LEFT, Command.RIGHT) and self.menu.focus.startswith("tab."):
            self.measuring.open(View(self.menu.focus.removeprefix("tab.")))

    def _opener(self, view: View) -> Callable[[], None]:
        return lambda: self.measuring.open(view)

    # -- the picture ------------------------------------------------------------------------------

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """As on every page, with looks for input in between."""
        theme, still, measuring = self.world.theme, self.world.settings.screen.reduced_motion, self.measuring
        pos = measuring.pos(now)
        beat = None if still else pos / BEAT
        theme.backdrop(canvas)
        air(theme, canvas, 0.0 if still else now)
        breathe()
        if measuring.view is View.SOUND:
            self.sound_view.draw(canvas, measuring.taps, measuring.was, now, beat, breathe)
        else:
            self.picture_view.draw(canvas, measuring.taps, measuring.seen(), measuring.was, now, pos, beat, breathe)
        self.paint(canvas, now)
        self.foot(canvas)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Head, tabs, buttons."""
        words, theme = self.world.strings.text, self.world.theme
        self.head(canvas, words("calib"), now)
        if self.measuring.listening:
            x, y, w, h = TABS
            told = words(f"calib.{self.measuring.view}.lead")
            theme.text(canvas, told, (x + w / 2, y + h / 2), 28, theme.palette.harmony, align="center", width=w - 40)
        for view in View:
            self.draw_tab(canvas, f"tab.{view}", words(f"calib.{view}"), now, view is self.measuring.view)
        first = next(iter(self._actions()))
        for key in ("apply", "start", "go_on", "again", "afresh", "stop", "undo"):
            label = words("undo" if key == "undo" else f"calib.{key}")
            gold = key == first and key != "again"
            self.button(canvas, key, label, now, 22, Kind.PRIMARY if gold else Kind.BUTTON)
        players = words(f"calib.players.{self.measuring.players.value}")
        shift = words("calib.shift", ms=signed(self.world.settings.timing.visual_ms))
        for item in self.menu.items:
            if item.key in ("players", "shift"):
                text = players if item.key == "players" else shift
                stepper(theme, canvas, item.box, text, self.menu.light(item.key, now))
