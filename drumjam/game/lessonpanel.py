"""LessonPanel: what is to be done in a step of the lesson, in a panel between the leaders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pygame

from drumjam.game.menu import Box
from drumjam.game.stage.sprites import LaneArt, NoteLook, Tie
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import cap_width, key_cap, paragraph
from drumjam.rules.chart import Pad
from drumjam.rules.touch import Touch

PANEL: Box = (434, 222, 412, 192)
HEAD_Y, FOOT_Y = 246, 382
WORDS: Box = (454, 266, 372, 84)
LEFT, RIGHT = 454, 826
CAP, NOTE, GAP = 32, 54, 16
PIP, PIP_STEP = 8, 22


@dataclass(frozen=True, slots=True)
class Teaching:
    """What the panel says.

    title   what is learned
    place   of how many, "1 / 4"
    words   what to do, or the praise for it
    caps    what stands on the keys of each pad that it takes
    well    strokes that came well
    enough  how many are asked for; 0: nobody counts
    praise  whether the words are praise
    """

    title: str
    place: str
    words: str
    caps: Mapping[Pad, str]
    well: int
    enough: int
    praise: bool


def draw_lesson_panel(theme: Theme, canvas: pygame.Surface, art: LaneArt, said: Teaching) -> None:
    """Title, words, the notes with their keys, a light for each stroke that came well."""
    p = theme.palette
    theme.panel(canvas, PANEL, Kind.PANEL, 20)
    pips = RIGHT - said.enough * PIP_STEP
    drawn = theme.text(canvas, said.place, (LEFT, HEAD_Y), 20, p.muted, width=60, room=30)
    x = LEFT + drawn.width / theme.scale + GAP
    theme.text(canvas, said.title, (x, HEAD_Y), 20, p.harmony, width=pips - GAP - x, room=30)
    paragraph(theme, canvas, said.words, WORDS, 24, middle=True, colour=p.harmony if said.praise else p.text)
    x = float(LEFT)
    for pad, caps in said.caps.items():
        picture = art.note(NoteLook(pad, Touch.PLAIN, Tie.ALONE, 0))
        canvas.blit(picture, picture.get_rect(center=theme.point(x + NOTE / 2 - 4, FOOT_Y)))
        x += NOTE
        for cap in caps.split():
            if x + cap_width(theme, cap, CAP) > RIGHT:
                break
            x += key_cap(theme, canvas, cap, (x, FOOT_Y), CAP) + 6
        x += GAP
    for number in range(said.enough):
        at = (pips + (number + 0.5) * PIP_STEP, HEAD_Y)
        theme.ring(canvas, at, PIP, 2, p.harmony if number < said.well else p.muted)
        if number < said.well:
            theme.disc(canvas, at, PIP - 3, p.harmony)
