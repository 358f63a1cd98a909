"""Playbill: what is about to be played and by whom, while its sound is being made."""

from __future__ import annotations

import pygame

from drumjam.game.cover import cover
from drumjam.game.faces import face
from drumjam.game.gear.art import GearArt
from drumjam.game.inputs.seats import caps
from drumjam.game.plan import Plan
from drumjam.game.shelf import stripes_of
from drumjam.game.stage.pose import Mood
from drumjam.game.theme import Theme
from drumjam.game.widgets import cap_width, key_cap
from drumjam.game.world import World
from drumjam.rules.chart import Lane, Pad

COVER = (360.0, 112.0, 560.0, 164.0)
SIDES = (180.0, 1100.0)
"""Where the leaders stand, left and right."""

FACE_Y, FACE, NAME_Y, KEYS_Y, KEYS_STEP = 214, 88, 332, 392, 54
CAP, LAMP = 34, 0.35
"""Height of a key, and how brightly the sign of a pad shines before anybody strikes it."""

PLAYED_BY = {"human": "kind.human", "partner": "kind.partner", "silent": "other.silent"}
"""What is said of a lane that nobody plays, or played when it was recorded; all others are the computer's."""

PARTS = 6
"""The parts in which it is painted: one a frame, so that no frame takes long."""


class Playbill:
    """The song's cover, and both leaders with the keys that play them."""

    def __init__(self, world: World, plan: Plan) -> None:
        self.world = world
        self.plan = plan
        self._made: tuple[Theme, pygame.Surface] | None = None
        self._art: GearArt | None = None

    def draw(self, canvas: pygame.Surface, parts: int) -> None:
        """The first so many of PARTS: cover, Lee, Takaichi, signs of pads, Lee's keys, Takaichi's keys."""
        theme = self.world.theme
        if parts <= 0:
            return
        if self._made is None or self._made[0] is not theme:
            song, size = self.plan.song, (theme.px(COVER[2]), theme.px(COVER[3]))
            picture = cover(size, theme.px(14), song.id, stripes_of(song.chart), theme.palette)
            self._made, self._art = (theme, picture), None
        canvas.blit(self._made[1], theme.point(*COVER[:2]))
        for lane in tuple(Lane)[: parts - 1]:
            self._leader(canvas, lane)
        if parts > 3:
            self._art = self._art or GearArt(theme)
            for lane in tuple(Lane)[: parts - 4]:
                self._keys(canvas, lane, self._art)

    def _middle(self, lane: Lane) -> float:
        return SIDES[0 if lane is self.world.left else 1]

    def _leader(self, canvas: pygame.Surface, lane: Lane) -> None:
        theme, words, x = self.world.theme, self.world.strings, self._middle(lane)
        face(theme, canvas, lane, (x, FACE_Y), FACE, Mood.JOY if lane in self.plan.led else Mood.HAPPY)
        colour = theme.palette.leaders[lane]
        theme.text(canvas, words.leader(lane), (x, NAME_Y), 30, colour, align="center", width=330, room=46)

    def _keys(self, canvas: pygame.Surface, lane: Lane, art: GearArt) -> None:
        """The keys of a lane's pads, or who plays it for want of a person."""
        world, plan, x = self.world, self.plan, self._middle(lane)
        theme, p = world.theme, world.theme.palette
        if lane not in plan.led:
            kind = plan.kinds[lane].partition(":")[0]
            told = world.strings.text(PLAYED_BY.get(kind, "kind.autoplay"))
            theme.text(canvas, told, (x, KEYS_Y), 22, p.muted, align="center", width=330, room=40)
            return
        labels = caps(world.bindings, lane, plan.led, world.left)
        for row, pad in enumerate((Pad.CYMBAL, Pad.DRUM)):
            y, shown = KEYS_Y + row * KEYS_STEP, labels[pad].split()
            left = x - (sum(cap_width(theme, cap, CAP) + 8 for cap in shown) + 44) / 2
            art.lamp(canvas, pad, p.leaders[lane], LAMP, (left + 18, y))
            left += 52
            for cap in shown:
                left += key_cap(theme, canvas, cap, (left, y), CAP) + 8
