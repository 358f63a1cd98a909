"""LaneArt: one lane's notes, targets and bursts, painted once at one size of the window."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

import pygame

from drumjam.game.palette import Colour, Palette, mix
from drumjam.game.stage import paint
from drumjam.game.stage.layout import (
    ACCENT,
    DIAMOND,
    DISC,
    ROLL_HEIGHT,
    TARGET_DIAMOND,
    TARGET_DISC,
    WIDTH,
)
from drumjam.rules.chart import Note, Pad
from drumjam.rules.touch import Touch, touch

SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""The shares of their usual size at which notes are painted; a note takes the next smaller one."""

BURST_FRAMES = 12
GLOW_STEPS = 4
ROLL_STRIPES = 22


class Tie(Enum):
    """Whether a note is struck together with the other leader's."""

    ALONE = "alone"
    UNISON = "unison"

    __hash__ = object.__hash__


class NoteLook(NamedTuple):
    """What decides a note's picture.

    pad   its shape
    touch how hard: accents are larger, soft ones hollow
    tie   a gold ring for a unison
    size  index into SIZES
    """

    pad: Pad
    touch: Touch
    tie: Tie
    size: int


def look(note: Note, tie: Tie, share: float) -> NoteLook:
    """The picture of one note, at most `share` of the usual size."""
    size = next((i for i, step in enumerate(SIZES) if step <= share + 1e-9), len(SIZES) - 1)
    return NoteLook(note.pad, touch(note.velocity), tie, size)


class LaneArt:
    """Paints one lane's parts.

    palette    the colours
    colour     the leader's
    scale      window pixels in a logical pixel
    size       share of the usual size at which this lane's notes and targets are drawn
    direction  1 if notes travel to the right, -1 if to the left

    Every sprite's place is its centre. `note` paints on first demand and keeps; `prepare` paints beforehand,
    so that nothing is painted while a song plays.
    """

    def __init__(self, palette: Palette, colour: Colour, scale: float, size: float, direction: int) -> None:
        self.palette = palette
        self.colour = colour
        self.scale = scale
        self.size = size
        self.flipped = direction < 0
        self._notes: dict[NoteLook, pygame.Surface] = {}
        self._missed: dict[NoteLook, pygame.Surface] = {}
        self.targets = {pad: [self._target(pad, step / (GLOW_STEPS - 1)) for step in range(GLOW_STEPS)] for pad in Pad}
        self.pressed = {pad: self._pressed(pad) for pad in Pad}
        self.bursts = {pad: [self._burst(pad, (i + 0.5) / BURST_FRAMES) for i in range(BURST_FRAMES)] for pad in Pad}
        self.roll = self._roll(0.42)
        self.roll_filled = self._roll(0.95)
        self.roll_tails = {pad: self._tail(pad) for pad in Pad}

    def prepare(self, looks: Iterable[NoteLook]) -> None:
        """Paint all these notes now."""
        for one in looks:
            self.note(one)
            self.missed(one)

    def note(self, one: NoteLook) -> pygame.Surface:
        """A note on its way."""
        if one not in self._notes:
            self._notes[one] = paint.packed(self._note(one, self.colour, self.palette.harmony))
        return self._notes[one]

    def missed(self, one: NoteLook) -> pygame.Surface:
        """The same note after it was missed: grey, without its ring."""
        if one not in self._missed:
            self._missed[one] = self._note(NoteLook(one.pad, one.touch, Tie.ALONE, one.size), self.palette.missed, None)
        return self._missed[one]

    # -- notes ------------------------------------------------------------------------------------

    def _shape(self, sheet: paint.Sheet, pad: Pad, across: float) -> paint.Field:
        """Distance from the pad's shape, `across` pixels wide."""
        if pad is Pad.DRUM:
            return paint.disc(sheet.x, sheet.y, across / 2)
        return paint.diamond(sheet.x, sheet.y, across / 2 * 1.06, across * 0.07)

    def _across(self, one: NoteLook) -> float:
        full = DISC if one.pad is Pad.DRUM else DIAMOND
        return full * self.size * SIZES[one.size] * (ACCENT if one.touch is Touch.ACCENT else 1.0) * self.scale

    def _note(self, one: NoteLook, colour: Colour, gold: Colour | None) -> pygame.Surface:
        p, s = self.palette, self.scale
        across = self._across(one)
        sheet = paint.Sheet(across + 60 * s, across + 28 * s)
        shape = self._shape(sheet, one.pad, across)
        if gold is not None:
            self._trail(sheet, across, gold if one.tie is Tie.UNISON else colour)
        if one.tie is Tie.UNISON and gold is not None:
            sheet.lay(gold, paint.glow(shape - 6 * s, 8 * s) * 0.45)
            sheet.lay(p.sunken, paint.inside(shape - 3 * s))
            sheet.lay(mix(gold, p.stroke, 0.15), paint.outline(shape - 6.5 * s, 4 * s), self.palette.harmony_deep)
        else:
            sheet.lay(p.shade, paint.glow(shape, 6 * s) * 0.4)
        if one.touch is Touch.SOFT:
            sheet.lay(p.sunken, paint.inside(shape))
            sheet.lay(mix(colour, p.stroke, 0.35), paint.outline(shape, 5 * s), colour)
            return sheet.surface(flipped=self.flipped)
        sheet.lay(mix(colour, p.stroke, 0.88), paint.inside(shape), mix(colour, p.stroke, 0.55))
        body = shape + 2.6 * s
        sheet.lay(mix(colour, p.stroke, 0.22), paint.inside(body), mix(colour, p.shade, 0.22))
        if one.pad is Pad.DRUM:
            self._skin(sheet, across, colour, body)
        else:
            self._facets(sheet, across, colour, body)
        return sheet.surface(flipped=self.flipped)

    def _trail(self, sheet: paint.Sheet, across: float, colour: Colour) -> None:
        """A breath of colour behind the note."""
        behind = -sheet.x / (sheet.width / 2)
        fade = (1 - behind).clip(0, 1) * (sheet.x < 0)
        sheet.lay(colour, paint.inside(abs(sheet.y) - across * 0.3) * fade * 0.22)

    def _skin(self, sheet: paint.Sheet, across: float, colour: Colour, body: paint.Field) -> None:
        """A drum from above: a darker hoop, light on its upper part."""
        p, s = self.palette, self.scale
        hoop = paint.disc(sheet.x, sheet.y, across * 0.3)
        sheet.lay(mix(colour, p.shade, 0.45), paint.band(hoop, 1.6 * s) * 0.75)
        sheet.lay(mix(colour, p.stroke, 0.3), paint.inside(hoop + 1.5 * s) * 0.55, colour)
        shine = paint.disc(sheet.x, (sheet.y + across * 0.24) * 1.7, across * 0.26)
        sheet.lay(p.stroke, paint.inside(shine / 3) * paint.inside(body + 1) * 0.20)

    def _facets(self, sheet: paint.Sheet, across: float, colour: Colour, body: paint.Field) -> None:
        """A cut stone: four faces and a table, each with its own light."""
        p = self.palette
        faces = paint.inside(body)
        left, above = sheet.x < 0, sheet.y < 0
        lights = ((left & above, 0.30), (~left & above, 0.12), (left & ~above, -0.08), (~left & ~above, -0.3))
        for mask, share in lights:
            tone = mix(colour, p.stroke if share > 0 else p.shade, abs(share))
            sheet.lay(tone, faces * mask * 0.85)
        table = paint.diamond(sheet.x, sheet.y, across * 0.26)
        sheet.lay(mix(colour, p.stroke, 0.62), paint.inside(table), mix(colour, p.stroke, 0.1))

    # -- rolls ------------------------------------------------------------------------------------

    def _roll(self, strength: float) -> pygame.Surface:
        """A long bar with slanted stripes; the stage shows as much of it as it needs."""
        p, s = self.palette, self.scale
        high = ROLL_HEIGHT * self.size * s
        sheet = paint.Sheet((WIDTH + 2 * ROLL_STRIPES) * s, high + 2)
        bar = abs(sheet.y) - high / 2
        whole = paint.inside(bar) + 0 * sheet.x
        sheet.lay(mix(p.lane, self.colour, strength), whole, mix(p.lane, self.colour, strength * 0.8))
        step = ROLL_STRIPES * s
        slanted = abs((sheet.x + sheet.y * 0.6) % step - step / 2) - 1.4 * s
        inner = paint.inside(bar + 6 * s)
        sheet.lay(mix(self.colour, p.stroke, 0.55), paint.inside(slanted * 0.86) * inner * 0.8)
        sheet.lay(mix(self.colour, p.stroke, 0.35), paint.outline(bar, 2.2 * s) + 0 * sheet.x)
        return paint.packed(sheet.surface(flipped=self.flipped))

    def _tail(self, pad: Pad) -> pygame.Surface:
        """The far end of a roll: the head's own shape, as high as the bar."""
        p, s = self.palette, self.scale
        across = ROLL_HEIGHT * self.size * s * (1.0 if pad is Pad.DRUM else 1.25)
        sheet = paint.Sheet(across + 4, across + 4)
        shape = self._shape(sheet, pad, across)
        sheet.lay(mix(self.colour, p.stroke, 0.5), paint.inside(shape), mix(self.colour, p.stroke, 0.3))
        sheet.lay(mix(p.lane, self.colour, 0.55), paint.inside(shape + 2.4 * s))
        return paint.packed(sheet.surface())

    # -- targets ----------------------------------------------------------------------------------

    def _target_across(self, pad: Pad) -> float:
        # Four lines of stacked lanes lie nearer to each other: their targets only just clear the notes.
        near = 1.0 if self.size == 1.0 else 0.82
        return (TARGET_DISC if pad is Pad.DRUM else TARGET_DIAMOND) * self.size * near * self.scale

    def _target(self, pad: Pad, light: float) -> pygame.Surface:
        """An outline to strike in; `light` 0 to 1 is how much it glows with the beat."""
        p, s = self.palette, self.scale
        across = self._target_across(pad)
        sheet = paint.Sheet(across + 36 * s, across + 36 * s)
        shape = self._shape(sheet, pad, across)
        sheet.lay(self.colour, paint.glow(shape, 14 * s) * (0.16 + 0.26 * light) * paint.inside(-shape))
        sheet.lay(p.sunken, paint.inside(shape))
        sheet.lay(self.colour, paint.inside(shape) * 0.07)
        sheet.lay(mix(self.colour, p.stroke, 0.1), paint.outline(shape, 3.6 * s))
        sheet.lay(self.colour, paint.band(shape + 9 * s, 1.3 * s) * (0.28 + 0.3 * light))
        return paint.packed(sheet.surface())

    def _pressed(self, pad: Pad) -> pygame.Surface:
        """The filling of a target that is being struck."""
        p, s = self.palette, self.scale
        across = self._target_across(pad)
        sheet = paint.Sheet(across + 36 * s, across + 36 * s)
        shape = self._shape(sheet, pad, across)
        sheet.lay(self.colour, paint.glow(shape, 16 * s) * 0.4)
        sheet.lay(mix(self.colour, p.lane, 0.35), paint.inside(shape), mix(self.colour, p.lane, 0.15))
        sheet.lay(mix(self.colour, p.stroke, 0.45), paint.outline(shape, 4 * s))
        return paint.packed(sheet.surface())

    def _burst(self, pad: Pad, share: float) -> pygame.Surface:
        """One moment of a hit: the note opens like a ring on water, its own shape, and is gone."""
        p, s = self.palette, self.scale
        across = self._target_across(pad)
        wide = across * (0.72 + 0.62 * (1 - (1 - share) ** 2))
        sheet = paint.Sheet(across * 1.34 + 12 * s, across * 1.34 + 12 * s)
        shape = self._shape(sheet, pad, wide)
        strength = (1 - share) ** 1.4
        sheet.lay(self.colour, paint.band(shape, 12 * s * (1 - share) + 2 * s) * 0.35 * strength)
        sheet.lay(mix(self.colour, p.stroke, 0.7), paint.band(shape, 4.5 * s * (1 - share) + 1 * s) * 0.95 * strength)
        core = self._shape(sheet, pad, across * 0.62 * (1 - share))
        sheet.lay(mix(self.colour, p.stroke, 0.6), paint.inside(core) * 0.5 * strength)
        return paint.packed(sheet.surface())
