"""Keepsake: large leaders, sticks to sign and the warm light around them, for the exchange and the souvenir."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import bodies
import faces
import heads
import numpy as np
import skia
from brush import (
    Draw,
    Picture,
    Point,
    bake,
    box,
    fill,
    ink,
    inside,
    line,
    linear,
    moved,
    oval,
    path,
    radial,
    segment,
    stops,
)
from fittings import bulb
from views import MIDDLE, WIDTH, mirrored

HEIGHT = 720.0
LARGE = 1.7
FIST = 1.25
"""The hand around a stick as thick as these is larger than the one at the kit."""

LENGTH, THICK, BEAD = 540.0, 22.0, 29.0
GLOW = (640.0, 222.0)
SCREENED = skia.BlendMode.kScreen
NECK: Point = (0.0, 0.0)
INWARD = {"lee": (0.94, -0.34), "takaichi": (-0.94, -0.34)}
"""Where the light comes from: the glow between the two."""


def ground(canvas: skia.Canvas) -> None:
    """Warm light, round ripples and two strings of bulbs; mirrored about the middle."""
    area = box(0, 0, WIDTH, HEIGHT)
    ramp = stops(
        (0, "#EDBA70"), (0.16, "#C9873F"), (0.36, "#8A5632"), (0.6, "#4B3238"), (0.82, "#232040"), (1, "#121831")
    )
    fill(canvas, area, radial(GLOW, 760, *ramp, squeeze=0.84))
    mirrored(canvas, _beam)
    for x in (196.0, WIDTH - 196.0):
        glow = stops((0, "#FFC878", 0.42), (0.5, "#D07E2E", 0.18), (1, "#9C5A26", 0.0))
        fill(canvas, oval(x, 220, 250, 270), radial((x, 220), 250, *glow, squeeze=1.08), blend=SCREENED)
    for x in (549.0, 731.0):
        for k, radius in enumerate((120, 182, 244, 310)):
            line(canvas, oval(x, GLOW[1], radius, radius), ink("#FFF0D0", 0.26 - 0.05 * k), 3)
    mirrored(canvas, _dust)
    mirrored(canvas, _string)
    edge = stops((0, "#060812", 0), (0.6, "#060812", 0.05), (1, "#060812", 0.6))
    fill(canvas, area, radial((MIDDLE, 320), 820, *edge, squeeze=0.7))


def _beam(canvas: skia.Canvas) -> None:
    """The light of a lamp from above onto a leader."""
    for spread, strength in ((1.0, 0.16), (0.6, 0.16)):
        top, foot = 12 * spread, 128 * spread
        cone = path(f"M {120 - top} -20 L {120 + top} -20 L {196 + foot} 470 L {196 - foot} 470 Z")
        shade = linear(
            (0, 0), (0, 470), *stops((0, "#FFE3B0", strength * 1.7), (0.5, "#FFC878", strength), (1, "#FFC878", 0))
        )
        fill(canvas, cone, shade, blur=16, blend=SCREENED)


def _dust(canvas: skia.Canvas) -> None:
    """Motes in the light."""
    rng = np.random.default_rng(7)
    for _ in range(50):
        x, y, radius = rng.uniform(0, MIDDLE), rng.uniform(0, 430), rng.uniform(0.8, 2.6)
        fill(canvas, oval(x, y, radius, radius), ink("#FFE8C0", float(rng.uniform(0.08, 0.28))), blur=0.6)


def _string(canvas: skia.Canvas) -> None:
    """A string of bulbs across a corner."""
    line(canvas, path("M -14 66 Q 190 172 430 -8"), ink("#0B0D16", 0.85), 1.9)
    for k in range(13):
        u = (k + 0.5) / 13
        x = (1 - u) ** 2 * -14 + 2 * u * (1 - u) * 190 + u * u * 430
        y = (1 - u) ** 2 * 66 + 2 * u * (1 - u) * 172 - u * u * 8
        bulb(canvas, x, y, 1.0)


def _large(draw: Draw, pivot: Point) -> Draw:
    """A part of the drummers, large, with its pivot at (0, 0)."""

    def drawn(canvas: skia.Canvas) -> None:
        with moved(canvas, sx=LARGE, sy=LARGE), moved(canvas, -pivot[0], -pivot[1]):
            draw(canvas)

    return drawn


def hand(canvas: skia.Canvas) -> None:
    """The hand around the long stick, which lies along +x; the grip at (0, 0)."""
    with moved(canvas, sx=LARGE * FIST, sy=LARGE * FIST):
        bodies.fist(canvas)


def long_stick(canvas: skia.Canvas) -> None:
    """A stick along +x for a name: the butt's end at (0, 0), the tip's at (540, 0)."""
    half, neck = THICK, LENGTH - 2 * BEAD + 6
    wood = path(
        f"M 10 {-half} C -4 {-half} -4 {half} 10 {half} L 330 {half * 0.94} "
        f"C 410 {half * 0.86} 460 {half * 0.52} {neck} {half * 0.38} "
        f"L {neck} {-half * 0.38} C 460 {-half * 0.52} 410 {-half * 0.86} 330 {-half * 0.94} Z"
    )
    shadow = skia.Path(wood)
    shadow.offset(2, 7)
    fill(canvas, shadow, ink("#1A0D05", 0.42), blur=6)
    shade = stops(
        (0, "#C08D4E"), (0.14, "#F2D49B"), (0.34, "#FFEFCB"), (0.6, "#E6BB7A"), (0.85, "#BE8A48"), (1, "#8F5F28")
    )
    fill(canvas, wood, linear((0, -half), (0, half), *shade))
    with inside(canvas, wood):
        _grain(canvas, half)
        fill(canvas, oval(0, 0, 16, half * 1.2), ink("#6B4216", 0.42), blur=5)
        line(canvas, segment((16, -half * 0.52), (430, -half * 0.40)), ink("#FFFFFF", 0.55), 3.4, blur=1.7)
    line(canvas, wood, ink("#5A3612", 0.9), 1.7)
    x = LENGTH - BEAD
    bead = oval(x, 0, BEAD, 17.5)
    under = skia.Path(bead)
    under.offset(2, 6)
    fill(canvas, under, ink("#1A0D05", 0.38), blur=5)
    fill(canvas, bead, radial((x - 10, -7), 38, *stops((0, "#FFF6DC"), (0.5, "#EBC68B"), (1, "#AA753C"))))
    fill(canvas, oval(x - 8, -7, 11, 4.4), ink("#FFFFFF", 0.6), blur=2)
    line(canvas, bead, ink("#5A3612", 0.9), 1.7)


def _grain(canvas: skia.Canvas, half: float) -> None:
    """Lines of the wood, fine enough to write on."""
    rng = np.random.default_rng(3)
    for _ in range(30):
        y = float(rng.uniform(-half, half))
        x0 = float(rng.uniform(0, 320))
        x1 = x0 + float(rng.uniform(70, 210))
        fibre = path(f"M {x0} {y} C {x0 + 40} {y - 1.5} {x1 - 40} {y + 1.5} {x1} {y * 0.9}")
        line(canvas, fibre, ink("#8A5524", float(rng.uniform(0.08, 0.20))), 1.0)


def band(canvas: skia.Canvas) -> None:
    """The two rings of paint before the hand, white: the game gives them a leader's colour."""
    half = THICK
    shade = stops((0, "#A8A8A8"), (0.3, "#FFFFFF"), (0.6, "#EEEEEE"), (1, "#8C8C8C"))
    for x, wide in ((88.0, 18.0), (111.0, 6.0)):
        ring = path(
            f"M {x} {-half + 0.8} Q {x + 5} 0 {x} {half - 0.8} L {x + wide} {half - 0.8} "
            f"Q {x + wide + 5} 0 {x + wide} {-half + 0.8} Z"
        )
        fill(canvas, ring, linear((0, -half), (0, half), *shade))


def all_parts() -> Iterator[tuple[str, Picture]]:
    """Every part by name, each about its own (0, 0)."""
    yield "large_torso", bake(_large(bodies.torso, heads.NECK), NECK, rim=INWARD["lee"], strength=0.3)
    for name, draw in (("large_upper_arm", bodies.upper_arm), ("large_forearm", bodies.forearm)):
        yield name, bake(_large(draw, NECK), NECK)
    yield "large_hand", bake(hand, NECK)
    for leader in heads.LEADERS:
        for name, draw, strength in (("head", heads.HEADS[leader], 0.85), ("back", heads.BACKS[leader], 0.7)):
            lit = bake(_large(draw, heads.NECK), NECK, rim=INWARD[leader], strength=strength)
            yield f"large_{leader}_{name}", lit
        for mood, shut in (("joy", False), ("happy", False), ("happy", True)):
            face = partial(faces.expression, leader=leader, mood=mood, shut=shut)
            yield f"large_{leader}_{mood}{'_shut' if shut else ''}", bake(_large(face, heads.NECK), NECK)
    yield "long_stick", bake(long_stick, NECK, reach=600.0)
    yield "long_band", bake(band, NECK)
