"""Long sticks: two pairs with rings of a leader's colour and a signature each, at any place, turn and size."""

from __future__ import annotations

from collections import OrderedDict

import pygame

from drumjam.game.palette import Colour
from drumjam.game.stage.exchange import GRIP, Hold
from drumjam.game.stage.parts import Flip, Parts

LABEL: tuple[float, float, float] = (124.0, 331.0, 40.0)
"""Where a signature stands on a stick: from and to, logical pixels from the butt's end, and how high it may be."""

HALVED = 0.6
"""Below this size a stick is drawn from a copy of half its size: turning alone would leave it jagged."""

TURNED_KEPT = 4
"""Sticks that are held still are turned once; in flight each moment turns them anew."""


def label_size(scale: float) -> tuple[int, int]:
    """The pixels that a signature has on a stick, at a scale of device pixels for one logical pixel."""
    return round((LABEL[1] - LABEL[0]) * scale), round(LABEL[2] * scale)


def long_stick(parts: Parts, colour: Colour, label: pygame.Surface | None, flip: Flip) -> tuple[pygame.Surface, float]:
    """A level stick of a pair, and how many pixels its grip lies from its left edge (its middle is half way down).

    colour  of the rings
    label   the signature, of `label_size`; None for a stick without one
    flip    AS_PAINTED with the butt at the left, MIRRORED with the butt at the right; a signature is never mirrored
    """
    stick, x, y = parts.prepare("long_stick", flip)
    made = stick.copy()
    band, band_x, band_y = parts.prepare("long_band", flip)
    ring = band.copy()
    ring.fill(colour, special_flags=pygame.BLEND_RGB_MULT)
    made.blit(ring, (band_x - x, band_y - y))
    if label is not None:
        middle = (LABEL[0] + LABEL[1]) / 2 * parts.scale * flip.value
        made.blit(label, (round(middle - x - label.get_width() / 2), round(-y - label.get_height() / 2)))
    return made, GRIP * parts.scale * flip.value - x


class LongSticks:
    """The sticks that one leader signed, ready to be drawn."""

    def __init__(self, parts: Parts, colour: Colour, label: pygame.Surface | None) -> None:
        """Paint them; `colour` and `label` as for `long_stick`."""
        _, _, top = parts.prepare("long_stick")
        self._scale = parts.scale
        self._axis = -top
        self._made: dict[tuple[Flip, bool, bool], tuple[pygame.Surface, float, float]] = {}
        self._turned: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        for flip in Flip:
            for signed in (False, True):
                whole, grip = long_stick(parts, colour, label if signed else None, flip)
                self._made[flip, signed, False] = whole, grip, 1.0
                self._made[flip, signed, True] = pygame.transform.smoothscale_by(whole, 0.5), grip / 2, 0.5

    def draw(self, surface: pygame.Surface, hold: Hold, offset: tuple[int, int] = (0, 0)) -> None:
        """Draw the pair where a hold says, the unsigned stick behind; `offset` is the canvas's corner in pixels."""
        lean = hold.fan if hold.flip is Flip.AS_PAINTED else -hold.fan
        self._put(surface, hold, -lean, False, offset)
        self._put(surface, hold, 0.0, True, offset)

    def _put(self, surface: pygame.Surface, hold: Hold, lean: float, signed: bool, offset: tuple[int, int]) -> None:
        which = (hold.flip, signed, hold.zoom < HALVED)
        picture, grip, size = self._made[which]
        turn = hold.angle + lean - (180.0 if hold.flip is Flip.MIRRORED else 0.0)
        zoom = hold.zoom / size
        centre = pygame.Vector2(picture.get_width() / 2 - grip, picture.get_height() / 2 - self._axis * size)
        centre = centre.rotate(turn) * zoom
        key = (which, turn, zoom)
        if key not in self._turned:
            self._turned[key] = pygame.transform.rotozoom(picture, -turn, zoom)
            while len(self._turned) > TURNED_KEPT:
                self._turned.popitem(last=False)
        turned = self._turned[key]
        x, y = hold.x * self._scale + offset[0] + centre.x, hold.y * self._scale + offset[1] + centre.y
        surface.blit(turned, (round(x - turned.get_width() / 2), round(y - turned.get_height() / 2)))
