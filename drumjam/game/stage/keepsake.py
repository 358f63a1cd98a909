"""Keepsake: both leaders holding crossed sticks with names on them, the picture of the souvenir."""

from __future__ import annotations

import pygame

from drumjam.game.palette import Colour
from drumjam.game.stage.backdrop import whole
from drumjam.game.stage.parts import Flip, Parts
from drumjam.rules.chart import Lane

WIDTH, HEIGHT = 1200, 630
NECKS = ((152.0, 280.0), (1048.0, 280.0))
BUTTS = ((281.0, 352.0), (919.0, 352.0))
GRIP = 74.0
LEAN = 25.0
LABEL = (146.0, 306.0)
"""Where a name may stand on a stick, from its butt's end to where the other one crosses."""
LABEL_HEIGHT = 30.0


def long_stick(scale: float, colour: Colour, label: pygame.Surface | None, flip: Flip) -> pygame.Surface:
    """A level stick with two rings of a colour and a name on it.

    scale   device pixels for one logical pixel; the stick is 520 long
    colour  of the rings
    label   the name as rendered, put in the middle of the free wood, made smaller if it is too large
    flip    AS_PAINTED with the butt at the left, MIRRORED with the butt at the right; the name is never mirrored
    """
    parts = Parts(scale)
    stick, x, y = parts.prepare("long_stick", flip)
    made = stick.copy()
    band, band_x, band_y = parts.prepare("long_band", flip)
    ring = band.copy()
    ring.fill(colour, special_flags=pygame.BLEND_RGB_MULT)
    made.blit(ring, (band_x - x, band_y - y))
    if label is not None:
        room = ((LABEL[1] - LABEL[0]) * scale, LABEL_HEIGHT * scale)
        fit = min(1.0, room[0] / label.get_width(), room[1] / label.get_height())
        name = pygame.transform.smoothscale_by(label, fit) if fit < 1.0 else label
        middle = (LABEL[0] + LABEL[1]) / 2 * scale * flip.value
        made.blit(name, (round(middle - x - name.get_width() / 2), round(-y - name.get_height() / 2)))
    return made


def crossed_sticks(
    scale: float, colours: tuple[Colour, Colour], labels: tuple[pygame.Surface | None, pygame.Surface | None]
) -> pygame.Surface:
    """Both leaders, each with a stick, the sticks crossed: 1200x630 logical, opaque.

    colours  of the rings on Lee's stick and on Takaichi's: after the exchange each is the other's
    labels   the names on Lee's stick and on Takaichi's
    """
    picture = whole("keepsake", (round(WIDTH * scale), round(HEIGHT * scale)))
    parts = Parts(scale)
    flips = (Flip.AS_PAINTED, Flip.MIRRORED)
    for lane in Lane:
        bust, x, y = parts.prepare(f"bust_{lane.id}")
        picture.blit(bust, (round(NECKS[lane][0] * scale) + x, round(NECKS[lane][1] * scale) + y))
    for lane in Lane:
        _cross(picture, scale, BUTTS[lane], flips[lane], long_stick(scale, colours[lane], labels[lane], flips[lane]))
    for lane in Lane:
        hand, x, y = parts.prepare("long_hand", flips[lane], angle=-LEAN * flips[lane].value % 360.0)
        grip = pygame.Vector2(GRIP, 0).rotate(-LEAN)
        at = BUTTS[lane][0] + grip.x * flips[lane].value, BUTTS[lane][1] + grip.y
        picture.blit(hand, (round(at[0] * scale) + x, round(at[1] * scale) + y))
    return picture


def _cross(picture: pygame.Surface, scale: float, butt: tuple[float, float], flip: Flip, stick: pygame.Surface) -> None:
    """Put a level stick down, turned about its butt so that its tip rises towards the middle."""
    _, x, y = Parts(scale).prepare("long_stick", flip)
    centre = pygame.Vector2(stick.get_width() / 2 + x, stick.get_height() / 2 + y).rotate(-LEAN * flip.value)
    turned = pygame.transform.rotozoom(stick, LEAN * flip.value, 1.0)
    corner = turned.get_rect(center=(butt[0] * scale + centre.x, butt[1] * scale + centre.y))
    picture.blit(turned, corner)
