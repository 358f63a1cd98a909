"""InputSource: the one seam through which keys and pads come in, each with the moment it came down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pygame

KEYBOARD = "keyboard"
DEFAULT_VELOCITY = 96
DEVICE_LOST, DEVICE_FOUND = pygame.event.custom_type(), pygame.event.custom_type()
"""Types of events that an InputSource hands over: a device, its name in `device`, has gone or has come."""


@dataclass(frozen=True, slots=True, order=True)
class InputEvent:
    """One key, pad or stick that came down or up.

    t_ns      when, on the scale of `time.perf_counter_ns()`
    device    "keyboard", or a device's own name
    code      its key on that device; of a keyboard the scancode (the key's place, not its letter)
    down      pressed or let go
    velocity  how hard, 1 to 127; keys do not tell and have 96
    choke     a hand or foot ends the ringing of this cymbal; `down` is False then
    """

    t_ns: int
    device: str
    code: int
    down: bool = True
    velocity: int = DEFAULT_VELOCITY
    choke: bool = False


class InputSource(Protocol):
    """Where strikes come from."""

    def poll(self) -> list[InputEvent]:
        """What came in since the last poll, oldest first. To be called often: 0.5 ms apart while waiting."""
        ...

    def take(self) -> list[pygame.event.Event]:
        """Everything else since the last take: mouse, text, files, closing, devices that come and go."""
        ...

    @property
    def name(self) -> str:
        """Which backend this is, for `devices` and support."""
        ...


def key_event(event: pygame.event.Event, t_ns: int) -> InputEvent:
    """A key of pygame's as an InputEvent."""
    return InputEvent(t_ns, KEYBOARD, event.scancode, event.type == pygame.KEYDOWN)
