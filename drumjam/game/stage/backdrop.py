"""Backdrop: the room in the light of a harmony, with the crowd; and the title's room."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from drumjam.game.shipped import load_picture
from drumjam.game.stage.crowd import Crowd
from drumjam.game.stage.layout import HEIGHT, STAGE_BOTTOM, STAGE_TOP, WIDTH
from drumjam.game.stage.paint import ground
from drumjam.game.stage.parts import folder
from drumjam.game.stage.setup import Motion

BAKED = (0.2, 0.4, 0.6, 0.8)
STEPS = 32
KEPT = 6


def whole(name: str, size: tuple[int, int]) -> pygame.Surface:
    """A room at a size, from the picture of its left half."""
    half = load_picture(folder() / f"{name}.png").convert()
    width, height = half.get_size()
    both = pygame.Surface((2 * width, height)).convert()
    both.blit(half, (0, 0))
    both.blit(pygame.transform.flip(half, True, False), (width, 0))
    return both if both.get_size() == size else pygame.transform.smoothscale(both, size)


def light_of(harmony: float) -> int:
    """The step of light a harmony has, 0 to STEPS, cool to warm."""
    t = (harmony - BAKED[0]) / (BAKED[-1] - BAKED[0])
    return round(min(max(t, 0.0), 1.0) * STEPS)


class Backdrop:
    """The stage area, rows 48 to 416 of the logical canvas. Only blits while the light stays the same."""

    def __init__(self, scale: float, size: tuple[int, int], *, offset: tuple[int, int] = (0, 0)) -> None:
        """Load the rooms.

        scale   device pixels for one logical pixel
        size    the canvas in device pixels: nothing is drawn outside it
        offset  where the canvas begins on the surfaces drawn to, in device pixels
        """
        top, bottom = round(STAGE_TOP * scale), round(STAGE_BOTTOM * scale)
        self._corner = offset[0], offset[1] + top
        self._clip = pygame.Rect(offset, size).clip((*self._corner, round(WIDTH * scale), bottom - top))
        self._offset = offset
        area = round(WIDTH * scale), bottom - top
        self._rooms = [whole(f"room_{round(100 * harmony)}", area) for harmony in BAKED]
        self._crowd = Crowd(scale)
        self._lit: dict[int, pygame.Surface] = {}

    def draw(
        self,
        surface: pygame.Surface,
        harmony: float,
        beat: float,
        *,
        pulses: int = 4,
        motion: Motion = Motion.FULL,
        parts: Sequence[pygame.Rect] | None = None,
    ) -> None:
        """Draw room and crowd.

        harmony  0 to 1, smoothed: the light follows it at once
        beat     pulses since a bar's first, whole on each pulse; may be negative
        pulses   pulses in a bar, for the crowd's claps
        parts    of the room, in device pixels; all of it if None
        """
        for part in (self._clip,) if parts is None else parts:
            self.draw_part(surface, harmony, part)
        before = surface.get_clip()
        surface.set_clip(self._clip.clip(before))
        self._crowd.draw(surface, harmony, beat, pulses=pulses, motion=motion, offset=self._offset)
        surface.set_clip(before)

    def draw_part(self, surface: pygame.Surface, harmony: float, part: pygame.Rect) -> None:
        """Draw the room alone, in a part of its area in device pixels."""
        surface.blit(self._room(light_of(harmony)), part, part.move(-self._corner[0], -self._corner[1]))

    def _room(self, step: int) -> pygame.Surface:
        """The room in one step of light, blended once from the two baked lights next to it."""
        if step not in self._lit:
            place = step / STEPS * (len(BAKED) - 1)
            low = min(math.floor(place), len(BAKED) - 2)
            upper = self._rooms[low + 1]
            room = self._lit.pop(next(iter(self._lit))) if len(self._lit) == KEPT else ground(upper.get_size())
            room.blit(self._rooms[low], (0, 0))
            upper.set_alpha(round(255 * (place - low)))
            room.blit(upper, (0, 0))
            upper.set_alpha(None)
            self._lit[step] = room
        return self._lit[step]


class TitleBackdrop:
    """The room of the title and the menus, 1280x720 logical, always in warm light."""

    def __init__(self, scale: float, *, offset: tuple[int, int] = (0, 0)) -> None:
        """Load it; `offset` is where the canvas begins on the surfaces drawn to, in device pixels."""
        self._offset = offset
        self._room = whole("title", (round(WIDTH * scale), round(HEIGHT * scale)))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the room."""
        surface.blit(self._room, self._offset)
