"""Road: the seven cards of the story, what each leads to, and how far somebody has come.

How far is read off the score board: a card is open once every piece before it was played to its end. Nothing else is
kept, so nothing can be lost, and every song may be played freely whatever is open here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from drumjam.library.scores import Scores, ScoresError

PAIR = "two"
PLAYED = ("solo", "both hands", PAIR)
"""Ways of playing that count: somebody drummed."""

PATIENCE = 1.0
"""Seconds for which a page waits at most for a board that another program holds."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A piece on a card.

    song     its id
    goal     the mean harmony to be reached in it, 0 to 1: a flawless play has about .9
    teaches  what it brings that no piece before it had: keys of the strings, devices or names of its sections
    """

    song: str
    goal: float
    teaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its number, which names its words, and its pieces in order."""

    number: int
    stops: tuple[Stop, ...] = ()


CARDS = (
    Card(1),
    Card(2),
    Card(
        3,
        (
            Stop("a-little-awkward", 0.30, ("device.echo", "device.parts", "device.unison")),
            Stop("common-harmony", 0.45, ("device.lead", "device.swap", "section.canon")),
        ),
    ),
    Card(4, (Stop("two-festivals", 0.55, ("device.hocket", "device.trading", "section.shared roll")),)),
    Card(5, (Stop("light-music-club", 0.60, ("section.gallop", "section.fours", "section.two feet")),)),
    Card(6, (Stop("shuttle-to-tomorrow", 0.70, ("section.build", "section.chorus", "section.turn")),)),
    Card(7),
)
LAST = CARDS[5].stops[-1]
"""The piece with which the road comes to its end."""

BELL = 4
"""On this card nobody drums at first: a bell is rung."""

LESSON = 2
"""The card of the short lesson: the game's own is found there."""


@dataclass(frozen=True, slots=True)
class Road:
    """How far somebody has come.

    best  the best mean harmony of every piece that was played to its end, 0 to 1
    pair  whether two people played the piece that was played last
    """

    best: Mapping[str, float]
    pair: bool = False

    def played(self, stop: Stop) -> bool:
        """Whether a piece was played to its end."""
        return stop.song in self.best

    def reached(self, stop: Stop) -> bool:
        """Whether the harmony asked for was reached."""
        return self.best.get(stop.song, 0.0) >= stop.goal

    def opens_with(self, card: Card) -> Stop | None:
        """The piece that a card offers first: one not played yet, else its first; None on a card without pieces."""
        return next((stop for stop in card.stops if not self.played(stop)), card.stops[0] if card.stops else None)

    def waits_for(self, card: Card, stop: Stop | None = None) -> str | None:
        """The song that must be played before a card, or a piece on it, is open; None if it is."""
        for before in CARDS[: card.number]:
            for one in before.stops:
                if before is card and (stop is None or one is stop):
                    return None
                if not self.played(one):
                    return one.song
        return None

    @property
    def done(self) -> bool:
        """Whether every piece was played to its end."""
        return all(self.played(stop) for card in CARDS for stop in card.stops)

    @property
    def here(self) -> Card:
        """The first card with something left to play; the last one when all was played."""
        return next((card for card in CARDS if not all(map(self.played, card.stops))), CARDS[-1])


def card_of(song: str) -> Card:
    """The card that a piece of the story is on; the first one for any other song."""
    return next((card for card in CARDS for stop in card.stops if stop.song == song), CARDS[0])


def read_road() -> Road:
    """The road as the score board tells it; from its beginning where the board cannot be read."""
    pieces = {stop.song for card in CARDS for stop in card.stops}
    best: dict[str, float] = {}
    modes: list[str] = []
    with suppress(ScoresError):
        for play in Scores(wait=PATIENCE).plays():
            if play.song in pieces and play.mode in PLAYED:
                best[play.song] = max(play.harmony, best.get(play.song, 0.0))
                modes.append(play.mode)
    return Road(best, pair=modes[:1] == [PAIR])
