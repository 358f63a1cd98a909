"""Souvenir: one picture of a play, 1200x630, to keep or to show around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pygame

from drumjam.game.course import course
from drumjam.game.figures import harmony_points
from drumjam.game.harmonydial import harmony_dial
from drumjam.game.menu import Box
from drumjam.game.palette import STANDARD, Palette
from drumjam.game.plates import plate
from drumjam.game.signature import Signature, on_sticks
from drumjam.game.stage.exchange import after
from drumjam.game.stage.flags import LANE_COUNTRY, flag, whole_width
from drumjam.game.stage.keepsake import Keepsake
from drumjam.game.stage.signs import logo
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import number
from drumjam.library.songs import Song
from drumjam.rules.chart import Lane, Level
from drumjam.rules.session import Session

SIZE = (1200, 630)
"""Pixels of the picture that is kept."""

CANVAS = (1200, 675)
"""What the game's canvas of 1280x720 becomes at that width; below row 630 nothing is shown."""

PANEL: Box = (27, 410, 1226, 216)
RING = (148.0, 492.0)
CURVE: Box = (270, 514, 504, 96)
FLAGS = ((806.0, 424.0), (940.0, 424.0))
FLAG_WIDTH = 120
LOGO: Box = (1076, 448, 156, 40)
PLATES: tuple[Box, Box] = ((806, 518, 426, 44), (806, 568, 426, 44))
UNOFFICIAL_Y = 650


@dataclass(frozen=True, slots=True)
class Card:
    """What a souvenir tells.

    title, titles  the song's, and in the languages that have their own
    levels         Lee's and Takaichi's
    score          0 to 1,000,000
    harmony        at the end, 0 to 1
    points         harmony over the song, shares of 0 to 1
    played         the day, or None if it is left off
    signatures     of Lee's player and of Takaichi's, each on their own sticks, which the other then holds
    """

    title: str
    titles: Mapping[str, str]
    levels: tuple[Level, Level]
    score: int
    harmony: float
    points: tuple[tuple[float, float], ...]
    played: date | None
    signatures: tuple[Signature, Signature]


def card_of(
    song: Song,
    levels: tuple[Level, Level],
    session: Session,
    played: date | None,
    signatures: tuple[Signature, Signature],
) -> Card:
    """What the souvenir of a finished session tells."""
    result = session.result()
    return Card(
        title=song.title,
        titles=song.titles,
        levels=levels,
        score=result.score,
        harmony=result.final,
        points=harmony_points(session),
        played=played,
        signatures=signatures,
    )


def draw_souvenir(card: Card, words: Strings, palette: Palette = STANDARD, zoom: float = 1.0) -> pygame.Surface:
    """The picture: 1200x630 pixels, or `zoom` times as large for the screen.

    The same card gives the same pixels. Needs no window: where there is none, the caller has made one that is unseen.
    """
    canvas = pygame.Surface((round(SIZE[0] * zoom), round(SIZE[1] * zoom)))
    theme = Theme((round(CANVAS[0] * zoom), round(CANVAS[1] * zoom)), palette)
    keepsake = Keepsake(theme.scale, palette)
    keepsake.sign(on_sticks(card.signatures, theme))
    keepsake.draw(canvas, after(0.0))
    theme.panel(canvas, PANEL, Kind.PANEL, 22)
    harmony_dial(theme, canvas, card.harmony, words, RING)
    _draw_song(theme, canvas, card, words)
    _draw_flags(theme, canvas)
    for lane in Lane:
        plate(theme, canvas, PLATES[lane], lane, card.signatures[lane], palette.leaders[lane.other])
    line = words.text("unofficial")
    theme.text(canvas, line, (640, UNOFFICIAL_Y), 20, align="center", width=1226, outline=1.5, edge=palette.shade)
    return canvas


def _draw_song(theme: Theme, canvas: pygame.Surface, card: Card, words: Strings) -> None:
    """Title, level, score and date; the curve of harmony."""
    p = theme.palette
    x, y, w, h = CURVE
    title = card.titles.get(words.language) or card.title
    theme.text(canvas, title, (x, 448), 36, width=w, room=46)
    facts = [*dict.fromkeys(words.text(f"level.{level.id}") for level in card.levels), number(card.score)]
    if card.played is not None:
        facts.append(words.date(card.played.year, card.played.month, card.played.day))
    theme.text(canvas, " · ".join(facts), (x, 489), 22, p.muted, width=w, room=32)
    rect = theme.rect(x, y, w, h)
    canvas.blit(course(theme, rect.size, card.points, ()), rect)


def _draw_flags(theme: Theme, canvas: pygame.Surface) -> None:
    """Both flags, of one size, Lee's on Lee's side; the game's name beside them."""
    width = whole_width(FLAG_WIDTH * theme.scale)
    for lane, at in zip(Lane, FLAGS, strict=True):
        canvas.blit(flag(LANE_COUNTRY[lane], width), theme.point(*at))
    x, y, w, _ = LOGO
    canvas.blit(logo(theme.px(w)), theme.point(x, y))
