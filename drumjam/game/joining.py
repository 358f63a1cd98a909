"""Joining: two people take their places, each with what they hold, and set up side by side at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from drumjam.rules.chart import Lane, Pad


class Act(Enum):
    """What a stroke did."""

    JOINED = auto()
    MOVED = auto()
    CHANGED = auto()
    """The value of the row is to take a step."""
    READY = auto()
    """Ready, or no longer."""
    BACK = auto()
    """Back to where the players came from."""


@dataclass(slots=True)
class Place:
    """One player's place.

    device  what was struck to join; "" while nobody sits here
    row     where this player's own pads stand: on a row, after the last one on Ready, after that on the way back
    ready   whether this player has nothing more to set
    """

    device: str = ""
    row: int = 0
    ready: bool = False


class Joining:
    """Both places, and what strokes of the players do to them.

    rows    how many rows each player can set
    places  Lee's and Takaichi's
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.places = (Place(), Place())

    @property
    def ready(self) -> bool:
        """Whether both are."""
        return all(place.ready for place in self.places)

    def strike(self, lane: Lane, pad: Pad, device: str) -> Act:
        """A stroke: the first one takes the place; then the drum goes to the next row and the cymbal changes it."""
        place = self.places[lane]
        joined, place.device = bool(place.device), device
        if not joined:
            return Act.JOINED
        if pad is Pad.DRUM:
            return self.move(lane, 1)
        if place.row < self.rows:
            return Act.CHANGED
        if place.row > self.rows:
            return Act.BACK
        place.ready = not place.ready
        return Act.READY

    def move(self, lane: Lane, step: int) -> Act:
        """Go to the next place for the pads, or the one before."""
        place = self.places[lane]
        place.row = (place.row + step) % (self.rows + 2)
        return Act.MOVED

    def lose(self, device: str) -> None:
        """A device has gone: who held it has to join anew."""
        lee, takaichi = (Place() if place.device == device else place for place in self.places)
        self.places = (lee, takaichi)

    def swap(self) -> None:
        """The leaders were exchanged: who sat here plays the other one, and is to say once more that all is set."""
        lee, takaichi = self.places
        self.places = (replace(takaichi, ready=False), replace(lee, ready=False))
