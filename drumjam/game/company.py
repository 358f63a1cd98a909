"""Company: the people of one play. Where they sit, what they play with, and who is out."""

from __future__ import annotations

from drumjam.game.hands import Hands
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.performance import Performance
from drumjam.game.plan import Plan
from drumjam.game.world import World
from drumjam.rules.chart import Lane


class Company:
    """Leads strikes to the performance, and keeps an eye on the devices they come from.

    missing  devices that the play waits for
    away     devices that it goes on without
    given    lanes that the partner plays in somebody's place
    inputs   by lane, the devices that were struck and their input offsets in ms
    hands    who plays what, for the replay
    """

    def __init__(self, world: World, plan: Plan, performance: Performance) -> None:
        self.missing: list[str] = []
        self.away: set[str] = set()
        self.given: frozenset[Lane] = frozenset()
        self.hands = Hands(plan.kinds, round(performance.start * 1e6))
        self._world = world
        self._plan = plan
        self._performance = performance
        self.inputs: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._seats = world.seats(plan.led, plan.mode)
        self._seat()

    def strike(self, event: InputEvent, shown: float) -> None:
        """A key, pad or button came down, or a hand ended a cymbal's ringing; `shown` is the picture's song time."""
        seat = self._seats.seat(event)
        if seat is None or seat[0] in self.given:
            return
        lane, pad = seat
        if event.choke:
            self._performance.choke(lane, self._world.tuning(event.device).is_hat(event.code))
        elif event.down:
            late = self._performance.offsets.of_strike(lane, event.device)
            self.inputs[lane][event.device] = round(late * 1e3, 3)
            self._performance.strike(lane, pad, event.velocity, event.t_ns / 1e9, shown, event.device)

    def lose(self, device: str) -> bool:
        """A device has gone: whether the play has to wait for it.

        It does not wait for one that lies about: its lanes were struck, but not with this one.
        """
        struck = [self.inputs[lane] for lane in self._seats.lanes(device) - self.given]
        wanted = any(not others or device in others for others in struck)
        if wanted and device not in self.missing:
            self.missing.append(device)
        return wanted

    def find(self, device: str) -> bool:
        """A device has come, and is whose it was: whether it had been missed."""
        missed = device in self.missing or device in self.away
        self.missing = [name for name in self.missing if name != device]
        self.away.discard(device)
        self._seat()
        return missed

    def call(self) -> None:
        """See who is there and what is set, after a while in which nobody told."""
        here = self._world.plugged()
        for device in sorted({name for struck in self.inputs for name in struck} - {KEYBOARD, *here, *self.away}):
            self.lose(device)
        for device in [name for name in self.missing if name in here]:
            self.find(device)
        self._seat()

    def go_on(self) -> None:
        """Wait for none of them any longer."""
        self.away.update(self.missing)
        self.missing.clear()

    def give(self) -> None:
        """Let the partner play in the place of those whose devices are missing."""
        lanes = {lane for device in self.missing for lane in self._seats.lanes(device)}
        for lane in sorted(lanes - self.given):
            self.hands.change(lane, self._performance.give(lane), "partner")
        self.given |= lanes

    def take_back(self) -> None:
        """Let people play again what the partner plays in their place."""
        for lane in sorted(self.given):
            self.hands.change(lane, self._performance.take_back(lane), "human")
        self.given = frozenset()

    def _seat(self) -> None:
        """Settle who plays what, now that something has changed: a device, the keys, an offset."""
        plan, world = self._plan, self._world
        self._seats = world.seats(plan.led, plan.mode, self._seats.players)
        self._performance.offsets = Offsets.of(world.settings.timing, world.plugged())
