"""GearArt: pictures of devices and of their lights, painted once at one size of the window."""

from __future__ import annotations

import numpy as np
import pygame

from drumjam.game.inputs.devices import Sort
from drumjam.game.palette import Colour, mix
from drumjam.game.stage import paint
from drumjam.game.theme import Theme
from drumjam.rules.chart import Pad

ICON = 46
LAMP = 34
STEPS = 8
"""How many brightnesses a light has."""


class GearArt:
    """Icons of devices, and lights in any colour; each is painted when it is first asked for."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._icons = {sort: self._icon(sort) for sort in Sort}
        self._lamps: dict[tuple[Pad, Colour, int], pygame.Surface] = {}

    def icon(self, canvas: pygame.Surface, sort: Sort, at: tuple[float, float]) -> None:
        """A device about a logical point."""
        _put(canvas, self.theme, self._icons[sort], at)

    def lamp(self, canvas: pygame.Surface, pad: Pad, colour: Colour, share: float, at: tuple[float, float]) -> None:
        """A light about a logical point, at a share of 0 to 1 of its brightness."""
        key = (pad, colour, round(share * STEPS))
        if key not in self._lamps:
            self._lamps[key] = self._lamp(*key)
        _put(canvas, self.theme, self._lamps[key], at)

    def _lamp(self, pad: Pad, colour: Colour, step: int) -> pygame.Surface:
        p, s, share = self.theme.palette, self.theme.scale, step / STEPS
        across = LAMP * s
        sheet = paint.Sheet(across * 2, across * 2)
        if pad is Pad.DRUM:
            shape = paint.disc(sheet.x, sheet.y, across / 2)
        else:
            shape = paint.diamond(sheet.x, sheet.y, across * 0.56, across * 0.07)
        sheet.lay(colour, paint.glow(shape, 13 * s) * 0.6 * share)
        sheet.lay(p.sunken, paint.inside(shape))
        sheet.lay(mix(colour, p.stroke, 0.35 * share), paint.inside(shape) * share)
        sheet.lay(mix(colour, p.stroke, 0.1 + 0.5 * share), paint.outline(shape, 2.6 * s))
        return sheet.surface()

    def _icon(self, sort: Sort) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(ICON * s, ICON * s)
        u = ICON * s / 46
        ink = mix(p.muted, p.text, 0.35)
        for field in {Sort.KEYBOARD: _keyboard, Sort.KIT: _kit, Sort.GAME_PAD: _game_pad}[sort](sheet, u):
            sheet.lay(ink, field)
        return sheet.surface()


def _keyboard(sheet: paint.Sheet, u: float) -> list[paint.Field]:
    """A case with two rows of keys and a long one."""
    case = paint.outline(paint.box(sheet.x, sheet.y, 21 * u, 14 * u, 5 * u), 2.6 * u)
    keys = [
        paint.inside(paint.box(sheet.x - (i * 7.4 - 14.8) * u, sheet.y + (7 - row * 7) * u, 2.3 * u, 2.1 * u, 0.8 * u))
        for row in range(2)
        for i in range(5)
    ]
    return [case, *keys, paint.inside(paint.box(sheet.x, sheet.y - 7.2 * u, 9.5 * u, 1.9 * u, 0.8 * u))]


def _kit(sheet: paint.Sheet, u: float) -> list[paint.Field]:
    """A drum on its legs, and a cymbal on its stand."""
    x, y = sheet.x, sheet.y
    head = paint.outline(paint.box(x + 5 * u, y - 2 * u, 15 * u, 4.2 * u, 4.2 * u), 2.6 * u)
    shell = paint.box(x + 5 * u, y - 7 * u, 15 * u, 8 * u, 4 * u)
    body = paint.outline(shell, 2.6 * u) * paint.inside(-(y - 1 * u))
    legs = [
        paint.segment(x, y, (-16 * u, 13 * u), (-20 * u, 21 * u)),
        paint.segment(x, y, (6 * u, 13 * u), (10 * u, 21 * u)),
    ]
    stand = paint.segment(x, y, (15 * u, -13 * u), (17 * u, 21 * u))
    cymbal = paint.segment(x, y, (4 * u, -12 * u), (21 * u, -17 * u))
    lines = [paint.inside(line - 1.3 * u) for line in (*legs, stand)]
    return [head, body, *lines, paint.inside(cymbal - 1.9 * u)]


def _game_pad(sheet: paint.Sheet, u: float) -> list[paint.Field]:
    """A body with two grips, a cross and two buttons."""
    x, y = sheet.x, sheet.y
    grips = [paint.segment(x, y, (side * 11 * u, -2 * u), (side * 15.5 * u, 10 * u)) - 6.5 * u for side in (-1, 1)]
    shape = np.minimum(np.minimum(*grips), paint.box(x, y + 2 * u, 14 * u, 8 * u, 6 * u))
    cross = [paint.box(x + 10 * u, y + 2 * u, *half, 0.6 * u) for half in ((4.4 * u, 1.4 * u), (1.4 * u, 4.4 * u))]
    buttons = [paint.disc(x - 8 * u, y - 0.5 * u, 2.2 * u), paint.disc(x - 13 * u, y + 4.5 * u, 2.2 * u)]
    return [paint.outline(shape, 2.6 * u), *(paint.inside(part) for part in (*cross, *buttons))]


def _put(canvas: pygame.Surface, theme: Theme, picture: pygame.Surface, at: tuple[float, float]) -> None:
    x, y = theme.point(*at)
    canvas.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))
