"""Views: what differs between the stage of a play and the title, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass

import skia
from brush import Draw, Point, moved

WIDTH = 1280.0
MIDDLE = 640.0


@dataclass(frozen=True, slots=True)
class View:
    """What differs between the stage of a play and the title.

    top, bottom   the picture's rows
    floor         where wall and floor meet
    leaders       where the leaders' heads are
    pools         where they sit
    haze          the bright place's centre
    lamps         x, y of the left lamps; the right ones mirror them
    aims          where those lamps shine on the floor
    strings       the left bulb strings: two ends and their sag
    """

    top: float
    bottom: float
    floor: float
    leaders: Point
    pools: Point
    haze: Point
    lamps: tuple[Point, ...]
    aims: tuple[float, ...]
    strings: tuple[tuple[Point, Point, float], ...]


PLAY = View(
    48,
    416,
    318,
    (300, 190),
    (300, 400),
    (640, 322),
    ((157, 84), (319, 86), (385, 86)),
    (205, 312, 440),
    (((-14, 88), (206, 84), 36), ((206, 84), (424, 96), 30)),
)
TITLE = View(
    0,
    720,
    560,
    (246, 330),
    (246, 660),
    (640, 470),
    ((62, 38), (284, 38), (488, 38)),
    (130, 262, 430),
    (((-14, 118), (330, 8), 46),),
)


def mirrored(canvas: skia.Canvas, draw: Draw) -> None:
    """Draw twice: as it is, and mirrored about the middle."""
    draw(canvas)
    with moved(canvas, WIDTH, 0, sx=-1):
        draw(canvas)
