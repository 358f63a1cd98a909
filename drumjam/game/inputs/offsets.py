"""Offsets: how late each device's strikes arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drumjam.game.inputs.source import KEYBOARD
from drumjam.library.settings import Timing
from drumjam.rules.chart import Lane


@dataclass(frozen=True, slots=True)
class Offsets:
    """Input offsets in seconds of the clock; positive: strikes arrive late.

    late  by lane and device; 0 for those that are not there
    """

    late: Mapping[tuple[Lane, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, timing: Timing, devices: Iterable[str]) -> Offsets:
        """Those of the keyboard and of devices, as the settings have them."""
        chosen = {Lane.LEE: timing.lee_ms, Lane.TAKAICHI: timing.takaichi_ms}
        names = {KEYBOARD, *devices}
        return cls({(lane, name): ms / 1e3 for lane in Lane for name, ms in chosen[lane].items() if name in names})

    def of_strike(self, lane: Lane, device: str) -> float:
        """How late strikes of a device on a lane arrive."""
        return self.late.get((lane, device), 0.0)

    @property
    def largest(self) -> float:
        """How late any strike may arrive, 0 at least."""
        return max(0.0, *self.late.values(), 0.0)
