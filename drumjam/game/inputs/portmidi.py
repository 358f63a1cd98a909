"""A backend for mido: the PortMidi inside pygame, as mido has it, with the times at which messages came.

Also told apart are devices of one name, which are opened by their number.
"""

from __future__ import annotations

import locale
from typing import Any

import pygame.midi
from mido.backends import pygame as plain

from drumjam.game.hush import hushed


def get_devices(**_: Any) -> list[dict[str, Any]]:
    """What there was when PortMidi was started; `renew` looks again."""
    _start()
    keys = ("interface", "name", "is_input", "is_output", "opened")
    devices: list[dict[str, Any]] = [
        {**dict(zip(keys, pygame.midi.get_device_info(number), strict=True)), "id": number}
        for number in range(pygame.midi.get_count())
    ]
    return [{**device, "name": _text(device["name"])} for device in devices]


def renew() -> None:
    """Look for devices anew; every port must have been closed before."""
    pygame.midi.quit()
    _start()


def now_ms() -> int:
    """The clock by which messages are stamped."""
    return int(pygame.midi.time())


class Input(plain.Input):  # type: ignore[misc]  # mido has no types
    """A MIDI input; the time of each message is PortMidi's, in ms."""

    def _open(self, device_id: int = -1, **_: Any) -> None:
        _start()
        self._port = pygame.midi.Input(device_id)
        self._device_type = "PortMidi"

    def _receive(self, block: bool = True) -> None:
        while self._port.poll():
            data, ms = self._port.read(1)[0]
            known = len(self._messages)
            self._parser.feed(data)
            for message in list(self._messages)[known:]:
                message.time = ms


def _start() -> None:
    if not pygame.midi.get_init():
        with hushed():
            pygame.midi.init()


def _text(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:  # Windows names devices in its own alphabet
        return name.decode(locale.getpreferredencoding(False), "replace")
