"""Channels: what the controllers and programs of a file's channels are set to at a tick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.smf import Events

_PROGRAM = -1


@dataclass(frozen=True, slots=True)
class _Settings:
    """The messages that set one thing, in order: their ticks, their values, and the places of values above 0."""

    tick: NDArray[np.int64]
    value: NDArray[np.uint8]
    heard: NDArray[np.int64]

    def before(self, tick: int) -> int:
        """How many stand at a tick or before it."""
        return int(np.searchsorted(self.tick, tick, "right"))


class Channels:
    """The settings of all channels; each message is looked at once, however often they are asked for."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._known: dict[tuple[int, int], _Settings] = {}

    def program(self, channel: int, tick: int) -> int:
        """The program in force at a tick, from 0; 0 where none was chosen."""
        return self.setting(channel, _PROGRAM, tick)

    def setting(self, channel: int, controller: int, tick: int) -> int:
        """The value of a controller in force at a tick; 0 where it was not set."""
        settings = self._settings(channel, controller)
        place = settings.before(tick) - 1
        return int(settings.value[place]) if place >= 0 else 0

    def silent(self, channel: int, controller: int, first: int, last: int) -> bool:
        """Whether a controller is set to 0 from a first tick to a last."""
        settings = self._settings(channel, controller)
        start, stop = settings.before(first) - 1, settings.before(last)
        return start >= 0 and bool(np.searchsorted(settings.heard, start) == np.searchsorted(settings.heard, stop))

    def _settings(self, channel: int, controller: int) -> _Settings:
        wanted = (channel, controller)
        if wanted not in self._known:
            events = self._events
            if controller == _PROGRAM:
                found = np.flatnonzero(events.status == 0xC0 | channel)
                values = events.a[found]
            else:
                found = np.flatnonzero((events.status == 0xB0 | channel) & (events.a == controller))
                values = events.b[found]
            self._known[wanted] = _Settings(events.tick[found], values, np.flatnonzero(values))
        return self._known[wanted]
