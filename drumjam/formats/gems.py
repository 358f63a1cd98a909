"""Gems: a drum part as Rock Band and Clone Hero chart it, in colours instead of drums."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from drumjam.rules.chart import Level
from drumjam.rules.errors import DrumjamError
from drumjam.rules.touch import Touch

MOST_GEMS = 100_000
"""Notes of a chart, all levels together; songs have a tenth of them."""


class GemError(DrumjamError):
    """A chart of another game that cannot be played on drums: says why, and what to choose."""

    advice = "choose a song with a drum part (PART DRUMS)"


class Colour(IntEnum):
    """What a gem asks for, left to right on that game's highway; FIFTH is the green of five lanes."""

    KICK = 0
    RED = 1
    YELLOW = 2
    BLUE = 3
    GREEN = 4
    FIFTH = 5


class Layout(Enum):
    """How many lanes a part has beside the kick, and what is known of them."""

    FOUR = "four lanes, each a tom or a cymbal"
    FIVE = "five lanes: snare, hat, tom, cymbal, tom"


@dataclass(frozen=True, slots=True, order=True)
class Gem:
    """One stroke of a charted drum part.

    tick    MIDI position, >= 0
    colour  its lane
    cymbal  whether yellow, blue or green is a cymbal rather than a tom
    touch   accent, ghost note or neither
    """

    tick: int
    colour: Colour
    cymbal: bool = False
    touch: Touch = Touch.PLAIN


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A stretch of a part; the tick of its end does not belong to it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GemTrack:
    """A drum part at all its levels; gems and phrases are sorted, phrases of one kind apart.

    levels   gems by level, where it has any, expert's at least or a lower one's; kicks for a second pedal are apart
    doubled  ticks of the kicks that only a second pedal can play
    rolls    rolls on one lane, and on two
    players  phrases of player 1, and of player 2
    layout   four lanes or five
    end      tick of the last event
    """

    levels: Mapping[Level, tuple[Gem, ...]]
    doubled: tuple[int, ...] = ()
    rolls: tuple[tuple[Phrase, ...], tuple[Phrase, ...]] = ((), ())
    players: tuple[tuple[Phrase, ...], tuple[Phrase, ...]] = ((), ())
    layout: Layout = Layout.FOUR
    end: int = 0

    @property
    def hardest(self) -> Level:
        """The hardest level that has gems; a track has one at least."""
        return max(level for level, gems in self.levels.items() if gems)


KICK_KEY = 36
_TOMS = {Colour.RED: 38, Colour.YELLOW: 48, Colour.BLUE: 45, Colour.GREEN: 43, Colour.FIFTH: 43}
_CYMBALS = {Colour.RED: 38, Colour.YELLOW: 42, Colour.BLUE: 51, Colour.GREEN: 49, Colour.FIFTH: 49}
_FIVE = {Colour.RED: 38, Colour.YELLOW: 42, Colour.BLUE: 45, Colour.GREEN: 49, Colour.FIFTH: 43}
VELOCITIES = {Touch.PLAIN: 96, Touch.ACCENT: 120, Touch.SOFT: 40}
"""How loud a gem sounds, by its touch."""


def key_of(gem: Gem, layout: Layout) -> int:
    """The General MIDI percussion key that a gem sounds with."""
    if gem.colour is Colour.KICK:
        return KICK_KEY
    if layout is Layout.FIVE:
        return _FIVE[gem.colour]
    return (_CYMBALS if gem.cymbal else _TOMS)[gem.colour]


def covers(phrases: Sequence[Phrase], tick: int) -> bool:
    """Whether a tick lies in one of some sorted phrases."""
    return phrase_at(phrases, tick) is not None


def phrase_at(phrases: Sequence[Phrase], tick: int) -> Phrase | None:
    """The phrase that a tick lies in, of some sorted ones: the last that has begun."""
    place = bisect_right(phrases, tick, key=lambda phrase: phrase.start) - 1
    return phrases[place] if place >= 0 and tick < phrases[place].end else None
