"""Menu: the things on a page that can be chosen, by keys, pads or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from drumjam.game.scene import Command

Box = tuple[float, float, float, float]
WARMING, COOLING = 0.10, 0.22
"""Seconds in which an item lights up when it is reached, and dims when it is left."""

SLIP = 6
"""Logical pixels beside a groove where the mouse still gets hold of it."""

ARROW = 40
"""Logical width of each end of a value's box in which a click means its arrow, where the value can be chosen too."""

CYCLE = 1
"""What choosing an item does that can only be changed: one step on."""


class Reach(Enum):
    """What comes to an item."""

    ALL = auto()
    MOUSE = auto()
    """The mouse alone: arrows beside a value that keys change themselves."""
    KEYS = auto()
    """Keys alone: rows of a list that are scrolled out of sight."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be chosen or changed.

    key     its name on the page
    box     where it is, in logical pixels
    choose  what choosing it does, or None
    change  what a step to the left (-1) or right (+1) does, or None
    reach   what comes to it
    arrows  where a click steps back on its left half, and everywhere else on; what can be chosen too is stepped at
            the two ends alone
    slide   what the mouse does in the item's groove: takes the share of its length, 0 to 1
    groove  where it slides
    """

    key: str
    box: Box
    choose: Callable[[], None] | None = None
    change: Callable[[int], None] | None = None
    reach: Reach = Reach.ALL
    arrows: Box | None = None
    slide: Callable[[float], None] | None = None
    groove: Box = (0.0, 0.0, 0.0, 0.0)

    def step(self, x: float) -> int:
        """The step that a click at a logical x means."""
        left, _, width, _ = self.arrows or self.box
        return -1 if left <= x < left + width / 2 else 1

    def arrow(self, x: float) -> int:
        """The arrow at a logical x, as a step; 0 between the arrows, and where there are none."""
        if self.arrows is None or self.change is None:
            return 0
        left, _, width, _ = self.arrows
        return -1 if left <= x < left + ARROW else 1 if left + width - ARROW <= x < left + width else 0

    def share(self, x: float) -> float:
        """How far along its groove a logical x is."""
        left, _, width, _ = self.groove
        return min(max((x - left) / width, 0.0), 1.0)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its box."""
        x, y, w, h = self.box
        return x + w / 2, y + h / 2

    def holds(self, at: tuple[float, float]) -> bool:
        """Whether a logical point is in its box."""
        x, y, w, h = self.box
        return x <= at[0] < x + w and y <= at[1] < y + h


def shared(box: Box, count: int, gap: float = 12) -> list[Box]:
    """A box shared out among so many, side by side."""
    x, y, w, h = box
    width = (w - gap * (count - 1)) / count
    return [(x + i * (width + gap), y, width, h) for i in range(count)]


class Menu:
    """Items and the one in focus; remembers since when, for the light that moves with it."""

    def __init__(self, focus: str = "") -> None:
        self.items: tuple[Item, ...] = ()
        self.focus = focus
        self._since: dict[str, float] = {}
        self._left: dict[str, float] = {}
        self._sliding = ""

    def set(self, items: Sequence[Item]) -> None:
        """The items as they are now; the focus stays where it was, else goes to the first."""
        self.items = tuple(items)
        keys = [item.key for item in self.items if item.reach is not Reach.MOUSE]
        if self.focus not in keys and keys:
            self.focus = keys[0]

    @property
    def chosen(self) -> Item | None:
        """The item in focus."""
        return next((item for item in self.items if item.key == self.focus), None)

    def go(self, key: str, now: float) -> None:
        """Put the focus on an item."""
        if key != self.focus:
            self._left[self.focus] = now
            self._since[key] = now
            self.focus = key

    def light(self, key: str, now: float) -> float:
        """How far an item is lit, 0 to 1, easing in and out."""
        if key == self.focus:
            return _eased((now - self._since.get(key, -1.0)) / WARMING)
        return 1.0 - _eased((now - self._left.get(key, -1.0)) / COOLING)

    def command(self, command: Command, now: float) -> None:
        """Move the focus, or choose or change what is in it."""
        item = self.chosen
        if item is None:
            return
        if command is Command.CHOOSE:
            if item.choose is not None:
                item.choose()
            elif item.change is not None:
                item.change(CYCLE)
        elif command in (Command.LEFT, Command.RIGHT) and item.change is not None:
            item.change(1 if command is Command.RIGHT else -1)
        elif command in (Command.PREVIOUS, Command.NEXT):
            self._step(1 if command is Command.NEXT else -1, now)
        else:
            self._seek(command, now)

    def hover(self, at: tuple[float, float], now: float) -> None:
        """The mouse is at a point: what lies there comes into focus; what it slides goes with it."""
        held = next((item for item in self.items if item.key == self._sliding), None)
        if held is not None and held.slide is not None:
            held.slide(held.share(at[0]))
            return
        item = self.at(at)
        if item is not None and item.reach is not Reach.MOUSE:
            self.go(item.key, now)

    def click(self, at: tuple[float, float], now: float) -> None:
        """The mouse was pressed at a point: choose what lies there."""
        item = self.at(at)
        if item is None:
            return
        if item.reach is not Reach.MOUSE:
            self.go(item.key, now)
        left, _, width, _ = item.groove
        if item.slide is not None and left - SLIP <= at[0] <= left + width + SLIP:
            self._sliding = item.key
            item.slide(item.share(at[0]))
        elif item.choose is not None and not item.arrow(at[0]):
            item.choose()
        elif item.change is not None:
            item.change(item.arrow(at[0]) or item.step(at[0]))

    def release(self) -> None:
        """The mouse lets go of what it slides."""
        self._sliding = ""

    def wheel(self, at: tuple[float, float], step: int) -> bool:
        """The wheel was turned over a point: change what lies there; whether anything did."""
        item = self.at(at)
        if item is None or item.change is None:
            return False
        item.change(step)
        return True

    def at(self, at: tuple[float, float]) -> Item | None:
        """The topmost item at a point; later ones lie on top."""
        return next((item for item in reversed(self.items) if item.reach is not Reach.KEYS and item.holds(at)), None)

    def _step(self, step: int, now: float) -> None:
        keys = [item.key for item in self.items if item.reach is not Reach.MOUSE]
        self.go(keys[(keys.index(self.focus) + step) % len(keys)], now)

    def _seek(self, command: Command, now: float) -> None:
        """The nearest item in a direction: first of those straight ahead, else sideways distance counts double."""
        here = next(item for item in self.items if item.key == self.focus)
        best: tuple[bool, float, str] | None = None
        for item in self.items:
            if item.reach is Reach.MOUSE or item is here:
                continue
            ahead, aside = _distance(here.box, item.box, command)
            found = (aside > 0, ahead + 2 * aside, item.key)
            if ahead > 0 and (best is None or found < best):
                best = found
        if best is not None:
            self.go(best[2], now)


def _distance(here: Box, there: Box, command: Command) -> tuple[float, float]:
    """How far a box lies ahead in a direction (0 or less: it does not), and how far aside (0 where they overlap)."""
    (x, y, w, h), (u, v, s, t) = here, there
    if command in (Command.LEFT, Command.RIGHT):
        ahead = (u + s / 2) - (x + w / 2)
        aside = max(v - (y + h), y - (v + t), 0.0)
        return (ahead if command is Command.RIGHT else -ahead), aside
    ahead = (v + t / 2) - (y + h / 2)
    aside = max(u - (x + w), x - (u + s), 0.0)
    return (ahead if command is Command.DOWN else -ahead), aside


def _eased(share: float) -> float:
    t = min(max(share, 0.0), 1.0)
    return 1 - (1 - t) ** 3
