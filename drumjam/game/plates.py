"""Plates: who played whom. A leader's face and the player's signature, in the colour of the sticks in hand."""

from __future__ import annotations

from dataclasses import replace

import pygame

from drumjam.game.faces import face
from drumjam.game.menu import Box
from drumjam.game.signature import Signature, cropped, inked
from drumjam.game.stage.longsticks import label_size
from drumjam.game.stage.pose import Mood
from drumjam.game.theme import Colour, Kind, Theme
from drumjam.rules.chart import Lane

LETTERS = 0.62
"""Height of a signature, as a share of its plate's."""


def plate(
    theme: Theme,
    canvas: pygame.Surface,
    box: Box,
    lane: Lane,
    signature: Signature,
    colour: Colour,
    mood: Mood = Mood.JOY,
) -> None:
    """One plate in a logical box.

    lane       whose face it shows
    signature  of who played that leader
    colour     of the rings on the sticks in the leader's hand: after the exchange the other's
    """
    x, y, w, h = box
    look = replace(theme.look(Kind.SUNKEN), alpha=235, stroke=colour, stroke_top=255, stroke_bottom=255, width=2.4)
    theme.panel(canvas, box, Kind.SUNKEN, h / 2, look)
    face(theme, canvas, lane, (x + h / 2, y + h / 2), h / 2 - 4, mood)
    left, right = x + h * 1.18, x + w - h * 0.5
    high = h * LETTERS
    room = theme.rect(left, y + (h - high) / 2, right - left, high)
    if signature.strokes:
        wide, high = label_size(theme.scale)
        strokes = cropped(signature.strokes, wide / high, room.width / room.height)
        signature = Signature(strokes=strokes)
    ink = inked(signature, room.size, theme.palette.text, theme.lettering)
    seen = ink.get_bounding_rect()
    canvas.blit(ink, (room.left, room.top), (seen.left, 0, seen.width, room.height))
