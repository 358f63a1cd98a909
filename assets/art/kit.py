"""Kit: one drum kit in rig coordinates (origin at the floor under the kick, x towards the centre of the stage)."""

from __future__ import annotations

import math

import skia
from brush import Point, box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops

KICK: Point = (0, -44)
TOM: Point = (31, -116)
SNARE: Point = (80, -84)
FLOOR_TOM: Point = (-86, -66)
HI_HAT: Point = (111, -120)
CRASH: Point = (100, -184)
RIDE: Point = (-104, -160)

EDGE = "#2A1A10"


def _chrome(x0: float, x1: float) -> skia.Shader:
    return linear(
        (x0, 0),
        (x1, 0),
        *stops(
            (0, "#4E5B6E"), (0.16, "#C9D3DF"), (0.3, "#F8FBFE"), (0.46, "#8A97A9"),
            (0.62, "#DDE5EE"), (0.8, "#9AA7B8"), (1, "#465264"),
        ),
    )  # fmt: skip


def _hoop(canvas: skia.Canvas, x: float, y: float, rx: float, ry: float, high: float) -> None:
    """A metal hoop seen from slightly above: a band below an ellipse."""
    band = path(
        f"M {x - rx} {y} C {x - rx} {y + ry * 1.33} {x + rx} {y + ry * 1.33} {x + rx} {y} L {x + rx} {y + high} "
        f"C {x + rx} {y + high + ry * 1.33} {x - rx} {y + high + ry * 1.33} {x - rx} {y + high} Z"
    )
    fill(canvas, band, _chrome(x - rx, x + rx))
    line(canvas, band, ink("#27303F", 0.75), 0.8)


def _drum(canvas: skia.Canvas, at: Point, rx: float, high: float, lugs: int, legs: bool = False) -> None:
    x, y = at
    ry = rx * 0.27
    low = y + high
    fill(canvas, oval(x, low + ry * 0.7, rx * 0.98, ry * 1.1), ink("#0A0F1A", 0.32), blur=3)
    shell = path(
        f"M {x - rx + 1} {y} L {x - rx + 1.6} {low} C {x - rx + 2} {low + ry * 1.3} {x + rx - 2} {low + ry * 1.3} "
        f"{x + rx - 1.6} {low} L {x + rx - 1} {y} Z"
    )
    wood = stops(
        (0, "#5B3013"), (0.14, "#A7642A"), (0.34, "#E7A961"), (0.46, "#D9924A"), (0.72, "#B06E30"), (1, "#522A10")
    )
    fill(canvas, shell, linear((x - rx, 0), (x + rx, 0), *wood))
    with inside(canvas, shell):
        for k in range(5):
            sag = ry * 1.1
            gy = y + 4 + (high - 3) * k / 4.6
            grain = path(f"M {x - rx} {gy} C {x - rx * 0.5} {gy + sag} {x + rx * 0.5} {gy + sag} {x + rx} {gy}")
            line(canvas, grain, ink("#6E3D18", 0.30 if k % 2 else 0.18), 0.7)
        fill(
            canvas,
            box(x - rx, y - 2, 2 * rx, ry + 8),
            linear((0, y), (0, y + ry + 7), *stops((0, "#2A1407", 0.55), (1, "#2A1407", 0))),
        )
    line(canvas, shell, ink(EDGE, 0.8), 0.9)
    for k in range(lugs):
        angle = math.pi * (k + 0.5) / lugs
        lx = x - rx * 0.94 * math.cos(angle)
        sag = ry * math.sin(angle)
        tall = min(high * 0.46, 17)
        top = y + 5 + sag + (high - tall - 8) * 0.35
        fill(canvas, box(lx - 2.0, top + 0.8, 4.6, tall, 2.2), ink("#1B0E05", 0.45), blur=0.8)
        fill(canvas, box(lx - 2.1, top, 4.2, tall, 2), _chrome(lx - 2.1, lx + 2.1))
        line(canvas, segment((lx, top - 5), (lx, top)), ink("#B9C4D1", 0.9), 0.8)
        line(canvas, segment((lx, top + tall), (lx, top + tall + 5)), ink("#B9C4D1", 0.7), 0.8)
    if legs:
        for side in (-1, 1):
            lx = x + side * rx * 0.9
            line(canvas, segment((lx, low - 14), (lx + side * 2.5, low + 16)), ink("#3C4656"), 3.4)
            line(canvas, segment((lx, low - 14), (lx + side * 2.5, low + 16)), _chrome(lx - 2, lx + 3), 2.4)
            fill(canvas, box(lx + side * 2.5 - 2.4, low + 14.5, 4.8, 3.6, 1.4), ink("#20262F"))
    _hoop(canvas, x, low - 1.5, rx + 1, ry, 3.0)
    _hoop(canvas, x, y - 0.5, rx + 1.6, ry + 0.4, 3.4)
    fill(canvas, oval(x, y - 0.5, rx + 1.6, ry + 0.4), _chrome(x - rx, x + rx))
    line(canvas, oval(x, y - 0.5, rx + 1.6, ry + 0.4), ink("#27303F", 0.6), 0.7)
    head = oval(x, y - 0.3, rx - 0.8, ry - 1.1)
    fill(
        canvas,
        head,
        radial(
            (x + rx * 0.2, y - ry * 0.1),
            rx * 1.1,
            *stops((0, "#FFFFFF"), (0.6, "#F6F1E7"), (1, "#CFC7BA")),
            squeeze=0.3,
        ),
    )
    line(canvas, head, ink("#8D8577", 0.55), 0.7)
    with inside(canvas, head):
        line(canvas, oval(x, y + 1.1, rx - 0.6, ry - 0.6), ink("#6D6658", 0.30), 2.4, blur=1.2)


def tom(canvas: skia.Canvas) -> None:
    """One of two rack toms."""
    _drum(canvas, TOM, 26, 28, 3)


def snare(canvas: skia.Canvas) -> None:
    """The snare drum."""
    _drum(canvas, SNARE, 29, 17, 4)


def floor_tom(canvas: skia.Canvas) -> None:
    """The floor tom on its three legs."""
    _drum(canvas, FLOOR_TOM, 31, 50, 3, legs=True)


def tom_holder(canvas: skia.Canvas) -> None:
    """The post on the kick that carries both toms."""
    post = segment((0, -88), (0, -112))
    line(canvas, post, ink("#2E3746"), 5.4)
    line(canvas, post, ink("#AEBAC9"), 3.8)
    for side in (-1, 1):
        arm = path(f"M 0 -110 Q {side * 4} -112 {side * 8} -108")
        line(canvas, arm, ink("#2E3746"), 5)
        line(canvas, arm, ink("#AEBAC9"), 3.4)


def kick(canvas: skia.Canvas) -> None:
    """The kick drum from the front: hoop, claws, a plain head with two rings that meet."""
    x, y = KICK
    fill(canvas, oval(x, -1, 40, 4), ink("#05080F", 0.5), blur=3)
    for side in (-1, 1):
        leg = segment((x + side * 36, y + 16), (x + side * 50, -1))
        line(canvas, leg, ink("#2B3340"), 3.6)
        line(canvas, leg, ink("#B4C0CE"), 2.2)
    hoop = oval(x, y, 46, 46)
    fill(
        canvas,
        hoop,
        linear(
            (x - 46, y - 46),
            (x + 46, y + 46),
            *stops((0, "#F4F8FC"), (0.3, "#A7B3C2"), (0.52, "#E4EBF2"), (0.75, "#7B889A"), (1, "#4C596B")),
        ),
    )
    line(canvas, hoop, ink("#232B39", 0.9), 1.0)
    wood = oval(x, y, 42.5, 42.5)
    fill(
        canvas,
        wood,
        linear((x - 30, y - 42), (x + 30, y + 42), *stops((0, "#E6A660"), (0.5, "#B96F31"), (1, "#7A431A"))),
    )
    line(canvas, wood, ink("#4A260D", 0.7), 0.8)
    head = oval(x, y, 37.5, 37.5)
    fill(canvas, head, radial((x - 8, y - 14), 62, *stops((0, "#FFFEFB"), (0.55, "#F1EADC"), (1, "#BDB09A"))))
    with inside(canvas, head):
        line(canvas, oval(x, y + 1.5, 38, 38), ink("#5B4A33", 0.45), 4, blur=2.2)
        for cx, code in ((x - 8, "#5B95E8"), (x + 8, "#4DB8A2")):
            line(canvas, oval(cx, y, 16.5, 16.5), ink(code, 0.75), 1.2)
            line(canvas, oval(cx, y, 10.5, 10.5), ink(code, 0.95), 2.6)
        lens = skia.Path()
        lens.addCircle(x, y, 3.6)
        fill(canvas, lens, radial((x - 1, y - 1), 5, *stops((0, "#FFD56F"), (1, "#E8971B"))))
        gloss = path(
            f"M {x - 34} {y - 8} C {x - 28} {y - 34} {x - 4} {y - 38} {x + 14} {y - 33} "
            f"C {x - 6} {y - 30} {x - 22} {y - 20} {x - 34} {y - 8} Z"
        )
        fill(canvas, gloss, ink("#FFFFFF", 0.55), blur=2)
    line(canvas, head, ink("#6F5A3C", 0.6), 0.8)
    for k in range(8):
        with moved(canvas, x, y, turn=k * 45 + 22.5):
            fill(
                canvas,
                box(-3.2, -48, 6.4, 8.6, 1.8),
                linear((-3, 0), (3, 0), *stops((0, "#7E8B9D"), (0.45, "#FFFFFF"), (1, "#94A1B2"))),
            )
            line(canvas, box(-3.2, -48, 6.4, 8.6, 1.8), ink("#2A3342", 0.7), 0.7)


def _cymbal(canvas: skia.Canvas, at: Point, rx: float, lean: float) -> None:
    with moved(canvas, at[0], at[1], turn=lean):
        ry = rx * 0.215
        fill(
            canvas,
            oval(0, 1.7, rx, ry),
            linear((-rx, 0), (rx, 0), *stops((0, "#5A3A0C"), (0.3, "#9A6C1D"), (0.6, "#6A4711"), (1, "#4A2E08"))),
        )
        plate = oval(0, 0, rx, ry)
        fill(
            canvas,
            plate,
            linear(
                (-rx, -ry),
                (rx, ry),
                *stops(
                    (0, "#9C6C1C"), (0.18, "#E9BE5C"), (0.3, "#FFF0BE"), (0.42, "#E2B24A"), (0.58, "#B27E24"),
                    (0.74, "#F3D27C"), (0.84, "#D6A03A"), (1, "#8C5F18"),
                ),
            ),
        )  # fmt: skip
        with inside(canvas, plate):
            for k in range(1, 6):
                line(canvas, oval(0, 0, rx * k / 6, ry * k / 6), ink("#7A5212", 0.30), 0.55)
            for k in range(1, 5):
                line(canvas, oval(0.4, 0.4, rx * (k + 0.5) / 6, ry * (k + 0.5) / 6), ink("#FFF6D2", 0.34), 0.5)
            sheen = path(
                f"M 0 0 L {-rx} {-ry * 0.9} L {-rx * 0.62} {-ry * 1.3} Z M 0 0 "
                f"L {rx} {ry * 0.5} L {rx * 0.7} {ry * 1.2} Z"
            )
            fill(canvas, sheen, ink("#FFFBE6", 0.5), blur=1.6)
        line(canvas, plate, ink("#5C3E0E", 0.8), 0.8)
        bell = oval(0, -1.4, rx * 0.2, ry * 0.5)
        fill(canvas, oval(0, -0.2, rx * 0.22, ry * 0.52), ink("#5C3E0E", 0.45), blur=0.8)
        fill(
            canvas, bell, radial((-rx * 0.06, -3), rx * 0.26, *stops((0, "#FFF3C6"), (0.5, "#D9A641"), (1, "#8F621A")))
        )
        fill(
            canvas,
            box(-1.6, -8, 3.2, 6.5, 1.4),
            linear((-1.6, 0), (1.6, 0), *stops((0, "#1A202B"), (0.5, "#5C687A"), (1, "#141922"))),
        )


def crash(canvas: skia.Canvas) -> None:
    """The crash cymbal, on the inner side."""
    _cymbal(canvas, CRASH, 33, 3)


def ride(canvas: skia.Canvas) -> None:
    """The ride cymbal, on the outer side."""
    _cymbal(canvas, RIDE, 42, -3)


def hi_hat(canvas: skia.Canvas) -> None:
    """The upper plate of the hi-hat."""
    _cymbal(canvas, HI_HAT, 25.5, 0)


def hi_hat_low(canvas: skia.Canvas) -> None:
    """The lower plate of the hi-hat."""
    _cymbal(canvas, (HI_HAT[0], HI_HAT[1] + 5), 25.5, 0)


def _stand(canvas: skia.Canvas, x: float, top: float, foot: float, spread: float) -> None:
    tube = linear((x - 2, 0), (x + 2, 0), *stops((0, "#5C6879"), (0.4, "#F2F6FA"), (1, "#56627A")))
    for side in (-1, 0.25, 1):
        leg = path(f"M {x} {foot - 24} Q {x + side * spread * 0.75} {foot - 14} {x + side * spread} {foot}")
        line(canvas, leg, ink("#2E3746"), 3.0)
        line(canvas, leg, ink("#8D9AAD"), 1.9)
        fill(canvas, oval(x + side * spread, foot, 2.3, 1.7), ink("#1A2029"))
    line(canvas, segment((x, top), (x, foot - 8)), ink("#2E3746"), 3.8, butt=True)
    line(canvas, segment((x, top), (x, foot - 8)), tube, 2.8, butt=True)
    for y in (foot - 26, top + (foot - top) * 0.52):
        fill(canvas, box(x - 3, y, 6, 5.4, 1.6), _chrome(x - 3, x + 3))
        line(canvas, box(x - 3, y, 6, 5.4, 1.6), ink("#273040", 0.8), 0.7)
        fill(canvas, oval(x + 4.4, y + 2.7, 1.8, 1.5), ink("#8290A3"))


def stands(canvas: skia.Canvas) -> None:
    """All stands and the seat, drawn behind the leader."""
    for x, spread in ((RIDE[0], 15), (CRASH[0], 16), (HI_HAT[0] + 2, 15), (SNARE[0], 14)):
        fill(canvas, oval(x, -1, spread + 4, 3), ink("#04070D", 0.42), blur=2.4)
    _stand(canvas, RIDE[0], RIDE[1], -2, 16)
    _stand(canvas, CRASH[0], CRASH[1], -3, 17)
    seat = box(-30, -74, 60, 14, 6)
    fill(canvas, seat, linear((0, -74), (0, -60), *stops((0, "#39455A"), (1, "#141B28"))))
    line(canvas, segment((0, -60), (0, -10)), ink("#3B4658"), 5)


def front_stands(canvas: skia.Canvas) -> None:
    """The stands of snare and hi-hat, in front of the leader's leg."""
    _stand(canvas, HI_HAT[0], HI_HAT[1], -2, 15)
    _stand(canvas, SNARE[0], SNARE[1] + 14, -1, 14)
    arm = path(f"M {SNARE[0] - 20} {SNARE[1] + 26} Q {SNARE[0]} {SNARE[1] + 36} {SNARE[0] + 20} {SNARE[1] + 26}")
    line(canvas, arm, ink("#2E3746"), 3.4)
    line(canvas, arm, ink("#A9B6C6"), 2.2)


def riser(canvas: skia.Canvas) -> None:
    """The round platform."""
    fill(canvas, oval(0, 5, 140, 11), ink("#03060C", 0.55), blur=4)
    rim = path("M -134 -2 C -134 13 134 13 134 -2 L 134 3 C 134 19 -134 19 -134 3 Z")
    fill(canvas, rim, linear((-134, 0), (134, 0), *stops((0, "#0B111C"), (0.5, "#2A3548"), (1, "#0B111C"))))
    top = oval(0, -2, 134, 11.5)
    fill(canvas, top, radial((0, -3), 134, *stops((0, "#4A4650"), (0.6, "#2A3142"), (1, "#182030")), squeeze=0.12))
    with inside(canvas, top):
        fill(canvas, oval(0, 0, 108, 8), ink("#04070D", 0.5), blur=4)
    line(canvas, top, ink("#4A5872", 0.8), 0.9)


def riser_light(canvas: skia.Canvas) -> None:
    """The line of light around the platform, white: the game gives it the leader's colour."""
    bow = path("M -134 1 C -134 16.5 134 16.5 134 1")
    line(canvas, bow, ink("#FFFFFF", 0.40), 6, blur=3)
    line(canvas, bow, ink("#FFFFFF", 0.95), 2.0)
