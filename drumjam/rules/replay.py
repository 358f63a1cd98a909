"""Replay: the strikes of a session, from which its result follows again to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from drumjam.rules.chart import Chart, Level
from drumjam.rules.errors import DrumjamError
from drumjam.rules.judgement import BY_RULE, Strike
from drumjam.rules.practice import Practice
from drumjam.rules.score import Result
from drumjam.rules.session import Session

MODES = ("solo", "both hands", "two", "watch", "practice")


class ReplayError(DrumjamError):
    """A replay that cannot be read or does not belong to its chart."""

    advice: ClassVar[str] = "give a replay that drumjam has saved"


Kind = str | tuple[tuple[int, str], ...]
"""Who played a lane: `human`, `partner`, `autoplay` or a WHO; or (from microsecond, who) where it changed hands."""

Inputs = Mapping[str, float]
"""Devices by name, each with an input offset in ms; positive: strikes arrive late."""


def last_hands(players: tuple[Kind, Kind]) -> tuple[str, str]:
    """Who played each lane in the end."""
    lee, takaichi = (kind if isinstance(kind, str) else kind[-1][1] for kind in players)
    return lee, takaichi


@dataclass(frozen=True, slots=True)
class Replay:
    """All that a session was made of, but for the chart.

    chart_sha256  of the bytes of chart.json
    levels        Lee's and Takaichi's
    mode          one of MODES
    strikes       every strike of both lanes, computer's and people's, in order of time; pass after pass in a practice
    players       who played Lee's lane and Takaichi's
    seed          of the computer's drummers
    speed         of the song, 0.5 to 1.5; strikes are in song time at any speed
    windows       factors on Lee's hit windows and on Takaichi's, 1 by the rules
    assist        names of assists that were on
    result        the result document, as it was shown
    inputs        by lane: each device that people struck with, and the input offset in ms that was taken off
    practice      what was practised and in which passes; None where the whole song was played once
    """

    chart_sha256: str
    levels: tuple[Level, Level]
    mode: str
    strikes: tuple[Strike, ...]
    players: tuple[Kind, Kind]
    seed: int = 0
    speed: float = 1.0
    windows: tuple[float, float] = BY_RULE
    assist: tuple[str, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[Inputs, Inputs] = field(default_factory=lambda: ({}, {}))
    practice: Practice | None = None

    @property
    def told(self) -> tuple[Strike, ...]:
        """The strikes that the result tells of: all, but those of one pass in a practice."""
        return self.strikes if self.practice is None else self.strikes[self.practice.strikes_of(self.practice.told)]

    @property
    def kinds(self) -> tuple[str, str]:
        """Who played each lane; where it changed hands, who finished."""
        return last_hands(self.players)

    def session(self, chart: Chart) -> Session:
        """The finished session, played again from the strikes; of a practice, the session of the pass that is told."""
        asked = chart if self.practice is None else self.practice.excerpt.of(chart)
        session = Session(asked, self.levels, windows=self.windows)
        for strike in sorted(self.told):
            session.settle(strike.time_us - 1)
            session.strike(strike)
        session.finish()
        return session

    def score(self, chart: Chart) -> Result:
        """The result, reckoned again from the strikes alone."""
        return self.result_of(self.session(chart))

    def result_of(self, session: Session) -> Result:
        """The result of this replay's session."""
        return session.result(song=str(self.result.get("song", "")), seed=self.seed, kinds=self.kinds)
