"""The picture of a sheet: head, rows and foot on the ground of the game's own pages."""

from __future__ import annotations

from io import BytesIO

import pygame

from drumjam.game.ground import ground
from drumjam.game.palette import STANDARD, Palette
from drumjam.game.sheet.foot import Foot
from drumjam.game.sheet.head import Head
from drumjam.game.sheet.layout import MARGIN, WIDTH, lay_out
from drumjam.game.sheet.systems import Systems
from drumjam.game.strings import Strings
from drumjam.game.theme import Theme
from drumjam.rules.outline import Outline


def draw_sheet(outline: Outline, title: str, artist: str = "", palette: Palette = STANDARD) -> pygame.Surface:
    """The whole chart of two leaders as one picture, 1600 wide and at most 12,000 pixels high.

    Needs no window: where there is none, the caller has chosen SDL's dummy driver.
    """
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((1, 1))
    theme, words = Theme(palette=palette), Strings("en")
    layout = lay_out(outline)
    canvas = pygame.Surface((WIDTH, layout.height))
    canvas.blit(ground(canvas.get_size(), palette), (0, 0))
    Head(theme, words, outline, title, artist).draw(canvas)
    Systems(theme, words, outline, layout).draw(canvas)
    if not layout.rows:
        theme.text(canvas, "Nobody has anything to play.", (MARGIN, layout.height // 3), 26, palette.muted)
    Foot(theme, words, outline).draw(canvas)
    return canvas


def png_bytes(picture: pygame.Surface) -> bytes:
    """A picture as the bytes of a PNG file."""
    file = BytesIO()
    pygame.image.save(picture, file, "sheet.png")
    return file.getvalue()
