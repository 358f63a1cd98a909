"""Hands: who plays each lane, and since when."""

from __future__ import annotations

from drumjam.rules.chart import Lane
from drumjam.rules.replay import Kind


class Hands:
    """Who plays each lane of one play, as its replay will tell.

    kinds    who begins: `human`, `partner`, ...
    from_us  song time at which the play begins, in microseconds
    """

    def __init__(self, kinds: tuple[str, str], from_us: int) -> None:
        self._changes = {lane: [(from_us, kinds[lane])] for lane in Lane}

    def change(self, lane: Lane, from_us: int, kind: str) -> None:
        """A lane is another's from an instant on."""
        self._changes[lane].append((from_us, kind))

    def players(self) -> tuple[Kind, Kind]:
        """Who played Lee's lane and Takaichi's, and since when where it changed hands."""
        lee, takaichi = (self._told(lane) for lane in Lane)
        return lee, takaichi

    def _told(self, lane: Lane) -> Kind:
        changes = self._changes[lane]
        return changes[0][1] if len(changes) == 1 else tuple(changes)
