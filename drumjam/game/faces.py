"""Faces: the leaders' portraits on the pages."""

from __future__ import annotations

import pygame

from drumjam.game.stage.pose import Mood
from drumjam.game.stage.signs import portrait
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane


def face(
    theme: Theme, canvas: pygame.Surface, lane: Lane, at: tuple[float, float], radius: float, mood: Mood = Mood.JOY
) -> None:
    """A leader's portrait, in a ring of the leader's colour, about a logical point."""
    picture = portrait(lane, mood, theme.px(2 * radius), theme.palette.leaders[lane])
    canvas.blit(picture, picture.get_rect(center=theme.point(*at)))
