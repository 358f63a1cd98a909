"""Signs: the name of the game in gold, and both leaders' portraits."""

from __future__ import annotations

from pathlib import Path

import bodies
import faces
import heads
import skia
from brush import Draw, box, fill, ink, inside, line, linear, moved, oval, path, radial, stops

FONT = Path(__file__).resolve().parents[1] / "fonts" / "BlackHanSans-Regular.ttf"
NAME = "drumjam"
LOGO = (700.0, 176.0)
BOUNCE = (0.0, 5.0, -3.0, 3.0, -2.0, 4.0, 0.0)
TURN = (-2.6, 1.6, -1.2, 0.8, 2.0, -1.4, 2.4)
PORTRAIT = 112.0
ICON = 64.0


def _letters() -> skia.Path:
    typeface = skia.Typeface.MakeFromFile(str(FONT))
    font = skia.Font(typeface, 131)
    font.setSubpixel(True)
    glyphs = font.textToGlyphs(NAME)
    widths = font.getWidths(glyphs)
    whole = skia.Path()
    x = 0.0
    for k, (glyph, width) in enumerate(zip(glyphs, widths, strict=True)):
        outline = font.getPath(glyph)
        matrix = skia.Matrix()
        matrix.setRotate(TURN[k], width / 2, -48)
        matrix.postTranslate(x, BOUNCE[k])
        outline.transform(matrix)
        whole.addPath(outline)
        x += width + 2.0
    bounds = whole.computeTightBounds()
    whole.offset(LOGO[0] / 2 - bounds.centerX(), LOGO[1] / 2 - bounds.centerY() - 6)
    return whole


def logo(canvas: skia.Canvas) -> None:
    """The name in 700x190."""
    name = _letters()
    bounds = name.computeTightBounds()
    top, low = bounds.top(), bounds.bottom()
    deep = skia.Path(name)
    deep.offset(0, 12)
    line(canvas, deep, ink("#04070E", 0.6), 24, blur=8)
    for k in range(13):
        layer = skia.Path(name)
        layer.offset(0, 12 - k)
        line(canvas, layer, ink("#0E1626"), 19)
    line(canvas, name, ink("#22324E"), 15.5)
    line(canvas, name, ink("#0E1626"), 13)
    for k in range(9):
        layer = skia.Path(name)
        layer.offset(0, 9 - k)
        shade = linear((0, top), (0, low + 9), *stops((0, "#D07D16"), (1, "#8C4A08")))
        fill(canvas, layer, shade)
        line(canvas, layer, shade, 1.5)
    gold = stops((0, "#FFFDF2"), (0.26, "#FFEFC0"), (0.52, "#FFD06A"), (0.78, "#FFB12B"), (1, "#F29A12"))
    fill(canvas, name, linear((0, top), (0, low), *gold))
    with inside(canvas, name):
        wave = path(
            f"M 0 0 L 700 0 L 700 {top + 62} C 560 {top + 92} 470 {top + 50} 350 {top + 68} "
            f"C 220 {top + 88} 130 {top + 56} 0 {top + 78} Z"
        )
        fill(canvas, wave, linear((0, top), (0, top + 90), *stops((0, "#FFFFFF", 0.55), (1, "#FFFFFF", 0.10))))
        edge = skia.Path(name)
        edge.offset(0, -3.4)
        line(canvas, name, ink("#B96A08", 0.55), 4, blur=1.6)
        line(canvas, edge, ink("#FFFFFF", 0.0), 1)
    bright = skia.Path(name)
    line(
        canvas,
        bright,
        linear((0, top), (0, low), *stops((0, "#FFFFFF", 0.95), (0.5, "#FFF1C8", 0.5), (1, "#FFD06A", 0.2))),
        1.5,
    )


def portrait(leader: str, mood: str) -> Draw:
    """A round picture, 112 across, centre at (56, 56)."""

    def draw(canvas: skia.Canvas) -> None:
        half = PORTRAIT / 2
        disc = oval(half, half, half - 1, half - 1)
        fill(
            canvas,
            disc,
            radial((half, half * 0.7), half * 1.3, *stops((0, "#34507E"), (0.6, "#1F3358"), (1, "#13213C"))),
        )
        with inside(canvas, disc), moved(canvas, half, half, sx=0.70, sy=0.70), moved(canvas, 0, 221):
            heads.BACKS[leader](canvas)
            bodies.torso(canvas)
            heads.HEADS[leader](canvas)
            faces.expression(canvas, leader, mood, shut=False)
            if mood == "worry":
                with moved(canvas, 14, 10):
                    faces.drop(canvas)
        with inside(canvas, disc):
            line(canvas, oval(half, half + 1.5, half - 1, half - 1), ink("#050A14", 0.5), 5, blur=2.5)

    return draw


def portrait_ring(canvas: skia.Canvas) -> None:
    """The ring around a portrait, white: the game gives it the leader's colour."""
    half = PORTRAIT / 2
    line(canvas, oval(half, half, half - 3, half - 3), ink("#FFFFFF"), 4.4)


def icon(canvas: skia.Canvas) -> None:
    """The window's sign: two rings that meet, as on the drums, in the leaders' colours, gold where they are one."""
    half = ICON / 2
    ground = box(1, 1, ICON - 2, ICON - 2, 14)
    fill(canvas, ground, linear((0, 0), (0, ICON), *stops((0, "#27406B"), (1, "#0E1A2B"))))
    line(canvas, ground, ink("#9DB0C8", 0.45), 1.4)
    left, right = oval(half - 8, half, 15, 15), oval(half + 8, half, 15, 15)
    line(canvas, left, ink("#549BF5"), 6)
    line(canvas, right, ink("#74EBCD"), 6)
    with inside(canvas, left), inside(canvas, right):
        fill(canvas, ground, radial((half, half), 15, *stops((0, "#FFE3A6"), (0.7, "#FFB52E"), (1, "#D07D16"))))
        line(canvas, left, ink("#0E1A2B", 0.4), 2)
        line(canvas, right, ink("#0E1A2B", 0.4), 2)


def sheets() -> dict[str, tuple[Draw, float, float]]:
    """Every sign with its size."""
    made: dict[str, tuple[Draw, float, float]] = {
        "logo": (logo, *LOGO),
        "icon": (icon, ICON, ICON),
        "portrait_ring": (portrait_ring, PORTRAIT, PORTRAIT),
    }
    for leader in heads.LEADERS:
        for mood in faces.MOODS:
            made[f"portrait_{leader}_{mood}"] = (portrait(leader, mood), PORTRAIT, PORTRAIT)
    return made
