"""Heads: hair, face and expression of both leaders, in rig coordinates (neck at (0, -160)).

Warm and stylised, drawn with equal care and at equal size. Never mirrored.
"""

from __future__ import annotations

import skia
from brush import fill, ink, inside, line, linear, moved, oval, path, radial, stops

NECK = (0.0, -160.0)
LEADERS = ("lee", "takaichi")
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


HEADS = {"lee": lee_head, "takaichi": takaichi_head}
BACKS = {"lee": lee_back, "takaichi": takaichi_back}
