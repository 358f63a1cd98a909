"""Card art: the picture of each card of the story, and what moves on it, slowly; still where motion is reduced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sin

import pygame

from drumjam.game.palette import mix
from drumjam.game.stage.parts import Flip, Parts, folder
from drumjam.game.theme import Theme

WIDTH, HEIGHT = 676.0, 190.0
"""The picture's size in logical pixels."""

Point = tuple[float, float]

RINGING, HUM = 3.2, 1.1
"""Seconds for which a bell that was rung is seen to sound, and from one of its ripples to the next."""

SWING, PUSH = 0.28, 34.0
"""Seconds in which the log comes to the bell, and the logical pixels that it goes."""

TURN_STEP = 0.5
"""Degrees to which turned pictures are rounded, so that few are kept."""

LAMPS = ((74.0, 112.0), (226.0, 112.0), (452.0, 112.0), (604.0, 112.0))
BULBS = tuple((230.0 + 36 * k, y) for k in range(7) for y in (16.0, 166.0))
STRING = tuple((WIDTH * (k + 0.5) / 15, 8 + 22 * sin(pi * ((2 * (k + 0.5) / 15) % 1.0))) for k in range(15))
SHORE = ((64.0, 134.0), (118.0, 136.0), (560.0, 134.0), (622.0, 135.0), (92.0, 131.0), (592.0, 130.0))
CYMBALS = ((137.0, 64.0), (288.0, 48.0), (388.0, 48.0), (539.0, 64.0))
"""Where lights breathe, in the pictures' own logical pixels."""

LANES = (62.0, 128.0)
LANE_LEFT, LANE_RIGHT, LANE_SECONDS = 262.0, 606.0, 5.0
STROKES = ((0.0, (0, 1)), (0.17, (0,)), (0.33, (1,)), (0.5, (0, 1)), (0.67, (1,)), (0.83, (0,)))
"""When notes leave for the targets, as shares of the seconds that each takes, and on which lanes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card's picture is drawn: on what, its corner in logical pixels, and when, in seconds.

    rung  seconds since its bell was rung; None if it was not
    """

    canvas: pygame.Surface
    corner: Point
    now: float
    rung: float | None = None


class CardArt:
    """The seven pictures at one size of the window."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.parts = Parts(theme.scale)
        self.movers: dict[int, Callable[[Place], None]] = {
            1: self._wish, 2: self._kits, 3: self._suits, 4: self._bell, 5: self._club, 6: self._letter, 7: self._notes,
        }  # fmt: skip

    def draw(self, number: int, place: Place) -> None:
        """Draw a card's picture; `place.now` stands still at 0 for reduced motion."""
        picture = self.theme.picture(folder() / f"card_{number}.png", (WIDTH, HEIGHT))
        corner = self.theme.point(*place.corner)
        place.canvas.blit(picture, corner)
        clip = place.canvas.get_clip()
        place.canvas.set_clip(picture.get_rect(topleft=corner).clip(clip))  # movers hang out of the picture
        self.movers[number](place)
        place.canvas.set_clip(clip)

    def _part(self, place: Place, name: str, at: Point, *, turn: float = 0.0) -> None:
        """A mover with its pivot at a point of the picture, turned by degrees."""
        angle = round(turn / TURN_STEP) * TURN_STEP
        picture, dx, dy = self.parts.prepare(f"card_{name}", Flip.AS_PAINTED, angle=angle)
        x, y = self.theme.point(place.corner[0] + at[0], place.corner[1] + at[1])
        place.canvas.blit(picture, (x + dx, y + dy))

    def _lights(self, place: Place, points: tuple[Point, ...], radius: float, strength: float, pace: float) -> None:
        """Lights that breathe, each in its own time."""
        colour = self.theme.palette.harmony
        for k, (x, y) in enumerate(points):
            share = strength * (0.65 + 0.35 * sin(pace * place.now + 2.4 * k))
            self.theme.mote(place.canvas, (place.corner[0] + x, place.corner[1] + y), radius, colour, share)

    # -- one by one -------------------------------------------------------------------------------

    def _wish(self, place: Place) -> None:
        """The wish hangs over the town."""
        self._lights(place, LAMPS, 26, 0.45, 0.9)
        self._part(place, "bubble", (338 + 4 * sin(0.5 * place.now), 60 + 3 * sin(1.1 * place.now)))

    def _kits(self, place: Place) -> None:
        """Cymbals that gleam in turn."""
        self._lights(place, CYMBALS, 22, 0.5, 1.3)

    def _suits(self, place: Place) -> None:
        """Suits that sway on their rail, new sticks between them."""
        self._lights(place, BULBS, 15, 0.5, 0.8)
        for x, side in ((105.0, 1), (571.0, -1)):
            self._part(place, "suit", (x, 17.0), turn=side * 1.5 * sin(0.9 * place.now))
        self._part(place, "sticks", (338.0, 96.0 + 2 * sin(1.2 * place.now)))

    def _bell(self, place: Place) -> None:
        """A bell in the morning; once it is rung, the log goes to it and it hums in rings."""
        since = place.rung
        push = 0.0 if since is None else PUSH * sin(min(since / SWING, 1.0) * pi / 2) * max(1 - since / 1.6, 0.0)
        idle = 3 * sin(0.8 * place.now)
        self._part(place, "ram", (500.0 + idle - push, 14.0))
        if since is not None:
            self._hum(place, since - SWING)
        self._part(place, "bell", (338.0, 14.0))

    def _hum(self, place: Place, since: float) -> None:
        p, (x, y) = self.theme.palette, place.corner
        for k, colour in enumerate((p.harmony, p.lee, p.takaichi)):
            age = (since - 0.35 * k) / (RINGING - HUM)
            if 0 <= age < 1:
                alpha = round(200 * (1 - age))
                self.theme.ring(place.canvas, (x + 338, y + 100), 52 + 200 * age, 4, mix(colour, p.stroke, 0.2), alpha)

    def _club(self, place: Place) -> None:
        """A string of bulbs over the club's room."""
        self._lights(place, STRING, 16, 0.55, 1.1)

    def _letter(self, place: Place) -> None:
        """A letter that looks out of its envelope."""
        self._lights(place, SHORE, 14, 0.5, 1.0)
        self._part(place, "letter", (338.0, 138.0 - 5 * (1 + sin(0.8 * place.now))))
        self._part(place, "envelope", (338.0, 172.0))

    def _notes(self, place: Place) -> None:
        """Notes that travel along both lanes, gold rings where they are one."""
        p, (x, y) = self.theme.palette, place.corner
        for start, lanes in STROKES:
            share = (place.now / LANE_SECONDS + start) % 1.0
            at = LANE_LEFT + (LANE_RIGHT - LANE_LEFT) * share
            for lane in lanes:
                centre = (x + at, y + LANES[lane])
                self.theme.disc(place.canvas, centre, 12, p.leaders[lane])
                if len(lanes) > 1:
                    self.theme.ring(place.canvas, centre, 16, 4, p.harmony)
