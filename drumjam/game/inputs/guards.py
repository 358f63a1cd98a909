"""Guards: which strokes of a kit a hand has made, and which are only its shaking."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

MS = 1_000_000
CROSSTALK_MS, CROSSTALK_SHARE = 12, 0.4
"""A pad that sounds so soon after another one of the kit, and so much softer, was shaken by it."""

RETRIGGER_MS = 25
"""No hand strikes the same pad again so soon."""


class Verdict(Enum):
    """What became of a stroke."""

    STRUCK = "struck"
    SOFT = "soft"
    CROSSTALK = "crosstalk"
    RETRIGGER = "retrigger"


class Guards:
    """Watches the pads of one kit; every kit has its own, so that no player's strokes silence another's."""

    def __init__(self) -> None:
        self._last: dict[Hashable, int] = {}
        self._blows: list[tuple[Hashable, int, int]] = []

    def judge(self, pad: Hashable, t_ns: int, velocity: int, threshold: int, *, shakes: bool = True) -> Verdict:
        """Judge a stroke by its moment in ns and its velocity; strokes come in order.

        One that comes too soon on its pad was a blow all the same, and shakes others; a soft one, or one that was
        shaken itself, does not.

        shakes  whether others may sound because of it
        """
        if velocity < threshold:
            return Verdict.SOFT
        self._blows = [blow for blow in self._blows if t_ns - blow[1] <= CROSSTALK_MS * MS]
        if any(other != pad and velocity < CROSSTALK_SHARE * loud for other, _, loud in self._blows):
            return Verdict.CROSSTALK
        if shakes:
            self._blows.append((pad, t_ns, velocity))
        if pad in self._last and t_ns - self._last[pad] < RETRIGGER_MS * MS:
            return Verdict.RETRIGGER
        self._last[pad] = t_ns
        return Verdict.STRUCK
