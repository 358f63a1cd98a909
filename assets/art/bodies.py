"""Bodies: the plain blue jumpsuit both leaders wear, arms, hands, sticks and legs, in rig coordinates."""

from __future__ import annotations

import skia
from brush import Point, box, fill, ink, inside, line, linear, oval, path, radial, segment, stops

HIP: Point = (0, -62)
SHOULDER: Point = (42, -139)
BONE = 38.0
STICK = 54.0
SUIT_EDGE = "#173A70"


def _cloth(a: Point, b: Point) -> skia.Shader:
    return linear(a, b, *stops((0, "#8BBAF2"), (0.28, "#5F9AE2"), (0.6, "#4A86CF"), (1, "#2C5FA8")))


def torso(canvas: skia.Canvas) -> None:
    """Trunk, collar, zip, pockets and neck."""
    neck = path("M -13 -176 L -13 -148 C -8 -140 8 -140 13 -148 L 13 -176 Z")
    fill(canvas, neck, linear((0, -172), (0, -142), *stops((0, "#C98560"), (0.5, "#EBB48D"), (1, "#F3C5A0"))))
    line(canvas, neck, ink("#A0674A", 0.8), 1.0)
    trunk = path(
        "M -22 -150 C -36 -149 -50 -146 -54 -134 C -55 -118 -46 -108 -42 -92 C -40 -78 -40 -66 -40 -54 L 40 -54 "
        "C 40 -66 40 -78 42 -92 C 46 -108 55 -118 54 -134 C 50 -146 36 -149 22 -150 C 12 -141 -12 -141 -22 -150 Z"
    )
    fill(canvas, trunk, _cloth((-18, -152), (16, -56)))
    with inside(canvas, trunk):
        fill(canvas, oval(-50, -96, 13, 44), ink("#15397A", 0.34), blur=6)
        fill(canvas, oval(50, -96, 13, 44), ink("#15397A", 0.34), blur=6)
        fill(canvas, oval(0, -60, 50, 14), ink("#15397A", 0.42), blur=6)
        fill(canvas, oval(0, -150, 34, 12), ink("#123063", 0.45), blur=5)
        fill(canvas, oval(-20, -126, 12, 9), ink("#CFE5FF", 0.28), blur=5)
        fill(canvas, oval(20, -126, 12, 9), ink("#CFE5FF", 0.20), blur=5)
        for fold in (
            "M -40 -84 C -30 -80 -22 -80 -12 -84",
            "M 40 -84 C 30 -80 22 -80 12 -84",
            "M -38 -70 C -28 -73 -18 -73 -8 -69",
            "M 38 -70 C 28 -73 18 -73 8 -69",
        ):
            line(canvas, path(fold), ink("#1D4A8F", 0.45), 1.8, blur=0.8)
        belt = box(-46, -78, 92, 7, 0)
        fill(canvas, belt, linear((0, -78), (0, -71), *stops((0, "#3C73BC"), (1, "#2B5A9F"))))
        line(canvas, segment((-46, -78), (46, -78)), ink("#9CC4F5", 0.45), 0.8)
        line(canvas, segment((-46, -71), (46, -71)), ink(SUIT_EDGE, 0.6), 0.8)
    line(canvas, trunk, ink(SUIT_EDGE, 0.95), 1.3)
    line(canvas, segment((0, -143), (0, -56)), ink("#20498B", 0.95), 3.4)
    line(canvas, segment((0, -143), (0, -56)), ink("#B9C7DA", 0.95), 1.2, butt=True)
    for side in (-1, 1):
        pocket = path(f"M {side * 13} -120 L {side * 34} -121.5 L {side * 33} -117 L {side * 13} -115.4 Z")
        fill(canvas, pocket, linear((0, -121), (0, -115), *stops((0, "#7DB0EE"), (1, "#4A84CE"))))
        line(canvas, pocket, ink(SUIT_EDGE, 0.75), 0.9)
        seam = path(f"M {side * 36} -147 C {side * 37} -138 {side * 39} -124 {side * 43} -110")
        line(canvas, seam, ink(SUIT_EDGE, 0.45), 0.9)
        collar = path(
            f"M {side * 11} -153 C {side * 17} -155 {side * 23} -153 {side * 27} -146 L {side * 24} -133 "
            f"L {side * 11} -126 L {side * 1.5} -138 C {side * 8} -142 {side * 11} -147 {side * 11} -153 Z"
        )
        with inside(canvas, trunk):
            shade = skia.Path(collar)
            shade.offset(0, 3)
            fill(canvas, shade, ink("#0F2C5E", 0.45), blur=2)
        fill(
            canvas,
            collar,
            linear((0, -154), (side * 8, -128), *stops((0, "#A3CAF8"), (0.5, "#6CA4E8"), (1, "#4D88D2"))),
        )
        line(canvas, collar, ink(SUIT_EDGE, 0.95), 1.1)
        stitch = path(f"M {side * 24.5} -146 L {side * 22} -134.8 L {side * 11.4} -129")
        line(canvas, stitch, ink("#D5E7FD", 0.55), 0.7)
    fill(
        canvas,
        box(-2.4, -134, 4.8, 8, 1.6),
        linear((-2, 0), (2, 0), *stops((0, "#D9E2EC"), (0.5, "#FFFFFF"), (1, "#98A6B8"))),
    )
    line(canvas, box(-2.4, -134, 4.8, 8, 1.6), ink("#3A4B66", 0.8), 0.7)


def _tube(canvas: skia.Canvas, length: float, near: float, far: float, shoulder: bool) -> None:
    """A sleeve from (0, 0) along +x, shaded around its axis."""
    sleeve = path(
        f"M 0 {-near} C {length * 0.4} {-near} {length * 0.7} {-far} {length} {-far} "
        f"C {length + far * 1.33} {-far} {length + far * 1.33} {far} {length} {far} "
        f"C {length * 0.7} {far} {length * 0.4} {near} 0 {near} "
        f"C {-near * 1.33} {near} {-near * 1.33} {-near} 0 {-near} Z"
    )
    fill(
        canvas,
        sleeve,
        linear(
            (0, -near),
            (0, near),
            *stops((0, "#3D78C4"), (0.25, "#6CA6EA"), (0.45, "#79B0F0"), (0.75, "#4A86CF"), (1, "#2B5EA6")),
        ),
    )
    with inside(canvas, sleeve):
        for x, lean in ((length * 0.34, 3), (length * 0.55, -2)):
            line(
                canvas,
                path(f"M {x} {near} Q {x + lean} {near * 0.2} {x + lean * 2} {-near * 0.2}"),
                ink("#1F4C92", 0.38),
                1.5,
                blur=0.6,
            )
        if shoulder:
            line(canvas, path(f"M 2 {-near} Q 7 0 2 {near}"), ink("#1F4C92", 0.35), 1.0)
    line(canvas, sleeve, ink(SUIT_EDGE, 0.95), 1.2)


def upper_arm(canvas: skia.Canvas) -> None:
    """From the shoulder at (0, 0) to the elbow at (38, 0)."""
    _tube(canvas, BONE, 13.2, 11.6, True)


def forearm(canvas: skia.Canvas) -> None:
    """From the elbow at (0, 0) to the wrist at (38, 0), with the cuff."""
    _tube(canvas, BONE - 6, 11.6, 9.6, False)
    cuff = path(
        f"M {BONE - 9} -10.6 L {BONE - 1} -9.8 Q {BONE + 1} 0 {BONE - 1} 9.8 "
        f"L {BONE - 9} 10.6 Q {BONE - 7} 0 {BONE - 9} -10.6 Z"
    )
    fill(
        canvas,
        cuff,
        linear((0, -10), (0, 10), *stops((0, "#4C88D4"), (0.35, "#9CC6F8"), (0.7, "#5C97DF"), (1, "#2F64AE"))),
    )
    line(canvas, cuff, ink(SUIT_EDGE, 0.95), 1.1)


def stick(canvas: skia.Canvas) -> None:
    """A stick along +x, the grip at (0, 0), the tip's end at (54, 0); the fist around it."""
    wood = path("M -13 -2.5 C -15 -1 -15 1 -13 2.5 L 30 2.2 L 47 1.1 L 47 -1.1 L 30 -2.2 Z")
    shade = stops((0, "#F6DBA6"), (0.45, "#DDAF6B"), (1, "#A8733A"))
    fill(canvas, wood, linear((0, -2.5), (0, 2.5), *shade))
    line(canvas, wood, ink("#6A4520", 0.85), 0.9)
    line(canvas, segment((12, -0.4), (44, -0.3)), ink("#FFF2D2", 0.65), 0.7)
    bead = oval(STICK - 4.6, 0, 5.0, 3.1)
    fill(canvas, bead, radial((STICK - 6, -1.2), 6, *stops((0, "#FFF0CC"), (0.6, "#E3B97A"), (1, "#B37E42"))))
    line(canvas, bead, ink("#6A4520", 0.85), 0.9)


def fist(canvas: skia.Canvas) -> None:
    """The hand around the stick, the grip at (0, 0)."""
    palm = path(
        "M -9 -7 C -6 -10.5 5 -10.6 8.2 -7.4 C 10.6 -4 10.6 4 8.4 7.4 "
        "C 5 10.8 -6 10.8 -9 7.4 C -11.4 4 -11.4 -4 -9 -7 Z"
    )
    fill(canvas, palm, radial((-2, -4), 16, *stops((0, "#FFEBD6"), (0.6, "#F6CDA8"), (1, "#DD9F78"))))
    line(canvas, palm, ink("#9A6244", 0.95), 1.1)
    for x in (-4.4, 0.2, 4.8):
        line(canvas, path(f"M {x} -1.6 Q {x + 1.1} 3.4 {x} 7.6"), ink("#B97A55", 0.85), 1.1)
    thumb = path("M -8 -6.6 C -4 -8.6 4 -8 7.6 -5.2 C 9 -3 7.4 -0.8 4.8 -1.2 C 1 -2 -4 -2 -8 -1 Z")
    fill(canvas, thumb, linear((0, -8), (0, -1), *stops((0, "#FFF0DF"), (1, "#F2C39C"))))
    line(canvas, thumb, ink("#A96F4F", 0.9), 1.0)


def legs(canvas: skia.Canvas) -> None:
    """Both legs, seated, with white shoes; mostly behind the kit."""
    for side in (-1, 1):
        thigh = path(
            f"M {side * 8} -78 C {side * 30} -84 {side * 62} -84 {side * 71} -70 "
            f"C {side * 74} -58 {side * 66} -50 {side * 56} -48 L {side * 10} -50 Z"
        )
        fill(canvas, thigh, _cloth((0, -84), (0, -48)))
        line(canvas, thigh, ink(SUIT_EDGE, 0.9), 1.2)
        shin = path(
            f"M {side * 47} -64 C {side * 52} -74 {side * 70} -74 {side * 73} -62 "
            f"L {side * 67} -12 C {side * 63} -8 {side * 49} -8 {side * 45} -12 Z"
        )
        fill(
            canvas,
            shin,
            linear(
                (side * 45, 0),
                (side * 74, 0),
                *stops((0, "#3469B4"), (0.4, "#6AA4E9"), (0.65, "#5A95DE"), (1, "#2D61AA")),
            ),
        )
        with inside(canvas, shin):
            fill(canvas, oval(side * 60, -62, 14, 10), ink("#A9CEF8", 0.35), blur=4)
            line(
                canvas,
                path(f"M {side * 46} -26 Q {side * 56} -22 {side * 66} -27"),
                ink("#1F4C92", 0.45),
                1.6,
                blur=0.6,
            )
            fill(canvas, box(side * 56 - 14, -16, 28, 5), ink("#2B5A9F", 0.9))
        line(canvas, shin, ink(SUIT_EDGE, 0.9), 1.2)
        shoe = path(
            f"M {side * 44} -13 L {side * 67} -13 C {side * 78} -11 {side * 85} -6 {side * 86} -1 L {side * 43} -1 Z"
        )
        fill(canvas, shoe, linear((0, -13), (0, 0), *stops((0, "#FFFFFF"), (0.6, "#E6EBF2"), (1, "#B4BECB"))))
        line(canvas, shoe, ink("#4C596C", 0.9), 1.1)
        fill(canvas, box(min(side * 43, side * 86), -3.4, 43, 3.4, 1.4), ink("#7E8B9E"))
        line(canvas, segment((side * 60, -12), (side * 70, -7)), ink("#A6B1BF"), 1.2)
