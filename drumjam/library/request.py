"""PlayRequest: what somebody asked to play, before the window opens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the rules bring numpy, which the first frame must not wait for
    from drumjam.rules.chart import Level


class Leader(StrEnum):
    """Which lanes a single player leads."""

    LEE = "lee"
    TAKAICHI = "takaichi"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """Options of one play; what is None is asked in the window or taken from the settings.

    players      1 or 2 people at the keys, or None
    leader       whose lane one player leads, or None; two players lead one lane each
    levels       Lee's and Takaichi's
    speed        0.5 to 1.5, 1 = as written
    seed         of the computer's drummers
    autoplay     whether the computer plays both lanes while people watch
    save_replay  a file for the replay, beside the one the library keeps
    """

    players: int | None = None
    leader: Leader | None = None
    levels: tuple[Level, Level] | None = None
    speed: float | None = None
    seed: int | None = None
    autoplay: bool = False
    save_replay: Path | None = None
