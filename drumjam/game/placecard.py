"""Place card: one of two players' places, pale while nobody sits there, lit by the leader's colour afterwards."""

from __future__ import annotations

from math import sin

import pygame

from drumjam.game.faces import face
from drumjam.game.inputs.seats import caps
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.joining import Place
from drumjam.game.menu import Box
from drumjam.game.palette import mix
from drumjam.game.stage.pose import Mood
from drumjam.game.theme import Kind
from drumjam.game.widgets import cap_width, key_cap
from drumjam.game.world import World
from drumjam.rules.chart import Lane, Pad

BOTH = frozenset(Lane)
CAP = 34


def draw_place(world: World, canvas: pygame.Surface, box: Box, lane: Lane, place: Place, now: float) -> None:
    """Who it is, what the player holds or that a stroke joins, and which keys play here."""
    theme, p, words = world.theme, world.theme.palette, world.strings
    x, y, w, h = box
    colour, left, width = p.leaders[lane], x + 156, w - 176
    caps_width = sum(cap_width(theme, cap, CAP) + 8 for cap in _caps(world, lane)) - 8
    theme.panel(canvas, box, Kind.PANEL, 20, theme.tinted(Kind.PANEL, colour, 0.30 if place.device else 0.12))
    face(theme, canvas, lane, (x + 82, y + 76), 58, Mood.JOY if place.device else Mood.HAPPY)
    theme.text(canvas, words.leader(lane), (left, y + 46), 30, colour, width=width, room=42)
    if place.device:
        held = words.text("devices.keyboard") if place.device == KEYBOARD else place.device
        theme.text(canvas, held, (left, y + 98), 20, width=width - caps_width - 16, room=30)
        at = (x + w / 2, y + h - 22)
        theme.text(canvas, words.text("join.pads"), at, 17, p.muted, align="center", width=w - 40, room=26)
    else:
        glow = 1.0 if world.settings.screen.reduced_motion else round(4 + 4 * sin(now * 4)) / 8
        asked = mix(p.text, p.harmony, glow)
        theme.text(canvas, words.text("join.strike"), (left, y + 98), 22, asked, width=width - caps_width - 16, room=32)
    _draw_caps(world, canvas, lane, (x + w - 20 - caps_width, y + 98))


def _caps(world: World, lane: Lane) -> list[str]:
    """This side's keys, as they lie on the keyboard."""
    labels = caps(world.bindings, lane, BOTH, world.left)
    pads = (Pad.CYMBAL, Pad.DRUM) if lane is world.left else (Pad.DRUM, Pad.CYMBAL)
    return [cap for pad in pads for cap in labels[pad].split()]


def _draw_caps(world: World, canvas: pygame.Surface, lane: Lane, at: tuple[float, float]) -> None:
    x = at[0]
    for cap in _caps(world, lane):
        key_cap(world.theme, canvas, cap, (x, at[1]), CAP)
        x += cap_width(world.theme, cap, CAP) + 8
