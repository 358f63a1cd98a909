"""A backend for mido without any device: tests plug kits in, strike them, and pull them out again."""

from __future__ import annotations

from typing import Any

from mido import Message
from mido.ports import BaseInput

NAME = __name__


class Plug:
    """A kit that is plugged in under a port's name."""

    def __init__(self, port: str) -> None:
        self.port = port
        self.opened: Input | None = None

    def strike(self, note: int, velocity: int = 90) -> None:
        """A stroke, as kits send it."""
        self.send(Message("note_on", channel=9, note=note, velocity=velocity))

    def send(self, message: Message) -> None:
        """Any message."""
        if self.opened is not None:
            self.opened.feed(message)


ROOM: list[Plug] = []
"""What is plugged in."""

FAULTS: list[Exception] = []
"""What listing devices fails with, while there is any."""


def plug(port: str) -> Plug:
    """Plug a kit in."""
    made = Plug(port)
    ROOM.append(made)
    return made


def clear() -> None:
    """Pull all plugs, mend all faults."""
    ROOM.clear()
    FAULTS.clear()


def get_devices(**_: Any) -> list[dict[str, Any]]:
    """What mido lists."""
    if FAULTS:
        raise FAULTS[-1]
    return [{"name": made.port, "is_input": True, "is_output": False} for made in ROOM]


class Input(BaseInput):
    """An open port; a second one of the same name is that of the next kit."""

    def _open(self, **_: Any) -> None:
        same = [made for made in ROOM if made.port == self.name and made.opened is None]
        if not same:
            raise OSError(f"unknown port {self.name!r}")
        same[0].opened = self
        self._plug = same[0]

    def _close(self) -> None:
        self._plug.opened = None

    def feed(self, *messages: Message) -> None:
        """Messages come in."""
        self._messages.extend(messages)

    def _receive(self, block: bool = True) -> None:
        if self._plug not in ROOM and not self._messages:
            raise OSError("the cable is out")
