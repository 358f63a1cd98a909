"""Cover: a picture of a song drawn from its own course, Lee's strokes above, Takaichi's below, gold where both."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import pi, sin

import pygame

from drumjam.game.palette import Colour, Palette, mix
from drumjam.game.panels import gradient, mote, rounded
from drumjam.game.shelf import Stripe

FINE = 2


def cover(size: tuple[int, int], radius: int, song_id: str, stripes: Sequence[Stripe], p: Palette) -> pygame.Surface:
    """The cover in pixels with round corners; the same song always has the same."""
    w, h = size[0] * FINE, size[1] * FINE
    seed = sha256(song_id.encode()).digest()
    top, bottom, light = _skies(p)[seed[0] % 5]
    made = gradient((w, h), (*top, 255), (*bottom, 255))
    sun = (round(w * (0.2 + 0.6 * seed[3] / 255)), round(h * (0.30 + 0.2 * seed[4] / 255)))
    glow = mote(round(h * 0.85), light, 150)
    made.blit(glow, glow.get_rect(center=sun))
    pygame.draw.circle(made, mix(light, p.stroke, 0.35), sun, round(h * 0.09))
    for i in range(1, 6):
        colour = mix(mix(top, light, 0.35), bottom, i / 7)
        pygame.draw.circle(made, colour, sun, round(h * (0.09 + 0.15 * i)), max(h // 150, 1))
    _hills(made, seed, mix(bottom, p.shade, 0.55))
    _stripes(made, stripes, p)
    small = pygame.transform.smoothscale(made, size)
    small.blit(rounded(size, radius), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return small


def _skies(p: Palette) -> tuple[tuple[Colour, Colour, Colour], ...]:
    """Five lights of a day: above, below, and what shines."""
    violet = mix(p.lee, p.dusk, 0.55)
    return (
        (mix(p.night, p.lee, 0.25), mix(p.night, p.takaichi, 0.35), mix(p.takaichi, p.stroke, 0.3)),
        (mix(p.night, violet, 0.5), mix(p.dusk, p.harmony, 0.45), mix(p.harmony, p.stroke, 0.25)),
        (mix(p.sunken, p.lee, 0.18), mix(p.night, p.lee, 0.55), mix(p.lee, p.stroke, 0.55)),
        (mix(p.teal_night, p.takaichi, 0.22), mix(p.dusk, p.harmony, 0.25), mix(p.harmony, p.stroke, 0.4)),
        (mix(p.night, p.sunken, 0.4), mix(violet, p.harmony, 0.2), mix(p.stroke, p.harmony, 0.35)),
    )


def _hills(made: pygame.Surface, seed: bytes, colour: tuple[int, int, int]) -> None:
    w, h = made.get_size()
    for layer in range(2):
        base, swing = 0.74 + 0.12 * layer, 0.05 + 0.05 * seed[5 + layer] / 255
        waves, shift = 1 + seed[7 + layer] % 3, seed[9 + layer] / 40
        points = [(x, h * (base + swing * sin(2 * pi * waves * x / w + shift))) for x in range(0, w + 8, 8)]
        pygame.draw.polygon(made, mix(colour, (0, 0, 0), 0.25 * layer), [*points, (w, h), (0, h)])


def _stripes(made: pygame.Surface, stripes: Sequence[Stripe], p: Palette) -> None:
    w, h = made.get_size()
    step = w * 0.88 / max(len(stripes), 1)
    middle, reach = h * 0.56, h * 0.30
    for i, stripe in enumerate(stripes):
        x = w * 0.06 + i * step
        for share, direction, colour in ((stripe.lee, -1, p.lee), (stripe.takaichi, 1, p.takaichi)):
            if not share:
                continue
            tall = max(reach * share, step * 0.6)
            top = middle - tall if direction < 0 else middle
            bar = pygame.Rect(round(x), round(top), max(round(step * 0.62), 1), round(tall))
            pygame.draw.rect(made, colour, bar, border_radius=max(round(step * 0.3), 1))
        if stripe.together:
            dot = step * (0.22 + 0.22 * stripe.together)
            pygame.draw.circle(made, p.harmony, (round(x + step * 0.31), round(middle)), max(round(dot), 1))
