"""Settings: screen, sound, timing, keys, on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import pygame

from drumjam.game.inputs.keys import KeyTakenError, Slot, key_label, rebound
from drumjam.game.inputs.seats import LEFT_HAND
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.rows import Row, Shape, control_of, draw_row, groove_of
from drumjam.game.scene import Scene
from drumjam.game.strings import LANGUAGES, OWN_NAMES
from drumjam.game.theme import Kind
from drumjam.game.widgets import key_cap
from drumjam.game.world import World
from drumjam.library.settings import Keys, Language, Layout, PaletteChoice

LEFT: Box = (32, 96, 600, 580)
RIGHT: Box = (648, 96, 600, 580)
ROW = 38
OFFSETS = (-200, 200)
VOLUME_STEP = 0.05


class SettingsScene(Page):
    """All settings that there are."""

    def __init__(self, world: World, back_to: Callable[[World], Scene]) -> None:
        super().__init__(world, "language")
        self.back_to = back_to
        self.waiting: Slot | None = None

    # -- rows -------------------------------------------------------------------------------------

    def screen_rows(self) -> list[Row]:
        """Language, colours, layout, motion."""
        words, screen = self.world.strings.text, self.world.settings.screen
        language = words("set.system") if screen.language is Language.SYSTEM else OWN_NAMES[screen.language]
        languages = [Language.SYSTEM, *(Language(name) for name in LANGUAGES)]
        return [
            self._choice("language", "set.language", language, "screen", "language", languages),
            self._choice(
                "palette", "set.palette", words(f"palette.{screen.palette}"), "screen", "palette", list(PaletteChoice)
            ),
            self._choice("text", "set.text_size", f"{screen.text_size}%", "screen", "text_size", [100, 125, 150]),
            self._choice(
                "scroll",
                "set.scroll",
                f"{screen.scroll_speed:.1f}×",
                "screen",
                "scroll_speed",
                [round(0.5 + 0.1 * i, 1) for i in range(16)],
            ),
            self._choice("layout", "set.layout", words(f"layout.{screen.layout}"), "screen", "layout", list(Layout)),
            *(
                self._switch(key, f"set.{key}", "screen", name)
                for key, name in (
                    ("swap", "swap_sides"),
                    ("motion", "reduced_motion"),
                    ("comments", "comments"),
                    ("neutral", "neutral_names"),
                )
            ),
        ]

    def sound_rows(self) -> list[Row]:
        """Volumes."""
        words, sound = self.world.strings, self.world.settings.sound
        labels = {
            "master": words.text("set.master"),
            "music": words.text("set.music"),
            "lee": words.leader(0),
            "takaichi": words.leader(1),
            "clicks": words.text("set.clicks"),
        }
        return [
            Row(f"volume.{name}", label, f"{share:.0%}", share, Shape.AMOUNT, self._amount(name), self._slide(name))
            for name, label in labels.items()
            for share in [getattr(sound, name)]
        ]

    def timing_rows(self) -> list[Row]:
        """Offsets."""
        words, timing = self.world.strings, self.world.settings.timing
        rows = []
        for lane, name in enumerate(("lee_ms", "takaichi_ms")):
            ms = getattr(timing, name).get(KEYBOARD, 0.0)
            label = words.text("set.offset", name=words.leader(lane))
            rows.append(Row(f"offset.{lane}", label, _ms(ms), 0, Shape.CHOICE, self._offset(name)))
        rows.append(Row("visual", words.text("set.visual"), _ms(timing.visual_ms), 0, Shape.CHOICE, self._visual()))
        return rows

    def placed(self) -> list[tuple[Row, Box]]:
        """Every row with its place."""
        x, y, w, _ = LEFT
        rows: list[tuple[Row, Box]] = [
            (row, (x + 16, y + 52 + i * (ROW + 8), w - 32, ROW + 4)) for i, row in enumerate(self.screen_rows())
        ]
        x, y, w, _ = RIGHT
        top = y + 48
        for row in self.sound_rows():
            rows.append((row, (x + 16, top, w - 32, ROW - 2)))
            top += ROW
        top += 46
        for row in self.timing_rows():
            rows.append((row, (x + 16, top, w - 32, ROW - 2)))
            top += ROW
        return rows

    def items(self) -> Sequence[Item]:
        """Every row, the pads' keys, the way back."""
        rows = [
            Item(row.key, box, None, row.change, arrows=control_of(box), slide=row.slide, groove=groove_of(box))
            for row, box in self.placed()
        ]
        keys = [Item(f"key.{slot}", self._key_box(i), self._wait(slot)) for i, slot in enumerate(Slot)]
        x, y, _, _ = self._key_box(0)
        default = Item("default", (x, y + 66, 568, 40), self._default)
        return [*rows, *keys, default, self.back_item()]

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """Where the player came from."""
        self.next = self.back_to(self.world)

    def press(self, event: InputEvent) -> None:
        """While a pad waits for its key, the next key is it."""
        if self.waiting is None:
            super().press(event)
            return
        if not event.down or event.device != KEYBOARD:
            return
        slot, self.waiting = self.waiting, None
        if event.code == pygame.KSCAN_ESCAPE:
            return
        try:
            self._put("keys", **{s: getattr(rebound(self.world.settings.keys, slot, event.code), s) for s in Slot})
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

    def _put(self, part: str, **values: object) -> None:
        if not self.world.change(part, **values):
            self.world.say(self.world.strings.text("unsaved"), perf_counter())

    def _wait(self, slot: Slot) -> Callable[[], None]:
        def wait() -> None:
            self.waiting = slot

        return wait

    def _default(self) -> None:
        self._put("keys", **{slot: getattr(Keys(), slot) for slot in Slot})

    def _choice(self, key: str, label: str, value: str, part: str, name: str, values: Sequence[object]) -> Row:
        def change(step: int) -> None:
            now = getattr(getattr(self.world.settings, part), name)
            at = next((i for i, one in enumerate(values) if one == now), 0)
            self._put(part, **{name: values[(at + step) % len(values)]})

        return Row(key, self.world.strings.text(label), value, 0, Shape.CHOICE, change)

    def _switch(self, key: str, label: str, part: str, name: str) -> Row:
        on = bool(getattr(getattr(self.world.settings, part), name))
        words = self.world.strings.text

        def change(_: int) -> None:
            self._put(part, **{name: not on})

        return Row(key, words(label), words("on" if on else "off"), float(on), Shape.SWITCH, change)

    def _amount(self, name: str) -> Callable[[int], None]:
        def change(step: int) -> None:
            self._turn(name, getattr(self.world.settings.sound, name) + VOLUME_STEP * step)

        return change

    def _slide(self, name: str) -> Callable[[float], None]:
        def slide(share: float) -> None:
            self._turn(name, round(share / VOLUME_STEP) * VOLUME_STEP)

        return slide

    def _turn(self, name: str, volume: float) -> None:
        volume = min(max(round(volume, 2), 0.0), 1.0)
        if volume != getattr(self.world.settings.sound, name):
            self._put("sound", **{name: volume})

    def _offset(self, name: str) -> Callable[[int], None]:
        def change(step: int) -> None:
            known = getattr(self.world.settings.timing, name)
            ms = min(max(known.get(KEYBOARD, 0.0) + step, OFFSETS[0]), OFFSETS[1])
            self._put("timing", **{name: {**known, KEYBOARD: ms}})

        return change

    def _visual(self) -> Callable[[int], None]:
        def change(step: int) -> None:
            ms = min(max(self.world.settings.timing.visual_ms + step, OFFSETS[0]), OFFSETS[1])
            self._put("timing", visual_ms=ms)

        return change

    # -- the picture ------------------------------------------------------------------------------

    def _key_box(self, index: int) -> Box:
        x, y, _, _ = RIGHT
        return (x + 16 + index * 144, y + 456, 136, 56)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Two panels of rows, and the pads' keys."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        self.head(canvas, words("settings"), now)
        theme.panel(canvas, LEFT, Kind.PANEL, 20)
        theme.panel(canvas, RIGHT, Kind.PANEL, 20)
        x, y, _, _ = RIGHT
        theme.text(canvas, words("set.screen"), (LEFT[0] + 24, LEFT[1] + 28), 22, p.harmony, width=300)
        for key, top in (("set.sound", 26), ("set.timing", 260), ("set.keys", 428)):
            theme.text(canvas, words(key), (x + 24, y + top), 22, p.harmony, width=300)
        helped = {"offset.0": "set.offset.help", "offset.1": "set.offset.help", "visual": "set.visual.help"}
        told = helped.get(self.menu.focus, "set.keys.help" if self.menu.focus.startswith("key.") else "")
        if told:
            top = 428 if told == "set.keys.help" else 260
            left = x + 40 + theme.width(words("set.keys" if top == 428 else "set.timing"), 22)
            theme.text(canvas, words(told), (left, y + top), 18, p.muted, width=x + 580 - left)
        for row, box in self.placed():
            draw_row(self.world.theme, canvas, row, box, self.menu.light(row.key, now))
        for i, slot in enumerate(Slot):
            self._draw_key(canvas, slot, self._key_box(i), now)
        self.button(canvas, "default", words("set.default"), now, 18)

    def _draw_key(self, canvas: pygame.Surface, slot: Slot, box: Box, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, y, w, h = box
        lane = self.world.left if slot in LEFT_HAND else self.world.left.other
        light = self.menu.light(f"key.{slot}", now)
        theme.panel(canvas, box, Kind.CHOSEN if light > 0.5 or self.waiting is slot else Kind.CARD, 12)
        pad = words.text("cymbal" if slot in (Slot.LEE_CYMBAL, Slot.TAKAICHI_CYMBAL) else "drum")
        theme.text(canvas, pad, (x + 12, y + h / 2), 18, p.leaders[lane], width=70)
        label = "…" if self.waiting is slot else " ".join(key_label(c) for c in self.world.bindings.codes(slot))
        key_cap(theme, canvas, label, (x + w - 50, y + h / 2), 34)


def _ms(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(round(value))} ms"
