"""Gauges: what the pair's meters show; each follows the session smoothly, so that nothing jumps."""

from __future__ import annotations

from math import exp

from drumjam.game.stage.comments import Band, band
from drumjam.rules.harmony import mean_asynchrony
from drumjam.rules.session import Session

LIGHT_RATE = 0.2
"""How much of its whole range the light may change in one second, so that it never flashes."""

LEADS_MEMORY = 0.3
"""Seconds in which the pointer of who leads follows most of the way."""

APART_MEMORY = 0.06
"""Seconds in which the marks of both last strokes go most of the way to where they belong."""

SCORE_MEMORY = 0.15


class Gauges:
    """The meters of one play.

    harmony    smoothed over one pulse, 0 to 1; `light` follows it slowly; `band` is its word
    leads      mean asynchrony in seconds, smoothed, positive where Lee is earlier
    apart      how far apart the two last struck, in seconds, smoothed; None before they are compared
    score      rolls up to the session's
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.harmony = session.harmony.value
        self.light = self.harmony
        self.band: Band = band(self.harmony, Band.OWN)
        self.leads = 0.0
        self.apart: float | None = None
        self.score = float(session.score)

    def advance(self, seconds: float, beats: float) -> None:
        """Follow the session over so much song time, which must not be negative."""
        meter = self._session.harmony
        self.harmony += (1 - exp(-max(beats, 0.0))) * (meter.value - self.harmony)
        reach = LIGHT_RATE * seconds
        self.light += min(max(self.harmony - self.light, -reach), reach)
        self.band = band(self.harmony, self.band)
        leads = mean_asynchrony(meter.heard) or 0.0
        self.leads += (1 - exp(-seconds / LEADS_MEMORY)) * (leads - self.leads)
        if meter.heard:
            apart = abs(meter.heard[-1].value)
            moved = 1 - exp(-seconds / APART_MEMORY)
            self.apart = apart if self.apart is None else self.apart + moved * (apart - self.apart)
        self.score += (1 - exp(-seconds / SCORE_MEMORY)) * (self._session.score - self.score)
        if abs(self._session.score - self.score) < 1:
            self.score = float(self._session.score)
