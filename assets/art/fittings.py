"""Fittings: truss, lamps, bulbs, speakers and screen; `t` is 0 for cool light and 1 for warm."""

from __future__ import annotations

import math

import skia
from brush import box, fill, ink, inside, line, linear, mix, moved, oval, path, radial, segment, stops
from views import MIDDLE, PLAY, WIDTH, View, mirrored

SCREENED = skia.BlendMode.kScreen


def truss(canvas: skia.Canvas, view: View, t: float) -> None:
    """The two rails and their braces."""
    top = view.top + 4 if view is PLAY else 2
    low = top + 15
    fill(canvas, box(0, top - 4, WIDTH, 24), ink("#03060C", 0.35), blur=4)
    step = 26
    for k in range(-1, int(WIDTH / step) + 2):
        x = MIDDLE + (k - int(WIDTH / step / 2)) * step
        for x0, x1 in ((x, x + step / 2), (x + step / 2, x + step)):
            ends = ((x0, low), (x1, top)) if x0 == x else ((x0, top), (x1, low))
            line(canvas, segment(*ends), ink("#0B1019"), 2.8)
            line(canvas, segment(*ends), mix("#3A4A64", "#5C5048", t), 1.5)
    for y in (top, low):
        line(canvas, segment((0, y), (WIDTH, y)), ink("#0A0F18"), 4.2)
        line(canvas, segment((0, y - 0.4), (WIDTH, y - 0.4)), mix("#4A5C7A", "#75675A", t), 2.4)
        line(canvas, segment((0, y - 1.2), (WIDTH, y - 1.2)), mix("#8EA6CC", "#CBB294", t, 0.5), 0.8)


def _lamp(canvas: skia.Canvas, x: float, y: float, lean: float, t: float) -> None:
    """One lamp."""
    fill(canvas, box(x - 2, y - 24, 4, 12), ink("#0D131E"))
    with moved(canvas, x, y - 8, turn=lean):
        line(canvas, path("M -9 -6 L -9 3 M 9 -6 L 9 3 M -9 -6 L 9 -6"), ink("#0B111B"), 3)
        body = path("M -6 -12 L 6 -12 L 9.4 7 L -9.4 7 Z")
        fill(
            canvas,
            body,
            linear((-9, 0), (9, 0), *stops((0, "#0D131D"), (0.35, "#4A5871"), (0.6, "#28334A"), (1, "#0A0F17"))),
        )
        line(canvas, body, ink("#05080E"), 1)
        for k in (-7, -3, 1):
            line(canvas, segment((-7.4, k), (7.4, k)), ink("#05080E", 0.6), 0.8)
        glow = (
            (0, mix("#E8F2FF", "#FFF0D0", t, 0.75)),
            (0.4, mix("#9CC2FF", "#FFCC86", t, 0.32)),
            (1, mix("#9CC2FF", "#FFCC86", t, 0)),
        )
        fill(canvas, oval(0, 9, 27, 17), radial((0, 9), 27, *glow, squeeze=0.63), blend=SCREENED)
        lens = oval(0, 7.4, 9.4, 3.8)
        fill(
            canvas,
            lens,
            radial(
                (0, 8), 9.5, (0, ink("#FFFFFF")), (0.6, mix("#E4EFFF", "#FFF6E0", t)), (1, mix("#A9C6F2", "#FFD9A0", t))
            ),
        )


def lamps(canvas: skia.Canvas, view: View, t: float) -> None:
    """Six lamps under the truss, each turned to where it shines."""

    def half(target: skia.Canvas) -> None:
        for (x, y), aim in zip(view.lamps, view.aims, strict=True):
            _lamp(target, x, y, -math.degrees(math.atan2(aim - x, view.pools[1] - y)), t)

    mirrored(canvas, half)


def bulbs(canvas: skia.Canvas, view: View, t: float) -> None:
    """Strings of bulbs, lit by `t`."""

    def half(target: skia.Canvas) -> None:
        for (x0, y0), (x1, y1), sag in view.strings:
            wire = path(f"M {x0} {y0} Q {(x0 + x1) / 2} {(y0 + y1) / 2 + 2 * sag} {x1} {y1}")
            line(target, wire, ink("#070A12", 0.9), 1.6)
            count = round(math.hypot(x1 - x0, y1 - y0) / 27)
            for k in range(count):
                u = (k + 0.5) / count
                x = x0 + (x1 - x0) * u
                y = (1 - u) ** 2 * y0 + 2 * u * (1 - u) * ((y0 + y1) / 2 + 2 * sag) + u * u * y1
                bulb(target, x, y, t)

    with inside(canvas, box(0, view.top, WIDTH, view.bottom - view.top)):
        mirrored(canvas, half)


def bulb(canvas: skia.Canvas, x: float, y: float, t: float) -> None:
    """One bulb."""
    if t > 0:
        glow = ((0, ink("#FFE2A6", 0.62 * t)), (0.35, ink("#FFB652", 0.26 * t)), (1, ink("#FF9A30", 0.0)))
        fill(canvas, oval(x, y + 6, 22, 22), radial((x, y + 6), 22, *glow), blend=SCREENED)
    fill(canvas, box(x - 1.8, y - 0.5, 3.6, 3.6, 1), ink("#0A0E16"))
    glass = path(
        f"M {x - 1.7} {y + 2.6} C {x - 5} {y + 6} {x - 4} {y + 11.4} {x} {y + 11.4} "
        f"C {x + 4} {y + 11.4} {x + 5} {y + 6} {x + 1.7} {y + 2.6} Z"
    )
    fill(
        canvas,
        glass,
        radial(
            (x - 0.8, y + 6.4),
            6,
            (0, mix("#A9BAD4", "#FFFDF2", t)),
            (0.5, mix("#6E82A3", "#FFE9B8", t)),
            (1, mix("#3E4F6E", "#FFC461", t)),
        ),
    )
    line(canvas, glass, mix("#26334B", "#B97B2C", t, 0.8), 0.7)
    fill(canvas, oval(x - 1.4, y + 5.4, 0.9, 1.7), ink("#FFFFFF", 0.75))


def speaker(canvas: skia.Canvas, t: float) -> None:
    """The left tower of speakers."""
    x, y, width, high = 22.0, 150.0, 74.0, 201.0
    fill(canvas, oval(x + width / 2, y + high, width * 0.62, 7), ink("#03060B", 0.6), blur=4)
    cabinet = box(x, y, width, high, 5)
    fill(
        canvas,
        cabinet,
        linear(
            (x, y),
            (x + width, y),
            (0, mix("#0E1626", "#17141B", t)),
            (0.8, mix("#1B2740", "#2A2220", t)),
            (1, mix("#22314E", "#3A2C24", t)),
        ),
    )
    line(canvas, cabinet, ink("#05080E"), 1.4)
    line(
        canvas, segment((x + width - 1, y + 4), (x + width - 1, y + high - 4)), mix("#7FA2DA", "#F0B878", t, 0.55), 1.4
    )
    line(canvas, segment((x + 4, y + 1), (x + width - 4, y + 1)), mix("#7FA2DA", "#F0B878", t, 0.35), 1.0)
    for k, radius in enumerate((26.0, 26.0, 26.0)):
        cx, cy = x + width / 2, y + 34 + k * 67
        fill(canvas, oval(cx, cy, radius + 2.6, radius + 2.6), ink("#070B13"))
        line(canvas, oval(cx, cy, radius + 1.4, radius + 1.4), mix("#40557C", "#6A5546", t), 1.6)
        fill(
            canvas,
            oval(cx, cy, radius, radius),
            radial(
                (cx, cy),
                radius,
                (0, mix("#121C2E", "#171416", t)),
                (0.55, mix("#22314C", "#2C2626", t)),
                (0.8, mix("#0E1625", "#141113", t)),
                (1, mix("#2A3B5A", "#3A302C", t)),
            ),
        )
        fill(
            canvas,
            oval(cx, cy, 9, 9),
            radial((cx - 3, cy - 3), 11, (0, mix("#4A608A", "#6E5A4C", t)), (1, mix("#111A2A", "#161214", t))),
        )
        shine = skia.Path()
        shine.addArc(skia.Rect.MakeLTRB(cx - 20, cy - 20, cx + 20, cy + 20), 200, 80)
        line(canvas, shine, mix("#9DBCEC", "#F2C894", t, 0.22), 3, blur=1.4)


def screen(canvas: skia.Canvas, t: float) -> None:
    """The screen behind the leaders, its panel plain: the game hangs the flags there."""
    for x in (486, 640, 794):
        line(canvas, segment((x, 52), (x, 62)), ink("#05080E"), 4)
        line(canvas, segment((x, 52), (x, 62)), mix("#53678A", "#7C6C5C", t), 2.2)
    frame = box(419, 58, 442, 164, 9)
    fill(canvas, box(423, 66, 434, 164, 9), ink("#02050A", 0.75), blur=11)
    fill(
        canvas,
        frame,
        linear(
            (0, 58),
            (0, 222),
            *stops((0, "#6C7E9C"), (0.06, "#37455F"), (0.5, "#243149"), (0.94, "#1A2436"), (1, "#4E5E7B")),
        ),
    )
    line(canvas, frame, ink("#060A12", 0.9), 1.2)
    line(canvas, box(420.4, 59.4, 439.2, 161.2, 8), mix("#B5CBEE", "#FFDDB0", t, 0.42), 1.0)
    panel = box(425, 64, 430, 152, 4)
    fill(canvas, panel, linear((0, 64), (0, 216), *stops((0, "#173259"), (0.5, "#1B3B69"), (1, "#122A4E"))))
    with inside(canvas, panel):
        dots = skia.Path()
        for row in range(22):
            for column in range(62):
                dots.addCircle(425 + 3.5 + column * 7, 64 + 3.5 + row * 7, 1.1)
        fill(canvas, dots, ink("#6FA0E6", 0.16))
        fill(canvas, oval(640, 70, 240, 60), ink("#8DB8F5", 0.16), blur=22)
        for x in (449, 651):
            fill(canvas, box(x - 2, 80, 184, 126), ink("#040A14", 0.5), blur=6)
        line(canvas, box(425, 64, 430, 152, 4), ink("#030710", 0.7), 5, blur=3)
    fill(canvas, oval(640, 219.2, 1.6, 1.6), ink("#74EBCD", 0.9))
