"""Parts: the drummers' pictures, loaded once and turned and lit as they are asked for."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import numpy as np
import pygame

from drumjam.game.shipped import load_picture, shipped
from drumjam.game.stage.paint import packed
from drumjam.library.paths import assets

LIGHTS = 6
VEIL = 256
STALE = 4
Spot = tuple[pygame.Surface, int, int]
"""A picture and how far its corner lies from its pivot, in pixels."""


class Flip(IntEnum):
    """Whether a part is drawn as painted or mirrored."""

    AS_PAINTED = 1
    MIRRORED = -1

    __hash__ = int.__hash__  # asked a hundred times a frame, and that of `Enum` is written in Python


Shape = tuple[str, Flip, float, float]
"""A part's name, side, angle and squash."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the table, in logical pixels.

    file   its picture's name
    at     where its pivot is in rig coordinates
    pivot  where it turns, from the picture's corner
    size   of the picture
    """

    file: str
    at: tuple[float, float]
    pivot: tuple[float, float]
    size: tuple[float, float]


@cache
def table() -> Mapping[str, Part]:
    """Every part by name, from assets/stage/parts.json."""
    file = folder() / "parts.json"
    with shipped(file):
        data = json.loads(file.read_bytes())
    return {
        name: Part(row["file"], _pair(row["at"]), _pair(row["pivot"]), _pair(row["size"]))
        for name, row in data["parts"].items()
    }


def _pair(values: Sequence[float]) -> tuple[float, float]:
    return values[0], values[1]


def folder() -> Path:
    """Where the baked pictures are."""
    return assets() / "stage"


@cache
def _source(name: str) -> pygame.Surface:
    """A part at twice logical size; what is not seen has its neighbours' colour, so that scaling keeps edges clean."""
    return load_picture(folder() / table()[name].file).convert_alpha()


@dataclass(frozen=True, slots=True)
class Tint:
    """What the stage's light leaves of each colour, 0 to 255: at harmony 0.2 and below, at 0.8 and above."""

    cool: tuple[int, int, int]
    warm: tuple[int, int, int]

    def at(self, light: int) -> tuple[int, int, int]:
        """The multiplier of one light step."""
        share = light / (LIGHTS - 1)
        red, green, blue = (
            round(cool + (warm - cool) * share) for cool, warm in zip(self.cool, self.warm, strict=True)
        )
        return red, green, blue


STAGE_LIGHT = Tint((227, 245, 255), (255, 255, 244))


@cache
def _veil(colour: tuple[int, int, int]) -> pygame.Surface:
    """A square of one light: multiplying by it is thirty times as fast as filling."""
    made = pygame.Surface((VEIL, VEIL)).convert_alpha()
    made.fill((*colour, 255))
    return made


def lit(surface: pygame.Surface, colour: tuple[int, int, int]) -> pygame.Surface:
    """A copy in a light; only takes light away, so nothing can grow brighter than painted."""
    made, veil = surface.copy(), _veil(colour)
    for x in range(0, made.get_width(), VEIL):
        for y in range(0, made.get_height(), VEIL):
            made.blit(veil, (x, y), None, pygame.BLEND_RGBA_MULT)
    return made


def joined(spots: Sequence[Spot]) -> Spot:
    """Pictures that share a pivot as one, the first at the back; ready to be put down many times.

    They are laid over each other with colours that are multiplied by opacity: else what is half clear, as a shadow,
    would count in full below what is half clear above it, as a glow.
    """
    places = [picture.get_rect(topleft=(x, y)) for picture, x, y in spots]
    whole = places[0].unionall(places[1:])
    made = pygame.Surface(whole.size).convert_alpha()
    made.fill((0, 0, 0, 0))
    for (picture, _, _), place in zip(spots, places, strict=True):
        made.blit(picture.premul_alpha(), place.move(-whole.x, -whole.y), None, pygame.BLEND_PREMULTIPLIED)
    opacity = np.maximum(pygame.surfarray.array_alpha(made), 1) / np.float32(255)
    pixels = pygame.surfarray.pixels3d(made)
    pixels[:] = np.minimum(np.rint(pixels / opacity[..., np.newaxis]), 255)
    del pixels  # which holds the surface
    return packed(made), whole.x, whole.y


class Parts:
    """The parts at one scale, turned and lit on demand. Of lit copies only those near the present light are kept."""

    def __init__(self, scale: float, tint: Tint = STAGE_LIGHT) -> None:
        """Begin empty; `scale` is device pixels for one logical pixel."""
        self.scale = scale
        self.tint = tint
        self._kept: dict[Shape, Spot] = {}
        self._lit: dict[int, dict[Shape, Spot]] = {}
        self._light = -1
        self._ahead: list[tuple[Shape, int]] = []
        self._stale: list[Spot] = []

    def light(self, harmony: float) -> int:
        """Which step of light a harmony has: 0 cool to LIGHTS - 1 warm."""
        t = min(max((harmony - 0.2) / 0.6, 0.0), 1.0)
        return round(t * (LIGHTS - 1))

    def spot(
        self, name: str, light: int, flip: Flip = Flip.AS_PAINTED, *, angle: float = 0.0, squash: float = 0.0
    ) -> Spot:
        """A part turned by `angle` degrees (clockwise on the screen) and pressed flat by `squash` logical pixels."""
        if light != self._light:
            self._turn_to(light)
        shape = (name, flip, angle, squash)
        return self._lit[light].get(shape) or self._light_up(shape, light)

    def look_ahead(self) -> None:
        """Light one part for the next step of light and let go of a few old ones: no frame need do either for all."""
        del self._stale[-STALE:]
        while self._ahead:
            shape, step = self._ahead.pop()
            if shape not in self._lit[step]:
                self._light_up(shape, step)
                return

    def _turn_to(self, light: int) -> None:
        """Go on to another step of light."""
        self._light = light
        near = {step: self._lit.pop(step, {}) for step in (light - 1, light, light + 1)}
        self._stale += [spot for shelf in self._lit.values() for spot in shelf.values()]
        self._lit = near
        self._ahead = [wanted for shape in near[light] for wanted in self._beside(shape)]

    def _beside(self, shape: Shape) -> list[tuple[Shape, int]]:
        """A part in the steps before and after the present one."""
        return [(shape, step) for step in (self._light - 1, self._light + 1) if 0 <= step < LIGHTS]

    def _light_up(self, shape: Shape, light: int) -> Spot:
        name, flip, angle, squash = shape
        picture, x, y = self.prepare(name, flip, angle=angle, squash=squash)
        made = self._lit[light][shape] = packed(lit(picture, self.tint.at(light))), x, y
        if light == self._light:
            self._ahead += self._beside(shape)
        return made

    def prepare(self, name: str, flip: Flip = Flip.AS_PAINTED, *, angle: float = 0.0, squash: float = 0.0) -> Spot:
        """The same without light."""
        shape = (name, flip, angle, squash)
        if shape not in self._kept:
            self._kept[shape] = self._make(name, flip, angle, squash)
        return self._kept[shape]

    def _make(self, name: str, flip: Flip, angle: float, squash: float) -> Spot:
        part, source = table()[name], _source(name)
        width, height = part.size
        px, py = part.pivot
        if flip is Flip.MIRRORED:
            source, px = pygame.transform.flip(source, True, False), width - px
        if angle:
            return self._turn(source, width, px - width / 2, py - height / 2, angle)
        flat = (height - squash) / height
        size = max(1, round(width * self.scale)), max(1, round(height * flat * self.scale))
        picture = pygame.transform.smoothscale(source, size)
        top = py - squash if py < height / 2 else py * flat
        return picture, -round(px * self.scale), -round(top * self.scale)

    def _turn(self, source: pygame.Surface, width: float, dx: float, dy: float, angle: float) -> Spot:
        """Turn about the pivot, which lies (dx, dy) logical pixels from the picture's centre."""
        zoom = self.scale * width / source.get_width()
        while zoom < 0.5:
            source, zoom = pygame.transform.smoothscale_by(source, 0.5), zoom * 2
        picture = pygame.transform.rotozoom(source, -angle, zoom)
        turn = math.radians(angle)
        x = (dx * math.cos(turn) - dy * math.sin(turn)) * self.scale
        y = (dx * math.sin(turn) + dy * math.cos(turn)) * self.scale
        left, top = picture.get_width() / 2 + x, picture.get_height() / 2 + y
        seen = picture.get_bounding_rect().inflate(2, 2).clip(picture.get_rect())
        return picture.subsurface(seen).copy(), seen.x - round(left), seen.y - round(top)
