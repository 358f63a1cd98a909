"""Duet: a session and the drummers who play it; people strike from outside, the computer's leaders plan ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Protocol

from drumjam.rules.chart import Lane
from drumjam.rules.judgement import SETTLING_US, Answer, Judgement, Strike
from drumjam.rules.session import Session

LEAD_US = 100_000
"""How long before a note its stroke is planned, in microseconds; longer than any drummer is early."""


class Drummer(Protocol):
    """A leader played by the computer: hears what was judged, plans the next strikes a little ahead."""

    @property
    def next_us(self) -> float:
        """The instant of the next plan in microseconds of song time; infinite when all is planned."""
        ...

    @property
    def listening(self) -> float:
        """How much of what it hears of the other its next strokes take over, 0 to 1."""
        ...

    def hear(self, judgement: Judgement) -> None:
        """Listen to one judgement of the other leader; they come in order of time."""
        ...

    def plan(self) -> list[Strike]:
        """The strikes planned at `next_us`, all later than it; moves `next_us` on."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """What a stretch of time brought.

    judgements  what settled, in order
    planned     strikes the computer's leaders are about to make: for their sound and their arms
    """

    judgements: tuple[Judgement, ...]
    planned: tuple[Strike, ...]


class Duet:
    """Plays a session with any mix of people and computer drummers.

    Every plan sees exactly what was judged up to its own instant, at any frame rate.

    session   what is played
    drummers  the computer's leaders; a lane that is not among them is played by a person
    """

    def __init__(self, session: Session, drummers: Mapping[Lane, Drummer]) -> None:
        self.session = session
        self.drummers = dict(drummers)

    def strike(self, strike: Strike) -> Answer:
        """A person's strike, answered at once."""
        return self.session.strike(strike)

    def advance(self, now: float, late: float = 0.0) -> Turn:
        """Let time pass to `now` (song time in seconds); `late` is the largest input offset in seconds."""
        return self._play(now * 1e6 - max(late, 0.0) * 1e6 - SETTLING_US)

    def finish(self) -> Turn:
        """Leave: what was not played yet is missed, also by the computer's leaders."""
        return Turn(tuple(self.session.finish()), ())

    def play_out(self) -> Turn:
        """Let the computer's leaders play to the end of the song, as fast as it goes."""
        return self._play(inf)

    def _play(self, until_us: float) -> Turn:
        judgements: list[Judgement] = []
        planned: list[Strike] = []
        while (instant := min((d.next_us for d in self.drummers.values()), default=inf)) <= until_us and instant < inf:
            judgements += self._listen(instant)
            due = [drummer for drummer in self.drummers.values() if drummer.next_us == instant]
            for strike in [strike for drummer in due for strike in drummer.plan()]:
                planned.append(self.session.strike(strike).strike)
        judgements += self._listen(until_us)
        return Turn(tuple(judgements), tuple(planned))

    def _listen(self, until_us: float) -> list[Judgement]:
        settled = self.session.settle(until_us)
        for lane, drummer in self.drummers.items():
            for judgement in settled:
                if judgement.lane != lane:
                    drummer.hear(judgement)
        return settled
