"""Buttons: what the buttons, directions and triggers of a game pad are, whatever its maker counts them as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drumjam.game.inputs.tuning import Tuning, owner_of, taught
from drumjam.game.scene import Command
from drumjam.library.settings import Devices
from drumjam.rules.chart import Pad

HAT, AXIS = 64, 96
"""Codes: buttons from 0 on, four directions of each hat from 64 on, two ends of each axis from 96 on."""

HAT_SIDES = {1: 0, 2: 1, 4: 2, 8: 3}
"""SDL's bits of a hat: up, right, down, left; and their place among the hat's codes."""

USUAL = {
    "a": "b0",
    "b": "b1",
    "x": "b2",
    "y": "b3",
    "leftshoulder": "b4",
    "rightshoulder": "b5",
    "back": "b6",
    "start": "b7",
    "dpup": "h0.1",
    "dpright": "h0.2",
    "dpdown": "h0.4",
    "dpleft": "h0.8",
    "leftx": "a0",
    "lefty": "a1",
}
"""Where things are on a pad that SDL does not know."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one part of a game pad is for.

    command  on a menu page
    pad      in a play
    """

    command: Command | None
    pad: Pad | None = None


USES = {
    "a": Use(Command.CHOOSE, Pad.DRUM),
    "b": Use(Command.BACK, Pad.DRUM),
    "x": Use(None, Pad.DRUM),
    "y": Use(None, Pad.DRUM),
    "dpup": Use(Command.UP, Pad.DRUM),
    "dpdown": Use(Command.DOWN, Pad.DRUM),
    "dpleft": Use(Command.LEFT, Pad.DRUM),
    "dpright": Use(Command.RIGHT, Pad.DRUM),
    "leftshoulder": Use(Command.PREVIOUS, Pad.CYMBAL),
    "rightshoulder": Use(Command.NEXT, Pad.CYMBAL),
    "lefttrigger": Use(None, Pad.CYMBAL),
    "righttrigger": Use(None, Pad.CYMBAL),
    "start": Use(Command.CHOOSE),
    "back": Use(Command.BACK),
}
"""By SDL's names: on the front drums, at the back cymbals, so that each thumb and each first finger has one."""

STICK = {"leftx": (Command.LEFT, Command.RIGHT), "lefty": (Command.UP, Command.DOWN)}
LEFT_HAND = frozenset({"dpup", "dpdown", "dpleft", "dpright", "leftshoulder", "lefttrigger"})
PAUSES = ("start", "back")
PLACE = re.compile(r"b(?P<button>\d+)|h(?P<hat>\d+)\.(?P<side>[1248])|\+?a(?P<axis>\d+)")


def hat_code(hat: int, side: int) -> int:
    """The code of a hat's direction, 0 up and on clockwise."""
    return HAT + 4 * hat + side


def axis_code(axis: int, end: int) -> int:
    """The code of an axis' end, -1 or 1."""
    return AXIS + 2 * axis + (end > 0)


def code_at(place: str) -> int | None:
    """The code of a place as SDL's mappings write it: `b3`, `h0.4`, `a5`; None for one that is none of these."""
    found = PLACE.fullmatch(place)
    if found is None:
        return None
    if found["button"]:
        return int(found["button"])
    if found["hat"]:
        return hat_code(int(found["hat"]), HAT_SIDES[int(found["side"])])
    return axis_code(int(found["axis"]), 1)


@dataclass(frozen=True, slots=True)
class Buttons:
    """A game pad's own numbers.

    places    SDL's names of parts, and where they are
    triggers  axes that rest at one end
    """

    places: Mapping[str, str]
    triggers: frozenset[int]

    def tuning(self, name: str, chosen: Devices) -> Tuning:
        """What they do, as usual or as the player has said of the device of that name."""
        codes = {part: code for part, place in self.places.items() if (code := code_at(place)) is not None}
        pads = {codes[part]: use.pad for part, use in USES.items() if use.pad is not None and part in codes}
        pads |= {axis_code(axis, 1): Pad.CYMBAL for axis in self.triggers}
        commands = {codes[part]: use.command for part, use in USES.items() if use.command and part in codes}
        for part, ends in STICK.items():
            if part in codes:
                commands |= {codes[part] - 1: ends[0], codes[part]: ends[1]}
        return Tuning(
            pads=taught(pads, name, chosen),
            left=frozenset(codes[part] for part in LEFT_HAND if part in codes),
            commands=commands,
            pauses=frozenset(codes[part] for part in PAUSES if part in codes),
            owner=owner_of(name, chosen),
        )


def buttons_of(places: Mapping[str, str], resting: Mapping[int, float]) -> Buttons:
    """The buttons of a game pad by SDL's mapping of it ({}: SDL knows none) and where its axes rest, -1 to 1."""
    if not places:
        return Buttons(USUAL, frozenset(axis for axis, value in resting.items() if value < -0.5))
    axes = [code_at(places.get(part, "")) for part in ("lefttrigger", "righttrigger")]
    return Buttons(places, frozenset((code - AXIS) // 2 for code in axes if code is not None and code >= AXIS))
