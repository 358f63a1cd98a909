"""Page: what all menu scenes have in common. Focus, mouse, the moving background, keys shown at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

import pygame

from drumjam.game.air import air
from drumjam.game.inputs.keys import Slot, key_label
from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item, Menu
from drumjam.game.scene import Breathe, Command, Pace, Scene
from drumjam.game.theme import Kind
from drumjam.game.widgets import cap_width, key_cap
from drumjam.game.world import World

if TYPE_CHECKING:  # it lays pages over scenes
    from drumjam.game.over import Over

FOOT_Y = 700
LEFT_BUTTON = 1
CAP = 24
PADS_X, PADS_TEXT = 860, 110
HELP_KEY, HELP_RIGHT = "F1", 1248
"""What stands on the key that shows all keys, and where its cap at the foot of a page ends."""

CYMBALS = (Slot.LEE_CYMBAL, Slot.TAKAICHI_CYMBAL)
DRUMS = (Slot.LEE_DRUM, Slot.TAKAICHI_DRUM)
REPEATED = (Command.UP, Command.DOWN, Command.LEFT, Command.RIGHT)
REPEAT_AFTER, REPEAT_EVERY = 0.38, 0.07
"""Seconds after which an arrow that is held moves on, and then how often."""

BACK_BOX: Box = (32, 30, 48, 44)


class Page:
    """A scene made of a menu. A page of its own gives `items`, `paint` and `back`."""

    pace: Pace = Pace.CALM
    takes_files = True
    pads_lead = True
    helps = True

    def __init__(self, world: World, focus: str = "") -> None:
        self.world = world
        self.menu = Menu(focus)
        self.next: Scene | None = self
        self._over: Over | None = None
        self._held: tuple[Command, float] | None = None

    # -- what a page says -------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """What can be chosen now."""
        raise NotImplementedError

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Draw the page upon its background."""
        raise NotImplementedError

    def back(self) -> None:
        """Esc."""
        raise NotImplementedError

    def hints(self) -> Sequence[tuple[str, str]]:
        """Keys and what they do, for the foot of the page."""
        words = self.world.strings.text
        return (
            ("↑ ↓ ← →", words("hint.move")),
            ("Enter", words("hint.choose")),
            ("Esc", words("hint.back")),
        )

    # -- what happens -----------------------------------------------------------------------------

    def press(self, event: InputEvent) -> None:
        """A key or pad: a command of the menu; F1 shows the keys."""
        command, now = self.world.command(event), event.t_ns / 1e9
        self._held = None
        if self.helps and event.down and event.device == KEYBOARD and event.code == pygame.KSCAN_F1:
            self.help()
        elif command is Command.BACK:
            self.back()
        elif command is not None:
            self.menu.command(command, now)
            if command in REPEATED:
                self._held = (command, now + REPEAT_AFTER)

    def handle(self, event: pygame.event.Event) -> None:
        """Clicks, the wheel, dropped files, devices that go and come."""
        theme = self.world.theme
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT_BUTTON:
            self.menu.click(theme.logical(event.pos), perf_counter())
        elif event.type == pygame.MOUSEBUTTONUP and event.button == LEFT_BUTTON:
            self.menu.release()
        elif event.type == pygame.MOUSEWHEEL:
            self.wheel(event.y)
        elif event.type == pygame.DROPFILE:
            self.world.drop(event.file)
        elif event.type in (DEVICE_LOST, DEVICE_FOUND):
            self._held = None
            key = "device_lost" if event.type == DEVICE_LOST else "device_found"
            self.world.say(self.world.strings.text(key, name=event.device), perf_counter())

    def wheel(self, step: int) -> None:
        """The wheel was turned: change what lies under the mouse, else move the focus."""
        if not self.menu.wheel(self.world.mouse, step):
            self.menu.command(Command.UP if step > 0 else Command.DOWN, perf_counter())

    def sound(self, now: float) -> None:
        """Pages are quiet, but for what they answer to a key."""

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse has moved."""
        self.menu.hover(at, now)

    def update(self, now: float) -> Scene | None:
        """Keep the menu up to date; the scene to go on with."""
        if self._over is not None and not self._over.open:
            self.next = self if self.next is self._over else self.next
            self._over = None
        if self.world.dropped and self.next is self and self.takes_files:
            self.next = self.shelve()
        self.menu.set([*self.items(), *([self.help_item()] if self.helps else [])])
        if self._held is not None and now >= self._held[1]:
            self.menu.command(self._held[0], now)
            self._held = (self._held[0], now + REPEAT_EVERY)
        return self.next

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The background, the page, its keys."""
        theme = self.world.theme
        theme.backdrop(canvas)
        air(theme, canvas, 0.0 if self.world.settings.screen.reduced_motion else now)
        breathe()
        self.paint(canvas, now)
        self.foot(canvas)
        self.draw_help_key(canvas, now)

    def leave(self) -> None:
        """Nothing to keep."""

    # -- parts that pages share -------------------------------------------------------------------

    def foot(self, canvas: pygame.Surface) -> None:
        """The keys of the page along its lower edge."""
        theme, x = self.world.theme, 32.0
        for key, meaning in self.hints():
            x += key_cap(theme, canvas, key, (x, FOOT_Y), CAP) + 8
            drawn = theme.text(canvas, meaning, (x, FOOT_Y), 18, theme.palette.muted, width=150)
            x += drawn.width / theme.scale + 22
        if self.pads_lead:
            self._draw_pads(canvas, max(x, PADS_X))

    def _draw_pads(self, canvas: pygame.Surface, x: float) -> None:
        """What the pads do, from a logical x on, if there is room for it before the key that shows all keys."""
        theme, words = self.world.theme, self.world.strings.text
        groups = []
        for slots, meaning in ((CYMBALS, "hint.move"), (DRUMS, "hint.choose")):
            caps = [key_label(code) for slot in slots for code in self.world.bindings.codes(slot)[:1]]
            groups.append((caps, words(meaning), min(theme.width(words(meaning), 18), PADS_TEXT)))
        needed = sum(sum(cap_width(theme, cap, CAP) + 6 for cap in caps) + 24 + width for caps, _, width in groups)
        if x + needed > self.help_box()[0] - 4:
            return
        for caps, meaning, width in groups:
            for cap in caps:
                x += key_cap(theme, canvas, cap, (x, FOOT_Y), CAP) + 6
            theme.text(canvas, meaning, (x + 2, FOOT_Y), 18, theme.palette.muted, width=width)
            x += width + 24

    def button(
        self,
        canvas: pygame.Surface,
        key: str,
        label: str,
        now: float,
        size: float = 24,
        base: Kind = Kind.BUTTON,
    ) -> None:
        """A rounded button that lights up in focus; one that is gold anyway gets an edge."""
        item = next((item for item in self.menu.items if item.key == key), None)
        if item is None:
            return
        theme, p = self.world.theme, self.world.theme.palette
        x, y, w, h = self.lifted(item.box, key, now)
        light = self.menu.light(key, now)
        theme.panel(canvas, (x, y, w, h), base, h / 2)
        if base is Kind.PRIMARY and light > 0.3:
            theme.panel(canvas, (x, y, w, h), base, h / 2, theme.ring_look(p.text))
        elif light > 0:
            theme.panel(canvas, (x, y, w, h), Kind.PRIMARY, h / 2, alpha=round(light * 15) * 17)
        colour = p.on_harmony if light > 0.5 or base is Kind.PRIMARY else p.text
        theme.text(canvas, label, (x + w / 2, y + h / 2), size, colour, align="center", width=w - 32)

    def help(self) -> None:
        """Show the keys of this page and of the game over it."""
        from drumjam.game.over import Over
        from drumjam.game.scenes.help import HelpScene

        self._over = self.next = Over(HelpScene(self.world, self), self)

    def help_item(self) -> Item:
        """The key that shows all keys, for the mouse and for pads."""
        x, y, w, h = self.help_box()
        return Item("help", (x - 4, y - 4, w + 8, h + 8), self.help)

    def help_box(self) -> Box:
        """Where that key's cap is: at the foot's right end."""
        width = cap_width(self.world.theme, HELP_KEY, CAP)
        return (HELP_RIGHT - width, FOOT_Y - CAP / 2, width, CAP)

    def draw_help_key(self, canvas: pygame.Surface, now: float) -> None:
        """The cap of the key that shows all keys."""
        item = next((item for item in self.menu.items if item.key == "help"), None)
        if item is None:
            return
        theme, (x, y, w, h) = self.world.theme, self.help_box()
        if self.menu.light("help", now) > 0.3:
            theme.panel(canvas, item.box, Kind.CARD, 10, theme.ring_look())
        key_cap(theme, canvas, HELP_KEY, (x + (w - cap_width(theme, HELP_KEY, CAP)) / 2, y + h / 2), CAP)

    def draw_tab(self, canvas: pygame.Surface, key: str, label: str, now: float, chosen: bool) -> None:
        """One of a row of tabs; the open one is gold."""
        item = next((item for item in self.menu.items if item.key == key), None)
        if item is None:
            return
        theme, p = self.world.theme, self.world.theme.palette
        x, y, w, h = item.box
        kind = Kind.PRIMARY if chosen else Kind.BUTTON
        theme.panel(canvas, item.box, kind, h / 2)
        if self.menu.light(key, now) > 0.3:
            theme.panel(canvas, item.box, kind, h / 2, theme.ring_look(p.text if chosen else None))
        colour = p.on_harmony if chosen else p.text
        theme.text(canvas, label, (x + w / 2, y + h / 2), 22, colour, align="center", width=w - 24)

    def back_item(self) -> Item:
        """The arrow at the page's head that leads back: for the mouse and for pads."""
        return Item("back", BACK_BOX, self.back)

    def head(self, canvas: pygame.Surface, title: str, now: float, width: float = 900, room: float = 70) -> pygame.Rect:
        """The way back and the page's name."""
        theme, p = self.world.theme, self.world.theme.palette
        light = self.menu.light("back", now)
        box = self.lifted(BACK_BOX, "back", now)
        theme.panel(canvas, box, Kind.BUTTON, 22)
        if light > 0:
            theme.panel(canvas, box, Kind.PRIMARY, 22, alpha=round(light * 15) * 17)
        x, y = BACK_BOX[0] + BACK_BOX[2] / 2, BACK_BOX[1] + BACK_BOX[3] / 2
        theme.chevron(canvas, (x - 1, y), 9, -1, p.on_harmony if light > 0.5 else p.text)
        return theme.text(canvas, title, (96, 52), 36, width=width, room=room)

    def lifted(self, box: Box, key: str, now: float) -> Box:
        """An item's box, a little larger while it is in focus."""
        if self.world.settings.screen.reduced_motion:
            return box
        grow = round(3 * self.menu.light(key, now))
        x, y, w, h = box
        return x - grow, y - grow / 2, w + 2 * grow, h + grow

    def shelve(self) -> Scene:
        """The list of songs, where dropped files go."""
        from drumjam.game.scenes.select import SelectScene

        return SelectScene(self.world)

    def goer(self, make: Callable[[], Scene | None]) -> Callable[[], None]:
        """An action that goes on to another scene."""

        def go() -> None:
            self.next = make()

        return go
