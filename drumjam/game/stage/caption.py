"""Caption: a line of text on the stage that is set once and put down many times."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from drumjam.game.palette import Colour
from drumjam.game.theme import Theme

LARGEST, SMALLEST = 28, 14
"""Logical sizes between which letters are kept, whatever the player's own setting."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of text: its picture, and how far below its upper edge the middle of its capitals is, in pixels."""

    picture: pygame.Surface
    rise: int

    def draw(self, surface: pygame.Surface, at: tuple[int, int], share: float = 0.0) -> None:
        """Put it down at a pixel: its left end, or what stands at a `share` of its width; `y` in its middle."""
        surface.blit(self.picture, (at[0] - int(share * self.picture.get_width()), at[1] - self.rise))


def caption(theme: Theme, text: str, size: float, colour: Colour, width: float) -> Caption:
    """Set a line of a logical size, no wider than a logical width."""
    pixels = min(theme.size(size), theme.px(LARGEST))
    text, pixels = theme.lettering.fit(text, theme.px(width), pixels, min(pixels, theme.px(SMALLEST)))
    picture = theme.lettering.label(text, pixels, colour).copy()
    return Caption(picture, theme.lettering.ascent(text, pixels, "text") - round(0.375 * pixels))
