"""Silence: how long one of two people has struck nothing, and whether that means having left."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

GONE, GONE_SECONDS = 12, 8.0
"""So many notes in a row, over so many seconds, go by unanswered only where nobody is: who errs strikes."""

DOUBTFUL = 4
"""Notes in a row after which it is open whether somebody is there."""


@dataclass(slots=True)
class Silence:
    """What has gone by since a person last struck.

    notes  how many
    since  song time in seconds of the first of them
    """

    notes: int = 0
    since: float = inf

    def grow(self, pos: float) -> None:
        """One note more has gone by."""
        self.since = min(self.since, pos)
        self.notes += 1

    def end(self) -> None:
        """A stroke, whatever came of it."""
        self.notes, self.since = 0, inf

    @property
    def doubtful(self) -> bool:
        """Whether the person may have left."""
        return self.notes >= DOUBTFUL

    def is_gone(self, pos: float) -> bool:
        """Whether the person has left, at a song time."""
        return self.notes >= GONE and pos - self.since >= GONE_SECONDS
