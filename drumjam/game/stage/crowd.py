"""Crowd: people in front of the stage who find the beat together with the leaders."""

from __future__ import annotations

import math

import pygame

from drumjam.game.stage.parts import Flip, Parts, Tint
from drumjam.game.stage.setup import Motion

FOOT = (640.0, 416.0)
ROWS = 3
CLAPPERS = (1, 2)
NOD = 3.2
RISE = 26.0
CLAP_FROM = 0.55
WAVE_FROM = 0.30
CLAP = 0.16
CROWD_TINT = Tint((126, 164, 232), (255, 208, 150))
LIGHT_TINT = Tint((190, 215, 255), (255, 255, 255))


def back_beat(pulse: int, pulses: int) -> bool:
    """Whether a pulse of the bar is clapped: the second and fourth, in three the second and third."""
    if pulses == 3:
        return pulse in (1, 2)
    return pulse % 2 == 1


def clapping(beat: float, pulses: int) -> bool:
    """Whether the hands are together now; `beat` counts pulses, whole on each, 0 at a bar's first."""
    nearest = math.floor(beat + 0.5)
    return abs(beat - nearest) < CLAP and back_beat(nearest % pulses, pulses)


def nod(beat: float, row: int, harmony: float) -> float:
    """Logical pixels a row has sunk: on the beat, rows apart at harmony 0 and as one at 1."""
    apart = (1.0 - harmony) * row / ROWS
    return NOD * (0.35 + 0.65 * harmony) * (0.5 + 0.5 * math.cos(2.0 * math.pi * (beat - apart))) ** 2


class Crowd:
    """Draws the crowd at one scale."""

    def __init__(self, scale: float) -> None:
        """Load the three rows; `scale` is device pixels for one logical pixel."""
        self._scale = scale
        self._people = Parts(scale, CROWD_TINT)
        self._lights = Parts(scale, LIGHT_TINT)
        for row in range(ROWS):
            self._people.prepare(f"crowd_{row}")
            for flip in Flip:
                self._lights.prepare(f"crowd_lights_{row}", flip)
        for row in CLAPPERS:
            for name in ("clap", "apart"):
                self._people.prepare(f"crowd_{name}_{row}")

    def draw(
        self,
        surface: pygame.Surface,
        harmony: float,
        beat: float,
        *,
        pulses: int = 4,
        motion: Motion = Motion.FULL,
        offset: tuple[int, int] = (0, 0),
    ) -> None:
        """Draw rows from back to front: nodding, lights up from a bit awkward on, clapping from coming together on."""
        calm = motion is Motion.REDUCED
        up = min(max((harmony - WAVE_FROM) / 0.25, 0.0), 1.0)
        claps = not calm and clapping(beat, pulses)
        light = self._people.light(harmony)
        for row in range(ROWS):
            down = 0.0 if calm else nod(beat, row, harmony)
            if up > 0.0:
                side = 1 if calm or math.floor(beat / 2 + row * (1.0 - harmony)) % 2 else -1
                self._put(surface, self._lights, f"crowd_lights_{row}", light, down + RISE * (1.0 - up), side, offset)
            if harmony >= CLAP_FROM and row in CLAPPERS:
                name = f"crowd_{'clap' if claps else 'apart'}_{row}"
                self._put(surface, self._people, name, light, down, 1, offset)
            self._put(surface, self._people, f"crowd_{row}", light, down, 1, offset)
        self._people.look_ahead()
        self._lights.look_ahead()

    def _put(
        self,
        surface: pygame.Surface,
        parts: Parts,
        name: str,
        light: int,
        down: float,
        side: int,
        offset: tuple[int, int],
    ) -> None:
        picture, x, y = parts.spot(name, light, Flip(side))
        at = round(FOOT[0] * self._scale) + x + offset[0], round((FOOT[1] + down) * self._scale) + y + offset[1]
        surface.blit(picture, at)
