"""Preview: two short lanes beside the settings, on which notes travel as they will in a play."""

from __future__ import annotations

import pygame

from drumjam.game.menu import Box
from drumjam.game.stage.setup import APPROACH
from drumjam.game.stage.sprites import LaneArt, NoteLook, Tie
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.touch import Touch

BEAT = 0.5
SIZE = 0.62
GAP = 46
"""Logical pixels between the middle and the targets."""

FIGURE = ((0, Pad.DRUM, Tie.UNISON), (1, Pad.DRUM, Tie.ALONE), (2, Pad.CYMBAL, Tie.UNISON), (3, Pad.CYMBAL, Tie.ALONE))
"""Beat, pad, and whether both strike: what comes in every four beats; the leaders' own notes are half a beat apart."""


class Preview:
    """Draws the lanes; made anew when the window or the colours change."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._art = {
            lane: LaneArt(theme.palette, theme.palette.leaders[lane], theme.scale, SIZE, 1 if lane is Lane.LEE else -1)
            for lane in Lane
        }

    def draw(self, canvas: pygame.Surface, box: Box, now: float, scroll: float, left: Lane) -> None:
        """The lanes in a logical box at a time in seconds; `left` leads the left one."""
        theme = self.theme
        theme.panel(canvas, box, Kind.SUNKEN, 16)
        x, y, w, h = box
        rows = {Pad.CYMBAL: y + h * 0.28, Pad.DRUM: y + h * 0.72}
        before = canvas.get_clip()
        canvas.set_clip(theme.rect(x + 4, y + 4, w - 8, h - 8).clip(before))
        for side, lane in ((-1, left), (1, left.other)):
            art, target = self._art[lane], x + w / 2 + side * GAP
            for pad in Pad:
                _put(canvas, theme, art.targets[pad][0], (target, rows[pad]))
            for away, look in self._coming(now, scroll, lane, w / 2 - GAP):
                _put(canvas, theme, art.note(look), (target + side * away, rows[look.pad]))
        canvas.set_clip(before)

    def _coming(self, now: float, scroll: float, lane: Lane, room: float) -> list[tuple[float, NoteLook]]:
        """Logical pixels to the target, and look, of each note in sight."""
        approach = APPROACH[Level.MEDIUM] / scroll
        beat, found = now / BEAT, []
        for bar in range(int(beat // 4), int((beat + approach / BEAT) // 4) + 1):
            for place, pad, tie in FIGURE:
                own = bar * 4 + place + (0.5 if tie is Tie.ALONE and lane is Lane.TAKAICHI else 0.0)
                left = (own - beat) * BEAT
                if 0 <= left <= approach:
                    found.append((room * left / approach, NoteLook(pad, Touch.PLAIN, tie, 0)))
        return found


def _put(canvas: pygame.Surface, theme: Theme, picture: pygame.Surface, at: tuple[float, float]) -> None:
    x, y = theme.point(*at)
    canvas.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))
