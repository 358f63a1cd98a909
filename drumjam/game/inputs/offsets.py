"""Offsets: how late each device's strikes arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drumjam.game.inputs.source import KEYBOARD
from drumjam.library.settings import Timing
from drumjam.rules.chart import Lane


def offset_ms(timing: Timing, lane: Lane, device: str) -> float:
    """The input offset of a device on a lane in ms; 0 where none was set.

    A kit or game pad for which only the other lane has one has the same here: it is the same device, wherever it is
    seated. The keyboard serves two players at once: each has an own offset.
    """
    own, other = timing.lee_ms, timing.takaichi_ms
    if lane is Lane.TAKAICHI:
        own, other = other, own
    return own.get(device, 0.0 if device == KEYBOARD else other.get(device, 0.0))


def lanes_of(lane: Lane, device: str) -> tuple[Lane, ...]:
    """The lanes that an offset counts for which was found on one: of a kit or game pad both, of the keyboard that."""
    return (lane,) if device == KEYBOARD else tuple(Lane)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Input offsets in seconds of the clock; positive: strikes arrive late.

    late  by lane and device; 0 for those that are not there
    """

    late: Mapping[tuple[Lane, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, timing: Timing, devices: Iterable[str]) -> Offsets:
        """Those of the keyboard and of devices, as the settings have them."""
        names = {KEYBOARD, *devices}
        return cls({(lane, name): offset_ms(timing, lane, name) / 1e3 for lane in Lane for name in names})

    def of_strike(self, lane: Lane, device: str) -> float:
        """How late strikes of a device on a lane arrive."""
        return self.late.get((lane, device), 0.0)

    @property
    def largest(self) -> float:
        """How late any strike may arrive, 0 at least."""
        return max(0.0, *self.late.values(), 0.0)
