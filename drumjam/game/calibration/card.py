"""Card: one player's taps and what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi

import pygame

from drumjam.game.calibration.plot import Seen, draw_plot
from drumjam.game.calibration.telling import advice, how_sure, set_now, shouted
from drumjam.game.faces import face
from drumjam.game.menu import Box
from drumjam.game.stage.pose import Mood
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import harmony_ring, key_cap, paragraph
from drumjam.rules.calibration import LEAST_TAPS, Estimate
from drumjam.rules.chart import Lane

HEAD, FOOT = 128, 122
"""Logical pixels above and below the plot."""

FACE, RING, APART = 39, 50, 112
BOB = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows of a player.

    lanes    the parts that the player's keys lead
    device   name of the device, translated; "" before the first tap
    caps     what stands on the keys
    seen     the plot
    set_ms   the offset that is set
    was_ms   the offset before it was replaced here, or None
    """

    lanes: tuple[Lane, ...]
    device: str
    caps: Sequence[str]
    seen: Seen
    set_ms: float
    was_ms: float | None


def draw_card(
    theme: Theme, canvas: pygame.Surface, box: Box, words: Strings, shown: Shown, now: float, beat: float | None
) -> None:
    """Draw it in a logical box at a clock time; `beat` is where the beat stands, None where nothing may move."""
    x, y, w, h = box
    lanes = shown.lanes
    tint = theme.tinted(Kind.PANEL, theme.palette.leaders[lanes[0]], 0.28) if len(lanes) == 1 else None
    theme.panel(canvas, box, Kind.PANEL, 20, tint)
    left = _draw_player(theme, canvas, box, words, shown, beat)
    _draw_number(theme, canvas, (left, y, x + w - 28 - left, HEAD), words, shown)
    plot = (x + 20, y + HEAD, w - 40, h - HEAD - FOOT)
    draw_plot(theme, canvas, plot, shown.seen, now, beat)
    below = y + h - FOOT
    told = advice(words, "input", shown.seen.told, len(shown.seen.counted))
    paragraph(theme, canvas, told, (x + 28, below + 10, w - 56, FOOT - 46), 21, colour=theme.palette.text)
    is_set = set_now(words, shown.set_ms, shown.was_ms)
    theme.text(canvas, is_set, (x + 28, y + h - 22), 18, theme.palette.muted, width=w - 56, room=28)


def _draw_player(
    theme: Theme, canvas: pygame.Surface, box: Box, words: Strings, shown: Shown, beat: float | None
) -> float:
    """Face in a ring that fills, name, device, keys; the logical x where there is room again."""
    p, (x, y, w, _) = theme.palette, box
    told = shown.seen.told
    share = told.progress if isinstance(told, Estimate) else 0.0
    glad = isinstance(told, Estimate) and told.enough
    left = x + 74
    for i, lane in enumerate(shown.lanes):
        lift = 0.0 if beat is None else BOB * (0.5 + 0.5 * cos(2 * pi * (beat + 0.5 * i))) * (1 if i % 2 else -1)
        middle = left + i * APART
        harmony_ring(theme, canvas, (middle, y + 66), RING, share)
        face(theme, canvas, lane, (middle, y + 66 - lift * 0.5), FACE, Mood.JOY if glad else Mood.HAPPY)
    left += APART * (len(shown.lanes) - 1) + RING + 18
    name = " · ".join(words.leader(lane) for lane in shown.lanes)
    colour = p.leaders[shown.lanes[0]] if len(shown.lanes) == 1 else p.text
    room = w - (left - x) - 290
    theme.text(canvas, name, (left, y + 42), 28, colour, width=room, room=36)
    at = left
    if shown.device:
        drawn = theme.text(canvas, shown.device, (left, y + 90), 20, p.muted, width=room, room=30)
        at += drawn.width / theme.scale + 12
    for cap in shown.caps:
        at += key_cap(theme, canvas, cap, (at, y + 90), 30) + 8
    return at + 4


def _draw_number(theme: Theme, canvas: pygame.Surface, box: Box, words: Strings, shown: Shown) -> None:
    """The new offset, and how sure it is."""
    told, p, (x, y, w, _) = shown.seen.told, theme.palette, box
    if isinstance(told, Estimate):
        colour = p.harmony if told.enough else p.text if told.taps >= LEAST_TAPS else p.muted
        number = shouted(told.offset_ms)
        theme.text(canvas, number, (x + w, y + 48), 52, colour, "display", "right", width=min(w, 240), room=60)
        theme.text(canvas, how_sure(words, told), (x + w, y + 92), 20, p.text, align="right", width=w, room=30)
