"""Threads: the golden line from one note of a unison to the other, and its shine when both are struck."""

from __future__ import annotations

import pygame

from drumjam.game.palette import Colour, Palette
from drumjam.game.stage import paint
from drumjam.game.stage.layout import HEIGHT, WIDTH, LaneLayout, Layout
from drumjam.game.stage.moments import SHINE, Light
from drumjam.game.stage.setup import Arrangement, Motion
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.rules.chart import Pad

STEPS = 8
"""Shades of a thread between nearly nothing and full."""

FAINTEST = 0.3
SHOWN = 2
"""Unisons ahead whose thread is shown."""

LOOK_BACK = 0.12


class Threads:
    """Paints threads once, then shows parts of them.

    A thread runs along its two lines of travel; where the two notes are on different pads it crosses from one
    line to the other between the targets.
    """

    def __init__(self, theme: Theme, layout: Layout, motion: Motion) -> None:
        self.theme = theme
        self.layout = layout
        self.motion = motion
        p = theme.palette
        upright = layout.arrangement is Arrangement.STACKED
        self._lines = _shades(_line(p, p.harmony, theme.scale, 0.5, upright=upright))
        shine = {Light.GOLD: p.harmony, Light.WHITE: p.text}
        self._shines = {
            light: _shades(_line(p, colour, theme.scale, 1.5, upright=upright)) for light, colour in shine.items()
        }
        self._slants: dict[tuple[Pad, Pad], list[pygame.Surface]] = {}
        self._slant_shines: dict[tuple[Light, Pad, Pad], list[pygame.Surface]] = {}
        if not upright:
            for pads in ((Pad.DRUM, Pad.CYMBAL), (Pad.CYMBAL, Pad.DRUM)):
                self._slants[pads] = _shades(self._slant(pads, p.harmony, 0.5))
                for light, colour in shine.items():
                    self._slant_shines[light, *pads] = _shades(self._slant(pads, colour, 1.5))

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw the threads of the next unisons, and those that shine."""
        part = state.part
        first = part.first_thread(now - LOOK_BACK)
        shown = 0
        for thread in part.threads[first : first + SHOWN + 4]:
            lanes = self.layout.lanes
            lead = (thread.time - now) / max(lane.approach for lane in lanes)
            if lead > 1 or shown == SHOWN:
                break
            notes = (thread.lee, thread.takaichi)
            gone = [state.hit_at[i] is not None and (state.hit_at[i] or 0.0) <= now for i in notes]
            if any(state.missed_at[i] is not None for i in notes) or all(gone):
                continue
            shown += 1
            share = FAINTEST + (1 - FAINTEST) * (1 - max(lead, 0.0))
            step = min(int(share * STEPS), STEPS - 1)
            leads = [0.0 if there else max(thread.time - now, 0.0) for there in gone]
            pads = (part.notes[thread.lee].pad, part.notes[thread.takaichi].pad)
            self._span(surface, pads, (leads[0], leads[1]), self._lines[step], self._slants, step)
        for shine in state.shines:
            age = (now - shine.time) / SHINE
            if 0 <= age < 1:
                share = 1 - age if self.motion is Motion.FULL else 0.7
                step = min(int(share * STEPS), STEPS - 1)
                thread = part.threads[shine.thread]
                pads = (part.notes[thread.lee].pad, part.notes[thread.takaichi].pad)
                slants = {p: self._slant_shines[shine.light, *p] for p in self._slants}
                self._span(surface, pads, (0.0, 0.0), self._shines[shine.light][step], slants, step)

    def _span(
        self,
        surface: pygame.Surface,
        pads: tuple[Pad, Pad],
        leads: tuple[float, float],
        line: pygame.Surface,
        slants: dict[tuple[Pad, Pad], list[pygame.Surface]],
        step: int,
    ) -> None:
        """Draw one thread between two notes that are due in `leads` seconds."""
        lanes = self.layout.lanes
        ends = [(lane.x(lead), lane.y(pad)) for lane, lead, pad in zip(lanes, leads, pads, strict=True)]
        if self.layout.arrangement is Arrangement.STACKED:
            (x, _), (lower_x, _) = ends
            middle = (x + lower_x) / 2
            top, bottom = sorted(y for _, y in ends)
            self._blit(surface, line, (middle, top), (middle, bottom), upright=True)
            return
        left, right = sorted(ends)
        if left[1] == right[1]:
            self._blit(surface, line, left, right)
            return
        side_lanes = [lanes[self.layout.lane_of_side(side)] for side in (0, 1)]
        side_pads = [pads[self.layout.lane_of_side(side)] for side in (0, 1)]
        self._blit(surface, line, left, (side_lanes[0].target_x, left[1]))
        self._blit(surface, line, (side_lanes[1].target_x, right[1]), right)
        slant = slants[side_pads[0], side_pads[1]][step]
        x, y = self.theme.point((side_lanes[0].target_x + side_lanes[1].target_x) / 2, (left[1] + right[1]) / 2)
        surface.blit(slant, (x - slant.get_width() // 2, y - slant.get_height() // 2))

    def _blit(
        self,
        surface: pygame.Surface,
        line: pygame.Surface,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        upright: bool = False,
    ) -> None:
        x1, y1 = self.theme.point(*start)
        x2, y2 = self.theme.point(*end)
        if upright:
            half = line.get_width() // 2
            surface.blit(line, (x1 - half, y1), (0, 0, line.get_width(), max(y2 - y1, 0)))
        else:
            half = line.get_height() // 2
            surface.blit(line, (x1, y1 - half), (0, 0, max(x2 - x1, 0), line.get_height()))

    def _slant(self, pads: tuple[Pad, Pad], colour: Colour, glow: float) -> paint.Sheet:
        """The crossing from the left lane's line of one pad to the right lane's line of another."""
        s = self.theme.scale
        left = self.layout.lanes[self.layout.lane_of_side(0)]
        right = self.layout.lanes[self.layout.lane_of_side(1)]
        wide, high = (right.target_x - left.target_x) * s, _fall(left, right, pads) * s
        sheet = paint.Sheet(wide + 20 * s, abs(high) + 20 * s)
        distance = paint.segment(sheet.x, sheet.y, (-wide / 2, -high / 2), (wide / 2, high / 2))
        _lay(sheet, self.theme.palette, colour, distance, s, glow)
        return sheet


def _fall(left: LaneLayout, right: LaneLayout, pads: tuple[Pad, Pad]) -> float:
    return right.y(pads[1]) - left.y(pads[0])


def _shades(sheet: paint.Sheet) -> list[pygame.Surface]:
    """A thread in STEPS shades, the last one full."""
    return [paint.packed(sheet.surface((i + 1) / STEPS)) for i in range(STEPS)]


def _line(palette: Palette, colour: Colour, scale: float, glow: float, *, upright: bool) -> paint.Sheet:
    """A straight thread as long as it may ever be."""
    wide, high = (20 * scale, HEIGHT * scale) if upright else (WIDTH * scale, 20 * scale)
    sheet = paint.Sheet(wide, high)
    distance = abs(sheet.x if upright else sheet.y) + 0 * (sheet.y if upright else sheet.x)
    _lay(sheet, palette, colour, distance, scale, glow)
    return sheet


def _lay(
    sheet: paint.Sheet, palette: Palette, colour: Colour, distance: paint.Field, scale: float, glow: float
) -> None:
    sheet.lay(colour, paint.glow(distance - 1.5 * scale, 8 * scale) * 0.35 * glow)
    sheet.lay(colour, paint.inside(distance - 1.5 * scale))
    sheet.lay(palette.stroke, paint.inside(distance - 0.5 * scale) * 0.35)
