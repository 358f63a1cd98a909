"""Devices: what can be played with. Whose it is, what its pads do, and how this machine keeps time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from drumjam.game.gear.art import GearArt
from drumjam.game.gear.figures import figure_lines, missing_lines
from drumjam.game.gear.lights import Lights, Stroke
from drumjam.game.gear.rows import OF_PART, DeviceRows
from drumjam.game.inputs.devices import Device, Sort
from drumjam.game.inputs.guards import Verdict
from drumjam.game.inputs.seats import pad_of
from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item, Reach
from drumjam.game.options.edit import Edit
from drumjam.game.page import Page
from drumjam.game.palette import Colour
from drumjam.game.rows import Row, draw_row, groove_of
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import line_height, paragraph
from drumjam.game.world import World
from drumjam.library.settings import LEADERS
from drumjam.rules.chart import Pad

LIST: Box = (32, 92, 520, 588)
DETAIL: Box = (568, 92, 680, 376)
MACHINE: Box = (568, 480, 680, 200)
LEAST, MOST, SEEN = 79, 108, 7
"""Logical height of a device's card with the gap below it: at least, at most; and how many are in sight."""

GAP = 7
BELOW = 96
"""Room that is left below the cards for a few words, where there are not too many."""

ROW, ROW_PITCH, ROWS_TOP, INDENT = 38, 41, 82, 20
KEYS = Device(KEYBOARD, Sort.KEYBOARD)


class DevicesScene(Page):
    """Keyboard, kits and game pads."""

    def __init__(self, world: World, back_to: Callable[[World], Scene]) -> None:
        super().__init__(world, f"device.{KEYBOARD}")
        self.back_to = back_to
        self.edit = Edit(world)
        self.lights = Lights()
        self.chosen = KEYBOARD
        self.part: Pad | None = Pad.DRUM
        self.learning = False
        self._art: tuple[Theme, GearArt] | None = None

    # -- what is there ----------------------------------------------------------------------------

    def devices(self) -> list[Device]:
        """The keyboard, and all that is plugged in."""
        return [KEYS, *(self.world.devices.devices() if self.world.devices else ())]

    @property
    def device(self) -> Device:
        """The one whose rows are shown."""
        return next((device for device in self.devices() if device.name == self.chosen), KEYS)

    def rows(self) -> DeviceRows:
        """Its rows."""
        return DeviceRows(self.edit, self.device, self.part, self._turn, self.learning, self._ask, self.back)

    def placed(self) -> list[tuple[Row, Box]]:
        """Each row with its place; those about a part of the pads stand beneath the one that says which."""
        x, y, w, _ = DETAIL
        placed: list[tuple[Row, Box]] = []
        for i, row in enumerate(self.rows().rows()):
            indent = INDENT if row.key in OF_PART else 0
            placed.append((row, (x + 16 + indent, y + ROWS_TOP + i * ROW_PITCH, w - 32 - indent, ROW)))
        return placed

    def pitch(self) -> float:
        """From one card to the next; the fewer there are, the larger."""
        return min(max((LIST[3] - 32 - BELOW) / len(self.devices()), LEAST), MOST)

    def cards(self) -> list[tuple[Device, Box, Reach]]:
        """Each device with its place; the chosen one is in sight."""
        x, y, w, _ = LIST
        devices, pitch = self.devices(), self.pitch()
        first = max(0, min(devices.index(self.device) - SEEN // 2, len(devices) - SEEN))
        return [
            (
                device,
                (x + 16, y + 16 + (i - first) * pitch, w - 32, pitch - GAP),
                Reach.ALL if first <= i < first + SEEN else Reach.KEYS,
            )
            for i, device in enumerate(devices)
        ]

    def items(self) -> Sequence[Item]:
        """Devices, the rows of the chosen one, the way back."""
        cards = [Item(f"device.{device.name}", box, lambda: None, reach=reach) for device, box, reach in self.cards()]
        return [*cards, *(row.item(box) for row, box in self.placed()), self.back_item()]

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """Where the player came from; a pad that waits for a stroke waits no longer."""
        if self.learning:
            self.learning = False
        else:
            self.next = self.back_to(self.world)

    def press(self, event: InputEvent) -> None:
        """Light up what was struck. A kit does nothing else here, so that it can be tried; all others lead on."""
        sort = next((device.sort for device in self.devices() if device.name == event.device), Sort.KIT)
        if event.down:
            self.lights.strike(event.device, self._stroke(event))
        if self.learning and event.device == self.chosen and self.device.sort is not Sort.KEYBOARD:
            if event.down:
                self.rows().learn(event.code)
                self.learning = False
        elif sort is not Sort.KIT:
            super().press(event)

    def handle(self, event: pygame.event.Event) -> None:
        """A device that comes is shown at once; one that goes waits for no stroke."""
        super().handle(event)
        if event.type == DEVICE_FOUND:
            self.menu.go(f"device.{event.device}", 0.0)
            self._follow()
        elif event.type == DEVICE_LOST and event.device == self.chosen:
            self.learning = False

    def update(self, now: float) -> Scene | None:
        """The device in focus is the chosen one; strokes that did not count are told too."""
        self._follow()
        if self.learning and self.world.devices is not None:
            self.world.devices.keep(now)
        after = super().update(now)
        self._follow()
        for name, kit in (self.world.devices.kits.kits if self.world.devices else {}).items():
            heard = kit.ear.heard
            if heard is not None and heard.verdict is not Verdict.STRUCK:
                last = self.lights.last.get(name)
                if last is None or heard.t_ns / 1e9 > last.now:
                    pad = kit.ear.tuning.pads.get(heard.code)
                    self.lights.strike(name, Stroke(heard.t_ns / 1e9, heard.code, heard.velocity, pad, heard.verdict))
        return after

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        return (("↑ ↓", words("hint.move")), ("← →", words("hint.change")), ("Esc", words("hint.back")))

    def _follow(self) -> None:
        kind, _, name = self.menu.focus.partition(".")
        if kind == "device" and name != self.chosen:
            self.chosen, self.part, self.learning = name, Pad.DRUM, False

    def _stroke(self, event: InputEvent) -> Stroke:
        if event.device == KEYBOARD:
            slot = self.world.bindings.slots.get(event.code)
            pad = pad_of(slot) if slot else None
        else:
            pad = self.world.tuning(event.device).pads.get(event.code)
        return Stroke(event.t_ns / 1e9, event.code, event.velocity, pad)

    def _turn(self, part: Pad | None) -> None:
        self.part, self.learning = part, False

    def _ask(self) -> None:
        self.learning = True

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Devices on the left, on the right the chosen one, and this machine."""
        theme, words = self.world.theme, self.world.strings.text
        self.head(canvas, words("devices"), now)
        for box in (LIST, DETAIL, MACHINE):
            theme.panel(canvas, box, Kind.PANEL, 20)
        for device, box, reach in self.cards():
            if reach is Reach.ALL:
                self._draw_card(canvas, device, box, now)
        self._draw_below(canvas)
        self._draw_detail(canvas, now)
        self._draw_machine(canvas)

    def _draw_card(self, canvas: pygame.Surface, device: Device, box: Box, now: float) -> None:
        theme, p, (x, y, w, h) = self.world.theme, self.world.theme.palette, box
        theme.panel(canvas, box, Kind.CHOSEN if device.name == self.device.name else Kind.CARD, 16)
        if self.menu.light(f"device.{device.name}", now) > 0.4:
            theme.panel(canvas, box, Kind.CARD, 16, theme.ring_look())
        art, colour, middle = self._pictures(), self._colour(device), y + h / 2
        art.icon(canvas, device.sort, (x + 40, middle))
        width = w - 78 - 190
        theme.text(canvas, self._called(device), (x + 78, y + h * 0.32), 22, width=width, room=h * 0.46)
        theme.text(canvas, self._owned(device), (x + 78, y + h * 0.7), 18, p.muted, width=width, room=h * 0.4)
        level = self.lights.level(device.name, now)
        theme.bar(canvas, (x + w - 178, middle - 4, 68, 8), level, colour)
        for pad, left in ((Pad.DRUM, 78), (Pad.CYMBAL, 30)):
            art.lamp(canvas, pad, colour, self.lights.share(device.name, pad, now), (x + w - left, middle))

    def _draw_below(self, canvas: pygame.Surface) -> None:
        """Below the cards, where there is room: a place for one more, and what is missing."""
        theme, words, count = self.world.theme, self.world.strings.text, len(self.devices())
        x, y, w, h = LIST
        top, bottom = y + 16 + min(count, SEEN) * self.pitch(), y + h - 10
        lines = [*([words("devices.help")] if count > 1 else []), *missing_lines(self.world)]
        height = 214.0 if count == 1 else MOST - GAP
        if bottom - top > height + 40 * len(lines):
            self._draw_place(canvas, (x + 16, top + 2, w - 32, height), count == 1)
            top += height + GAP
        for i, line in enumerate(lines):
            room = min((bottom - top) / (len(lines) - i), 70.0)
            if room < line_height(theme, 12):
                return
            theme.disc(canvas, (x + 32, top + 4 + line_height(theme, 18) / 2), 4, theme.palette.harmony)
            paragraph(theme, canvas, line, (x + 48, top + 4, w - 76, room - 4), 18, 11)
            top += room

    def _draw_place(self, canvas: pygame.Surface, box: Box, alone: bool) -> None:
        """A dashed place for a device that is to come; a larger one where there is none at all."""
        theme, words, (x, y, w, h) = self.world.theme, self.world.strings.text, box
        theme.dashed(canvas, box, 16, theme.palette.muted)
        art = self._pictures()
        if not alone:
            art.icon(canvas, Sort.KIT, (x + 40, y + h / 2))
            paragraph(theme, canvas, words("devices.more"), (x + 78, y + h / 2 - 34, w - 100, 68), 19, 13)
            return
        for i, sort in enumerate((Sort.KIT, Sort.GAME_PAD)):
            art.icon(canvas, sort, (x + w / 2 + (i - 0.5) * 84, y + 52))
        theme.text(canvas, words("devices.none"), (x + w / 2, y + 104), 24, align="center", width=w - 40)
        paragraph(theme, canvas, words("devices.none.help"), (x + 28, y + 128, w - 56, 78), 19, 13)

    def _draw_detail(self, canvas: pygame.Surface, now: float) -> None:
        theme, p, (x, y, w, _) = self.world.theme, self.world.theme.palette, DETAIL
        theme.text(canvas, self._called(self.device), (x + 28, y + 28), 26, p.harmony, width=w - 56, room=44)
        theme.text(canvas, self._told(), (x + 28, y + 61), 18, p.muted, width=w - 56, room=34)
        for row, box in self.placed():
            draw_row(theme, canvas, row, box, self.menu.light(row.key, now))
            if row.key == "threshold":
                self._draw_needle(canvas, groove_of(box), now)

    def _draw_needle(self, canvas: pygame.Surface, groove: Box, now: float) -> None:
        """Where the last stroke lies on the threshold's own scale, if it was on such a pad."""
        level, last = self.lights.level(self.device.name, now) * 127 / 64, self.lights.last.get(self.device.name)
        if level > 0 and last is not None and last.pad is self.part:
            x, y, w, h = groove
            at = x + w * min(level, 1.0)
            self.world.theme.line(canvas, (at, y - 5), (at, y + h + 5), 3, self.world.theme.palette.text)

    def _draw_machine(self, canvas: pygame.Surface) -> None:
        theme, p, (x, y, w, _) = self.world.theme, self.world.theme.palette, MACHINE
        theme.text(canvas, self.world.strings.text("devices.machine"), (x + 28, y + 27), 22, p.harmony, width=w - 56)
        for i, line in enumerate(figure_lines(self.world)):
            theme.text(canvas, line, (x + 28, y + 63 + i * 29), 18, width=w - 56)

    def _told(self) -> str:
        """The last stroke of the chosen device, and what became of it."""
        words, last = self.world.strings.text, self.lights.last.get(self.device.name)
        if last is None:
            return words("devices.heard.none")
        if last.verdict is not Verdict.STRUCK:
            return words(f"devices.heard.{last.verdict.value}", code=last.code, strength=last.velocity)
        if last.pad is None:
            return words("devices.heard.nothing", code=last.code, strength=last.velocity)
        return words("devices.heard.struck", code=last.code, pad=words(last.pad.id), strength=last.velocity)

    def _called(self, device: Device) -> str:
        return self.world.strings.text("devices.keyboard") if device.sort is Sort.KEYBOARD else device.name

    def _owned(self, device: Device) -> str:
        strings, owner = self.world.strings, self.world.settings.devices.leader.get(device.name, "")
        if device.sort is Sort.KEYBOARD:
            return strings.text("devices.keyboard.owner")
        return strings.leader(LEADERS.index(owner)) if owner else strings.text("devices.anybody")

    def _colour(self, device: Device) -> Colour:
        p, owner = self.world.theme.palette, self.world.settings.devices.leader.get(device.name, "")
        return p.leaders[LEADERS.index(owner)] if owner else p.harmony

    def _pictures(self) -> GearArt:
        """The art at the size of the window as it is now."""
        if self._art is None or self._art[0] is not self.world.theme:
            self._art = (self.world.theme, GearArt(self.world.theme))
        return self._art[1]
