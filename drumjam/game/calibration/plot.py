"""Plot: taps fall on a line, left and right of the beat, and heap up where they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, sin

import pygame

from drumjam.game.calibration.groove import BEAT
from drumjam.game.calibration.tapping import Tap
from drumjam.game.menu import Box
from drumjam.game.theme import Kind, Theme, mix
from drumjam.rules.calibration import Estimate, Refusal
from drumjam.rules.chart import Lane

WIDEST, NARROWEST = BEAT / 2, 0.075
"""Seconds from the beat to the edge of the plot: at first the whole of it, in the end no less than this."""

AROUND = 0.045
"""Seconds that are shown around the offset, beyond its interval."""

BIN = 0.005
"""Seconds: taps so close lie on each other."""

EASING = 0.10
"""Share of the way that the edges go in a frame."""

RADIUS, STEP = 7, 11.5
FALL, RIPPLE = 0.34, 0.40
"""Seconds in which a tap falls, and in which the ring spreads that it makes."""

GHOSTS = 8
"""Beats for which a tap is seen that nobody has made."""

FLOOR = 34
"""Logical pixels below the line, for what stands there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a plot shows.

    taps     in order
    counted  times of those that count
    told     the offset in seconds, or why there is none
    set      the offset that is set now, in seconds
    span     seconds from the beat to the edge
    lanes    whose keys may tap
    early, late  what the sides are called
    """

    taps: Sequence[Tap]
    counted: frozenset[float]
    told: Estimate | Refusal
    set: float
    span: float
    lanes: tuple[Lane, ...]
    early: str
    late: str


def wanted_span(told: Estimate | Refusal) -> float:
    """How much of the beat is worth seeing: less of it as the offset becomes sure."""
    if not isinstance(told, Estimate):
        return WIDEST
    return min(max(abs(told.offset) + told.interval + AROUND, NARROWEST), WIDEST)


def eased_span(span: float, told: Estimate | Refusal, still: bool) -> float:
    """The span in the next frame, on its way to the wanted one; at once where nothing may move."""
    return wanted_span(told) if still else span + EASING * (wanted_span(told) - span)


def draw_plot(theme: Theme, canvas: pygame.Surface, box: Box, seen: Seen, now: float, beat: float | None) -> None:
    """Draw it in a logical box at a clock time; `beat` is where the beat stands, None where nothing may move."""
    theme.panel(canvas, box, Kind.SUNKEN, 16)
    before = canvas.get_clip()
    x, y, w, h = box
    canvas.set_clip(theme.rect(x + 2, y + 2, w - 4, h - 4).clip(before))
    _draw_scale(theme, canvas, box, seen.span)
    _draw_offset(theme, canvas, box, seen)
    _draw_beat(theme, canvas, box, beat)
    if not seen.taps and beat is not None:
        _draw_ghosts(theme, canvas, box, seen, beat)
    _draw_taps(theme, canvas, box, seen, now, beat is not None)
    for text, at, align in ((seen.early, x + 16, "left"), (seen.late, x + w - 16, "right")):
        theme.text(
            canvas, text, (at, y + 22), 18, theme.palette.muted, align="left" if align == "left" else "right", room=26
        )
    canvas.set_clip(before)


def _place(box: Box, seconds: float, span: float) -> float:
    x, _, w, _ = box
    return x + w / 2 * (1 + seconds / span)


def _base(box: Box) -> float:
    return box[1] + box[3] - FLOOR


def _draw_scale(theme: Theme, canvas: pygame.Surface, box: Box, span: float) -> None:
    """The line, and marks every 50 ms with their numbers."""
    p, base = theme.palette, _base(box)
    x, _, w, _ = box
    theme.line(canvas, (x + 14, base), (x + w - 14, base), 1.5, mix(p.lane, p.muted, 0.6))
    room = w / 2 * 0.050 / span
    every = 0.050 if room > theme.width("+100", 18) * 1.2 else 0.100
    for number in range(-4, 5):
        at = _place(box, number * every, span)
        if not x + 26 < at < x + w - 26:
            continue
        theme.line(canvas, (at, base - 4), (at, base + 4), 1.5, mix(p.lane, p.muted, 0.6))
        ms = round(number * every * 1000)
        label = f"{'+' if ms > 0 else '−' if ms < 0 else ''}{abs(ms)}"
        theme.text(canvas, label, (at, base + FLOOR / 2 + 1), 18, p.muted, align="center", room=24)


def _draw_offset(theme: Theme, canvas: pygame.Surface, box: Box, seen: Seen) -> None:
    """What is set now as a mark on the line; the new offset, with a band where it surely lies."""
    p, (_, y, _, _) = theme.palette, box
    base = _base(box)
    theme.ring(canvas, (_place(box, seen.set, seen.span), base), 7, 2, p.text)
    if not isinstance(seen.told, Estimate):
        return
    left, right = (_place(box, seen.told.offset + side * seen.told.interval, seen.span) for side in (-1, 1))
    band = theme.rect(left, y + 2, max(right - left, 2), base - y - 2)
    veil = pygame.Surface(band.size)
    veil.fill(p.harmony)
    veil.set_alpha(46)
    canvas.blit(veil, band)
    middle = _place(box, seen.told.offset, seen.span)
    theme.line(canvas, (middle, y + 2), (middle, base), 3, p.harmony)


def _draw_beat(theme: Theme, canvas: pygame.Surface, box: Box, beat: float | None) -> None:
    """The beat's own place, which breathes with it."""
    p, (x, y, w, _) = theme.palette, box
    base, middle = _base(box), x + w / 2
    if beat is not None:
        phase = beat % 1.0
        theme.mote(canvas, (middle, base), 60, p.harmony, 0.5 * (1 - phase) ** 2)
    theme.line(canvas, (middle, y + 14), (middle, base), 2, p.text)
    theme.disc(canvas, (middle, base), 4, p.text)


def _draw_ghosts(theme: Theme, canvas: pygame.Surface, box: Box, seen: Seen, beat: float) -> None:
    """Before the first tap: what taps will look like."""
    p, (x, y, w, _) = theme.palette, box
    base = _base(box)
    for back in range(GHOSTS):
        number = floor(beat) - back
        age = (beat - number) * BEAT / FALL
        rest = base - RADIUS - 1
        across = x + w / 2 * (1 + 0.34 * sin(2.4 * number) * cos(0.7 * number))
        high = rest if age >= 1 else y + (rest - y) * age**2
        alpha = round(7 * (1 - (beat - number) / GHOSTS)) * 15
        theme.disc(canvas, (across, high), RADIUS, p.leaders[seen.lanes[number % len(seen.lanes)]], alpha)


def _draw_taps(theme: Theme, canvas: pygame.Surface, box: Box, seen: Seen, now: float, moving: bool) -> None:
    p, (_, y, _, _) = theme.palette, box
    base = _base(box)
    places = [round(tap.phase / BIN) for tap in seen.taps]
    highest = max(Counter(places).values(), default=0)
    step = min(STEP, (base - y - 40) / max(highest, 1))
    heap: Counter[int] = Counter()
    for tap, place in zip(seen.taps, places, strict=True):
        rest = base - RADIUS - 1 - heap[place] * step
        heap[place] += 1
        age = (now - tap.at) / FALL if moving else 9.0
        at = (_place(box, place * BIN, seen.span), rest if age >= 1 else y + (rest - y) * max(age, 0.0) ** 2)
        if tap.time in seen.counted:
            theme.disc(canvas, at, RADIUS, p.leaders[tap.lane])
        else:
            theme.ring(canvas, at, RADIUS, 2, p.missed)
        spread = (now - tap.at - FALL) / RIPPLE
        if moving and 0 <= spread < 1:
            alpha = round(17 * (1 - spread)) * 15
            theme.ring(canvas, (at[0], rest), RADIUS + 26 * spread, 2, p.leaders[tap.lane], alpha)
