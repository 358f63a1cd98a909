"""Glyphs: numbers that change every frame, set from signs rendered once."""

from __future__ import annotations

from typing import Literal

import pygame

from drumjam.game.palette import Colour
from drumjam.game.theme import Theme

SIGNS = "0123456789,.%+-×/ "


class Glyphs:
    """The signs of numbers in one size and colour; all digits are equally wide, so that numbers do not dance.

    theme   the window's
    size    logical text size, before the player's own setting
    most    the largest logical size the setting may make of it: what stands above and below needs its room too
    sample  the longest number, which must stand within a logical `width`: letters are made smaller if it does not
    """

    def __init__(
        self,
        theme: Theme,
        size: float,
        colour: Colour,
        font: Literal["text", "display"] = "text",
        *,
        sample: str,
        width: float,
        most: float,
    ) -> None:
        lettering = theme.lettering
        _, pixels = lettering.fit(sample, theme.px(width), min(theme.size(size), theme.px(most)), 6, font)
        self._signs = {sign: lettering.label(sign, pixels, colour, font) for sign in SIGNS}
        digit = max(self._signs[digit].get_width() for digit in "0123456789")
        self._advance = {sign: digit if sign.isdigit() else self._signs[sign].get_width() for sign in SIGNS}
        self._rise = lettering.ascent("0", pixels, font) - round(0.375 * pixels)
        self._theme = theme

    def width(self, text: str) -> int:
        """How wide a number is, in pixels."""
        return sum([self._advance[sign] for sign in text])

    def draw(
        self,
        surface: pygame.Surface,
        text: str,
        at: tuple[float, float],
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Draw a number with its end or middle at a logical point, `y` in the middle of its digits."""
        x, y = self._theme.point(*at)
        wide = self.width(text)
        x -= 0 if align == "left" else wide // 2 if align == "center" else wide
        y -= self._rise
        row: list[tuple[pygame.Surface, tuple[int, int]]] = []
        for sign in text:
            picture, advance = self._signs[sign], self._advance[sign]
            row.append((picture, (x + (advance - picture.get_width()) // 2, y)))
            x += advance
        surface.blits(row, False)
