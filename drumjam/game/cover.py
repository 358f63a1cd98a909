"""Cover: a picture of a song drawn from its own course, Lee's strokes above, Takaichi's below, gold where both."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import pi, sin

import pygame

from drumjam.game.panels import gradient, mote, rounded
from drumjam.game.shelf import Stripe
from drumjam.game.theme import Palette, mix

FINE = 2


def cover(size: tuple[int, int], radius: int, song_id: str, stripes: Sequence[Stripe], p: Palette) -> pygame.Surface:
    """The cover in pixels with round corners; the same song always has the same."""
    w, h = size[0] * FINE, size[1] * FINE
    seed = sha256(song_id.encode()).digest()
    hue = mix(p.lee, p.takaichi, seed[0] / 255)
    top = mix(p.night, hue, 0.20 + 0.15 * seed[1] / 255)
    bottom = mix(p.sunken, mix(p.dusk, p.harmony, 0.25), 0.35 + 0.35 * seed[2] / 255)
    made = gradient((w, h), (*top, 255), (*bottom, 255))
    sun = (round(w * (0.25 + 0.5 * seed[3] / 255)), round(h * (0.36 + 0.2 * seed[4] / 255)))
    light = mote(round(h * 0.75), mix(p.harmony, p.stroke, 0.2), 120)
    made.blit(light, light.get_rect(center=sun))
    for i in range(5):
        pygame.draw.circle(
            made, mix(top, p.stroke, 0.10 + 0.03 * i), sun, round(h * (0.16 + 0.17 * i)), max(h // 160, 1)
        )
    _hills(made, seed, mix(bottom, p.shade, 0.45))
    _stripes(made, stripes, p)
    small = pygame.transform.smoothscale(made, size)
    small.blit(rounded(size, radius), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return small


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
