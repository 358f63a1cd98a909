"""Plugging: worlds with kits and game pads, none of which are there."""

from __future__ import annotations

import mido
import pygame

from drumjam.game.inputs.devices import DeviceInput
from drumjam.game.inputs.gamepads import GamePads
from drumjam.game.inputs.kits import Kits
from drumjam.game.inputs.ports import Ports
from drumjam.game.world import World
from tests.game import midiroom
from tests.game.fingers import Fingers


class Joystick:
    """What pygame gives for a game pad that SDL has no mapping of."""

    def __init__(self, number: int, name: str = "Arcade Stick", resting: tuple[float, ...] = (0.0, 0.0, -1.0)) -> None:
        self._number, self._name, self._resting = number, name, resting

    def get_instance_id(self) -> int:
        """SDL's number."""
        return self._number

    def get_name(self) -> str:
        """Its name."""
        return self._name

    def get_numaxes(self) -> int:
        """Axes."""
        return len(self._resting)

    def get_axis(self, axis: int) -> float:
        """Where one is."""
        return self._resting[axis]


def plug_into(made: World, kits: int, *, pad: bool = False) -> DeviceInput:
    """Give a world so many kits of one name, and a game pad; they are found already."""
    midiroom.clear()
    for i in range(kits):
        midiroom.plug(f"TD-17:TD-17 MIDI 1 {24 + 4 * i}:0")
    chosen = made.settings.devices
    looking = Kits(chosen, lambda: Ports(mido.Backend(midiroom.NAME), lambda: None))
    source = DeviceInput(Fingers(), chosen, looking, GamePads(chosen, lambda _: Joystick(7)))
    looking.look(renew=True)
    looking.wait(20)
    if pad:
        source.pads.hear(pygame.event.Event(pygame.JOYDEVICEADDED, device_index=0), 0)
    source.take()
    made.inputs = source
    return source
