"""Keepsake: what the souvenir (1200x630) and the exchange of sticks are put together from."""

from __future__ import annotations

import bodies
import faces
import heads
import numpy as np
import skia
from brush import Draw, box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops
from fittings import bulb

WIDTH, HEIGHT = 1200.0, 630.0
LARGE = 1.6
LENGTH, THICK = 520.0, 19.0
SCREENED = skia.BlendMode.kScreen


def ground(canvas: skia.Canvas) -> None:
    """Warm light, round ripples and two strings of bulbs; mirrored about x = 600."""
    area = box(0, 0, WIDTH, HEIGHT)
    ramp = stops((0, "#E8B36A"), (0.22, "#B9773A"), (0.5, "#6B4230"), (0.78, "#2B2340"), (1, "#141A38"))
    fill(canvas, area, radial((600, 215), 720, *ramp, squeeze=0.86))
    for x in (152.0, WIDTH - 152.0):
        glow = stops((0, "#FFC878", 0.5), (0.5, "#D07E2E", 0.2), (1, "#9C5A26", 0.0))
        fill(canvas, oval(x + (36 if x < 600 else -36), 200, 220, 240), radial((x, 200), 220, *glow), blend=SCREENED)
    for x in (515.0, 685.0):
        for k, radius in enumerate((112, 170, 228, 290)):
            line(canvas, oval(x, 212, radius, radius), ink("#FFF0D0", 0.24 - 0.045 * k), 3)
    rng = np.random.default_rng(7)
    for _ in range(46):
        x, y, radius = rng.uniform(0, 600), rng.uniform(0, 400), rng.uniform(0.8, 2.4)
        for cx in (x, WIDTH - x):
            fill(canvas, oval(cx, y, radius, radius), ink("#FFE8C0", float(rng.uniform(0.08, 0.26))), blur=0.6)
    for side in (1, -1):
        with moved(canvas, 0 if side > 0 else WIDTH, 0, sx=side):
            wire = path("M -14 58 Q 178 150 398 -8")
            line(canvas, wire, ink("#0B0D16", 0.85), 1.8)
            for k in range(12):
                u = (k + 0.5) / 12
                x = (1 - u) ** 2 * -14 + 2 * u * (1 - u) * 178 + u * u * 398
                y = (1 - u) ** 2 * 58 + 2 * u * (1 - u) * 150 - u * u * 8
                bulb(canvas, x, y, 1.0)
    fill(
        canvas,
        area,
        radial((600, 300), 760, *stops((0, "#060812", 0), (0.6, "#060812", 0.06), (1, "#060812", 0.6)), squeeze=0.7),
    )


def _body(canvas: skia.Canvas) -> None:
    """Trunk and outer arm, the hand on the hip, in rig coordinates."""
    bodies.torso(canvas)
    with moved(canvas, -42, -139, turn=122):
        bodies.upper_arm(canvas)
    with moved(canvas, -62, -107, turn=58):
        bodies.forearm(canvas)


def _reaching_arm(canvas: skia.Canvas) -> None:
    """The inner arm, stretched out to the stick."""
    with moved(canvas, 42, -139, turn=38):
        bodies.upper_arm(canvas)
    with moved(canvas, 72, -115.6, turn=-8):
        bodies.forearm(canvas)


def bust(leader: str, mood: str) -> Draw:
    """A leader down to the waist, the inner arm stretched out; (0, 0) is the neck."""
    side = 1.0 if leader == "lee" else -1.0

    def draw(canvas: skia.Canvas) -> None:
        with moved(canvas, 0, 160 * LARGE, sx=LARGE, sy=LARGE):
            heads.BACKS[leader](canvas)
            with moved(canvas, sx=side):
                _body(canvas)
            heads.HEADS[leader](canvas)
            faces.expression(canvas, leader, mood, shut=False)
            with moved(canvas, sx=side):
                _reaching_arm(canvas)

    return draw


def hand(canvas: skia.Canvas) -> None:
    """The hand around the long stick, which lies along +x; the grip at (0, 0)."""
    with moved(canvas, sx=LARGE * 1.25, sy=LARGE * 1.25):
        bodies.fist(canvas)


def long_stick(canvas: skia.Canvas) -> None:
    """A stick along +x for a name: the butt's end at (0, 0), the tip's at (520, 0)."""
    half = THICK
    wood = path(
        f"M 8 {-half} C -3 {-half} -3 {half} 8 {half} L 300 {half * 0.92} "
        f"C 380 {half * 0.86} 430 {half * 0.55} {LENGTH - 46} {half * 0.40} "
        f"L {LENGTH - 46} {-half * 0.40} C 430 {-half * 0.55} 380 {-half * 0.86} 300 {-half * 0.92} Z"
    )
    shadow = skia.Path(wood)
    shadow.offset(2, 7)
    fill(canvas, shadow, ink("#1A0D05", 0.45), blur=6)
    shade = stops(
        (0, "#B98648"), (0.16, "#F3D59C"), (0.34, "#FFEBC2"), (0.6, "#DDAE6A"), (0.85, "#B5803F"), (1, "#8A5A24")
    )
    fill(canvas, wood, linear((0, -half), (0, half), *shade))
    rng = np.random.default_rng(3)
    with inside(canvas, wood):
        for _ in range(26):
            y = float(rng.uniform(-half, half))
            x0 = float(rng.uniform(0, 300))
            x1 = x0 + float(rng.uniform(70, 200))
            grain = path(f"M {x0} {y} C {x0 + 40} {y - 1.5} {x1 - 40} {y + 1.5} {x1} {y * 0.9}")
            line(canvas, grain, ink("#8A5524", float(rng.uniform(0.10, 0.26))), 1.0)
        line(canvas, segment((14, -half * 0.5), (420, -half * 0.34)), ink("#FFFFFF", 0.5), 3, blur=1.6)
    line(canvas, wood, ink("#5A3612", 0.9), 1.6)
    bead = oval(LENGTH - 25, 0, 26, 15.5)
    under = skia.Path(bead)
    under.offset(2, 6)
    fill(canvas, under, ink("#1A0D05", 0.4), blur=5)
    fill(canvas, bead, radial((LENGTH - 34, -6), 34, *stops((0, "#FFF3D4"), (0.5, "#E8C084"), (1, "#A8713A"))))
    fill(canvas, oval(LENGTH - 32, -6, 10, 4), ink("#FFFFFF", 0.55), blur=2)
    line(canvas, bead, ink("#5A3612", 0.9), 1.6)


def band(canvas: skia.Canvas) -> None:
    """The two rings of paint near the stick's butt, white: the game gives them a leader's colour."""
    half = THICK
    shade = stops((0, "#B8B8B8"), (0.3, "#FFFFFF"), (0.6, "#F0F0F0"), (1, "#9A9A9A"))
    for x, wide in ((105.0, 20.0), (131.0, 7.0)):
        ring = path(
            f"M {x} {-half + 0.6} Q {x + 5} 0 {x} {half - 0.6} L {x + wide} {half - 0.6} "
            f"Q {x + wide + 5} 0 {x + wide} {-half + 0.6} Z"
        )
        fill(canvas, ring, linear((0, -half), (0, half), *shade))


def pictures() -> dict[str, Draw]:
    """Every part by name, each about its own (0, 0)."""
    made: dict[str, Draw] = {"long_hand": hand, "long_stick": long_stick, "long_band": band}
    return made | {f"bust_{leader}": bust(leader, "joy") for leader in heads.LEADERS}
