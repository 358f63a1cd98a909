"""Company: the people of one play. Where they sit, what they play with, who is out, and who comes in."""

from __future__ import annotations

from dataclasses import replace

import pygame

from drumjam.game.hands import Hands
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.performance import Performance
from drumjam.game.plan import Plan, has_one_key
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Lane


class Company:
    """Leads strikes to the performance, and keeps an eye on the people and devices they come from.

    plan     the play, as it is now: a second player may have joined
    missing  devices that the play waits for
    away     devices that it goes on without
    given    lanes that the partner plays in somebody's place
    silent   the one among them whose player has stopped striking, and may come back with a stroke; else None
    inputs   by lane, the devices that were struck and their input offsets in ms
    hands    who plays what, for the replay
    """

    def __init__(self, world: World, plan: Plan, performance: Performance) -> None:
        self.plan = plan
        self.missing: list[str] = []
        self.away: set[str] = set()
        self.given: frozenset[Lane] = frozenset()
        self.silent: Lane | None = None
        self.hands = Hands(plan.kinds, round(performance.start * 1e6))
        self._world = world
        self._performance = performance
        self.inputs: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._seats = world.seats(plan.led, plan.mode)
        self._seat()

    def strike(self, event: InputEvent, shown: float) -> None:
        """A key, pad or button came down, or a hand ended a cymbal's ringing; `shown` is the picture's song time."""
        seat = self._seats.seat(event)
        if seat is None:
            return
        lane, pad = seat
        if lane is self.silent and event.down and not event.choke:
            self._come_back(lane, event.t_ns / 1e9)
        if lane in self.given:
            return
        if event.choke:
            self._performance.choke(lane, self._world.tuning(event.device).is_hat(event.code))
        elif event.down:
            late = self._performance.offsets.of_strike(lane, event.device)
            self.inputs[lane][event.device] = round(late * 1e3, 3)
            self._performance.strike(lane, pad, event.velocity, event.t_ns / 1e9, shown, event.device)

    def sit(self) -> None:
        """The play begins; one before it, left after this one was made, has made the kits forget who plays."""
        self._seat()

    def leave(self) -> None:
        """Nobody plays any longer."""
        if self._world.devices:
            self._world.devices.seat(two_handed=False)

    # -- people -----------------------------------------------------------------------------------

    @property
    def has_room(self) -> bool:
        """Whether a second player may join: one leads a lane, the partner has the other, and no more than that."""
        return self.plan.mode is Mode.SOLO and not self.given

    def invites(self, event: InputEvent) -> bool:
        """Whether a key asks a second player in: Tab, where there is room."""
        tab = event.down and event.device == KEYBOARD and event.code == pygame.KSCAN_TAB
        return tab and self.has_room and not self._world.plays(event)

    def join(self, now: float) -> None:
        """A second player takes the partner's lane, with an own half of the keyboard or a device that is free."""
        (lane,) = set(Lane) - self.plan.led
        chosen = self._world.settings.play
        # what a pair has chosen for the other lane is not for who plays it already
        one_key = self.plan.one_key | {one for one in (lane,) if has_one_key(chosen, Mode.TWO, one)}
        held = self._held(lane)
        if held:  # where others sat another time counts no more; and all keep what they hold when they begin again
            self._world.joined = held
        self.plan = replace(self.plan, mode=Mode.TWO, led=frozenset(Lane), one_key=one_key)
        self.plan = replace(self.plan, kinds=("human", "human"), first=lane.other)
        self.hands.change(lane, self._performance.take_back(lane), "human")
        self._seats = self._world.seats(self.plan.led, self.plan.mode, held)
        self._seat()
        self._tell("joined", lane, now)

    def _held(self, joining: Lane) -> dict[str, Lane]:
        """Who holds which device when a second player takes the lane `joining`.

        Who has played alone so far keeps what was struck. Before the first stroke that is taken to be the first
        device that is nobody's; who has struck keys alone leaves it to the other. {} where one has joined there before.
        """
        struck = self.inputs[joining.other]
        held = [device for device in struck if device != KEYBOARD]
        if held:
            return dict.fromkeys(held, joining.other)
        free = [device for device in self._world.plugged() if self._world.tuning(device).owner is None]
        lane = joining if struck else joining.other
        return {} if lane in map(self._world.joined.get, free) else dict.fromkeys(free[:1], lane)

    def tend(self, now: float) -> None:
        """Let the partner play on for one of two people who has stopped striking."""
        if self.plan.mode is not Mode.TWO or self.given:
            return
        for lane in Lane:
            own, other = (self._performance.silences[one] for one in (lane, lane.other))
            if own.is_gone(self._performance.pos(now)) and not other.doubtful:
                self.silent = lane
                self._hand_over(frozenset({lane}))
                self._tell("away", lane, now)
                return

    def _come_back(self, lane: Lane, now: float) -> None:
        """Who had stopped striking strikes again."""
        self._hand_back(frozenset({lane}))
        self._tell("returned", lane, now)

    def _tell(self, key: str, lane: Lane, now: float) -> None:
        words = self._world.strings
        self._world.say(words.text(key, name=words.leader(lane)), now)

    # -- devices ----------------------------------------------------------------------------------

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
        self._hand_over(frozenset(lane for device in self.missing for lane in self._seats.lanes(device)))

    def take_back(self) -> None:
        """Let people play again what the partner plays in their place."""
        self._hand_back(self.given)

    def _hand_over(self, lanes: frozenset[Lane]) -> None:
        for lane in sorted(lanes - self.given):
            self.hands.change(lane, self._performance.give(lane), "partner")
        self.given |= lanes

    def _hand_back(self, lanes: frozenset[Lane]) -> None:
        for lane in sorted(lanes):
            self.hands.change(lane, self._performance.take_back(lane), "human")
        self.given -= lanes
        self.silent = None

    def _seat(self) -> None:
        """Settle who plays what, now that something has changed: a device, the keys, an offset."""
        plan, world = self.plan, self._world
        self._seats = world.seats(plan.led, plan.mode, self._seats.players)
        self._performance.offsets = Offsets.of(world.settings.timing, world.plugged())
        if world.devices:
            world.devices.seat(two_handed=self._seats.two_handed)
