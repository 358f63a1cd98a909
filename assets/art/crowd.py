"""Crowd: three rows of people seen from behind, their hands and lights; (0, 0) is the middle of the stage's edge."""

from __future__ import annotations

from functools import partial

import numpy as np
import skia
from brush import Draw, box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops

HALF = 202.0
ROWS = ((-66.0, 9.0, 21.0, 5), (-46.0, 11.2, 26.0, 11), (-21.0, 14.0, 33.0, 23))
"""Each row's height over the lanes, head radius, distance between people, and seed."""

FEET = (-28.0, -4.0, 5.0)
"""Where each row is hidden by what is before it."""

LIGHTS = ("#8DBBFF", "#8FF0D8", "#FFF1CC", "#FFD277")


def _people(row: int) -> list[tuple[float, float, float, int]]:
    """x, y, head radius and kind of hair of everybody in a row, mirrored about the middle."""
    y, radius, gap, seed = ROWS[row]
    rng = np.random.default_rng(seed)
    people = []
    x = gap * (0.5 if row != 1 else 1.0)
    while x < HALF - radius * (1.2 + 0.5 * (2 - row)):
        dy, size, kind = rng.uniform(-3.5, 3.5), radius * rng.uniform(0.92, 1.08), int(rng.integers(5))
        people += [(side * (x + rng.uniform(-1, 1)), y + dy, size, kind) for side in (-1, 1)]
        x += gap * rng.uniform(0.9, 1.12)
    return people


def _person(canvas: skia.Canvas, x: float, y: float, r: float, kind: int, row: int) -> None:
    tones = (("#3E4150", "#252833"), ("#33353F", "#1B1D26"), ("#26272F", "#121319"))[row]
    with moved(canvas, x, y):
        body = path(
            f"M {-r * 1.75} 90 L {-r * 1.7} {r * 2.0} C {-r * 1.6} {r * 1.15} {-r * 0.6} {r * 1.1} 0 {r * 1.05} "
            f"C {r * 0.6} {r * 1.1} {r * 1.6} {r * 1.15} {r * 1.7} {r * 2.0} L {r * 1.75} 90 Z"
        )
        fill(canvas, body, linear((0, r), (0, r * 5), *stops((0, tones[0]), (1, tones[1]))))
        shoulders = path(
            f"M {-r * 1.68} {r * 1.8} C {-r * 1.5} {r * 1.15} {-r * 0.7} {r * 1.1} {-r * 0.5} {r * 1.08} "
            f"M {r * 1.68} {r * 1.8} C {r * 1.5} {r * 1.15} {r * 0.7} {r * 1.1} {r * 0.5} {r * 1.08}"
        )
        line(canvas, shoulders, ink("#FFF3DC", 0.34), 1.3, blur=0.5)
        fill(canvas, box(-r * 0.36, r * 0.5, r * 0.72, r * 0.8, 2), ink(tones[1]))
        head = oval(0, 0, r * 0.92, r)
        shade = radial((0, -r * 0.5), r * 1.9, *stops((0, tones[0]), (1, tones[1])))
        if kind == 1:
            fill(canvas, oval(0, -r * 1.02, r * 0.42, r * 0.4), shade)
        if kind == 2:
            fill(canvas, path(f"M {-r * 0.95} 0 C {-r * 1.15} {r * 1.5} {r * 1.15} {r * 1.5} {r * 0.95} 0 Z"), shade)
        if kind == 3:
            fill(canvas, path(f"M {-r * 0.3} 0 C {-r * 0.5} {r * 1.7} {r * 0.5} {r * 1.7} {r * 0.3} 0 Z"), shade)
        fill(canvas, head, shade)
        for side in (-1, 1):
            fill(canvas, oval(side * r * 0.93, r * 0.12, r * 0.16, r * 0.24), ink(tones[0]))
        rim = skia.Path()
        rim.addArc(skia.Rect.MakeLTRB(-r * 0.9, -r * 0.98, r * 0.9, r * 0.98), 198, 144)
        line(canvas, rim, ink("#FFF3DC", 0.62 - 0.10 * row), 1.4, blur=0.5)
        if kind == 4:
            cap = path(
                f"M {-r * 0.96} {-r * 0.12} C {-r * 0.9} {-r * 1.3} {r * 0.9} {-r * 1.3} {r * 0.96} {-r * 0.12} Z"
            )
            fill(canvas, cap, ink(tones[1]))
            line(
                canvas,
                path(f"M {-r * 0.9} {-r * 0.4} C {-r * 0.8} {-r * 1.25} {r * 0.8} {-r * 1.25} {r * 0.9} {-r * 0.4}"),
                ink("#FFF3DC", 0.5),
                1.2,
                blur=0.5,
            )


def row_of_people(canvas: skia.Canvas, row: int) -> None:
    """One row: 0 at the back, 2 in front."""
    with inside(canvas, box(-250, -200, 500, 200 + FEET[row])):
        for x, y, radius, kind in _people(row):
            _person(canvas, x, y, radius, kind, row)


def _arm(canvas: skia.Canvas, x: float, y: float, r: float, lean: float, row: int) -> None:
    code = ("#3A3D4B", "#2E303A", "#22232B")[row]
    with moved(canvas, x, y, turn=lean):
        line(canvas, path(f"M 0 {r * 2.4} Q {r * 0.25} {r * 0.2} 0 {-r * 1.7}"), ink(code), r * 0.62)
        line(canvas, path(f"M {-r * 0.3} {r * 0.6} Q {-r * 0.06} 0 {-r * 0.28} {-r * 1.6}"), ink("#FFF3DC", 0.34), 0.9)
        fill(canvas, oval(0, -r * 1.95, r * 0.40, r * 0.44), ink(code))


def lights(canvas: skia.Canvas, row: int) -> None:
    """Raised arms with a light in each hand, leaning a little to the left."""
    rng = np.random.default_rng(ROWS[row][3] + 1)
    canvas.clipRect(skia.Rect.MakeLTRB(-250, -250, 250, FEET[row] - 14))
    for n, (x, y, r, _) in enumerate(_people(row)):
        if n % 4 not in (0, 3) and row != 0:
            continue
        lean = float(rng.uniform(-20, -4))
        ax, ay = x + r * (1.2 if n % 2 else -1.2), y - r * 0.4
        _arm(canvas, ax, ay, r, lean, row)
        code = LIGHTS[(n // 2 + row) % len(LIGHTS)]
        with moved(canvas, ax, ay, turn=lean):
            top, low = -r * 4.0, -r * 2.1
            fill(
                canvas,
                oval(0, (top + low) / 2, r * 1.3, r * 1.9),
                radial((0, (top + low) / 2), r * 1.9, *stops((0, code, 0.5), (1, code, 0.0))),
            )
            line(canvas, segment((0, top), (0, low)), ink(code), r * 0.5)
            line(canvas, segment((0, top + 1), (0, low - 1)), ink("#FFFFFF", 0.85), r * 0.2)


def hands(canvas: skia.Canvas, row: int, apart: float) -> None:
    """Pairs of hands over the heads, `apart` head radii from each other: for clapping."""
    canvas.clipRect(skia.Rect.MakeLTRB(-250, -250, 250, FEET[row] - 14))
    for n, (x, y, r, _) in enumerate(_people(row)):
        if n % 4 in (0, 3) and row != 0:
            continue
        code = ("#454857", "#383A46", "#2C2D37")[row]
        for side in (-1, 1):
            hx, hy = x + side * r * apart, y - r * 2.2
            arm = path(
                f"M {x + side * r * 1.5} {y + r * 1.9} "
                f"Q {x + side * r * (1.5 + 0.3 * apart)} {y - r * 0.4} {hx} {hy + r * 0.2}"
            )
            line(canvas, arm, ink(code), r * 0.56)
            with moved(canvas, hx, hy, turn=side * (10 - 16 * apart)):
                fill(canvas, oval(0, -r * 0.15, r * 0.30, r * 0.52), ink(code))
                line(
                    canvas,
                    path(f"M {-r * 0.2} {-r * 0.5} Q 0 {-r * 0.78} {r * 0.2} {-r * 0.5}"),
                    ink("#FFF3DC", 0.6),
                    1.0,
                )


def pictures() -> dict[str, Draw]:
    """Every part of the crowd by name."""
    made: dict[str, Draw] = {}
    for row in range(len(ROWS)):
        made[f"crowd_{row}"] = partial(row_of_people, row=row)
        made[f"crowd_lights_{row}"] = partial(lights, row=row)
    for row in (1, 2):
        made[f"crowd_apart_{row}"] = partial(hands, row=row, apart=0.95)
        made[f"crowd_clap_{row}"] = partial(hands, row=row, apart=0.22)
    return made
