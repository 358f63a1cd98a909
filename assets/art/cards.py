"""Cards: the pictures of the story's seven cards, 676x190 each; what moves on them is in `movers`."""

from __future__ import annotations

import math
from functools import partial

import kit
import numpy as np
import room
import skia
from brush import Draw, Point, box, fill, ink, inside, line, linear, moved, oval, path, radial, segment, stops
from movers import ENVELOPE, amplifier, beam, envelope_back, guitar
from views import PLAY

WIDTH, HEIGHT, ROUND = 676.0, 190.0, 16.0
SCREENED = skia.BlendMode.kScreen
AREA = box(0, 0, WIDTH, HEIGHT)


def _sky(canvas: skia.Canvas, *ramp: tuple[float, str]) -> None:
    fill(canvas, AREA, linear((0, 0), (0, HEIGHT), *stops(*ramp)))


def _glow(canvas: skia.Canvas, at: Point, radius: float, code: str, strength: float, squeeze: float = 1.0) -> None:
    """Soft light without rays."""
    ramp = stops((0, code, strength), (0.45, code, strength * 0.42), (1, code, 0.0))
    fill(canvas, oval(*at, radius, radius * squeeze), radial(at, radius, *ramp, squeeze=squeeze), blend=SCREENED)


def _ridge(seed: int, base: float, high: float, wide: float) -> skia.Path:
    """Round hills from edge to edge, down to the ground."""
    rng = np.random.default_rng(seed)
    made, x = skia.Path(), -40.0
    made.moveTo(x, HEIGHT)
    made.lineTo(x, base)
    while x < WIDTH + 40:
        step, top = wide * float(rng.uniform(0.7, 1.3)), high * float(rng.uniform(0.5, 1.0))
        made.cubicTo(x + step * 0.3, base - top, x + step * 0.7, base - top, x + step, base)
        x += step
    made.lineTo(x, HEIGHT)
    made.close()
    return made


def _stars(canvas: skia.Canvas, seed: int, count: int, low: float) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(count):
        x, y, size = rng.uniform(8, WIDTH - 8), rng.uniform(6, low), rng.uniform(0.5, 1.2)
        fill(canvas, oval(x, y, size, size), ink("#E8F0FF", float(rng.uniform(0.25, 0.8))))


def _edge(canvas: skia.Canvas) -> None:
    """Corners a little darker, a fine bright rim."""
    shade = stops((0, "#050912", 0.0), (0.6, "#050912", 0.05), (1, "#050912", 0.55))
    fill(canvas, AREA, radial((WIDTH / 2, HEIGHT / 2), 400, *shade, squeeze=0.42))
    rim = box(0.7, 0.7, WIDTH - 1.4, HEIGHT - 1.4, ROUND)
    line(canvas, rim, linear((0, 0), (0, HEIGHT), *stops((0, "#FFFFFF", 0.34), (1, "#FFFFFF", 0.10))), 1.4)


def _houses(canvas: skia.Canvas, seed: int, ground: float, low: float, high: float, tone: str) -> None:
    """A row of houses with lit windows, as seen from across the water."""
    rng, x = np.random.default_rng(seed), -6.0
    while x < WIDTH:
        width, tall = float(rng.uniform(18, 40)), float(rng.uniform(low, high))
        body = box(x, ground - tall, width, tall, 1.5)
        fill(canvas, body, linear((0, ground - tall), (0, ground), *stops((0, tone), (1, "#171B36"))))
        line(canvas, segment((x + 1, ground - tall), (x + width - 1, ground - tall)), ink("#F2B98A", 0.35), 0.9)
        for row in range(int(tall // 9)):
            for column in range(int(width // 8)):
                if rng.uniform() < 0.52:
                    lit = "#FFD58A" if rng.uniform() < 0.8 else "#BFE6FF"
                    where = box(x + 3 + column * 8, ground - tall + 4 + row * 9, 3.6, 4.6, 0.8)
                    fill(canvas, where, ink(lit, float(rng.uniform(0.55, 1.0))))
        x += width + float(rng.uniform(1, 7))


def gyeongju(canvas: skia.Canvas) -> None:
    """A town by a lake at dusk, its lights on the water."""
    _sky(canvas, (0, "#141F45"), (0.3, "#343A78"), (0.52, "#7D5480"), (0.68, "#D98F63"), (1, "#F0B878"))
    _stars(canvas, 4, 46, 58)
    for y, strength in ((84, 0.20), (99, 0.28)):
        band = path(f"M 0 {y} C 160 {y - 8} 300 {y + 7} 470 {y - 2} C 560 {y - 7} 620 {y + 3} 676 {y} L 676 {y + 5} "
                    f"C 520 {y + 10} 260 {y + 12} 0 {y + 6} Z")  # fmt: skip
        fill(canvas, band, ink("#FFD9B0", strength), blur=3)
    shore = 137.0
    for seed, base, high, wide, tones in (
        (3, 128, 58, 210, ("#5B4C80", "#8A6682")), (8, 134, 40, 150, ("#3B3A6A", "#5C4E74")),
    ):  # fmt: skip
        fill(
            canvas,
            _ridge(seed, base, high, wide),
            linear((0, base - high), (0, base), *stops((0, tones[0]), (1, tones[1]))),
        )
    _houses(canvas, 12, shore, 12, 30, "#2E3058")
    water = box(0, shore, WIDTH, HEIGHT - shore)
    fill(canvas, water, linear((0, shore), (0, HEIGHT), *stops((0, "#7A5A76"), (0.35, "#3A3B6C"), (1, "#161D3E"))))
    rng = np.random.default_rng(21)
    with inside(canvas, water):
        for _ in range(54):
            x, deep = rng.uniform(0, WIDTH), rng.uniform(10, 44)
            code = ("#FFD58A", "#FFE7BE", "#BFE6FF")[int(rng.integers(3))]
            ramp = linear((0, shore), (0, shore + deep), *stops((0, code, 0.55), (1, code, 0.0)))
            fill(canvas, box(x, shore, 2.2, deep, 1), ramp, blur=0.8)
        for _ in range(60):
            x, y, wide = rng.uniform(-20, WIDTH), rng.uniform(shore + 3, HEIGHT), rng.uniform(14, 60)
            line(canvas, segment((x, y), (x + wide, y)), ink("#FFE0C0", float(rng.uniform(0.05, 0.20))), 0.9)
    line(canvas, segment((0, shore), (WIDTH, shore)), ink("#FFDCA8", 0.5), 1.2)
    for x in (74.0, 226.0, 452.0, 604.0):
        line(canvas, segment((x, HEIGHT), (x, 116)), ink("#141832"), 2.6)
        _glow(canvas, (x, 112), 34, "#FFC878", 0.8)
        fill(canvas, oval(x, 112, 4.6, 4.6), ink("#FFF2D6"))
    _edge(canvas)


def _kit(canvas: skia.Canvas) -> None:
    """One drum kit that nobody sits at, two sticks across its snare."""
    for draw in (kit.riser, kit.stands, kit.kick, kit.tom_holder, kit.tom):
        draw(canvas)
    with moved(canvas, sx=-1):
        kit.tom(canvas)
    for draw in (kit.floor_tom, kit.front_stands, kit.snare, kit.hi_hat_low, kit.hi_hat, kit.crash, kit.ride):
        draw(canvas)
    x, y = kit.SNARE
    for turn in (-10.0, 12.0):
        with moved(canvas, x, y - 4, turn=turn):
            line(canvas, segment((-30, 0), (26, 0)), ink("#6A3F18"), 4.6)
            line(canvas, segment((-30, 0), (26, 0)), ink("#F0C184"), 3.2)
            fill(canvas, oval(29, 0, 4.4, 2.8), ink("#F7D6A4"))


def two_kits(canvas: skia.Canvas) -> None:
    """The stage before anybody has come: two kits, side by side."""
    zoom = WIDTH / 1280
    with moved(canvas, sx=zoom, sy=zoom):
        room.room(canvas, PLAY, 0.62)
    for x, side in ((214.0, 1), (462.0, -1)):
        _glow(canvas, (x, 110), 130, "#FFC878", 0.30)
        with moved(canvas, x, 179, sx=0.72 * side, sy=0.72):
            _kit(canvas)
    _edge(canvas)


def wardrobe(canvas: skia.Canvas) -> None:
    """A dressing room: a rail, and a mirror with bulbs."""
    _sky(canvas, (0, "#203A66"), (0.6, "#27406B"), (1, "#1B2B4C"))
    for k in range(14):
        x = k * 50 - 12
        line(canvas, segment((x, 0), (x, 150)), ink("#0E1A33", 0.34), 1.4)
        line(canvas, segment((x + 2, 0), (x + 2, 150)), ink("#9FC0F4", 0.08), 1.2)
    floor = box(0, 150, WIDTH, 40)
    fill(canvas, floor, linear((0, 150), (0, 190), *stops((0, "#7A5230"), (1, "#3A2719"))))
    line(canvas, segment((0, 150), (WIDTH, 150)), ink("#FFD49A", 0.35), 1.4)
    mirror = box(218, 22, 240, 138, 18)
    fill(canvas, box(212, 18, 252, 150, 22), ink("#060A14", 0.5), blur=7)
    fill(canvas, box(212, 16, 252, 150, 22), linear((0, 16), (0, 166), *stops((0, "#D39A5C"), (1, "#7A4A22"))))
    fill(canvas, mirror, linear((218, 22), (458, 160), *stops((0, "#5C86BE"), (0.5, "#8FB6DE"), (1, "#41669C"))))
    with inside(canvas, mirror):
        for x in (240, 322):
            band = path(f"M {x} 160 L {x + 76} 22 L {x + 112} 22 L {x + 36} 160 Z")
            fill(canvas, band, ink("#FFFFFF", 0.13), blur=2)
        _glow(canvas, (338, 92), 120, "#FFE2B0", 0.55)
    for k in range(7):
        for x, y in ((230 + k * 36, 16.0), (230 + k * 36, 166.0)):
            _glow(canvas, (x, y), 20, "#FFC878", 0.7)
            fill(canvas, oval(x, y, 4.2, 4.2), ink("#FFF4DA"))
    for x in (105.0, 571.0):
        _glow(canvas, (x, 70), 110, "#FFD9A0", 0.30)
    for a, b in ((18, 192), (484, 658)):
        line(canvas, segment((a, 17), (b, 17)), ink("#2E3746"), 6)
        line(canvas, segment((a, 16), (b, 16)), ink("#D5DEE8"), 3)
        for x in (a + 8, b - 8):
            line(canvas, segment((x, 0), (x, 16)), ink("#8D9AAD"), 3)
    _edge(canvas)


def morning(canvas: skia.Canvas) -> None:
    """Hills in the mist before the day, and the beam that a bell hangs from."""
    _sky(canvas, (0, "#34507F"), (0.34, "#7C92B4"), (0.62, "#D8C3AC"), (0.8, "#F1DDBC"), (1, "#D8C8B0"))
    for seed, base, high, wide, top, foot in (
        (5, 128, 66, 220, "#7F93B2", "#C4BFC0"), (9, 146, 52, 180, "#5C7798", "#A6B2BC"),
        (2, 170, 44, 150, "#3E5C78", "#7E98A4"), (7, 190, 34, 120, "#2A4458", "#3F5C66"),
    ):  # fmt: skip
        fill(canvas, _ridge(seed, base, high, wide), linear((0, base - high), (0, base), *stops((0, top), (1, foot))))
        mist = path(f"M -20 {base - 6} C 150 {base - 22} 330 {base + 8} 470 {base - 10} C 560 {base - 20} 640 {base} "
                    f"700 {base - 8} L 700 {base + 16} L -20 {base + 16} Z")  # fmt: skip
        fill(canvas, mist, ink("#FFF6E6", 0.34), blur=8)
    rng = np.random.default_rng(6)
    for _ in range(22):
        x = float(rng.uniform(0, WIDTH))
        if abs(x - 338) > 120:
            y, size = float(rng.uniform(160, 186)), float(rng.uniform(8, 20))
            crown = path(f"M {x} {y - 2.4 * size} C {x + size * 0.9} {y - size} {x + size * 0.8} {y} {x} {y} "
                         f"C {x - size * 0.8} {y} {x - size * 0.9} {y - size} {x} {y - 2.4 * size} Z")  # fmt: skip
            fill(canvas, crown, linear((0, y - 2.4 * size), (0, y), *stops((0, "#2E4C58"), (1, "#1C3240"))))
    beam(canvas)
    _edge(canvas)


def club_room(canvas: skia.Canvas) -> None:
    """A club room in the evening: a kit, amplifiers, guitars, a string of bulbs."""
    _sky(canvas, (0, "#5B4136"), (0.5, "#8A6244"), (1, "#6A4830"))
    window = box(40, 22, 132, 84, 4)
    fill(canvas, box(34, 16, 144, 96, 6), linear((0, 16), (0, 112), *stops((0, "#E2C79E"), (1, "#9A7548"))))
    fill(canvas, window, linear((0, 22), (0, 106), *stops((0, "#22356A"), (0.55, "#6B5A92"), (1, "#E09A6A"))))
    with inside(canvas, window):
        fill(canvas, _ridge(14, 104, 26, 60), ink("#2C2F5A"))
    for a, b in (((106, 22), (106, 106)), ((40, 62), (172, 62))):
        line(canvas, segment(a, b), ink("#D8BC92"), 4)
    for x, y, wide, tall, code in (
        (214, 22, 46, 60, "#549BF5"), (268, 30, 40, 52, "#FFB52E"), (560, 24, 52, 66, "#74EBCD"),
    ):  # fmt: skip
        sheet = box(x, y, wide, tall, 2)
        fill(canvas, box(x + 2, y + 3, wide, tall, 2), ink("#2A1A10", 0.4), blur=3)
        fill(canvas, sheet, ink("#F4EAD6"))
        with inside(canvas, sheet):
            line(canvas, oval(x + wide * 0.42, y + tall * 0.45, 12, 12), ink(code), 5)
            line(canvas, oval(x + wide * 0.62, y + tall * 0.45, 12, 12), ink("#2B3A5C"), 2.4)
            for row in range(3):
                line(
                    canvas,
                    segment((x + 7, y + tall - 14 + row * 4), (x + wide - 8, y + tall - 14 + row * 4)),
                    ink("#8D8577", 0.7),
                    1.2,
                )
    floor = box(0, 140, WIDTH, 50)
    fill(canvas, floor, linear((0, 140), (0, 190), *stops((0, "#A87444"), (1, "#4E3220"))))
    for k in range(-6, 20):
        line(canvas, segment((338 + (k - 7) * 46, 140), (338 + (k - 7) * 92, 190)), ink("#3A2414", 0.4), 1)
    fill(
        canvas,
        oval(338, 174, 190, 16),
        radial((338, 174), 190, *stops((0, "#2C5FA8"), (0.8, "#20406F"), (1, "#16305A")), squeeze=0.085),
    )
    for k in range(3):
        line(canvas, oval(338, 174, 178 - 26 * k, 14 - 2.6 * k), ink("#FFD9A0", 0.34), 1.1)
    _glow(canvas, (338, 84), 200, "#FFCF8A", 0.34, 0.7)
    amplifier(canvas, 92, 172, 1.0)
    amplifier(canvas, 596, 172, 0.86)
    guitar(canvas, 186, 176, "#FFB52E", 8)
    guitar(canvas, 502, 176, "#4DB8A2", -8)
    with moved(canvas, 338, 178, sx=0.74, sy=0.74):
        _kit(canvas)
    cable = path("M 118 170 C 150 190 168 176 186 170 M 570 170 C 548 190 520 180 502 172")
    line(canvas, cable, ink("#15110E", 0.9), 2.4)
    for k in range(15):
        u = (k + 0.5) / 15
        x, y = WIDTH * u, 8 + 22 * math.sin(math.pi * ((u * 2) % 1.0))
        _glow(canvas, (x, y), 16, "#FFC878", 0.7)
        fill(canvas, oval(x, y, 3.2, 3.2), ink("#FFF3D6"))
    _edge(canvas)


def invitation(canvas: skia.Canvas) -> None:
    """A river that bends among hills by night, and an envelope that is open."""
    _sky(canvas, (0, "#0F1B3C"), (0.45, "#22407A"), (0.7, "#5D7FA8"), (1, "#A8B6B8"))
    _stars(canvas, 9, 70, 84)
    for seed, base, high, wide, top, foot in (
        (11, 112, 54, 230, "#2C4A80", "#5878A4"), (15, 132, 40, 190, "#1F3A68", "#3F618C"),
    ):  # fmt: skip
        fill(canvas, _ridge(seed, base, high, wide), linear((0, base - high), (0, base), *stops((0, top), (1, foot))))
    land = box(0, 126, WIDTH, 64)
    fill(canvas, land, linear((0, 126), (0, 190), *stops((0, "#24456A"), (1, "#14263F"))))
    river = path(
        "M 700 130 C 600 126 520 138 540 148 C 570 164 700 156 700 178 L 700 200 L 470 200 "
        "C 360 196 380 160 300 158 C 180 156 120 176 -20 168 L -20 142 C 120 150 240 134 330 140 "
        "C 420 146 430 132 700 124 Z"
    )
    fill(canvas, river, linear((0, 126), (0, 190), *stops((0, "#B9D2E6"), (0.5, "#6E9BC8"), (1, "#35609A"))))
    with inside(canvas, river):
        rng = np.random.default_rng(3)
        for _ in range(40):
            x, y = rng.uniform(0, WIDTH), rng.uniform(130, 190)
            line(
                canvas, segment((x, y), (x + rng.uniform(10, 40), y)), ink("#F4FAFF", float(rng.uniform(0.1, 0.4))), 0.9
            )
    for x, y in ((64, 134), (92, 131), (118, 136), (150, 132), (560, 134), (592, 130), (622, 135), (650, 131)):
        _glow(canvas, (x, y), 15, "#FFC878", 0.9)
        fill(canvas, oval(x, y, 2.4, 2.4), ink("#FFF3D6"))
    _glow(canvas, (ENVELOPE[0], 96), 180, "#FFD9A0", 0.36, 0.6)
    envelope_back(canvas)
    _edge(canvas)


def own_song(canvas: skia.Canvas) -> None:
    """A round plug with five pins, its cable, and the two lanes that it leads to."""
    _sky(canvas, (0, "#1B2C4E"), (1, "#101C33"))
    for k in range(1, 17):
        line(canvas, segment((40 * k, 0), (40 * k, HEIGHT)), ink("#9DB0C8", 0.13 if k % 4 else 0.26), 1)
    for k in range(1, 9):
        line(canvas, segment((0, 21 * k), (WIDTH, 21 * k)), ink("#9DB0C8", 0.09), 1)
    rng = np.random.default_rng(18)
    for k in range(15):
        x, y, wide = 190 + 28 * k, 21 * int(rng.integers(1, 8)) + 4, float(rng.choice((18, 26, 46)))
        fill(canvas, box(x, y, wide, 13, 4), ink("#9DB0C8", 0.16))
    for y, code in ((62.0, "#549BF5"), (128.0, "#74EBCD")):
        lane = path(f"M 150 95 C 200 95 206 {y} 262 {y} L 590 {y}")
        line(canvas, lane, ink("#050A14", 0.5), 13, blur=3)
        line(canvas, lane, ink(code, 0.30), 11)
        line(canvas, lane, ink(code, 0.95), 2.2)
        _glow(canvas, (606, y), 56, code, 0.5)
        fill(canvas, oval(606, y, 25, 25), ink("#0B1424"))
        line(canvas, oval(606, y, 24, 24), ink(code), 4)
    line(canvas, path("M -20 150 C 0 190 20 95 64 95"), ink("#05070D"), 17)
    line(canvas, path("M -20 148 C 0 188 20 93 64 93"), ink("#3A4864"), 11)
    line(canvas, path("M -20 146 C 0 186 20 91 64 91"), ink("#7C8CA8", 0.6), 2)
    _plug(canvas, (102, 95))
    _edge(canvas)


def _plug(canvas: skia.Canvas, at: Point) -> None:
    x, y = at
    fill(canvas, oval(x + 2, y + 5, 54, 54), ink("#02050A", 0.6), blur=8)
    ring = linear(
        (x - 50, y - 50), (x + 50, y + 50), *stops((0, "#F4F8FC"), (0.4, "#8E9BAE"), (0.6, "#DCE4EC"), (1, "#5A6676"))
    )
    fill(canvas, oval(x, y, 53, 53), ring)
    fill(canvas, oval(x, y, 45, 45), radial((x - 10, y - 16), 70, *stops((0, "#34435F"), (1, "#0C1424"))))
    fill(canvas, box(x - 8, y - 47, 16, 12, 4), ink("#AEB9C8"))
    for k in range(5):
        angle = math.pi * (1 + k / 4)
        px, py = x + 28 * math.cos(angle), y - 28 * math.sin(angle)
        fill(canvas, oval(px, py, 6.4, 6.4), ink("#050912"))
        fill(
            canvas,
            oval(px, py, 5, 5),
            radial((px - 1.6, py - 1.6), 6, *stops((0, "#FFF3C6"), (0.6, "#D9A641"), (1, "#8F621A"))),
        )


CARDS: tuple[Draw, ...] = (gyeongju, two_kits, wardrobe, morning, club_room, invitation, own_song)


def _rounded(canvas: skia.Canvas, draw: Draw) -> None:
    with inside(canvas, box(0, 0, WIDTH, HEIGHT, ROUND)):
        draw(canvas)


def sheets() -> dict[str, Draw]:
    """Every card's picture by name."""
    return {f"card_{number}": partial(_rounded, draw=draw) for number, draw in enumerate(CARDS, start=1)}
