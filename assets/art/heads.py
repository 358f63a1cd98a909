"""Heads: hair, face and expression of both leaders, in rig coordinates (neck at (0, -160)).

Warm and stylised, drawn with equal care and at equal size. Never mirrored.
"""

from __future__ import annotations

import skia
from brush import box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops

NECK = (0.0, -160.0)
LEADERS = ("lee", "takaichi")
MOODS = ("joy", "happy", "try", "worry")
EYES_Y = -205.0
EYE_X = 23.5
LINE = "#33222B"
SKIN_EDGE = "#A0674A"

_SKULL = (
    "M -55 -218 C -55 -254 -34 -272 0 -272 C 34 -272 55 -254 55 -218 "
    "C 55 -183 33 -157 0 -157 C -33 -157 -55 -183 -55 -218 Z"
)


def _skin(x: float, y: float, radius: float) -> skia.Shader:
    return radial((x, y), radius, *stops((0, "#FFF0DF"), (0.45, "#FBDDBF"), (0.8, "#F0BF98"), (1, "#DD9C74")))


def _ears(canvas: skia.Canvas) -> None:
    for side in (-1, 1):
        ear = oval(side * 56, -203, 8.4, 12)
        fill(canvas, ear, radial((side * 54, -206), 15, *stops((0, "#FBD6B6"), (1, "#E2A079"))))
        inner = path(f"M {side * 54} -209 Q {side * 61} -208 {side * 60} -200 Q {side * 59} -196 {side * 55.5} -196")
        line(canvas, inner, ink("#BC7350", 0.75), 1.4)
        line(canvas, ear, ink(SKIN_EDGE, 0.9), 1.1)


def _skull(canvas: skia.Canvas, shade: skia.Path) -> None:
    face = path(_SKULL)
    fill(canvas, face, _skin(-6, -216, 74))
    with inside(canvas, face):
        for side in (-1, 1):
            fill(canvas, oval(side * 34, -187, 14, 9.5), ink("#F58F78", 0.30), blur=5)
        fill(canvas, oval(0, -153, 40, 11), ink("#C77B54", 0.40), blur=6)
        fill(canvas, oval(-14, -234, 26, 12), ink("#FFFFFF", 0.30), blur=9)
        fill(canvas, shade, ink("#9A5639", 0.42), blur=3.2)
    line(canvas, face, ink(SKIN_EDGE, 0.9), 1.2)


def _nose(canvas: skia.Canvas) -> None:
    nose = path("M -4.4 -190.5 Q -4.6 -187.2 0 -186.6 Q 4.6 -187.2 4.4 -190.5")
    fill(canvas, oval(-0.8, -195, 3.0, 5.5), ink("#FFFFFF", 0.34), blur=1.6)
    line(canvas, nose, ink("#B46A48", 0.95), 1.8)


# --- hair ---------------------------------------------------------------------------------------------------------

_LEE_FRINGE = (
    "M -59 -206 C -67 -232 -66 -262 -45 -276 C -36 -286 -8 -290 14 -287 C 44 -284 66 -264 65 -236 "
    "C 65 -224 62 -213 58.5 -205 C 56.5 -211 56 -218 54.5 -224 C 53 -232 50 -238 45 -243 "
    "C 40 -240 34 -239 27 -241 C 30 -242 32 -244 33 -246 C 21 -240 6 -238 -8 -242 C -4 -244 -1 -247 1 -250 "
    "C -12 -247 -24 -246 -35 -249 C -44 -244 -50 -234 -52.5 -224 C -54 -217 -55.5 -211 -59 -206 Z"
)


def _lee_hair(canvas: skia.Canvas) -> None:
    hair = path(_LEE_FRINGE)
    fill(
        canvas,
        hair,
        linear((0, -290), (0, -205), *stops((0, "#4A5263"), (0.35, "#2C323F"), (0.75, "#191D28"), (1, "#12151E"))),
    )
    with inside(canvas, hair):
        shine = path(
            "M -54 -252 C -40 -272 -6 -279 20 -275 C 42 -271 56 -258 59 -244 "
            "C 46 -262 26 -267 4 -267 C -22 -267 -42 -260 -54 -252 Z"
        )
        fill(canvas, shine, ink("#A9BAD2", 0.42), blur=2.6)
        for curve in (
            "M -38 -281 C -50 -270 -50 -256 -38 -248",
            "M -24 -285 C -36 -274 -32 -258 -17 -246",
            "M -7 -287 C -18 -276 -12 -258 6 -243",
            "M 11 -287 C 2 -276 8 -258 28 -242",
            "M 28 -284 C 22 -274 28 -258 45 -244",
            "M 44 -277 C 42 -268 48 -254 57 -240",
        ):
            line(canvas, path(curve), ink("#0C0F17", 0.55), 1.6)
            with moved(canvas, 1.4, -0.4):
                line(canvas, path(curve), ink("#8796AF", 0.42), 1.1)
        fill(canvas, path("M -59 -206 C -66 -232 -62 -256 -52 -268 L -47 -240 Z"), ink("#080A10", 0.35), blur=4)
        fill(canvas, path("M 58 -205 C 65 -228 64 -250 56 -264 L 49 -238 Z"), ink("#080A10", 0.30), blur=4)
    line(canvas, hair, ink("#0B0D14", 0.85), 1.2)
    tuft = path("M 6 -287 C 10 -292 18 -292.5 23 -288.5 C 18 -289.4 14 -288.6 11 -286 Z")
    fill(canvas, tuft, ink("#39404F"))
    line(canvas, tuft, ink("#0B0D14", 0.8), 0.9)


def lee_head(canvas: skia.Canvas) -> None:
    """His head without an expression."""
    _ears(canvas)
    shade = path(_LEE_FRINGE)
    shade.offset(1.5, 6.5)
    _skull(canvas, shade)
    _nose(canvas)
    _lee_hair(canvas)


def lee_back(canvas: skia.Canvas) -> None:
    """The hair behind his head: a short nape."""
    nape = path("M -52 -214 C -54 -190 -38 -168 -24 -164 L 24 -164 C 38 -168 54 -190 52 -214 Z")
    fill(canvas, nape, linear((0, -214), (0, -166), *stops((0, "#171B25"), (1, "#0F121A"))))


_BACK = (
    "M -60 -226 C -68 -262 -40 -288 0 -288 C 40 -288 68 -262 60 -226 C 62 -200 69 -172 66 -146 "
    "C 64 -137 54 -134 44 -138 C 30 -131 -30 -131 -44 -138 C -54 -134 -64 -137 -66 -146 C -69 -172 -62 -200 -60 -226 Z"
)


def takaichi_back(canvas: skia.Canvas) -> None:
    """Her hair behind head and shoulders."""
    back = path(_BACK)
    fill(canvas, back, linear((0, -288), (0, -134), *stops((0, "#4B3531"), (0.6, "#2B1D1F"), (1, "#201518"))))
    with inside(canvas, back):
        for x in (-58, -51, -45, 45, 51, 58):
            lock = path(f"M {x * 0.92} -232 C {x * 0.98} -200 {x * 1.1} -172 {x * 1.02} -138")
            line(canvas, lock, ink("#86625A", 0.34), 1.2)
        fill(canvas, oval(0, -150, 40, 20), ink("#0D0709", 0.55), blur=7)
    line(canvas, back, ink("#150C0E", 0.85), 1.2)


_HER_FRINGE = (
    "M -57 -178 C -68 -204 -70 -240 -56 -264 C -44 -282 -22 -290 2 -289 C 34 -289 60 -270 64 -240 "
    "C 67 -216 64 -194 57 -178 C 53 -186 52 -198 51 -210 C 49 -228 40 -246 22 -258 "
    "C 8 -243 -14 -234 -34 -230 C -30 -233 -27 -236 -25 -239 "
    "C -36 -232 -44 -224 -47 -212 C -49 -200 -51 -188 -57 -178 Z"
)


def _her_hair(canvas: skia.Canvas) -> None:
    hair = path(_HER_FRINGE)
    fill(
        canvas,
        hair,
        linear((-10, -290), (6, -180), *stops((0, "#6B4C44"), (0.35, "#44302D"), (0.75, "#2C1E1F"), (1, "#22161A"))),
    )
    with inside(canvas, hair):
        shine = path(
            "M -58 -244 C -46 -268 -16 -279 14 -275 C 38 -271 54 -258 59 -240 "
            "C 46 -258 26 -265 4 -265 C -22 -265 -42 -257 -58 -244 Z"
        )
        fill(canvas, shine, ink("#D9AE9C", 0.40), blur=2.8)
        for curve in (
            "M 20 -286 C -4 -276 -30 -256 -42 -228",
            "M 22 -284 C 0 -270 -20 -250 -30 -234",
            "M 23 -282 C 8 -268 -4 -252 -14 -240",
            "M 18 -288 C -14 -280 -44 -262 -53 -226",
            "M 10 -289 C -26 -284 -54 -266 -58 -220",
            "M 25 -284 C 40 -270 52 -250 56 -214",
            "M 27 -285 C 46 -274 58 -252 60 -222",
        ):
            line(canvas, path(curve), ink("#170D0F", 0.50), 1.5)
            with moved(canvas, 1.3, -0.5):
                line(canvas, path(curve), ink("#B58A7C", 0.40), 1.0)
    line(canvas, hair, ink("#150C0E", 0.85), 1.2)
    parting = path("M 22 -258 C 23 -268 22 -278 19 -288")
    line(canvas, parting, ink("#150C0E", 0.7), 1.3)


def takaichi_head(canvas: skia.Canvas) -> None:
    """Her head without an expression."""
    _ears(canvas)
    shade = path(_HER_FRINGE)
    shade.offset(0.5, 6.0)
    _skull(canvas, shade)
    _nose(canvas)
    _her_hair(canvas)
    for side in (-1, 1):
        fill(canvas, oval(side * 57, -184.5, 3.6, 3.6), ink("#2A1A1C", 0.5), blur=1.2)
        fill(
            canvas,
            oval(side * 57, -185, 3.4, 3.4),
            radial((side * 57 - 1.2, -186.4), 4.6, *stops((0, "#FFFFFF"), (0.5, "#EEF1F5"), (1, "#A9B3C1"))),
        )


# --- expressions --------------------------------------------------------------------------------------------------


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


HEADS = {"lee": lee_head, "takaichi": takaichi_head}
BACKS = {"lee": lee_back, "takaichi": takaichi_back}
