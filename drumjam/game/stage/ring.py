"""Ring: harmony in the middle, who strikes first below it, ripples and the count-in around it."""

from __future__ import annotations

import numpy as np
import pygame

from drumjam.game.palette import Colour, mix
from drumjam.game.stage import paint
from drumjam.game.stage.dial import Dial
from drumjam.game.stage.glyphs import Glyphs
from drumjam.game.stage.layout import LEADS_RANGE, LEADS_REST, LEADS_TRAVEL, MIDDLE, RING_RADIUS, Layout
from drumjam.game.stage.moments import RIPPLE, Light
from drumjam.game.stage.setup import Motion, StageSetup
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme

HEARD_AS_ONE = 0.020
"""Seconds: from here on a drum is heard to be out of place (`rules/harmony.py`)."""

STEPS = 100
RIPPLE_FRAMES = 16
RIPPLE_REACH = 44
COUNT_AT = (MIDDLE, 312.0)
PULSES = 4


MARKS_ABOVE = 19.0
"""Logical pixels from the scale up to the marks of both last strokes."""

MARK = 12.0


def mark_offset(apart: float) -> float:
    """Logical pixels from the middle to the tip of each leader's mark, for strokes so many seconds apart."""
    return min(apart / LEADS_RANGE, 1.0) * LEADS_TRAVEL


def pointer_offset(leads: float) -> float:
    """Logical pixels from the middle of the pointer of who strikes first: left, negative, where Lee is earlier.

    `leads` is the mean asynchrony in seconds, positive where Lee is earlier. Within LEADS_REST it rests in the middle.
    """
    if abs(leads) <= LEADS_REST:
        return 0.0
    reach = min(abs(leads) / LEADS_RANGE, 1.0) * LEADS_TRAVEL
    return -reach if leads > 0 else reach


class Ring:
    """Draws the harmony ring and what belongs to it.

    Lee's side of the scale is where Lee sits: when sides are swapped the scale is turned with the leaders.
    """

    def __init__(self, theme: Theme, setup: StageSetup, layout: Layout) -> None:
        self.theme = theme
        self.setup = setup
        self.layout = layout
        self._middle = theme.point(*layout.ring)
        dial = Dial(theme.palette, theme.scale)
        self._bases = [dial.base(step / (PULSES - 1)) for step in range(PULSES)]
        self._arcs = [dial.arc(step / STEPS) for step in range(STEPS + 1)]
        self._number = Glyphs(theme, 44, theme.palette.text, "display", sample="100", width=86, most=50)
        self._scale = self._leads_scale()
        self._pointer = self._leads_pointer()
        p = theme.palette
        self._marks = [[self._mark(colour, side) for colour in (self._own(side), p.harmony)] for side in (0, 1)]
        self._ripples = {
            light: [self._ripple(colour, (i + 0.5) / RIPPLE_FRAMES) for i in range(RIPPLE_FRAMES)]
            for light, colour in {Light.GOLD: p.harmony, Light.WHITE: p.text}.items()
        }

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw the ring, its number, the pointer and ripples."""
        full = self.setup.motion is Motion.FULL
        if full:
            for shine in state.shines:
                age = (now - shine.time) / RIPPLE
                if 0 <= age < 1:
                    paint.centred(surface, self._ripples[shine.light][int(age * RIPPLE_FRAMES)], self._middle)
        phase = state.part.beat_at(now) % 1.0
        pulse = int((1 - phase) ** 2 * (PULSES - 1) + 0.5) if full else 0
        paint.centred(surface, self._bases[pulse], self._middle)
        paint.centred(surface, self._arcs[round(min(max(state.gauges.harmony, 0.0), 1.0) * STEPS)], self._middle)
        x, y = self.layout.ring
        self._number.draw(surface, str(round(state.gauges.harmony * 100)), (x, y + 2), "center")
        paint.centred(surface, self._scale, self.theme.point(*self.layout.leads))
        turned = -1 if self.layout.sides[0] else 1
        x, y = self.layout.leads
        paint.centred(surface, self._pointer, self.theme.point(x + turned * pointer_offset(state.gauges.leads), y))
        if state.gauges.apart is not None:
            away, gold = mark_offset(state.gauges.apart) + MARK / 2, state.gauges.apart <= HEARD_AS_ONE
            for side, marks in enumerate(self._marks):
                paint.centred(surface, marks[gold], self.theme.point(x + (away if side else -away), y - MARKS_ABOVE))

    def draw_count(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw the number of the count-in, which settles as its pulse passes."""
        count = state.count
        if count is None or not count.time <= now < count.until:
            return
        share = (now - count.time) / max(count.until - count.time, 1e-6)
        x, y = COUNT_AT
        if self.setup.motion is Motion.FULL:
            y -= 10 * max(1 - share * 4, 0.0) ** 2
        p = self.theme.palette
        self.theme.text(
            surface, str(count.number), (x, y), 112, p.harmony, "display", "center", outline=5, edge=p.sunken
        )

    # -- painting ---------------------------------------------------------------------------------

    def _ripple(self, colour: Colour, share: float) -> pygame.Surface:
        """One moment of a round wave that leaves the ring."""
        s = self.theme.scale
        reach = RING_RADIUS + 8 + RIPPLE_REACH
        sheet = paint.Sheet((reach + 6) * 2 * s, (reach + 6) * 2 * s)
        wave = 1 - (1 - share) ** 2
        for lag, strength in ((0.0, 0.75), (0.3, 0.45)):
            if wave > lag:
                ring = paint.disc(sheet.x, sheet.y, (RING_RADIUS + 8 + RIPPLE_REACH * (wave - lag)) * s)
                sheet.lay(colour, paint.band(ring, 3 * s) * strength * (1 - share))
        return paint.packed(sheet.surface())

    def _leads_scale(self) -> pygame.Surface:
        """The scale below the ring, a dot of each leader's colour at its ends."""
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet((LEADS_TRAVEL + 24) * 2 * s, 24 * s)
        groove = paint.box(sheet.x, sheet.y, (LEADS_TRAVEL + 8) * s, 6 * s, 6 * s)
        sheet.lay(p.sunken, paint.inside(groove) * 0.9)
        sheet.lay(mix(p.raised, p.stroke, 0.25), paint.outline(groove, 1.2 * s))
        for place in (-LEADS_TRAVEL, -LEADS_TRAVEL / 2, LEADS_TRAVEL / 2, LEADS_TRAVEL):
            mark = paint.segment(sheet.x, sheet.y, (place * s, -4 * s), (place * s, 4 * s))
            sheet.lay(p.muted, paint.inside(mark - 0.7 * s) * 0.7)
        rest = paint.box(sheet.x, sheet.y, LEADS_REST / LEADS_RANGE * LEADS_TRAVEL * s + 2 * s, 3.5 * s, 3.5 * s)
        sheet.lay(p.harmony, paint.inside(rest) * 0.8)
        for side, place in ((0, -1), (1, 1)):
            dot = paint.disc(sheet.x - place * (LEADS_TRAVEL + 17) * s, sheet.y, 4 * s)
            sheet.lay(p.leaders[self.layout.lane_of_side(side)], paint.inside(dot))
        return paint.packed(sheet.surface())

    def _own(self, side: int) -> Colour:
        return self.theme.palette.leaders[self.layout.lane_of_side(side)]

    def _mark(self, colour: Colour, side: int) -> pygame.Surface:
        """A wedge that points to the middle from one side: two of them that touch are a diamond."""
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet((MARK + 8) * s, (MARK + 8) * s)
        x = (-sheet.x if side else sheet.x) / (MARK / 2 * s)
        wedge = np.maximum(abs(sheet.y) / (MARK / 2 * s) + x - 1, -x - 1) * MARK / 3 * s
        sheet.lay(p.sunken, paint.glow(wedge, 3 * s) * 0.8)
        sheet.lay(mix(colour, p.stroke, 0.25), paint.inside(wedge), colour)
        return paint.packed(sheet.surface())

    def _leads_pointer(self) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(22 * s, 22 * s)
        ball = paint.disc(sheet.x, sheet.y, 7.5 * s)
        sheet.lay(p.shade, paint.glow(ball, 3 * s) * 0.5)
        sheet.lay(p.stroke, paint.inside(ball), mix(p.stroke, p.muted, 0.45))
        return paint.packed(sheet.surface())
