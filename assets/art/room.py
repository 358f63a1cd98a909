"""Room: the stage behind the leaders in the light of a harmony, and the wider one of the title.

`t` is 0 for cool light (harmony 0.2 and below) and 1 for warm light (0.8 and above); every colour mixes by it.
"""

from __future__ import annotations

import math

import numpy as np
import skia
from brush import Point, box, fill, ink, inside, line, linear, mix, moved, oval, path, radial, segment, stops
from fittings import bulbs, lamps, screen, speaker, truss
from views import MIDDLE, PLAY, TITLE, WIDTH, View, mirrored

SCREENED = skia.BlendMode.kScreen


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
        (0, mix("#9CC3FF", "#FFC873", t, 0.34 + 0.50 * t)),
        (0.24, mix("#6E9BE0", "#F0943A", t, 0.26 + 0.36 * t)),
        (0.6, mix("#3C64A8", "#A9561A", t, 0.15 + 0.24 * t)),
        (1, mix("#24406F", "#5A2E12", t, 0.0)),
    )
    with inside(canvas, clip):
        fill(canvas, oval(x, y, radius, radius * 0.72), radial((x, y), radius, *ramp, squeeze=0.72), blend=SCREENED)
    hx, hy = view.leaders
    reach = 150.0 if view is PLAY else 235.0
    glow = (
        (0, mix("#8FB6F2", "#FFBE66", t, 0.40 + 0.24 * t)),
        (0.5, mix("#5C86C8", "#D07E2E", t, 0.18 + 0.16 * t)),
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
        (0, mix("#1C2E50", "#7A4A24", t)), (0.25, mix("#172744", "#633A1C", t)), (1, mix("#0E192E", "#2C1B16", t)),
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
            (0, mix("#A9C9FF", "#FFC878", t, 0.34 + 0.20 * t)),
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
                (0, mix("#CFE2FF", "#FFDC9E", t, 0.46)), (0.35, mix("#8FB6F2", "#FFB95F", t, 0.20)),
                (1, mix("#6F97D8", "#E6A458", t, 0.015)),
            )  # fmt: skip
            fill(target, beam, ramp, blur=9 if view is PLAY else 14, blend=SCREENED)

    with inside(canvas, box(0, view.top, WIDTH, view.bottom - view.top)):
        mirrored(canvas, half)


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
        truss(canvas, view, t)
        lamps(canvas, view, t)
        if view is TITLE:
            _rings(canvas)
        bulbs(canvas, view, t)
        _dust(canvas, view, t)
        if view is PLAY:
            mirrored(canvas, lambda target: speaker(target, t))
            screen(canvas, t)
        _vignette(canvas, view)
