"""The picture of a sheet: head, rows and foot on the ground of the game's own pages."""

from __future__ import annotations

import pygame

from drumjam.game.ground import ground
from drumjam.game.palette import STANDARD, Palette
from drumjam.game.pictures import unseen_display
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
    unseen_display()
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
