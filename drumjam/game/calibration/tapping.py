"""Tapping: who taps with what, and what their taps tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from drumjam.game.calibration.groove import BEAT
from drumjam.game.calibration.offsets import Target
from drumjam.rules.calibration import LEAST_TAPS, MOST_TAPS, Estimate, Refusal, phases, settle, steady
from drumjam.rules.chart import Lane

FIRST_GUESS = 6
"""Steady taps from which on it is shown where they lie; no offset is taken from so few."""

QUIET = 4.0
"""Seconds after which hands that have stopped are not waited for, once others are done."""

PATIENCE = 8.0
"""Seconds without any tap after which nobody seems to be there."""


class Players(Enum):
    """How many people tap."""

    ONE = 1
    """All keys are one player's, who may lead either part."""
    TWO = 2
    """Each has the keys of one part."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap.

    time  song time in seconds; nothing is taken off
    at    clock time in seconds
    lane  whose key it was
    """

    time: float
    at: float
    lane: Lane

    @property
    def phase(self) -> float:
        """Seconds from the nearest beat; negative is early."""
        return float(phases(self.time, BEAT))


class Hands:
    """One player's hands on one device.

    device   its name
    lanes    the parts they tap for
    taps     every tap, in order
    counted  times of those that count: the first of each stretch only find the beat, and bounces are none
    told     the offset in seconds, or why there is none yet
    """

    def __init__(self, device: str, lanes: tuple[Lane, ...]) -> None:
        self.device = device
        self.lanes = lanes
        self.taps: list[Tap] = []
        self.counted: frozenset[float] = frozenset()
        self.told: Estimate | Refusal = Refusal.TOO_FEW
        self._stretches: list[list[float]] = [[]]

    def begin(self) -> None:
        """The beat begins anew: so do the hands, and keep what they have."""
        self._stretches.append([])

    def tap(self, tap: Tap) -> None:
        """Take one tap; one too many is not taken."""
        if self.done:
            return
        self.taps.append(tap)
        self._stretches[-1].append(tap.time)
        steady_taps = self.steady()
        self.counted = frozenset(steady_taps)
        self.told = settle(steady_taps, BEAT, FIRST_GUESS)

    def steady(self) -> list[float]:
        """Song times of the taps that count."""
        return [time for stretch in self._stretches for time in steady(stretch)]

    @property
    def result(self) -> Estimate | None:
        """The offset, once there are taps enough to take it."""
        return result_of(self.told)

    @property
    def done(self) -> bool:
        """Whether more taps would tell no more."""
        return is_done(self.told, len(self.counted))


class Listening:
    """The taps of all hands.

    players  whose keys are whose
    hands    by player (None where one plays both parts) and device
    """

    def __init__(self, players: Players) -> None:
        self.players = players
        self.hands: dict[tuple[Lane | None, str], Hands] = {}
        self._last = 0.0

    def begin(self, now: float) -> None:
        """The beat begins, at a clock time in seconds."""
        self._last = now
        for hands in self.hands.values():
            hands.begin()

    def tap(self, device: str, tap: Tap) -> None:
        """Take one tap."""
        player = tap.lane if self.players is Players.TWO else None
        lanes = (tap.lane,) if player is not None else tuple(Lane)
        self.hands.setdefault((player, device), Hands(device, lanes)).tap(tap)
        self._last = max(self._last, tap.at)

    def of(self, player: Lane | None) -> Hands | None:
        """The hands that a player used last."""
        own = [hands for (whose, _), hands in self.hands.items() if whose is player and hands.taps]
        return max(own, key=lambda hands: hands.taps[-1].at, default=None)

    def over(self, now: float) -> bool:
        """Whether everybody who taps is done, or nobody taps any more."""
        busy = [one for one in self.hands.values() if not one.done and one.taps and now - one.taps[-1].at < QUIET]
        return self.idle(now) or (not busy and any(one.done for one in self.hands.values()))

    def idle(self, now: float) -> bool:
        """Whether nobody seems to be there."""
        return now - self._last > PATIENCE

    def offsets(self) -> dict[Target, int]:
        """The input offset in ms of every player and device that has one."""
        found: dict[Target, int] = {}
        for hands in self.hands.values():
            if (result := hands.result) is not None:
                found |= {(lane, hands.device): result.offset_ms for lane in hands.lanes}
        return found

    def picture(self, taken: Callable[[Lane, str], float]) -> Estimate | Refusal:
        """How late the picture is, in seconds: all hands' taps together, less the input offset of each.

        taken  tells that offset in seconds
        """
        taps = []
        for hands in self.hands.values():
            own = sum(taken(lane, hands.device) for lane in hands.lanes) / len(hands.lanes)
            taps += [time - own for time in hands.steady()]
        return settle(taps, BEAT, FIRST_GUESS)


def result_of(told: Estimate | Refusal) -> Estimate | None:
    """What may be set: an estimate that rests on taps enough."""
    return told if isinstance(told, Estimate) and told.taps >= LEAST_TAPS else None


def is_done(told: Estimate | Refusal, counted: int) -> bool:
    """Whether more taps would tell no more: it is sure, or so many that count tell nothing."""
    return told.enough if isinstance(told, Estimate) else counted >= MOST_TAPS
