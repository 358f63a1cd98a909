"""Room: the stage behind the leaders in the light of a harmony, and the wider one of the title.

`t` is 0 for cool light (harmony 0.2 and below) and 1 for warm light (0.8 and above); every colour mixes by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia
from brush import Draw, Point, box, fill, ink, inside, line, linear, mix, moved, oval, path, radial, segment, stops

WIDTH = 1280.0
MIDDLE = 640.0
SCREENED = skia.BlendMode.kScreen
SOFT = skia.BlendMode.kPlus


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


def _mirrored(canvas: skia.Canvas, draw: Draw) -> None:
    draw(canvas)
    with moved(canvas, WIDTH, 0, sx=-1):
        draw(canvas)


def _wall(canvas: skia.Canvas, view: View, t: float) -> None:
    area = box(0, view.top, WIDTH, view.floor - view.top + 2)
    fill(canvas, area, mix("#101D37", "#201A2E", t))
    folds = 46
    for k in range(folds):
        x0, x1 = WIDTH * k / folds, WIDTH * (k + 1) / folds
        near = 1.0 - abs((x0 + x1) / 2 - MIDDLE) / MIDDLE
        warm = t * (0.15 + 0.85 * near**0.9)
        wobble = 0.75 + 0.25 * math.sin(min(k, folds - 1 - k) * 2.4)
        dark = mix("#111D38", "#191831", t)
        light = mix("#2A446F", "#8E5634", warm)
        if t > 0:
            light = _blend(light, mix("#2B2C4C", "#9A5C34", near**0.9), t)
        crest = x0 + (x1 - x0) * 0.5
        shade = linear(
            (x0, 0), (x1, 0), (0, dark), (0.28, _blend(dark, light, 0.55 * wobble)), (0.5, _blend(dark, light, wobble)),
            (0.72, _blend(dark, light, 0.42 * wobble)), (1, dark),
        )  # fmt: skip
        fold = path(
            f"M {x0} {view.top} L {x1 + 0.6} {view.top} L {x1 + 0.6} {view.floor + 2} L {x0} {view.floor + 2} Z"
        )
        fill(canvas, fold, shade)
        with inside(canvas, fold):
            gleam = segment((crest - 1.5, view.top), (crest + 1.5, view.floor))
            line(canvas, gleam, mix("#6C8FC4", "#F0B878", t, 0.10 + 0.10 * near), 2.4, blur=1.6)
    drop = linear(
        (0, view.top), (0, view.floor), *stops((0, "#04070F", 0.62), (0.35, "#04070F", 0.16), (1, "#04070F", 0.0))
    )
    fill(canvas, area, drop)
    hem = linear((0, view.floor - 26), (0, view.floor), *stops((0, "#05070D", 0.0), (1, "#05070D", 0.5)))
    fill(canvas, box(0, view.floor - 26, WIDTH, 27), hem)


def _blend(a: int, b: int, share: float) -> int:
    parts = [round((a >> s & 255) + ((b >> s & 255) - (a >> s & 255)) * share) << s for s in (24, 16, 8, 0)]
    return sum(parts)


def _haze(canvas: skia.Canvas, view: View, t: float) -> None:
    x, y = view.haze
    radius = 400.0 if view is PLAY else 620.0
    clip = box(0, view.top, WIDTH, view.bottom - view.top)
    ramp = (
        (0, mix("#9CC3FF", "#FFD894", t, 0.34 + 0.50 * t)),
        (0.24, mix("#6E9BE0", "#F2A04C", t, 0.26 + 0.34 * t)),
        (0.6, mix("#3C64A8", "#B26426", t, 0.15 + 0.22 * t)),
        (1, mix("#24406F", "#5A2E12", t, 0.0)),
    )
    with inside(canvas, clip):
        fill(canvas, oval(x, y, radius, radius * 0.72), radial((x, y), radius, *ramp, squeeze=0.72), blend=SCREENED)
    hx, hy = view.leaders
    reach = 150.0 if view is PLAY else 235.0
    glow = (
        (0, mix("#8FB6F2", "#FFD08A", t, 0.40 + 0.24 * t)),
        (0.5, mix("#5C86C8", "#DE8E42", t, 0.18 + 0.14 * t)),
        (1, mix("#3C64A8", "#A85A20", t, 0.0)),
    )
    for cx in (hx, WIDTH - hx):
        with inside(canvas, clip):
            fill(canvas, oval(cx, hy, reach, reach * 1.1), radial((cx, hy), reach, *glow, squeeze=1.1), blend=SCREENED)


def _floor(canvas: skia.Canvas, view: View, t: float) -> None:
    top, bottom = view.floor, view.bottom
    area = box(0, top, WIDTH, bottom - top)
    ground = linear(
        (0, top), (0, bottom),
        (0, mix("#1C2E50", "#6A4426", t)), (0.25, mix("#172744", "#55351F", t)), (1, mix("#0B1426", "#1E1416", t)),
    )  # fmt: skip
    fill(canvas, area, ground)
    with inside(canvas, area):
        eye = top - (bottom - top) * 1.5
        rows = [top + (bottom - top) * (k / 9) ** 1.7 for k in range(1, 10)]
        columns = 27
        for k in range(columns):
            x0 = MIDDLE + (k - columns / 2) * 118
            x1 = x0 + 118

            def at(x: float, y: float) -> Point:
                return MIDDLE + (x - MIDDLE) * (y - eye) / (bottom - eye), y

            plank = skia.Path()
            for n, point in enumerate((at(x0, top), at(x1, top), at(x1, bottom), at(x0, bottom))):
                (plank.lineTo if n else plank.moveTo)(*point)
            plank.close()
            mirrored = min(k, columns - 1 - k)
            share = ((mirrored * 7919) % 13) / 13 - 0.5
            tone = mix("#8FB2EC", "#FFC37E", t, 0.07 * max(share, 0)) if share > 0 else ink("#000000", 0.18 * -share)
            fill(canvas, plank, tone)
            line(canvas, segment(at(x0, top), at(x0, bottom)), ink("#04070D", 0.42), 1.3)
            line(canvas, segment(at(x0 + 2.2, top), at(x0 + 2.2, bottom)), mix("#A8C6F5", "#FFCF94", t, 0.10), 0.8)
            for n, y in enumerate(rows[:-1]):
                if (mirrored + n) % 3 == 0:
                    line(canvas, segment(at(x0, y), at(x1, y)), ink("#04070D", 0.34), 1.1)
        sheen = linear(
            (0, top),
            (0, top + 60),
            (0, mix("#8DB4F4", "#FFBE74", t, 0.20 + 0.12 * t)),
            (1, mix("#8DB4F4", "#FFBE74", t, 0)),
        )
        fill(canvas, area, sheen, blend=SCREENED)
        spread = 190.0 if view is PLAY else 270.0
        px, py = view.pools
        pool = (
            (0, mix("#A9C9FF", "#FFD79C", t, 0.34 + 0.14 * t)),
            (0.55, mix("#6D97DA", "#D98F48", t, 0.14 + 0.05 * t)),
            (1, mix("#4A74B8", "#9C5A26", t, 0)),
        )
        for cx in (px, WIDTH - px):
            fill(
                canvas,
                oval(cx, py, spread, spread * 0.26),
                radial((cx, py), spread, *pool, squeeze=0.26),
                blend=SCREENED,
            )
        middle = ((0, mix("#A9C9FF", "#FFCB86", t, 0.22 + 0.26 * t)), (1, mix("#4A74B8", "#9C5A26", t, 0)))
        fill(
            canvas,
            oval(MIDDLE, top + 14, 300, 74),
            radial((MIDDLE, top + 14), 300, *middle, squeeze=0.25),
            blend=SCREENED,
        )
    line(canvas, segment((0, top + 0.5), (WIDTH, top + 0.5)), mix("#9FC0F4", "#FFD49A", t, 0.35), 1.4)


def _cones(canvas: skia.Canvas, view: View, t: float) -> None:
    end = view.pools[1] - 6
    wide = 74.0 if view is PLAY else 110.0

    def half(target: skia.Canvas) -> None:
        for (x, y), aim in zip(view.lamps, view.aims, strict=True):
            lean = (aim - x) / (end - y) * 10
            beam = path(
                f"M {x + lean - 9} {y + 6} L {x + lean + 9} {y + 6} L {aim + wide} {end} L {aim - wide} {end} Z"
            )
            ramp = linear(
                (x, y), (aim, end),
                (0, mix("#CFE2FF", "#FFE7BC", t, 0.46)), (0.35, mix("#8FB6F2", "#FFC983", t, 0.20)),
                (1, mix("#6F97D8", "#E6A458", t, 0.015)),
            )  # fmt: skip
            fill(target, beam, ramp, blur=9 if view is PLAY else 14, blend=SCREENED)

    with inside(canvas, box(0, view.top, WIDTH, view.bottom - view.top)):
        _mirrored(canvas, half)


def _truss(canvas: skia.Canvas, view: View, t: float) -> None:
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


def _lamps(canvas: skia.Canvas, view: View, t: float) -> None:
    def half(target: skia.Canvas) -> None:
        for (x, y), aim in zip(view.lamps, view.aims, strict=True):
            _lamp(target, x, y, -math.degrees(math.atan2(aim - x, view.pools[1] - y)), t)

    _mirrored(canvas, half)


def _bulbs(canvas: skia.Canvas, view: View, t: float) -> None:
    def half(target: skia.Canvas) -> None:
        for (x0, y0), (x1, y1), sag in view.strings:
            wire = path(f"M {x0} {y0} Q {(x0 + x1) / 2} {(y0 + y1) / 2 + 2 * sag} {x1} {y1}")
            line(target, wire, ink("#070A12", 0.9), 1.6)
            count = round(math.hypot(x1 - x0, y1 - y0) / 27)
            for k in range(count):
                u = (k + 0.5) / count
                x = x0 + (x1 - x0) * u
                y = (1 - u) ** 2 * y0 + 2 * u * (1 - u) * ((y0 + y1) / 2 + 2 * sag) + u * u * y1
                _bulb(target, x, y, t)

    with inside(canvas, box(0, view.top, WIDTH, view.bottom - view.top)):
        _mirrored(canvas, half)


def _bulb(canvas: skia.Canvas, x: float, y: float, t: float) -> None:
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


def _speaker(canvas: skia.Canvas, t: float) -> None:
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


def _screen(canvas: skia.Canvas, t: float) -> None:
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


def _rings(canvas: skia.Canvas) -> None:
    for x in (545, 735):
        for k, radius in enumerate((150, 205, 262, 320)):
            line(canvas, oval(x, 330, radius, radius), ink("#FFD9A0", 0.16 - 0.03 * k), 2.4)


def _dust(canvas: skia.Canvas, view: View, t: float) -> None:
    rng = np.random.default_rng(13)
    for _ in range(44 if view is PLAY else 80):
        x, y = rng.uniform(10, MIDDLE), rng.uniform(view.top + 30, view.floor + 40)
        radius, alpha = rng.uniform(0.7, 2.2), rng.uniform(0.05, 0.22)
        for cx in (x, WIDTH - x):
            fill(canvas, oval(cx, y, radius, radius), mix("#BFD6FA", "#FFE2B0", t, alpha), blur=0.6)


def _vignette(canvas: skia.Canvas, view: View) -> None:
    middle = (MIDDLE, (view.top + view.bottom) / 2)
    shade = radial(
        middle,
        790,
        *stops((0, "#03050B", 0), (0.5, "#03050B", 0.03), (0.8, "#03050B", 0.28), (1, "#03050B", 0.62)),
        squeeze=0.62 if view is PLAY else 0.7,
    )
    fill(canvas, box(0, view.top, WIDTH, view.bottom - view.top), shade)
    high = view.bottom - view.top
    edge = linear((0, view.bottom - high * 0.14), (0, view.bottom), *stops((0, "#03050B", 0), (1, "#03050B", 0.38)))
    fill(canvas, box(0, view.bottom - high * 0.14, WIDTH, high * 0.14), edge)


def room(canvas: skia.Canvas, view: View, t: float) -> None:
    """The whole room, corner of the picture at (0, 0)."""
    with moved(canvas, 0, -view.top):
        _wall(canvas, view, t)
        _haze(canvas, view, t)
        _floor(canvas, view, t)
        _cones(canvas, view, t)
        _truss(canvas, view, t)
        _lamps(canvas, view, t)
        if view is TITLE:
            _rings(canvas)
        _bulbs(canvas, view, t)
        _dust(canvas, view, t)
        if view is PLAY:
            _mirrored(canvas, lambda target: _speaker(target, t))
            _screen(canvas, t)
        _vignette(canvas, view)
