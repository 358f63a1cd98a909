"""Faces: the expressions of both leaders, painted over the heads, in rig coordinates. Never mirrored."""

from __future__ import annotations

import skia
from brush import box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops

MOODS = ("joy", "happy", "try", "worry")
EYES_Y = -205.0
EYE_X = 23.5
LINE = "#33222B"


def _open_eye(canvas: skia.Canvas, x: float, look: float, lashes: bool, tall: float = 11.0) -> None:
    side = 1 if x > 0 else -1
    white = oval(x, EYES_Y, 9.6, tall)
    fill(
        canvas,
        white,
        linear((0, EYES_Y - tall), (0, EYES_Y + tall), *stops((0, "#DDE3EC"), (0.4, "#FFFFFF"), (1, "#FFFFFF"))),
    )
    with inside(canvas, white):
        ix = x + look
        fill(
            canvas,
            oval(ix, EYES_Y + 0.4, 7.6, tall - 1.4),
            radial((ix, EYES_Y + 4), 10.5, *stops((0, "#A9714C"), (0.45, "#6B3F2A"), (1, "#2E1A17"))),
        )
        fill(canvas, oval(ix, EYES_Y + 0.6, 3.9, 5.2), ink("#170C0D"))
        fill(canvas, oval(ix, EYES_Y + 5.8, 4.6, 2.4), ink("#D69A68", 0.55), blur=1.2)
        fill(canvas, oval(ix - 2.6, EYES_Y - 3.8, 2.9, 3.2), ink("#FFFFFF"))
        fill(canvas, oval(ix + 3.0, EYES_Y + 3.4, 1.4, 1.5), ink("#FFFFFF", 0.85))
        fill(canvas, oval(x, EYES_Y - tall, 10, 4.4), ink("#3A2630", 0.35), blur=1.6)
    lid = path(
        f"M {x - 10} {EYES_Y - 3.6} "
        f"C {x - 7} {EYES_Y - tall - 1.6} {x + 7} {EYES_Y - tall - 1.6} {x + 10} {EYES_Y - 3.6}"
    )
    line(canvas, lid, ink(LINE), 3.0)
    low = path(f"M {x - 6} {EYES_Y + tall - 1.3} Q {x} {EYES_Y + tall + 0.8} {x + 6} {EYES_Y + tall - 1.3}")
    line(canvas, low, ink("#8A5544", 0.7), 1.1)
    if lashes:
        for k in (0.0, 3.2):
            lash = path(
                f"M {x + side * (9.4 - k * 0.5)} {EYES_Y - 4 - k} "
                f"Q {x + side * (12.6 - k * 0.4)} {EYES_Y - 5.4 - k} {x + side * (14.0 - k * 0.5)} {EYES_Y - 8.2 - k}"
            )
            line(canvas, lash, ink(LINE), 1.9)


def _smiling_eye(canvas: skia.Canvas, x: float, lashes: bool) -> None:
    side = 1 if x > 0 else -1
    arc = path(
        f"M {x - 9.6} {EYES_Y + 3.4} C {x - 6.4} {EYES_Y - 7.4} {x + 6.4} {EYES_Y - 7.4} {x + 9.6} {EYES_Y + 3.4}"
    )
    line(canvas, arc, ink(LINE), 3.5)
    if lashes:
        for k in (0.0, 3.0):
            lash = path(
                f"M {x + side * (9.2 - k)} {EYES_Y + 2.6 - k * 1.1} "
                f"Q {x + side * (12.2 - k * 0.6)} {EYES_Y + 1.6 - k} {x + side * (13.4 - k * 0.4)} {EYES_Y - 1.6 - k}"
            )
            line(canvas, lash, ink(LINE), 1.9)


def _shut_eye(canvas: skia.Canvas, x: float, lashes: bool) -> None:
    side = 1 if x > 0 else -1
    arc = path(f"M {x - 9.6} {EYES_Y + 1.0} C {x - 6} {EYES_Y + 6.4} {x + 6} {EYES_Y + 6.4} {x + 9.6} {EYES_Y + 1.0}")
    line(canvas, arc, ink(LINE), 3.2)
    if lashes:
        for k in (0.0, 4.2):
            lash = path(
                f"M {x + side * (9.0 - k)} {EYES_Y + 1.8 + k * 0.5} "
                f"L {x + side * (12.4 - k * 0.7)} {EYES_Y + 4.8 + k * 0.5}"
            )
            line(canvas, lash, ink(LINE), 1.8)


def _brows(canvas: skia.Canvas, leader: str, mood: str) -> None:
    lift = {"joy": -3.0, "happy": -1.0, "try": -2.2, "worry": -2.0}[mood]
    width = 4.4 if leader == "lee" else 3.6
    code = "#262029" if leader == "lee" else "#3A2725"
    for side in (-1, 1):
        inner, outer = {"joy": (0, 0), "happy": (0, 0), "try": (0.6, -0.6), "worry": (-4.6, 4.4)}[mood]
        y = EYES_Y - 18.6 + lift
        brow = path(
            f"M {side * 13.5} {y + inner + 1} "
            f"C {side * 18} {y - 4.4 + inner * 0.4} {side * 29} {y - 5.2 + outer * 0.5} "
            f"{side * 35} {y + 1.6 + outer}"
        )
        line(canvas, brow, ink(code), width)


def _mouth(canvas: skia.Canvas, mood: str) -> None:
    if mood == "joy":
        shape = path(
            "M -18.5 -181.5 C -8 -178.4 8 -178.4 18.5 -181.5 C 18.8 -169 10.5 -160.8 0 -160.8 "
            "C -10.5 -160.8 -18.8 -169 -18.5 -181.5 Z"
        )
        fill(canvas, shape, linear((0, -182), (0, -161), *stops((0, "#43221F"), (1, "#6B3B31"))))
        with inside(canvas, shape):
            fill(canvas, oval(0, -160.5, 11, 7.5), radial((0, -163), 11, *stops((0, "#F2A08C"), (1, "#D98A70"))))
            teeth = path("M -19 -183 L 19 -183 L 16.4 -174.6 C 8 -172.4 -8 -172.4 -16.4 -174.6 Z")
            fill(canvas, teeth, linear((0, -181), (0, -173), *stops((0, "#E9E2DC"), (0.4, "#FFFFFF"), (1, "#FFFFFF"))))
        line(canvas, shape, ink("#4E2C28"), 1.8)
        for side in (-1, 1):
            line(
                canvas,
                path(f"M {side * 18} -182.6 Q {side * 20.4} -182.4 {side * 21} -184.4"),
                ink("#A65C44", 0.9),
                1.5,
            )
    elif mood == "happy":
        shape = path(
            "M -15.5 -180 C -7 -176.4 7 -176.4 15.5 -180 C 14 -169.6 7.5 -166 0 -166 "
            "C -7.5 -166 -14 -169.6 -15.5 -180 Z"
        )
        fill(canvas, shape, ink("#5E322B"))
        with inside(canvas, shape):
            fill(canvas, path("M -16 -182 L 16 -182 L 13.6 -173.8 C 6 -172 -6 -172 -13.6 -173.8 Z"), ink("#FFFFFF"))
            fill(canvas, oval(0, -165, 8, 4.4), ink("#E58C7A"))
        line(canvas, shape, ink("#4E2C28"), 1.8)
    elif mood == "try":
        line(canvas, path("M -13 -177.5 C -6 -173.6 5 -173.8 13.5 -178.6"), ink("#6A3A30"), 2.4)
        tongue = path("M 3.6 -175.4 C 4.2 -168.6 12.6 -168.8 12.2 -177.6 C 9.6 -176.2 6.6 -175.4 3.6 -175.4 Z")
        fill(canvas, tongue, linear((0, -177), (0, -169), *stops((0, "#E08F76"), (1, "#F4A491"))))
        line(canvas, tongue, ink("#8C5142", 0.95), 1.3)
        line(canvas, segment((8.2, -175), (8.4, -172.4)), ink("#B06A55", 0.8), 1.0)
    else:
        line(
            canvas,
            path("M -13.5 -173.4 C -9 -179.4 -4.6 -177 -1 -174.4 C 3.6 -171.4 8.4 -173.4 13 -179.2"),
            ink("#6A3A30"),
            2.6,
        )
        line(canvas, path("M 11.4 -180.6 Q 14 -180.4 14.8 -177.8"), ink("#A65C44", 0.9), 1.5)


def _glasses(canvas: skia.Canvas) -> None:
    for side in (-1, 1):
        lens = box(side * EYE_X - 16.5, EYES_Y - 13.4, 33, 27.4, 12)
        with inside(canvas, lens):
            fill(canvas, lens, ink("#DCEBFF", 0.10))
            glare = path(
                f"M {side * EYE_X - 13} {EYES_Y + 3} L {side * EYE_X - 1} {EYES_Y - 14} "
                f"L {side * EYE_X + 5} {EYES_Y - 14} L {side * EYE_X - 9} {EYES_Y + 8} Z"
            )
            fill(canvas, glare, ink("#FFFFFF", 0.17))
        with moved(canvas, 0, 1.6):
            line(canvas, lens, ink("#8A4E33", 0.30), 2.2, blur=1.0)
        line(canvas, lens, ink("#39475E"), 2.5)
        with moved(canvas, -0.4, -0.6):
            line(canvas, lens, ink("#9DB0CC", 0.55), 0.7)
        line(canvas, segment((side * 39.8, EYES_Y - 3.5), (side * 55.5, EYES_Y - 6.5)), ink("#39475E"), 2.2)
    line(canvas, path(f"M -7.2 {EYES_Y - 3} Q 0 {EYES_Y - 7.4} 7.2 {EYES_Y - 3}"), ink("#39475E"), 2.5)


def _drop(canvas: skia.Canvas, side: int) -> None:
    x, y = side * 67.0, -247.0
    drop = path(
        f"M {x} {y - 13} C {x + 2} {y - 7} {x + 8} {y - 2} {x + 8} {y + 3.4} "
        f"C {x + 8} {y + 12.4} {x - 8} {y + 12.4} {x - 8} {y + 3.4} "
        f"C {x - 8} {y - 2} {x - 2} {y - 7} {x} {y - 13} Z"
    )
    fill(
        canvas,
        drop,
        linear((x, y - 12), (x, y + 10), *stops((0, "#E8F7FF", 0.95), (0.6, "#9BD5F7", 0.95), (1, "#5AA6DD", 0.95))),
    )
    line(canvas, drop, ink("#3E7FB5", 0.8), 1.0)
    fill(canvas, oval(x - 2.8, y + 3.6, 2.0, 3.2), ink("#FFFFFF", 0.95))


def expression(canvas: skia.Canvas, leader: str, mood: str, *, shut: bool) -> None:
    """Brows, eyes, mouth and glasses of one mood; `shut` for the blink."""
    lashes = leader == "takaichi"
    _brows(canvas, leader, mood)
    for side in (-1, 1):
        x = side * EYE_X
        if mood == "joy":
            _smiling_eye(canvas, x, lashes)
        elif shut:
            _shut_eye(canvas, x, lashes)
        else:
            _open_eye(canvas, x, 0.0, lashes, 10.2 if mood == "try" else 11.0)
    _mouth(canvas, mood)
    if leader == "lee":
        _glasses(canvas)


def drop(canvas: skia.Canvas) -> None:
    """The drop beside a worried head, on the outer side."""
    _drop(canvas, -1)
