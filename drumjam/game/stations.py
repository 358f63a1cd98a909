"""Stations: the seven cards along the road, gold as far as somebody has come."""

from __future__ import annotations

from math import sin

import pygame

from drumjam.game.menu import Box
from drumjam.game.palette import Colour
from drumjam.game.road import CARDS, Card
from drumjam.game.theme import Theme, mix
from drumjam.game.widgets import line_height
from drumjam.game.world import World

ROAD_Y, ROAD_LEFT, ROAD_STEP, DOT = 136, 112, 176, 28
NAME_SIZES = (17, 16, 15, 14, 13, 12, 11, 10)


def station_box(card: Card) -> Box:
    """Where a card of the road is reached: its dot and its name."""
    x = _x(card)
    return (x - ROAD_STEP / 2 + 8, ROAD_Y - DOT - 8, ROAD_STEP - 16, 2 * DOT + 66)


def draw_road(world: World, canvas: pygame.Surface, here: Card, opened: Card, lit: float, now: float) -> None:
    """The road.

    here    how far somebody has come: that station hops, unless motion is reduced
    opened  the card that is open
    lit     how far the focus is on it, 0 to 1
    """
    theme, p = world.theme, world.theme.palette
    for card in CARDS[1:]:
        colour = p.harmony if card.number <= here.number else mix(p.lane, p.muted, 0.5)
        theme.line(canvas, (_x(card) - ROAD_STEP + DOT, ROAD_Y), (_x(card) - DOT, ROAD_Y), 4, colour)
    still = world.settings.screen.reduced_motion
    for card in CARDS:
        reached = card.number <= here.number
        at = (_x(card), ROAD_Y - (0 if still or card is not here else 3 * abs(sin(3.2 * now))))
        theme.disc(canvas, at, DOT, p.harmony if reached else mix(p.lane, p.muted, 0.35))
        theme.disc(canvas, at, DOT - 4, mix(p.sunken, p.harmony, 0.35) if card is opened else p.sunken)
        if card is opened:
            theme.ring(canvas, at, DOT + 6, 3, p.text if lit > 0.2 else p.harmony)
        theme.text(canvas, str(card.number), at, 26, p.text if reached else p.muted, "display", "center")
        name = world.strings.text(f"story.{card.number}.name")
        box = (_x(card) - ROAD_STEP / 2 + 6, ROAD_Y + DOT + 8, ROAD_STEP - 12, 56)
        _name(theme, canvas, name, box, p.text if card is opened else p.muted)


def _name(theme: Theme, canvas: pygame.Surface, name: str, box: Box, colour: Colour) -> None:
    """A card's name in one line or two, in the middle of its box."""
    x, y, w, h = box
    size = next((s for s in NAME_SIZES if len(theme.lines(name, w, s)) * line_height(theme, s) <= h), 9)
    for place, line in enumerate(theme.lines(name, w, size)):
        at = (x + w / 2, y + (place + 0.5) * line_height(theme, size))
        theme.text(canvas, line, at, size, colour, align="center", width=w)


def _x(card: Card) -> float:
    return ROAD_LEFT + (card.number - 1) * ROAD_STEP
