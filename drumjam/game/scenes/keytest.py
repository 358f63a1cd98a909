"""Key test: which of the pads' keys a keyboard reports together, and other keys where it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pygame

from drumjam.game.inputs.keys import Slot, key_label, rebound
from drumjam.game.inputs.reported import unreported
from drumjam.game.inputs.rollover import Combo, Rollover, Verdict, remedy
from drumjam.game.inputs.seats import DRUMS, LEFT_HAND
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item
from drumjam.game.options.edit import Edit
from drumjam.game.page import Page
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind
from drumjam.game.widgets import paragraph
from drumjam.game.world import World

TEST: Box = (32, 96, 776, 500)
TOLD: Box = (824, 96, 424, 500)
CAP, CAPS_Y = 112, 190
CAPS_X = (108, 244, 484, 620)
PILLS_TOP, PILL_STEP, PILL = 420, 68, 46
PAIR_W, CHORD_W = 112, 138
AGAIN: Box = (32, 612, 250, 58)
SKIP: Box = (298, 612, 250, 58)
USE: Box = (850, 408, 372, 54)
IDLE = 8.0
"""Seconds without a pad's key after which pads move through the page again."""

STILL_TESTING = 1.0
"""Seconds for which they still do not, once the test is over: hands go on for a moment."""

LEFT_SPARES = "SAEWRVCXQZ"
RIGHT_SPARES = "LIUONMHGPY"
"""Keys that may stand in for a pad's, the handiest first, by what stands there on a US keyboard."""


class KeyTestScene(Page):
    """Asks for the keys one after another and together; whatever comes is lit.

    test       what is known
    listening  whether the pads' keys are tested; else they move through the page
    """

    def __init__(self, world: World, back_to: Callable[[World], Scene]) -> None:
        super().__init__(world, "skip")
        self.back_to = back_to
        self.test = Rollover(self._keys())
        self.listening = True
        self._touched: float | None = None

    def _keys(self) -> list[int]:
        """The key of each pad; the first where it has several."""
        return [code for slot in Slot for code in self.world.bindings.codes(slot)[:1]]

    def items(self) -> Sequence[Item]:
        """Pass over, begin again, take another key, the way back."""
        items = [Item("again", AGAIN, self._again)]
        if not self.test.done:
            items.append(Item("skip", SKIP, self.test.skip))
        if self._swap() is not None:
            items.append(Item("use", USE, self._use))
        return [*items, self.back_item()]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page; the pads' are under test."""
        return (*super().hints(), *((("F11", self.world.strings.text("hint.full")),) if not self.listening else ()))

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """Where the player came from."""
        self.next = self.back_to(self.world)

    def press(self, event: InputEvent) -> None:
        """A pad's key is tested while the test listens, and does nothing just after; all others are the page's."""
        at = event.t_ns / 1e9
        if event.device != KEYBOARD or event.code not in self.test.keys:
            super().press(event)
        elif self.listening or event.code in self.test.held:  # what is held at the end is let go after it
            self.test.press(event.code, event.down, at)
            self._touched = at
        elif self._touched is None or at > self._touched + STILL_TESTING:
            super().press(event)

    def leave(self) -> None:
        """Remember what fails: two who take their places are told before they play."""
        if self.test.verdicts:
            Edit(self.world).put("play", unreported=unreported(self.test))

    def handle(self, event: pygame.event.Event) -> None:
        """Keys that are let go while the window is elsewhere are not reported."""
        if event.type == pygame.WINDOWFOCUSLOST:
            self.test.let_go()
        super().handle(event)

    def update(self, now: float) -> Scene | None:
        """Watch what is held; rest once all is known, or nobody touches the keys."""
        if self._touched is None:
            self._touched = now
        self.test.advance(now)
        if self.listening and (self.test.done or now > self._touched + IDLE):
            self.listening = False
            self._touched = now if self.test.done else None
        self.pads_lead = not self.listening
        return super().update(now)

    def _again(self) -> None:
        """From the start, with all that was known forgotten."""
        self.test = Rollover(self._keys())
        self._listen()

    def _listen(self) -> None:
        self.listening = True
        self._touched = None

    def _swap(self) -> tuple[int, int] | None:
        """A key to give up and one to take in its place."""
        slots = {code: slot for slot in Slot for code in self.world.bindings.codes(slot)[:1]}
        spares = {code: _spares(slot) for code, slot in slots.items()}
        return remedy(self.test, spares, tuple(self.world.bindings.slots))

    def _use(self) -> None:
        """Take the other key, and test what is new with it."""
        swap = self._swap()
        if swap is None:
            return
        old, new = swap
        keys = rebound(self.world.settings.keys, self.world.bindings.slots[old], new)
        Edit(self.world).put("keys", **{slot: getattr(keys, slot) for slot in Slot})
        self.test = replace(self.test, keys=self._keys(), held=set())
        self._listen()

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """What is asked for, the keys, their combinations; what was found."""
        theme, words = self.world.theme, self.world.strings.text
        self.head(canvas, words("set.key_test"), now)
        theme.panel(canvas, TEST, Kind.PANEL, 20)
        theme.panel(canvas, TOLD, Kind.PANEL, 20)
        theme.text(canvas, self._prompt(), (TEST[0] + 30, TEST[1] + 46), 26, theme.palette.harmony, width=TEST[2] - 60)
        for slot, x in zip(Slot, CAPS_X, strict=True):
            self._draw_key(canvas, slot, x)
        self._draw_combos(canvas, now)
        self._draw_told(canvas)
        for key, text in (("skip", "keytest.skip"), ("again", "keytest.again")):
            self.button(canvas, key, words(text), now, 22)
        swap = self._swap()
        if swap is not None:
            self.button(canvas, "use", words("keytest.use", name=key_label(swap[1])), now, 22, base=Kind.PRIMARY)

    def _prompt(self) -> str:
        words, asked = self.world.strings.text, self.test.asked
        if not self.listening and not self.test.done:
            return words("keytest.rest")
        if asked is not None:
            return words("keytest.hold", keys=self._named(asked))
        if self.test.done:
            return words("keytest.done")
        return words("keytest.each")

    def _draw_key(self, canvas: pygame.Surface, slot: Slot, x: float) -> None:
        """One pad's key: dark until it was seen, in its leader's colour while it is down."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        codes = self.world.bindings.codes(slot)[:1]
        if not codes:
            return
        code, lane = codes[0], self.world.left if slot in LEFT_HAND else self.world.left.other
        down, asked = code in self.test.held, self.test.asked
        box = (x, CAPS_Y, CAP, CAP)
        theme.panel(canvas, (x, CAPS_Y + 5, CAP, CAP), Kind.SUNKEN, 22)
        look = theme.tinted(Kind.KEY, p.leaders[lane], 0.75 if down else 0.12)
        theme.panel(canvas, (x, CAPS_Y + 3, CAP, CAP) if down else box, Kind.KEY, 22, look)
        wanted = self.listening and (code in asked if asked is not None else code not in self.test.alone)
        if wanted and not self.test.done:
            theme.panel(canvas, box, Kind.KEY, 22, theme.ring_look())
        colour = p.text if code in self.test.alone else p.muted
        theme.text(
            canvas, key_label(code), (x + CAP / 2, CAPS_Y + CAP / 2 - 2), 44, colour, align="center", width=CAP - 20
        )
        pad = words.text("drum" if slot in DRUMS else "cymbal")
        middle = x + CAP / 2
        name = words.leader(lane)
        theme.text(canvas, name, (middle, CAPS_Y + CAP + 26), 18, p.leaders[lane], align="center", width=132, room=28)
        theme.text(canvas, pad, (middle, CAPS_Y + CAP + 52), 18, p.muted, align="center", width=132, room=28)

    def _draw_combos(self, canvas: pygame.Surface, now: float) -> None:
        pairs = [combo for combo in self.test.combos if len(combo) == 2]
        chords = sorted((combo for combo in self.test.combos if len(combo) > 2), key=len)
        for row, (combos, width) in enumerate(((pairs, PAIR_W), (chords, CHORD_W))):
            room = TEST[2] - 40
            step = room / max(len(combos), 1)
            for i, combo in enumerate(combos):
                x = TEST[0] + 20 + i * step + (step - width) / 2
                self._draw_combo(canvas, combo, (x, PILLS_TOP + row * PILL_STEP, width, PILL), now)

    def _draw_combo(self, canvas: pygame.Surface, combo: Combo, box: Box, now: float) -> None:
        """One combination: gold once it was seen, struck through where it cannot be reported."""
        theme, p = self.world.theme, self.world.theme.palette
        verdict, (x, y, w, h) = self.test.verdict(combo), box
        seen, bad = verdict is Verdict.SEEN, any(failing <= combo for failing in self.test.failing)
        theme.panel(canvas, box, Kind.PRIMARY if seen else Kind.PILL, h / 2)
        if combo == self.test.asked and self.listening:
            share = self.test.holding(now)
            if share > 0:
                theme.bar(canvas, (x + 14, y + h - 9, w - 28, 5), share, p.harmony)
            theme.panel(canvas, box, Kind.PILL, h / 2, theme.ring_look())
        colour = p.on_harmony if seen else p.missed if bad else p.text
        theme.text(
            canvas, self._named(combo), (x + w / 2, y + h / 2), 19, colour, align="center", width=w - 20, room=32
        )
        if bad:
            theme.line(canvas, (x + 16, y + h / 2), (x + w - 16, y + h / 2), 2.5, p.missed)

    def _draw_told(self, canvas: pygame.Surface) -> None:
        """Sentences about what was found, and about keyboards."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, h = TOLD
        left, width, swap = x + 26, w - 52, self._swap()
        found = "  ".join(self._findings())
        paragraph(theme, canvas, found, (left, y + 22, width, 188), 22, colour=p.text)
        if swap is not None:
            told = words("keytest.swap", old=key_label(swap[0]), new=key_label(swap[1]))
        else:
            told = words("keytest.none") if self.test.failing else "" if self.test.done else words("keytest.kinds")
        paragraph(theme, canvas, told, (left, y + 220, width, 82 if swap else 136), 20)
        theme.line(canvas, (left, y + h - 122), (left + width, y + h - 122), 1.5, p.raised)
        paragraph(theme, canvas, words("keytest.two"), (left, y + h - 114, width, 102), 19, middle=True)

    def _findings(self) -> list[str]:
        """What fails, a sentence for each way to fail; else what is known so far."""
        words, failing = self.world.strings.text, self.test.failing
        told = []
        for verdict, key in ((Verdict.LOST, "keytest.cannot"), (Verdict.GHOST, "keytest.ghost")):
            keys = [self._named(combo) for combo in failing if self.test.verdict(combo) is verdict]
            told += [words(key, keys=", ".join(keys))] if keys else []
        return told or [words("keytest.all" if self.test.done else "keytest.help")]

    def _named(self, combo: Combo) -> str:
        return "+".join(key_label(code) for code in self.test.keys if code in combo)


def _spares(slot: Slot) -> list[int]:
    """Keys near a pad's own hand."""
    letters = LEFT_SPARES if slot in LEFT_HAND else RIGHT_SPARES
    return [getattr(pygame, f"KSCAN_{letter}") for letter in letters]
