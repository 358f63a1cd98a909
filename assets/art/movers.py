"""Movers: what moves on the story's cards, and the things of their rooms that are drawn more than once."""

from __future__ import annotations

import math

import bodies
import kit
import skia
from brush import Draw, Point, box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops

ENVELOPE: Point = (338.0, 172.0)
"""The middle of the envelope's lower edge on its card."""


def bubble(canvas: skia.Canvas) -> None:
    """A wish: a cloud with a drum in it, about (0, 0)."""
    cloud = skia.Path()
    for x, y, radius in ((-40, 4, 26), (-20, -14, 30), (14, -18, 32), (42, 0, 26), (16, 14, 28), (-18, 16, 26)):
        cloud.addCircle(x, y, radius)
    for x, y, radius in ((30, 50, 7), (42, 66, 4.4)):
        cloud.addCircle(x, y, radius)
    fill(canvas, cloud, ink("#0A1230", 0.45), blur=7)
    fill(canvas, cloud, linear((0, -50), (0, 60), *stops((0, "#FFFFFF"), (1, "#DCE6FA"))))
    with moved(canvas, 0, 12, sx=1.0, sy=1.0), moved(canvas, -kit.SNARE[0], -kit.SNARE[1]):
        kit.snare(canvas)
    for side in (-1, 1):
        with moved(canvas, side * 8, -4, turn=-90 + side * 34):
            line(canvas, segment((-8, 0), (34, 0)), ink("#6A3F18"), 5)
            line(canvas, segment((-8, 0), (34, 0)), ink("#EDB877"), 3.6)
            fill(canvas, oval(37, 0, 5, 3.4), ink("#F7D6A4"))


def suit(canvas: skia.Canvas) -> None:
    """A plain blue jumpsuit on its hanger; (0, 0) is the rail."""
    hook = path("M 0 4 C 6 -2 6 -7 0 -7 C -4 -7 -5 -3 -4 -1 M 0 4 L 0 13")
    line(canvas, hook, ink("#2E3746"), 3.2)
    line(canvas, hook, ink("#D5DEE8"), 1.8)
    fill(canvas, path("M -40 25 C -20 10 20 10 40 25 Z"), ink("#B57A40"))
    cloth = stops((0, "#8BBAF2"), (0.28, "#5F9AE2"), (0.6, "#4A86CF"), (1, "#2C5FA8"))
    for side in (-1, 1):
        sleeve = path(
            f"M {side * 36} 24 C {side * 52} 30 {side * 60} 60 {side * 62} 112 L {side * 46} 114 "
            f"C {side * 46} 86 {side * 42} 66 {side * 34} 58 Z"
        )
        fill(canvas, sleeve, linear((side * 34, 0), (side * 66, 0), *cloth))
        line(canvas, sleeve, ink(bodies.SUIT_EDGE, 0.9), 1.2)
        cuff = box(side * 54 - 9, 108, 18, 7, 2)
        fill(canvas, cuff, ink("#3C73BC"))
    trunk = path(
        "M -14 16 C -30 18 -42 22 -44 30 L -37 76 L -38 176 L -4 176 L 0 128 L 4 176 L 38 176 L 37 76 L 44 30 "
        "C 42 22 30 18 14 16 C 8 24 -8 24 -14 16 Z"
    )
    fill(canvas, trunk, linear((-30, 10), (30, 170), *cloth))
    with inside(canvas, trunk):
        for x in (-44, 44):
            fill(canvas, oval(x, 90, 12, 66), ink("#15397A", 0.34), blur=6)
        fill(canvas, oval(-18, 44, 12, 14), ink("#CFE5FF", 0.30), blur=6)
        fill(canvas, box(-46, 84, 92, 7), linear((0, 84), (0, 91), *stops((0, "#3C73BC"), (1, "#2B5A9F"))))
        for fold in (
            "M -34 98 C -24 104 -14 104 -6 100",
            "M 34 98 C 24 104 14 104 6 100",
            "M -22 120 L -24 170",
            "M 22 120 L 24 170",
        ):
            line(canvas, path(fold), ink("#1D4A8F", 0.45), 1.8, blur=0.8)
    line(canvas, trunk, ink(bodies.SUIT_EDGE, 0.95), 1.3)
    line(canvas, segment((0, 24), (0, 118)), ink("#20498B"), 3.4)
    line(canvas, segment((0, 24), (0, 118)), ink("#B9C7DA"), 1.2, butt=True)
    for side in (-1, 1):
        collar = path(f"M {side * 12} 14 L {side * 24} 19 L {side * 20} 36 L {side * 2} 26 Z")
        fill(canvas, collar, linear((0, 12), (0, 36), *stops((0, "#A5CBF8"), (1, "#5F9AE2"))))
        line(canvas, collar, ink(bodies.SUIT_EDGE, 0.8), 1)
        pocket = box(side * 22 - 9, 50, 18, 4.4, 1)
        fill(canvas, pocket, ink("#3C73BC"))


def _stick(canvas: skia.Canvas) -> None:
    wood = path(
        "M -82 -5.4 C -88 -5.4 -88 5.4 -82 5.4 L 30 4.6 C 56 4 66 2.4 72 1.8 L 72 -1.8 C 66 -2.4 56 -4 30 -4.6 Z"
    )
    fill(canvas, wood, linear((0, -6), (0, 6), *stops((0, "#FCE0B0"), (0.4, "#EDB877"), (1, "#9A6128"))))
    line(canvas, wood, ink("#6A3F18", 0.9), 1)
    fill(canvas, oval(79, 0, 9, 5.4), radial((76, -2), 12, *stops((0, "#FFEBCB"), (1, "#B9793C"))))


def new_sticks(canvas: skia.Canvas) -> None:
    """Two new sticks, crossed, tied with a band of gold; about (0, 0)."""
    for turn in (-62.0, -118.0):
        with moved(canvas, 2, 6, turn=turn):
            line(canvas, segment((-80, 0), (80, 0)), ink("#04070E", 0.5), 10, blur=5)
    for turn in (-62.0, -118.0):
        with moved(canvas, turn=turn):
            _stick(canvas)
    for side in (-1, 1):
        bow = path(f"M 0 0 C {side * 10} -20 {side * 34} -20 {side * 30} 0 C {side * 32} 14 {side * 12} 14 0 0 Z")
        fill(canvas, bow, linear((0, -18), (0, 12), *stops((0, "#FFE3A6"), (0.5, "#FFB52E"), (1, "#D07D16"))))
        line(canvas, bow, ink("#8C4A08", 0.8), 1.1)
        tail = path(
            f"M {side * 2} 2 C {side * 10} 14 {side * 14} 22 {side * 22} 34 L {side * 12} 33 "
            f"L {side * 8} 38 C {side * 6} 24 {side * 2} 14 0 4 Z"
        )
        fill(canvas, tail, linear((0, 0), (0, 38), *stops((0, "#FFB52E"), (1, "#C97414"))))
    fill(canvas, oval(0, 0, 8, 7), radial((-2, -2), 10, *stops((0, "#FFF0C8"), (1, "#E8971B"))))


def beam(canvas: skia.Canvas) -> None:
    """The beam across the morning's card."""
    fill(canvas, box(-10, 24, 700, 8), ink("#0A0E14", 0.45), blur=5)
    fill(
        canvas, box(-10, 0, 700, 25), linear((0, 0), (0, 25), *stops((0, "#6A4A32"), (0.5, "#4C3322"), (1, "#2C1D14")))
    )
    for y, strength in ((5, 0.4), (11, 0.25), (18, 0.35)):
        line(canvas, path(f"M -10 {y} C 200 {y - 2} 420 {y + 3} 690 {y}"), ink("#2A1A10", strength), 1.2)
    line(canvas, segment((-10, 1), (690, 1)), ink("#D8B088", 0.5), 1.2)


def bell(canvas: skia.Canvas) -> None:
    """A bronze bell; (0, 0) is where it hangs."""
    loop = path("M -9 22 C -14 2 14 2 9 22")
    line(canvas, loop, ink("#1E2A26"), 9)
    line(canvas, loop, ink("#6E8878"), 5)
    body = path(
        "M -26 30 C -22 18 22 18 26 30 C 38 36 42 48 42 62 L 46 122 C 47 130 52 134 52 141 L -52 141 "
        "C -52 134 -47 130 -46 122 L -42 62 C -42 48 -38 36 -26 30 Z"
    )
    fill(canvas, body, ink("#0A1014", 0.5), blur=7)
    bronze = stops(
        (0, "#1E3230"), (0.16, "#4C6C60"), (0.36, "#A9BFA4"), (0.5, "#7E9A84"), (0.74, "#3E5C52"), (1, "#16262A")
    )
    fill(canvas, body, linear((-50, 0), (50, 0), *bronze))
    with inside(canvas, body):
        for y in (52, 84, 90, 116, 122):
            line(canvas, path(f"M -56 {y} C -30 {y + 7} 30 {y + 7} 56 {y}"), ink("#12201F", 0.55), 1.8)
            line(canvas, path(f"M -56 {y + 2} C -30 {y + 9} 30 {y + 9} 56 {y + 2}"), ink("#E4EED8", 0.30), 1)
        for x in (-24, 0, 24):
            line(canvas, segment((x * 0.94, 56), (x, 120)), ink("#12201F", 0.45), 1.6)
        for row in range(3):
            for x in (-33, -16, -8, 8, 16, 33):
                fill(canvas, oval(x, 63 + 8 * row + 2, 2.0, 2.0), ink("#D6E2C8", 0.55))
        fill(canvas, oval(0, 104, 9, 9), radial((-2, 101), 11, *stops((0, "#D6E2C8"), (1, "#3E5C52"))))
        fill(canvas, box(-56, 132, 112, 12), ink("#12201F", 0.35), blur=2)
    line(canvas, body, ink("#0E1A1A", 0.9), 1.3)


def ram(canvas: skia.Canvas) -> None:
    """The log that strikes a bell, on its two ropes; (0, 0) is the beam above it, its tip at (-76, 104)."""
    for x in (-40, 44):
        line(canvas, segment((x, 0), (x, 98)), ink("#2A1C12"), 3.4)
        line(canvas, segment((x, 0), (x, 98)), ink("#C9A878"), 1.9)
    log = box(-76, 96, 156, 17, 8)
    fill(canvas, log, ink("#0A0E14", 0.4), blur=5)
    fill(canvas, log, linear((0, 96), (0, 113), *stops((0, "#D9A46A"), (0.5, "#A06C38"), (1, "#5A3818"))))
    line(canvas, log, ink("#3A220E", 0.9), 1.1)
    for x in (-40, 44):
        fill(canvas, box(x - 4, 94.5, 8, 20, 2), ink("#7A5A34"))
    fill(canvas, oval(-73, 104.5, 4, 8), ink("#EBC48E"))


def amplifier(canvas: skia.Canvas, x: float, foot: float, zoom: float) -> None:
    """A guitar amplifier that stands on a floor."""
    with moved(canvas, x, foot, sx=zoom, sy=zoom):
        fill(canvas, oval(0, 0, 52, 5), ink("#05070D", 0.5), blur=4)
        fill(canvas, box(-44, -84, 88, 84, 6), linear((0, -84), (0, 0), *stops((0, "#3A3F4C"), (1, "#171A22"))))
        line(canvas, box(-44, -84, 88, 84, 6), ink("#0A0C12"), 1.4)
        fill(canvas, box(-38, -78, 76, 14, 2), linear((0, -78), (0, -64), *stops((0, "#D9A641"), (1, "#8F621A"))))
        for k in range(6):
            fill(canvas, oval(-30 + 11 * k, -71, 3.4, 3.4), ink("#171A22"))
        cloth = box(-38, -58, 76, 52, 3)
        fill(canvas, cloth, ink("#4E4638"))
        with inside(canvas, cloth):
            for k in range(20):
                line(canvas, segment((-40 + 5 * k - 24, -4), (-40 + 5 * k + 24, -60)), ink("#8A7C60", 0.45), 0.9)
            line(canvas, oval(0, -32, 21, 21), ink("#1E1B16", 0.6), 2.4)


def guitar(canvas: skia.Canvas, x: float, foot: float, code: str, lean: float) -> None:
    """An electric guitar on a stand."""
    with moved(canvas, x, foot):
        for side in (-1, 1):
            line(canvas, segment((0, -26), (side * 15, 0)), ink("#15110E"), 3)
        with moved(canvas, turn=lean):
            line(canvas, segment((0, -60), (0, -132)), ink("#3A220E"), 7)
            line(canvas, segment((0, -60), (0, -132)), ink("#A06C38"), 4.4)
            fill(canvas, path("M -5 -130 L -7 -148 C -4 -154 6 -154 7 -146 L 5 -130 Z"), ink("#5A3818"))
            for k in range(5):
                line(canvas, segment((-3, -74 - 12 * k), (3, -74 - 12 * k)), ink("#E8D3A8", 0.8), 1)
            body = path(
                "M -6 -66 C -20 -78 -26 -62 -19 -50 C -15 -43 -26 -36 -25 -22 C -24 -6 24 -6 25 -22 "
                "C 26 -36 15 -43 19 -50 C 26 -62 20 -78 6 -66 Z"
            )
            fill(canvas, body, ink("#0A0E14", 0.45), blur=4)
            fill(canvas, body, linear((-24, -70), (24, -6), *stops((0, "#FFF6E0"), (0.2, code), (1, "#3A2A1A"))))
            line(canvas, body, ink("#1E140C"), 1.3)
            fill(canvas, path("M -4 -58 L 12 -46 L 9 -22 L -6 -18 Z"), ink("#F4EAD6", 0.9))
            for y in (-46, -34):
                fill(canvas, box(-8, y, 16, 4.6, 1.6), ink("#23262F"))
            fill(canvas, box(-8, -20, 16, 4, 1), ink("#C9D3DF"))
            for k in (-2.0, 0.0, 2.0):
                line(canvas, segment((k, -18), (k, -134)), ink("#FFFFFF", 0.5), 0.5)


def envelope_back(canvas: skia.Canvas) -> None:
    """The inside of the open envelope and its flap, behind the letter."""
    x, y = ENVELOPE
    with moved(canvas, x, y):
        fill(canvas, box(-104, -98, 208, 104, 6), ink("#050912", 0.55), blur=9)
        flap = path("M -100 -92 L 0 -156 L 100 -92 Z")
        fill(canvas, flap, linear((0, -156), (0, -92), *stops((0, "#F3E6CC"), (1, "#C9B48E"))))
        line(canvas, flap, ink("#8A734C", 0.8), 1.2)
        fill(canvas, box(-100, -94, 200, 96, 5), linear((0, -94), (0, 0), *stops((0, "#8E7A56"), (1, "#C9B48E"))))


def letter(canvas: skia.Canvas) -> None:
    """A letter with two rings that meet; (0, 0) is the middle of its lower edge."""
    sheet = box(-84, -112, 168, 112, 4)
    fill(canvas, sheet, ink("#2A1A10", 0.35), blur=4)
    fill(canvas, sheet, linear((0, -112), (0, 0), *stops((0, "#FFFDF6"), (1, "#EFE6D2"))))
    line(canvas, sheet, ink("#B9A67E", 0.9), 1)
    for side, code in ((-1, "#549BF5"), (1, "#4DB8A2")):
        line(canvas, oval(side * 9, -86, 15, 15), ink(code), 4.4)
    fill(canvas, oval(0, -86, 4, 4), ink("#FFB52E"))
    for row in range(5):
        wide = (58, 62, 50, 60, 30)[row]
        line(canvas, segment((-wide, -60 + 10 * row), (wide, -60 + 10 * row)), ink("#9AA4B8", 0.75), 2)


def envelope_front(canvas: skia.Canvas) -> None:
    """The front of the envelope, before the letter, with a seal of gold; (0, 0) as in `ENVELOPE`."""
    front = path("M -100 -92 L 0 -30 L 100 -92 L 100 -3 C 100 0 98 2 95 2 L -95 2 C -98 2 -100 0 -100 -3 Z")
    fill(canvas, front, linear((0, -92), (0, 2), *stops((0, "#FFF6E2"), (1, "#DCC9A4"))))
    line(canvas, front, ink("#8A734C", 0.9), 1.2)
    for side in (-1, 1):
        line(canvas, segment((side * 98, 0), (side * 24, -46)), ink("#A8906A", 0.7), 1.2)
    fill(canvas, oval(1, -26, 16, 16), ink("#3A220E", 0.4), blur=3)
    seal = skia.Path()
    for k in range(12):
        angle = math.pi * k / 6
        seal.addCircle(12 * math.cos(angle), -28 + 12 * math.sin(angle), 4.6)
    seal.addCircle(0, -28, 13)
    fill(canvas, seal, radial((-4, -33), 24, *stops((0, "#FFE9B8"), (0.5, "#FFB52E"), (1, "#B96E12"))))
    for x in (-3.6, 3.6):
        line(canvas, oval(x, -28, 6, 6), ink("#8C4A08", 0.85), 1.7)


def parts() -> dict[str, Draw]:
    """Every mover by name."""
    return {
        "card_bubble": bubble, "card_suit": suit, "card_sticks": new_sticks, "card_bell": bell, "card_ram": ram,
        "card_letter": letter, "card_envelope": envelope_front,
    }  # fmt: skip
