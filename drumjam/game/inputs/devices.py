"""DeviceInput: the window's keys, electronic kits and game pads as one source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from time import perf_counter_ns
from typing import TYPE_CHECKING

import pygame

from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, InputEvent, InputSource
from drumjam.game.inputs.stamps import Stamps
from drumjam.library.settings import LEADERS, Devices

if TYPE_CHECKING:  # the first frame does not wait for what is not looked for yet
    from drumjam.game.inputs.gamepads import GamePads
    from drumjam.game.inputs.kits import Kits
    from drumjam.game.inputs.tuning import Tuning

SETTLING = 0.6
"""Seconds from the first picture until the first look for devices: libraries take their time to come."""

LOOK_EVERY, LOOK_IN_PLAY = 2.0, 1.0
"""Seconds from one look for kits to the next, on pages and while a play runs."""

KEPT = 0.5
"""Seconds for which ports stay open once a page has asked for it."""


class Sort(Enum):
    """What a device is."""

    KEYBOARD = auto()
    KIT = auto()
    GAME_PAD = auto()


@dataclass(frozen=True, slots=True)
class Device:
    """A device that is plugged in, by its name in the game."""

    name: str
    sort: Sort


class DeviceInput:
    """All that can be struck.

    window  the window's own backend
    chosen  what the player has said of devices
    """

    def __init__(
        self, window: InputSource, chosen: Devices, kits: Kits | None = None, pads: GamePads | None = None
    ) -> None:
        self.window = window
        self._kits = kits
        self._pads = pads
        self._chosen = chosen
        self._others: list[pygame.event.Event] = []
        self._last = perf_counter_ns()
        self._next_look: float | None = None
        self._looked = False
        self._kept = 0.0

    @property
    def name(self) -> str:
        """The window's backend."""
        return self.window.name

    @property
    def kits(self) -> Kits:
        """The kits; made when they are first asked for."""
        if self._kits is None:
            from drumjam.game.inputs.kits import Kits

            self._kits = Kits(self._chosen)
        return self._kits

    @property
    def pads(self) -> GamePads:
        """The game pads; made when they are first asked for."""
        if self._pads is None:
            from drumjam.game.inputs.gamepads import GamePads

            self._pads = GamePads(self._chosen)
        return self._pads

    @property
    def stamps(self) -> Stamps | None:
        """How many keys' own times could be believed, where the window gives them any."""
        return getattr(self.window, "stamps", None)

    def poll(self) -> list[InputEvent]:
        """What came in since the last poll, by time; of one instant Lee's first, and each key's in its own order.

        A key that came down and up between two polls may have one stamp for both: turned about, it would seem held.
        """
        events = self.window.poll()
        now = perf_counter_ns()
        middle = now - (now - self._last) // 2
        self._last = now
        for other in self.window.take():
            if self._pads is not None and other.type in self._pads.EVENTS:
                events += self._pads.hear(other, middle)
            else:
                self._others.append(other)
        if self._kits is not None:
            events += self._kits.poll()
        return sorted(events, key=lambda event: (event.t_ns, self._player(event.device), event.device, event.code))

    def take(self) -> list[pygame.event.Event]:
        """Everything else since the last take, and devices that have gone or come."""
        taken, self._others = self._others, []
        for source in (self._kits, self._pads):
            lost, come = source.changes() if source is not None else ((), ())
            taken += [pygame.event.Event(DEVICE_LOST, device=name) for name in lost]
            taken += [pygame.event.Event(DEVICE_FOUND, device=name) for name in come]
        return taken

    def tend(self, now: float, *, calm: bool) -> None:
        """Look for devices from time to time; to be called after each frame.

        now   clock time in seconds
        calm  whether nobody plays: then ports may be closed in order to look again
        """
        if self._next_look is None:
            self._next_look = now + SETTLING
        elif now >= self._next_look:
            if not self._looked:
                self._looked = True
                self.pads.open()
            if calm or self.kits.kits or self.kits.away:  # in a play only kits that go or come back are looked for
                self.kits.look(renew=calm and now >= self._kept)
            self._next_look = now + (LOOK_EVERY if calm else LOOK_IN_PLAY)

    def keep(self, now: float) -> None:
        """A stroke is being waited for: for the next moment no port is closed in order to look again."""
        self._kept = now + KEPT

    def tune(self, chosen: Devices) -> None:
        """The player has changed what devices do."""
        if chosen is not self._chosen:
            self._chosen = chosen
            for source in (self._kits, self._pads):
                if source is not None:
                    source.tune(chosen)

    def seat(self, *, two_handed: bool) -> None:
        """A play begins, changes or ends; `two_handed`: one person leads both lanes in it."""
        self.kits.seat(two_handed=two_handed)

    def devices(self) -> Sequence[Device]:
        """Kits and game pads that are plugged in."""
        kits = [Device(name, Sort.KIT) for name in self.kits.kits]
        return [*kits, *(Device(name, Sort.GAME_PAD) for name in self.pads.pads)]

    def tuning(self, device: str) -> Tuning:
        """What the parts of a device do; one that is not there is taken for a kit."""
        from drumjam.game.inputs.tuning import kit_tuning

        if device in self.kits.kits:
            return self.kits.kits[device].ear.tuning
        if device in self.pads.pads:
            return self.pads.pads[device].tuning
        return kit_tuning(device, self._chosen)

    def close(self) -> None:
        """Let go of all devices."""
        for source in (self._kits, self._pads):
            if source is not None:
                source.close()

    def _player(self, device: str) -> int:
        leader = self._chosen.leader.get(device)
        return LEADERS.index(leader) if leader else 0
