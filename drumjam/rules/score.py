"""Folds of judgements: each leader's tally, the score, and the result of a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from drumjam.rules.chart import Lane, Level
from drumjam.rules.judgement import STRAY_COST, Fate, Grade, Judgement

FULL_SCORE = 1_000_000
ACCURACY_SHARE = 0.75
"""Share of the score that accuracy earns; harmony earns the rest."""


@dataclass(slots=True)
class Tally:
    """One leader's judgements, counted.

    notes   how many the chart asks for
    grades  how many notes came to each grade
    strays, combo, max_combo  as the rules say; a miss or a stray breaks the combo
    errors  of the hits, in seconds, in order
    """

    notes: int
    grades: dict[Grade, int] = field(default_factory=lambda: dict.fromkeys(Grade, 0))
    strays: int = 0
    combo: int = 0
    max_combo: int = 0
    errors: list[float] = field(default_factory=list)

    def add(self, judgement: Judgement) -> None:
        """Count one judgement of this leader."""
        if judgement.fate is Fate.STRAY:
            self.strays += 1
        elif judgement.grade is not None:
            self.grades[judgement.grade] += 1
        if judgement.fate is Fate.HIT:
            self.combo += 1
            self.max_combo = max(self.max_combo, self.combo)
            self.errors.append(judgement.error or 0.0)
        else:
            self.combo = 0

    @property
    def settled(self) -> int:
        """Notes judged so far."""
        return sum(self.grades.values())

    @property
    def points(self) -> float:
        """Points so far, less what the strays cost, at least 0, in notes."""
        earned = sum(grade.points * count for grade, count in self.grades.items())
        return max(0.0, earned - STRAY_COST * self.strays)

    @property
    def accuracy(self) -> float:
        """Points per note judged so far, 0 to 1; 1 before the first."""
        return min(1.0, self.points / self.settled) if self.settled else 1.0

    @property
    def mean_error(self) -> float:
        """Mean error of the hits in seconds; negative is early; 0 without hits."""
        return sum(self.errors) / len(self.errors) if self.errors else 0.0

    @property
    def unstable_rate(self) -> float:
        """Ten times the standard deviation of the errors in milliseconds."""
        if not self.errors:
            return 0.0
        mean = self.mean_error
        return 1e4 * sqrt(sum((e - mean) ** 2 for e in self.errors) / len(self.errors))


def score(tallies: tuple[Tally, Tally], harmony: float, flawless: float) -> int:
    """The score, 0 to 1,000,000, of what is settled so far; it grows towards the final one.

    harmony   mean harmony of the whole chart earned so far, 0 to 1 (moments to come count 0)
    flawless  mean harmony of a flawless play of the chart
    """
    shares = [tally.points / tally.notes for tally in tallies if tally.notes]
    accuracy = sum(shares) / len(shares) if shares else 0.0
    together = min(1.0, harmony / flawless) if flawless else 0.0
    return round(FULL_SCORE * (ACCURACY_SHARE * accuracy + (1 - ACCURACY_SHARE) * together))


@dataclass(frozen=True, slots=True)
class PlayerResult:
    """What one leader made of the own part.

    kind           who played: `human`, `partner`, `autoplay` or a model drummer
    accuracy       0 to 1
    grades         notes of each grade
    mean_error_ms  of the hits, negative is early
    unstable_rate  ten times the standard deviation of the errors in ms
    """

    kind: str
    accuracy: float
    grades: dict[str, int]
    strays: int
    max_combo: int
    mean_error_ms: float
    unstable_rate: float

    def to_json(self) -> dict[str, Any]:
        """As the result document has it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Result:
    """What a session came to; the same strikes give the same result to the last digit.

    song     the song's id, or its title
    levels   Lee's and Takaichi's
    seed     of the computer's drummers
    score    0 to 1,000,000
    final, mean  harmony at the end, and over the song, 0 to 1
    curve    (beat, harmony) after each verdict that changed it
    players  Lee's, Takaichi's
    """

    song: str
    levels: tuple[Level, Level]
    seed: int
    score: int
    final: float
    mean: float
    curve: tuple[tuple[float, float], ...]
    players: tuple[PlayerResult, PlayerResult]

    @property
    def accuracy(self) -> float:
        """Mean accuracy of the leaders who had notes, 0 to 1."""
        shares = [player.accuracy for player in self.players if sum(player.grades.values())]
        return sum(shares) / len(shares) if shares else 0.0

    def to_json(self) -> dict[str, Any]:
        """The result document of `play --headless --json`, `simulate --json` and replays."""
        return {
            "song": self.song,
            "level": level_to_json(self.levels),
            "seed": self.seed,
            "score": self.score,
            "accuracy": self.accuracy,
            "harmony": {"final": self.final, "mean": self.mean, "curve": [list(point) for point in self.curve]},
            "players": {lane.id: self.players[lane].to_json() for lane in Lane},
        }


def level_to_json(levels: tuple[Level, Level]) -> str | dict[str, str]:
    """One level's name, or both names by lane where they differ."""
    if levels[0] == levels[1]:
        return levels[0].id
    return {lane.id: levels[lane].id for lane in Lane}


def player_result(tally: Tally, kind: str) -> PlayerResult:
    """A leader's result from the tally of a finished session."""
    return PlayerResult(
        kind=kind,
        accuracy=tally.points / tally.notes if tally.notes else 0.0,
        grades={grade.id: count for grade, count in tally.grades.items()},
        strays=tally.strays,
        max_combo=tally.max_combo,
        mean_error_ms=tally.mean_error * 1e3,
        unstable_rate=tally.unstable_rate,
    )
