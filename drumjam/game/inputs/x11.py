"""Input under X11: each press carries the X server's own time, so that a late poll does not move it."""

from __future__ import annotations

import struct
from dataclasses import replace
from time import perf_counter_ns

import pygame

from drumjam.game.inputs.source import InputEvent, key_event
from drumjam.game.inputs.stamps import ServerStamps

XKEY = struct.Struct("@iLiPLLLLiiiiII")
"""XKeyEvent: type serial send_event display window root subwindow time x y x_root y_root state keycode."""
TIME = 7
KEY_PRESS, KEY_RELEASE = 2, 3
BLOCKED = (pygame.MOUSEMOTION, pygame.ACTIVEEVENT, pygame.VIDEOEXPOSE, pygame.AUDIODEVICEADDED, pygame.KEYMAPCHANGED)


class X11Input:
    """Reads the raw X event that comes just before each key event of pygame's."""

    name = "x11"

    def __init__(self) -> None:
        self.stamps = ServerStamps()
        self._server: int | None = None
        self._last = perf_counter_ns()
        self._others: list[pygame.event.Event] = []
        pygame.event.set_allowed(None)  # the only call that makes pygame hand on the raw events
        pygame.event.set_blocked(BLOCKED)
        pygame.key.stop_text_input()  # it lets in text too: then an input method would take the keys

    def poll(self) -> list[InputEvent]:
        """What came in since the last poll, oldest first."""
        made: list[InputEvent] = []
        events = pygame.event.get()
        now = perf_counter_ns()
        for event in events:
            if event.type == pygame.SYSWMEVENT:
                raw = getattr(event, "event", b"")
                if len(raw) >= XKEY.size:
                    fields = XKEY.unpack_from(raw)
                    self._server = fields[TIME] if fields[0] in (KEY_PRESS, KEY_RELEASE) else None
            elif event.type in (pygame.KEYDOWN, pygame.KEYUP):
                made.append(key_event(event, self.stamps.moment(self._server, self._last, now)))
                self._server = None
            else:
                self._others.append(event)
        self._last = now
        return in_order(made)

    def take(self) -> list[pygame.event.Event]:
        """Everything else since the last take."""
        taken, self._others = self._others, []
        return taken


def in_order(events: list[InputEvent]) -> list[InputEvent]:
    """Events as the X server sent them, none of them later than the next: a guess gives way to the stamp after it.

    Sorted by their moments instead, a key that came up with a stamp could pass its own coming down, which had none
    that could be believed, and would seem held.
    """
    made: list[InputEvent] = []
    for event in reversed(events):
        made.append(replace(event, t_ns=min(event.t_ns, made[-1].t_ns)) if made else event)
    return made[::-1]
