"""Gauges: how evenly the window draws and listens on this machine, and how near the song keeps to its sound."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from drumjam.game.scene import Pace

KEPT = 1200
"""Values that a gauge remembers: of frames those of twenty seconds."""

KEPT_POLLS = 40_000
"""Looks for input in a play: those of twenty seconds too."""

LONGEST = 1.0
"""Seconds: what lies further apart was no interval but a halt."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds: the usual value, and the one that only one in a hundred surpasses."""

    median: float
    worst: float


class Gauge:
    """Measures how far apart some moments lie, or some other seconds."""

    def __init__(self, kept: int = KEPT) -> None:
        self._last: float | None = None
        self._seen: deque[float] = deque(maxlen=kept)
        self._figures: Figures | None = None

    def add(self, seconds: float) -> None:
        """Another value."""
        self._seen.append(seconds)
        self._figures = None

    def mark(self, now: float) -> None:
        """Another of them, at clock time `now` in seconds."""
        if self._last is not None and now - self._last < LONGEST:
            self.add(now - self._last)
        self._last = now

    def halt(self) -> None:
        """What comes next does not follow on what came last."""
        self._last = None

    def figures(self) -> Figures | None:
        """What was measured; None before there is enough of it."""
        if self._figures is None and len(self._seen) >= 20:
            seen = sorted(self._seen)
            self._figures = Figures(seen[len(seen) // 2], seen[int(len(seen) * 0.99)])
        return self._figures


class Gauges:
    """Gauges of frames and of looks for input, apart for pages and for plays, fed by the app's loop; and of the clock.

    astray  how far the song's time stood off its sound, in plays
    """

    def __init__(self) -> None:
        self.frames = {pace: Gauge() for pace in Pace}
        self.polls = {Pace.CALM: Gauge(), Pace.PLAY: Gauge(KEPT_POLLS)}
        self.astray = Gauge()
        self._pace: Pace | None = None

    def frame(self, now: float, pace: Pace) -> None:
        """A picture was shown."""
        self._turn(pace)
        self.frames[pace].mark(now)

    def poll(self, now: float, pace: Pace) -> None:
        """Input was looked for."""
        self._turn(pace)
        self.polls[pace].mark(now)

    def heard(self, behind: float | None) -> None:
        """The song's time was compared with its sound; None where nothing came of it."""
        if behind is not None:
            self.astray.add(abs(behind))

    def _turn(self, pace: Pace) -> None:
        if pace is not self._pace:
            self._pace = pace
            self.frames[pace].halt()
            self.polls[pace].halt()
