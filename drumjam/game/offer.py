"""Offer: after a play, an input offset that fits the last plays better; one key takes it, and it does not insist."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Thread
from time import perf_counter

import pygame

from drumjam.game.calibration.offsets import Target, refused_ms, with_offsets, with_refusal
from drumjam.game.calibration.telling import signed
from drumjam.game.inputs.offsets import lanes_of, offset_ms
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.theme import Kind
from drumjam.game.widgets import key_cap
from drumjam.library.lateness import recent_plays
from drumjam.library.settings import Timing
from drumjam.rules.calibration import suggestion
from drumjam.rules.chart import Lane
from drumjam.rules.replay import Inputs

STRIP: Box = (24, 681, 1176, 37)
YES: Box = (970, 684, 120, 31)
NO: Box = (1096, 684, 96, 31)
KEY, KEY_LABEL = pygame.KSCAN_F2, "F2"
RISING, HIDDEN = 0.25, 44.0
"""Seconds in which the strip comes up, and from how far below, in logical pixels."""

ALIKE = 5.0
"""Milliseconds: an offset so near to one that was refused is the same."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A better offset for a player's device.

    ms     the new one
    late   how much later than now it takes strikes to come, in ms; negative: earlier
    plays  how many plays told so
    """

    lane: Lane
    device: str
    ms: int
    late: int
    plays: int


def find_offers(timing: Timing, inputs: tuple[Inputs, Inputs]) -> list[Offer]:
    """Offers for those who have just played with one device each; none that was refused already.

    A kit or game pad that played both lanes is asked about once.
    """
    found, asked = [], set[Target]()
    for lane in Lane:
        for device in inputs[lane] if len(inputs[lane]) == 1 else ():
            offer = None if (lane, device) in asked else _offer(timing, lane, device)
            asked |= {(one, device) for one in lanes_of(lane, device)}
            found += [offer] if offer is not None else []
    return found


def _offer(timing: Timing, lane: Lane, device: str) -> Offer | None:
    """The offer for a lane's device, if there is a better offset."""
    # plays before the last swap are somebody else's, or were struck on the other lane
    plays = recent_plays(lanes_of(lane, device), device, since=timing.swapped)
    is_set = offset_ms(timing, lane, device)
    better, refused = suggestion(plays, is_set / 1e3), refused_ms(timing, lane, device)
    if better is None or (refused is not None and abs(refused - better.offset_ms) <= ALIKE):
        return None
    return Offer(lane, device, better.offset_ms, round(better.offset_ms - is_set), len(plays))


class OfferStrip:
    """Looks for offers beside the window, shows one after the other along the foot of a page.

    open  the offer that is shown, or None
    """

    def __init__(self, page: Page, inputs: tuple[Inputs, Inputs]) -> None:
        self.page = page
        self.open: Offer | None = None
        self._waiting: deque[Offer] = deque()
        self._since = 0.0
        self._below = HIDDEN
        self._finder = Thread(target=self._find, args=(page.world.settings.timing, inputs), daemon=True, name="offers")
        self._finder.start()

    def update(self, now: float) -> None:
        """Show the next offer once there is one."""
        if self.open is None and self._waiting:
            self.open, self._since = self._waiting.popleft(), now
        left = max(1 - (now - self._since) / RISING, 0.0)
        self._below = 0.0 if self.page.world.settings.screen.reduced_motion else HIDDEN * left * left

    def items(self) -> Sequence[Item]:
        """Yes and no."""
        if self.open is None:
            return []
        return [Item("offer.yes", self._risen(YES), self.accept), Item("offer.no", self._risen(NO), self.refuse)]

    def takes(self, event: InputEvent) -> bool:
        """Whether a key is the one that accepts; if so it has."""
        if self.open is None or not event.down or (event.device, event.code) != (KEYBOARD, KEY):
            return False
        self.accept()
        return True

    def accept(self) -> None:
        """Set the offset."""
        offer, words = self.open, self.page.world.strings
        if offer is not None:
            self._answer(with_offsets(self.page.world.settings.timing, {(offer.lane, offer.device): offer.ms}))
            told = words.text("offer.done", name=words.leader(offer.lane), ms=signed(offer.ms))
            self.page.world.say(told, perf_counter())

    def refuse(self) -> None:
        """Leave it as it is, and do not ask for the same again."""
        if self.open is not None:
            lane, device, ms = self.open.lane, self.open.device, self.open.ms
            self._answer(with_refusal(self.page.world.settings.timing, lane, device, ms))

    def draw(self, canvas: pygame.Surface, now: float, button: Callable[[str, str], None]) -> None:
        """The strip; `button` draws one of its items with a label."""
        offer, world = self.open, self.page.world
        if offer is None:
            return
        theme, words = world.theme, world.strings
        x, y, _, h = box = self._risen(STRIP)
        theme.panel(canvas, box, Kind.CHOSEN, h / 2)
        side = "late" if offer.late > 0 else "early"
        key = f"offer.{side}" if offer.plays > 1 else f"offer.{side}.one"
        numbers = {"ms": abs(offer.late)} | ({"plays": offer.plays} if offer.plays > 1 else {})
        told = words.text(key, name=words.leader(offer.lane), **numbers)
        left = x + 20 + key_cap(theme, canvas, KEY_LABEL, (x + 14, y + h / 2), 24) + 8
        theme.text(canvas, told, (left, y + h / 2), 20, width=YES[0] - left - 14, room=32)
        for name in ("yes", "no"):
            button(f"offer.{name}", words.text(f"offer.{name}"))

    def _risen(self, box: Box) -> Box:
        """A box of the strip as far as it has come up."""
        return box[0], box[1] + self._below, box[2], box[3]

    def _answer(self, values: dict[str, dict[str, float]]) -> None:
        self.open = None
        if not self.page.world.change("timing", **values):
            self.page.world.say(self.page.world.strings.text("unsaved"), perf_counter())

    def _find(self, timing: Timing, inputs: tuple[Inputs, Inputs]) -> None:
        self._waiting.extend(find_offers(timing, inputs))
