"""Signature: what a player writes on the sticks. A typed name or drawn lines; a note for those who write nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from drumjam.game.lettering import Lettering
from drumjam.game.palette import Colour
from drumjam.game.stage.longsticks import label_size
from drumjam.game.theme import Theme

LONGEST = 16
"""Characters of a name."""

Stroke = tuple[tuple[float, float], ...]
"""Points of one line drawn without lifting the pen, shares of the field's width and height."""

LETTERS, PEN = 0.74, 0.085
"""Height of letters and width of the pen, as shares of the field's height."""

MOST_GROWN = 2.0
"""How much larger a small drawing may become where it fills a field."""

FINE = 3
"""How much larger lines are drawn before they are made small, so that their edges are smooth."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature.

    name     1 to LONGEST characters, or "" for none: then a note stands there
    strokes  what was drawn; it stands instead of the name
    """

    name: str = ""
    strokes: tuple[Stroke, ...] = ()


def cleaned(text: str) -> str:
    """A name as it is kept: composed, in one line, without signs that nobody sees, LONGEST characters at most."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split())[:LONGEST].rstrip()


def on_sticks(signatures: tuple[Signature, Signature], theme: Theme) -> tuple[pygame.Surface, pygame.Surface]:
    """What stands on Lee's sticks and on Takaichi's, in the ink and at the size of a window."""
    size = label_size(theme.scale)
    lee, takaichi = (inked(one, size, theme.palette.ink, theme.lettering) for one in signatures)
    return lee, takaichi


def inked(signature: Signature, size: tuple[int, int], colour: Colour, lettering: Lettering) -> pygame.Surface:
    """A signature in the middle of a clear field of a size in pixels; drawn lines stand where they were drawn."""
    field = pygame.Surface((max(size[0], 1), max(size[1], 1)), pygame.SRCALPHA)
    field.fill((*colour, 0))
    if signature.strokes:
        return _drawn(signature.strokes, field, colour)
    if not signature.name:
        return _note(field, colour)
    name, pixels = _lettered(signature.name, field.get_size(), colour, lettering)
    ascent = lettering.ascent(signature.name, pixels, "text")
    top = field.get_height() / 2 + 0.36 * pixels - ascent  # the middle of capital letters in the middle of the field
    field.blit(name, ((field.get_width() - name.get_width()) // 2, round(top)))
    return field


def cropped(strokes: Sequence[Stroke], drawn: float, shape: float) -> tuple[Stroke, ...]:
    """Drawn lines moved and enlarged to fill another field, as they were drawn.

    drawn, shape  width over height of the field they were drawn in, and of the other
    """
    points = [point for stroke in strokes for point in stroke]
    left, top = (min(values) for values in zip(*points, strict=True))
    right, bottom = (max(values) for values in zip(*points, strict=True))
    wide, high = max((right - left) * drawn, PEN), max(bottom - top, PEN)
    grow = min((shape - 2 * PEN) / wide, (1.0 - 2 * PEN) / high, MOST_GROWN)
    x, y = (left + right) / 2, (top + bottom) / 2
    return tuple(
        tuple((0.5 + (u - x) * drawn / shape * grow, 0.5 + (v - y) * grow) for u, v in stroke) for stroke in strokes
    )


def _lettered(text: str, size: tuple[int, int], colour: Colour, lettering: Lettering) -> tuple[pygame.Surface, int]:
    """A name that fits, and the size of its letters in pixels."""
    pixels = max(round(size[1] * LETTERS), 6)
    while pixels > 6 and lettering.width(text, pixels) > size[0]:
        pixels = max(min(pixels - 1, pixels * size[0] // lettering.width(text, pixels)), 6)
    name = lettering.label(text, pixels, colour)
    if name.get_width() > size[0]:  # sixteen wide signs in a window of the smallest size
        name = pygame.transform.smoothscale(name, (size[0], name.get_height()))
    return name, pixels


def _note(field: pygame.Surface, colour: Colour) -> pygame.Surface:
    """An eighth note in the middle of a field."""
    width, height = field.get_size()
    fine = pygame.transform.scale(field, (width * FINE, height * FINE))
    turn = pygame.Vector2(1, 0).rotate(-24)

    def at(x: float, y: float) -> tuple[float, float]:
        return (width / 2 + x * height) * FINE, (height / 2 + y * height) * FINE

    head = [pygame.Vector2(0.17, 0).rotate(6 * k) for k in range(60)]
    rim = [(turn.x * p.x - turn.y * 0.72 * p.y - 0.13, turn.y * p.x + turn.x * 0.72 * p.y + 0.26) for p in head]
    pygame.draw.polygon(fine, colour, [at(*p) for p in rim])
    pygame.draw.polygon(fine, colour, [at(-0.01, 0.22), at(-0.01, -0.42), at(0.05, -0.42), at(0.05, 0.22)])
    outer = _curve((0.02, -0.42), (0.06, -0.22), (0.34, -0.20), (0.22, 0.10))
    inner = _curve((0.22, 0.10), (0.26, -0.10), (0.08, -0.16), (0.02, -0.16))
    pygame.draw.polygon(fine, colour, [at(*p) for p in outer + inner])
    return pygame.transform.smoothscale(fine, (width, height))


def _curve(*ends: tuple[float, float]) -> list[tuple[float, float]]:
    """A Bezier curve of four points as a line of thirteen."""
    made = []
    for k in range(13):
        t = k / 12
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        made.append(
            (
                sum(s * x for s, (x, _) in zip(shares, ends, strict=True)),
                sum(s * y for s, (_, y) in zip(shares, ends, strict=True)),
            )
        )
    return made


def _drawn(strokes: Sequence[Stroke], field: pygame.Surface, colour: Colour) -> pygame.Surface:
    """Lines of an even pen with round ends."""
    width, height = field.get_size()
    fine = pygame.Surface((width * FINE, height * FINE), pygame.SRCALPHA)
    fine.fill((*colour, 0))
    radius = max(round(height * FINE * PEN / 2), 1)
    for stroke in strokes:
        points = [(x * width * FINE, y * height * FINE) for x, y in stroke]
        for a, b in pairwise(pygame.Vector2(point) for point in points):
            if a != b:
                aside = (b - a).rotate(90).normalize() * radius
                pygame.draw.polygon(fine, colour, [a + aside, b + aside, b - aside, a - aside])
        for point in points:
            pygame.draw.circle(fine, colour, point, radius)
    return pygame.transform.smoothscale(fine, (width, height))
