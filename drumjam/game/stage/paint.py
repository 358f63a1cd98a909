"""Painting with distances: smooth shapes, glows and gradients, made once and kept as surfaces.

A shape is the signed distance of every pixel from its edge, in pixels, negative inside. Edges are then soft to
a part of a pixel, which `pygame.draw` cannot do, and a rim, a glow or an outline is one more expression.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from drumjam.game.palette import Colour

Field = NDArray[np.floating[Any]]

CLEAR, SOLID = 3, 252
"""Up to and from which opacity a pixel is packed as clear and as solid: else what nobody sees would be blended, such as
the last breath of a glow, and the 254 of 255 that scaling leaves.
"""


def disc(x: Field, y: Field, radius: float) -> Field:
    """Distance from a circle around the origin."""
    return np.asarray(np.hypot(x, y) - radius, np.float32)


def box(x: Field, y: Field, half_width: float, half_height: float, corner: float = 0.0) -> Field:
    """Distance from a box around the origin with round corners."""
    across = np.abs(x) - (half_width - corner)
    down = np.abs(y) - (half_height - corner)
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    inside = np.minimum(np.maximum(across, down), 0)
    return np.asarray(outside + inside - corner, np.float32)


def diamond(x: Field, y: Field, half: float, corner: float = 0.0) -> Field:
    """Distance from a square on its tip, `half` from its centre to where sharp tips would be."""
    root = np.float32(np.sqrt(0.5))
    side = half * float(root)
    return box((x + y) * root, (y - x) * root, side, side, corner)


def segment(x: Field, y: Field, start: tuple[float, float], end: tuple[float, float]) -> Field:
    """Distance from a line between two points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = x - start[0], y - start[1]
    along = np.clip((px * dx + py * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
    return np.asarray(np.hypot(px - along * dx, py - along * dy), np.float32)


def inside(distance: Field) -> Field:
    """Share of each pixel that a shape covers."""
    return np.asarray(np.clip(0.5 - distance, 0, 1), np.float32)


def outline(distance: Field, width: float) -> Field:
    """Share of each pixel that a line of this width along the edge covers, within the shape."""
    return inside(distance) - inside(distance + width)


def band(distance: Field, width: float) -> Field:
    """Share of each pixel that a line of this width covers, its middle on the edge."""
    return inside(np.abs(distance) - width / 2)


def glow(distance: Field, reach: float) -> Field:
    """Light outside a shape: 1 at the edge and within, fading to nothing over `reach` pixels."""
    share = np.clip(1 - np.maximum(distance, 0) / max(reach, 1e-6), 0, 1)
    return np.asarray(share * share, np.float32)


class Sheet:
    """A transparent picture in the making, with its own coordinates in pixels.

    width, height  in pixels, made even so that the centre lies between pixels
    x, y           coordinates of the pixels' centres; the origin is the picture's centre
    """

    __slots__ = ("_alpha", "_colour", "height", "width", "x", "y")

    def __init__(self, width: float, height: float) -> None:
        self.width = 2 * int(np.ceil(width / 2))
        self.height = 2 * int(np.ceil(height / 2))
        self.x: Field = (np.arange(self.width, dtype=np.float32) + 0.5 - self.width / 2)[np.newaxis, :]
        self.y: Field = (np.arange(self.height, dtype=np.float32) + 0.5 - self.height / 2)[:, np.newaxis]
        self._colour = np.zeros((self.height, self.width, 3), np.float32)
        self._alpha = np.zeros((self.height, self.width), np.float32)

    def lay(self, colour: Colour, coverage: Field, to: Colour | None = None) -> None:
        """Lay a colour over the picture where `coverage` (0 to 1) says.

        With `to`, the colour runs from the top of the covered part to `to` at its bottom.
        """
        cover = np.broadcast_to(coverage, self._alpha.shape).astype(np.float32)
        ink: NDArray[np.float32] = np.array(colour, np.float32)
        if to is not None:
            rows = np.flatnonzero(cover.max(axis=1) > 0)
            first, last = (int(rows[0]), int(rows[-1])) if rows.size else (0, 1)
            share = np.clip((np.arange(self.height) - first) / max(last - first, 1), 0, 1)[:, np.newaxis, np.newaxis]
            ink = (ink * (1 - share) + np.array(to, np.float32) * share).astype(np.float32)
        self._colour += (ink - self._colour) * cover[..., np.newaxis]
        self._alpha += (1 - self._alpha) * cover

    def cut(self, coverage: Field) -> None:
        """Make the picture transparent where `coverage` says."""
        keep = (1 - np.broadcast_to(coverage, self._alpha.shape)).astype(np.float32)
        self._colour *= keep[..., np.newaxis]
        self._alpha *= keep

    def surface(self, alpha: float = 1.0, *, flipped: bool = False) -> pygame.Surface:
        """The picture, at a share of its opacity, and from right to left if `flipped`."""
        pixels = np.empty((self.height, self.width, 4), np.uint8)
        shown = np.maximum(self._alpha, 1e-6)[..., np.newaxis]
        pixels[..., :3] = np.rint(np.clip(self._colour / shown, 0, 255))
        pixels[..., 3] = np.rint(np.clip(self._alpha * alpha, 0, 1) * 255)
        if flipped:
            pixels = np.ascontiguousarray(pixels[:, ::-1])
        picture = pygame.image.frombuffer(pixels.tobytes(), (self.width, self.height), "RGBA")
        return picture.convert_alpha()


def packed(picture: pygame.Surface) -> pygame.Surface:
    """The same picture, ready to be put down many times: what is clear is skipped, two to seven times as fast.

    The first use packs it for the surface it is put on, and another surface means packing it anew, so a pixel of it
    is put on the window here and taken back. It must not be drawn upon or dimmed afterwards.
    """
    opacity = pygame.surfarray.pixels_alpha(picture)
    opacity[opacity <= CLEAR] = 0
    opacity[opacity >= SOLID] = 255
    del opacity  # which holds the picture
    picture.set_alpha(255, pygame.RLEACCEL)
    window = pygame.display.get_surface()
    if window is not None:
        corner = window.get_clip().topleft
        seen = window.get_at(corner)
        window.blit(picture, corner, (0, 0, 1, 1))
        window.set_at(corner, seen)
    return picture


def ground(size: tuple[int, int]) -> pygame.Surface:
    """A surface without transparency for a picture that others are drawn upon once it was copied to the window.

    SDL copies rows that begin on multiples of 16 bytes past the processor's cache, from where all that is drawn upon
    them must then be fetched again. These rows never do: that saves a sixth of a frame of the stage.
    """
    wide = pygame.Surface((size[0] + 4 - size[0] % 4 + 1, size[1])).convert()
    return wide.subsurface((1, 0, *size))


def centred(surface: pygame.Surface, picture: pygame.Surface, at: tuple[int, int]) -> None:
    """Put a picture down with its middle at a pixel."""
    surface.blit(picture, (at[0] - picture.get_width() // 2, at[1] - picture.get_height() // 2))
