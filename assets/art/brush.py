"""Brush: the few strokes all our pictures are made of, over skia (development only).

Coordinates are logical pixels of the 1280x720 stage; everything is baked at twice that size.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia

SCALE = 2
Point = tuple[float, float]
Stop = tuple[float, int]
Draw = Callable[[skia.Canvas], None]

_TOKEN = re.compile(r"[MLCQZmlcqz]|-?\d*\.?\d+")
_COUNT = {"M": 1, "L": 1, "Q": 2, "C": 3}


def path(text: str) -> skia.Path:
    """A path from SVG letters M L Q C Z, absolute or relative."""
    made = skia.Path()
    tokens = _TOKEN.findall(text)
    here, letter, at = (0.0, 0.0), "M", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
            if letter in "Zz":
                made.close()
                continue
        count = _COUNT[letter.upper()]
        numbers = [float(token) for token in tokens[at : at + 2 * count]]
        at += 2 * count
        base = here if letter.islower() else (0.0, 0.0)
        points = [(base[0] + numbers[i], base[1] + numbers[i + 1]) for i in range(0, 2 * count, 2)]
        flat = [value for point in points for value in point]
        {"M": made.moveTo, "L": made.lineTo, "Q": made.quadTo, "C": made.cubicTo}[letter.upper()](*flat)
        here = points[-1]
        letter = {"M": "L", "m": "l"}.get(letter, letter)
    return made


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse about a centre."""
    made = skia.Path()
    made.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return made


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> skia.Path:
    """A rectangle with round corners."""
    made = skia.Path()
    made.addRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius)
    return made


def segment(a: Point, b: Point) -> skia.Path:
    """A straight line."""
    made = skia.Path()
    made.moveTo(*a)
    made.lineTo(*b)
    return made


def ink(code: str, alpha: float = 1.0) -> int:
    """A colour from `#RRGGBB`."""
    return (round(255 * alpha) << 24) | int(code[1:], 16)


def mix(cool: str, warm: str, t: float, alpha: float = 1.0) -> int:
    """The colour `t` of the way from one to the other; between them more colourful, as dusk is, than their mean."""
    a, b = int(cool[1:], 16), int(warm[1:], 16)
    parts = [(a >> s & 255) + ((b >> s & 255) - (a >> s & 255)) * t for s in (16, 8, 0)]
    grey = 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]
    richer = 1.0 + 3.2 * t * (1.0 - t)
    parts = [min(max(grey + (part - grey) * richer, 0.0), 255.0) for part in parts]
    return (round(255 * alpha) << 24) | sum(round(part) << s for part, s in zip(parts, (16, 8, 0), strict=True))


def linear(a: Point, b: Point, *stops: Stop) -> skia.Shader:
    """Colours along a line."""
    return skia.GradientShader.MakeLinear(
        [skia.Point(*a), skia.Point(*b)], [c for _, c in stops], [p for p, _ in stops]
    )


def radial(centre: Point, radius: float, *stops: Stop, squeeze: float = 1.0) -> skia.Shader:
    """Colours from a centre outwards; `squeeze` is height over width."""
    matrix = skia.Matrix()
    matrix.setScale(1.0, squeeze, centre[0], centre[1])
    return skia.GradientShader.MakeRadial(
        skia.Point(*centre), radius, [c for _, c in stops], [p for p, _ in stops], skia.TileMode.kClamp, 0, matrix
    )


def _paint(what: int | skia.Shader, blur: float, blend: skia.BlendMode | None) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True)
    if isinstance(what, int):
        paint.setColor(what)
    else:
        paint.setShader(what)
        paint.setDither(True)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if blend is not None:
        paint.setBlendMode(blend)
    return paint


def fill(
    canvas: skia.Canvas,
    shape: skia.Path,
    what: int | skia.Shader,
    *,
    blur: float = 0.0,
    blend: skia.BlendMode | None = None,
) -> None:
    """Fill a shape with a colour or a gradient."""
    canvas.drawPath(shape, _paint(what, blur, blend))


def line(
    canvas: skia.Canvas,
    shape: skia.Path,
    what: int | skia.Shader,
    width: float = 1.2,
    *,
    blur: float = 0.0,
    blend: skia.BlendMode | None = None,
    butt: bool = False,
) -> None:
    """Stroke a shape's outline with round ends."""
    paint = _paint(what, blur, blend)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kButt_Cap if butt else skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    canvas.drawPath(shape, paint)


@contextmanager
def inside(canvas: skia.Canvas, shape: skia.Path) -> Iterator[None]:
    """Draw only inside a shape."""
    canvas.save()
    canvas.clipPath(shape, True)
    try:
        yield
    finally:
        canvas.restore()


@contextmanager
def moved(
    canvas: skia.Canvas, x: float = 0.0, y: float = 0.0, *, turn: float = 0.0, sx: float = 1.0, sy: float = 1.0
) -> Iterator[None]:
    """Draw moved, turned by degrees, then scaled."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(sx, sy)
    try:
        yield
    finally:
        canvas.restore()


@dataclass(frozen=True, slots=True)
class Picture:
    """A baked part.

    pixels  unpremultiplied RGBA at twice logical size
    pivot   where it turns, in logical pixels from its corner
    at      where that is in rig coordinates
    """

    pixels: np.ndarray
    pivot: Point
    at: Point


def _render(draw: Draw, left: float, top: float, width: float, height: float, scale: float) -> np.ndarray:
    surface = skia.Surface(round(width * scale), round(height * scale))
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.scale(scale, scale)
    canvas.translate(-left, -top)
    draw(canvas)
    return np.array(surface.toarray(colorType=skia.kRGBA_8888_ColorType), dtype=np.float32)


def _soften(mask: np.ndarray) -> np.ndarray:
    kernel = np.array([1, 4, 6, 4, 1], dtype=np.float32) / 16
    for axis in (0, 1):
        mask = np.apply_along_axis(lambda row: np.convolve(row, kernel, "same"), axis, mask)
    return mask


def _shift(mask: np.ndarray, dx: int, dy: int) -> np.ndarray:
    """The mask moved, with nothing coming in from outside."""
    out = np.zeros_like(mask)
    height, width = mask.shape
    out[max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)] = mask[
        max(-dy, 0) : height + min(-dy, 0), max(-dx, 0) : width + min(-dx, 0)
    ]
    return out


def rim_light(pixels: np.ndarray, towards: Point, strength: float = 0.62) -> np.ndarray:
    """Add light on the edge that faces `towards`: the shape minus itself moved away, softened."""
    alpha = pixels[..., 3] / 255
    moved_away = _shift(alpha, round(-towards[0] * 2.6 * SCALE), round(-towards[1] * 2.6 * SCALE))
    edge = _soften(np.clip(alpha - moved_away, 0, 1)) * alpha * strength
    light = np.array([255, 244, 222], dtype=np.float32)
    out = pixels.copy()
    out[..., :3] += (light - out[..., :3]) * edge[..., None]
    return out


def bake(
    draw: Draw, pivot: Point, *, rim: Point | None = None, strength: float = 0.62, reach: float = 250.0
) -> Picture:
    """Draw in rig coordinates, `reach` logical pixels around the pivot; trim, and remember the pivot."""
    left, top = pivot[0] - reach, pivot[1] - reach
    pixels = _render(draw, left, top, 2 * reach, 2 * reach, SCALE)
    if rim is not None:
        pixels = rim_light(pixels, rim, strength)
    rows = np.flatnonzero(pixels[..., 3].max(axis=1) > 0)
    columns = np.flatnonzero(pixels[..., 3].max(axis=0) > 0)
    y0, y1 = max(rows[0] - 2, 0), rows[-1] + 3
    x0, x1 = max(columns[0] - 2, 0), columns[-1] + 3
    trimmed = pixels[y0:y1, x0:x1]
    return Picture(trimmed, (reach - x0 / SCALE, reach - y0 / SCALE), pivot)


def sheet(draw: Draw, width: float, height: float, *, scale: float = SCALE) -> np.ndarray:
    """Draw a whole picture with its corner at (0, 0)."""
    return _render(draw, 0.0, 0.0, width, height, scale)


def save(pixels: np.ndarray, file: str, *, opaque: bool = False) -> None:
    """Write a PNG."""
    data = np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
    if opaque:
        data[..., 3] = 255
    else:
        _bleed(data)
    Path(file).write_bytes(_png(data[..., :3] if opaque else data))


def _bleed(data: np.ndarray, reach: int = 8) -> None:
    """Give what is not seen the colour of its neighbours, or scaling and turning would darken edges."""
    known = data[..., 3] > 0
    data[~known] = 0
    for _ in range(reach):
        total = np.zeros((*known.shape, 3), dtype=np.float32)
        count = np.zeros(known.shape, dtype=np.float32)
        for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            count += _shift(known.astype(np.float32), dx, dy)
            for k in range(3):
                total[..., k] += _shift(data[..., k] * known, dx, dy)
        fresh = ~known & (count > 0)
        data[fresh, :3] = (total[fresh] / count[fresh, None]).astype(np.uint8)
        known |= fresh


def _png(data: np.ndarray) -> bytes:
    """A PNG whose rows take whichever of the five filters leaves least, packed as tightly as zlib can."""
    height, width, channels = data.shape
    rows = data.reshape(height, width * channels).astype(np.int16)
    left = np.pad(rows, ((0, 0), (channels, 0)))[:, :-channels]
    up = np.pad(rows, ((1, 0), (0, 0)))[:-1]
    corner = np.pad(left, ((1, 0), (0, 0)))[:-1]
    guess = left + up - corner
    a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
    paeth = np.where((a <= b) & (a <= c), left, np.where(b <= c, up, corner))
    tries = [((rows - past) & 255).astype(np.uint8) for past in (0, left, up, (left + up) >> 1, paeth)]
    costs = [abs(one.astype(np.int8).astype(np.int32)).sum(axis=1) for one in tries]
    best = np.argmin(costs, axis=0)
    body = b"".join(bytes([kind]) + tries[kind][row].tobytes() for row, kind in enumerate(best))

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 6 if channels == 4 else 2, 0, 0, 0)
    packed = zlib.compress(body, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def stops(*pairs: tuple[float, str] | tuple[float, str, float]) -> Sequence[Stop]:
    """Gradient stops from (position, code) or (position, code, alpha)."""
    return [(pair[0], ink(pair[1], pair[2] if len(pair) == 3 else 1.0)) for pair in pairs]
