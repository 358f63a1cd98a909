"""Widgets: small things that several pages show. Steppers, rings with a number, numbers as people write them."""

from __future__ import annotations

import pygame

from drumjam.game.arcs import STEPS, arc
from drumjam.game.menu import Box
from drumjam.game.theme import Colour, Kind, Theme


def duration(seconds: float) -> str:
    """Minutes and seconds, `1:27`."""
    whole = round(max(seconds, 0))
    return f"{whole // 60}:{whole % 60:02d}"


def number(value: int) -> str:
    """A score with its thousands apart, `896,847`."""
    return f"{value:,}"


def percent(share: float) -> str:
    """A share of 0 to 1 with one decimal, `71.4%`."""
    return f"{share * 100:.1f}%"


def milliseconds(seconds: float) -> str:
    """A signed error, `+1.9 ms`, with a real minus."""
    ms = round(seconds * 1000, 1)
    return f"{'+' if ms > 0 else '−' if ms < 0 else '±'}{abs(ms):.1f} ms"


def key_cap(theme: Theme, canvas: pygame.Surface, label: str, at: tuple[float, float], height: float = 32) -> float:
    """A key with its label, its left end at a logical point; gives back its logical width."""
    size, width = height * 0.56, cap_width(theme, label, height)
    x, y = at
    theme.panel(canvas, (x, y - height / 2 + 2, width, height), Kind.SUNKEN, height * 0.25)
    theme.panel(canvas, (x, y - height / 2, width, height - 2), Kind.KEY, height * 0.25)
    theme.text(canvas, label, (x + width / 2, y - 1), size, align="center", width=width - 6)
    return width


def cap_width(theme: Theme, label: str, height: float = 32) -> float:
    """The logical width of a key with this label."""
    return max(theme.width(label, height * 0.56) + height * 0.6, height)


def paragraph(
    theme: Theme,
    canvas: pygame.Surface,
    text: str,
    box: Box,
    size: float,
    least: float = 12,
    *,
    middle: bool = False,
    colour: Colour | None = None,
) -> None:
    """Lines of text (second text, if no colour is given) in a box, from its top or about its middle; smaller to fit."""
    x, y, w, h = box
    while size > least and len(theme.lines(text, w, size)) * line_height(theme, size) > h:
        size -= 1
    if middle:
        y += (h - len(theme.lines(text, w, size)) * line_height(theme, size)) / 2
    for i, line in enumerate(theme.lines(text, w, size)):
        at = (x, y + (i + 0.5) * line_height(theme, size))
        theme.text(canvas, line, at, size, theme.palette.muted if colour is None else colour)


def line_height(theme: Theme, size: float) -> float:
    """From one line to the next, in logical pixels."""
    return size * 1.42 * theme.text_percent / 100


def stepper(theme: Theme, canvas: pygame.Surface, box: Box, text: str, light: float) -> None:
    """A value between two arrows."""
    p = theme.palette
    x, y, w, h = box
    theme.panel(canvas, box, Kind.SUNKEN, 12)
    if light > 0.3:
        theme.panel(canvas, box, Kind.SUNKEN, 12, theme.ring_look())
    colour = p.harmony if light > 0.3 else p.muted
    theme.chevron(canvas, (x + 18, y + h / 2), 8, -1, colour)
    theme.chevron(canvas, (x + w - 18, y + h / 2), 8, 1, colour)
    theme.text(canvas, text, (x + w / 2, y + h / 2), 20, align="center", width=w - 64)


def switch(theme: Theme, canvas: pygame.Surface, at: tuple[float, float], on: bool, light: float) -> None:
    """A switch, its left end at a logical point."""
    p = theme.palette
    x, y = at
    box = (x, y - 15, 56, 30)
    theme.panel(canvas, box, Kind.PRIMARY if on else Kind.SUNKEN, 15)
    if light > 0.3:
        theme.panel(canvas, box, Kind.SUNKEN, 15, theme.ring_look())
    theme.disc(canvas, (x + (41 if on else 15), y), 11, p.on_harmony if on else p.muted)


def ring_number(theme: Theme, canvas: pygame.Surface, at: tuple[float, float], share: float, size: float) -> None:
    """A harmony of 0 to 1: a ring that fills from below up both sides, its number of 0 to 100 to the right."""
    p = theme.palette
    x, y = at
    harmony_ring(theme, canvas, (x, y), size * 0.62, share)
    theme.text(canvas, f"{round(share * 100)}", (x + size * 0.9, y), size, p.harmony, "display")


def harmony_ring(theme: Theme, canvas: pygame.Surface, at: tuple[float, float], radius: float, share: float) -> None:
    """A ring that fills from below up both sides."""
    p = theme.palette
    width = max(radius * 0.26, 2.0)
    theme.ring(canvas, at, radius, width, p.sunken)
    steps = round(min(max(share, 0.0), 1.0) * STEPS)
    if steps:
        picture = arc(max(theme.px(radius), 2), max(width * theme.scale, 1.0), steps, p.harmony)
        canvas.blit(picture, picture.get_rect(center=theme.point(*at)))
