"""Settings: tabs of rows; every change counts at once, and beside the rows stands what each one does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import pygame

from drumjam.game.inputs.keys import KeyTakenError, Slot, key_label, rebound
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item, shared
from drumjam.game.options.edit import Edit
from drumjam.game.options.preview import Preview
from drumjam.game.options.tabs import ROWS, Tab, key_rows, timing_rows
from drumjam.game.page import Page
from drumjam.game.rows import LOW, Row, draw_row
from drumjam.game.scene import Command, Scene
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import paragraph
from drumjam.game.world import World

TABS: Box = (32, 92, 1216, 46)
LEFT: Box = (32, 152, 744, 528)
RIGHT: Box = (792, 152, 456, 528)
PREVIEW: Box = (812, 504, 416, 156)
PITCH, TALL_PITCH = 66, 112
"""Logical distance of rows at most, and of the rows of a tab that has FEW: there is room for words under each."""
FEW = 5


class SettingsScene(Page):
    """All settings that there are."""

    def __init__(self, world: World, back_to: Callable[[World], Scene], tab: Tab = Tab.SCREEN) -> None:
        super().__init__(world, f"tab.{tab}")
        self.back_to = back_to
        self.tab = tab
        self.waiting: Slot | None = None
        self.edit = Edit(world)
        self._preview: tuple[Theme, Preview] | None = None

    def rows(self) -> Sequence[Row]:
        """The rows of the open tab."""
        if self.tab is Tab.KEYS:
            test = self.edit.action("key_test", self.goer(self._key_test))
            devices = self.edit.action("devices", self.goer(self._devices))
            return [*key_rows(self.edit, self._wait, self.waiting), test, devices]
        if self.tab is Tab.TIMING:
            return [self.edit.action("calibrate", self.goer(self._calibrate)), *timing_rows(self.edit)]
        return ROWS[self.tab](self.edit)

    def placed(self) -> list[tuple[Row, Box]]:
        """Every row of the open tab with its place."""
        x, y, w, h = LEFT
        rows = self.rows()
        few = len(rows) <= FEW
        pitch = min(TALL_PITCH if few else PITCH, (h - 16) / len(rows))
        tall = pitch - 8 if few else min(LOW, pitch - 4)
        return [(row, (x + 16, y + 12 + i * pitch, w - 32, tall)) for i, row in enumerate(rows)]

    def items(self) -> Sequence[Item]:
        """The tabs, the open tab's rows, the way back."""
        boxes = shared(TABS, len(Tab))
        tabs = [Item(f"tab.{tab}", box, self._opener(tab)) for tab, box in zip(Tab, boxes, strict=True)]
        return [*tabs, *(row.item(box) for row, box in self.placed()), self.back_item()]

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """Where the player came from."""
        self.next = self.back_to(self.world)

    def press(self, event: InputEvent) -> None:
        """While a pad waits for its key, the next key is it; arrows along the tabs open them."""
        if self.waiting is None:
            super().press(event)
            if self.world.command(event) in (Command.LEFT, Command.RIGHT) and self.menu.focus.startswith("tab."):
                self.tab = Tab(self.menu.focus.removeprefix("tab."))
            return
        if not event.down or event.device != KEYBOARD:
            return
        slot, self.waiting = self.waiting, None
        if event.code == pygame.KSCAN_ESCAPE:
            return
        try:
            self.edit.put("keys", **{s: getattr(rebound(self.world.settings.keys, slot, event.code), s) for s in Slot})
        except KeyTakenError:
            self.world.say(f"{key_label(event.code)}: {self.world.strings.text('key.used')}", perf_counter())

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        return (
            ("↑ ↓", words("hint.move")),
            ("← →", words("hint.change")),
            ("F11", words("hint.full")),
            ("Esc", words("hint.back")),
        )

    def _opener(self, tab: Tab) -> Callable[[], None]:
        def show() -> None:
            self.tab = tab

        return show

    def _devices(self) -> Scene:
        from drumjam.game.scenes.devices import DevicesScene

        return DevicesScene(self.world, lambda world: SettingsScene(world, self.back_to, Tab.KEYS))

    def _wait(self, slot: Slot) -> None:
        self.waiting = slot

    def _key_test(self) -> Scene:
        from drumjam.game.scenes.keytest import KeyTestScene

        back_to = self.back_to
        return KeyTestScene(self.world, lambda world: SettingsScene(world, back_to, Tab.KEYS))

    def _calibrate(self) -> Scene:
        from drumjam.game.scenes.calibration import CalibrationScene

        back_to = self.back_to
        return CalibrationScene(self.world, lambda world: SettingsScene(world, back_to, Tab.TIMING))

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Tabs, rows on the left, and on the right what the one in focus does."""
        theme, words = self.world.theme, self.world.strings.text
        self.head(canvas, words("settings"), now)
        for tab in Tab:
            self.draw_tab(canvas, f"tab.{tab}", words(f"set.{tab}"), now, tab is self.tab)
        theme.panel(canvas, LEFT, Kind.PANEL, 20)
        theme.panel(canvas, RIGHT, Kind.PANEL, 20)
        focused = None
        for row, box in self.placed():
            draw_row(theme, canvas, row, box, self.menu.light(row.key, now), words(f"set.{row.help}.help"))
            if row.key == self.menu.focus and box[3] <= LOW:  # a taller one has its words with it
                focused = row
        self._draw_help(canvas, focused)
        still = self.world.settings.screen.reduced_motion
        self._lanes().draw(
            canvas, PREVIEW, 0.3 if still else now, self.world.settings.screen.scroll_speed, self.world.left
        )

    def _draw_help(self, canvas: pygame.Surface, row: Row | None) -> None:
        """The name of a row, or of the tab, and a few words about it."""
        theme, words = self.world.theme, self.world.strings.text
        name, told = (row.label, row.help) if row else (words(f"set.{self.tab}"), self.tab)
        x, y, w, _ = RIGHT
        theme.text(canvas, name, (x + 24, y + 38), 26, theme.palette.harmony, width=w - 48)
        paragraph(theme, canvas, words(f"set.{told}.help"), (x + 24, y + 70, w - 48, 260), 21, 16)

    def _lanes(self) -> Preview:
        """The lanes in the colours and at the size of the window as it is now."""
        if self._preview is None or self._preview[0] is not self.world.theme:
            self._preview = (self.world.theme, Preview(self.world.theme))
        return self._preview[1]
