"""GamePads: game pads as they come and go, and what is pressed on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pygame

from drumjam.game.inputs.buttons import Buttons, axis_code, buttons_of, hat_code
from drumjam.game.inputs.labels import Found, label, tidy
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.inputs.tuning import Tuning
from drumjam.library.settings import Devices

THRESHOLD, HYSTERESIS = 0.5, 0.2
"""Share of its way at which a trigger or a stick counts as pressed, and how far it must come back."""

EVENTS = frozenset(
    {
        pygame.JOYBUTTONDOWN,
        pygame.JOYBUTTONUP,
        pygame.JOYHATMOTION,
        pygame.JOYAXISMOTION,
        pygame.JOYDEVICEADDED,
        pygame.JOYDEVICEREMOVED,
        pygame.JOYBALLMOTION,
        pygame.CONTROLLERDEVICEADDED,
        pygame.CONTROLLERDEVICEREMOVED,
        pygame.CONTROLLERDEVICEREMAPPED,
    }
)
"""Types of events that say something of game pads; SDL tells of some of them twice."""

SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))
"""A hat's directions as pygame has them: up, right, down, left."""


@dataclass(slots=True)
class GamePad:
    """One game pad that is plugged in.

    found    how it is known; its port is SDL's number of it
    buttons  what its parts are
    tuning   what they do
    held     codes of directions and triggers that are pressed
    """

    found: Found
    joystick: Any
    buttons: Buttons
    tuning: Tuning
    held: set[int] = field(default_factory=set)


class GamePads:
    """All game pads.

    EVENTS   types of pygame's events that say something of them
    pads     those that are plugged in, by label
    trouble  why there are none, "" if nothing is wrong
    """

    EVENTS = EVENTS

    def __init__(self, chosen: Devices, make: Callable[[int], Any] | None = None) -> None:
        self.pads: dict[str, GamePad] = {}
        self.trouble = ""
        self._chosen = chosen
        self._make = make or pygame.joystick.Joystick
        self._lost: list[str] = []
        self._come: list[str] = []

    def open(self) -> None:
        """Begin to look for game pads; those that are there come as events."""
        try:
            pygame.joystick.init()
        except pygame.error as error:
            self.trouble = str(error)
            return
        with suppress(ImportError, AttributeError, pygame.error):  # it is known which buttons are which
            from pygame._sdl2 import controller

            controller.init()
            controller.set_eventstate(False)

    def tune(self, chosen: Devices) -> None:
        """The player has changed what devices do."""
        self._chosen = chosen
        for name, pad in self.pads.items():
            pad.tuning = pad.buttons.tuning(name, chosen)

    def hear(self, event: pygame.event.Event, t_ns: int) -> list[InputEvent]:
        """What an event of pygame's comes to, placed at a moment in ns."""
        if event.type == pygame.JOYDEVICEADDED:
            self._add(event.device_index)
            return []
        if event.type == pygame.JOYDEVICEREMOVED:
            self._remove(event.instance_id)
            return []
        name = self._named(getattr(event, "instance_id", -1))
        if name is None:
            return []
        changed = _changes(self.pads[name], event)
        return [InputEvent(t_ns, name, code, down) for code, down in changed]

    def changes(self) -> tuple[list[str], list[str]]:
        """Game pads that have gone, and that have come, since the last call."""
        lost, self._lost = self._lost, []
        come, self._come = self._come, []
        return lost, come

    def close(self) -> None:
        """Let go of all game pads."""
        self.pads.clear()

    def _named(self, number: int) -> str | None:
        return next((name for name, pad in self.pads.items() if pad.found.port == number), None)

    def _add(self, index: int) -> None:
        try:
            joystick = self._make(index)
            number, own = joystick.get_instance_id(), joystick.get_name()
            resting = {axis: joystick.get_axis(axis) for axis in range(joystick.get_numaxes())}
        except pygame.error as error:  # pulled out again already
            self.trouble = str(error)
            return
        if self._named(number) is not None:
            return
        here = [pad.found for pad in self.pads.values()]
        found = Found(tidy(own, "Game pad"), str(number), number)
        labels = label([*here, found], {name: pad.found for name, pad in self.pads.items()}, {KEYBOARD})
        name = next(name for name, one in labels.items() if one is found)
        buttons = buttons_of(_places(joystick, index), resting)
        self.pads[name] = GamePad(found, joystick, buttons, buttons.tuning(name, self._chosen))
        self._come.append(name)

    def _remove(self, number: int) -> None:
        name = self._named(number)
        if name is not None:
            del self.pads[name]
            self._lost.append(name)


def _changes(pad: GamePad, event: pygame.event.Event) -> list[tuple[int, bool]]:
    """Codes that came down or up."""
    if event.type in (pygame.JOYBUTTONDOWN, pygame.JOYBUTTONUP):
        return [(event.button, event.type == pygame.JOYBUTTONDOWN)]
    if event.type == pygame.JOYHATMOTION:
        wanted = {hat_code(event.hat, side): _towards(event.value, SIDES[side]) for side in range(4)}
        return list(_pressed(pad, {code: float(on) for code, on in wanted.items()}))
    if event.type == pygame.JOYAXISMOTION:
        if event.axis in pad.buttons.triggers:
            return list(_pressed(pad, {axis_code(event.axis, 1): (event.value + 1) / 2}))
        return list(_pressed(pad, {axis_code(event.axis, end): event.value * end for end in (-1, 1)}))
    return []


def _pressed(pad: GamePad, shares: dict[int, float]) -> Iterator[tuple[int, bool]]:
    """What comes down or up when codes are pressed to shares of their way."""
    for code, share in shares.items():
        held = code in pad.held
        down = share >= (THRESHOLD - HYSTERESIS if held else THRESHOLD)
        if down != held:
            (pad.held.add if down else pad.held.remove)(code)
            yield code, down


def _towards(value: tuple[int, int], side: tuple[int, int]) -> bool:
    return value[0] * side[0] + value[1] * side[1] > 0


def _places(joystick: Any, index: int) -> dict[str, str]:
    """SDL's mapping of a game pad; {} if it has none, or cannot be asked."""
    if not isinstance(joystick, pygame.joystick.JoystickType):  # pygame's module takes any object for one
        return {}
    try:
        from pygame._sdl2 import controller

        if not controller.is_controller(index):
            return {}
        known: dict[str, str] = controller.Controller.from_joystick(joystick).get_mapping()
    except (ImportError, AttributeError, pygame.error):  # its usual places are as good a guess
        return {}
    return known
