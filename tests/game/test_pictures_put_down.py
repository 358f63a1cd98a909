"""Pictures that are put down many times: packed for the window, and several joined to one."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import numpy as np
import pygame
import pytest

from drumjam.game.stage.paint import CLEAR, SOLID, Sheet, disc, glow, inside, packed
from drumjam.game.stage.parts import Spot, joined
from tests.game.windows import window

SIZE = 120
MANY = 30


@pytest.fixture
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


def lamp(colour: tuple[int, int, int], radius: float, reach: float) -> pygame.Surface:
    """A disc with a wide glow on clear ground."""
    sheet = Sheet(SIZE, SIZE)
    shape = disc(sheet.x, sheet.y, radius)
    sheet.lay(colour, glow(shape, reach) * 0.8)
    sheet.lay(colour, inside(shape))
    return sheet.surface()


def cost(screen: pygame.Surface, picture: pygame.Surface) -> float:
    """Seconds to put it down."""
    begun = perf_counter()
    screen.blit(picture, (100, 100))
    return perf_counter() - begun


def test_the_first_time_on_the_window_is_as_cheap_as_the_next(screen):
    """A picture that was packed for another surface would be packed anew in the middle of a play: 25 times as slow."""
    pictures = [packed(lamp((200, 90, 20), 30, 25)) for _ in range(MANY)]
    first = median(cost(screen, each) for each in pictures)
    assert first < 6 * median(cost(screen, each) for each in pictures)


def test_what_is_nearly_solid_or_nearly_clear_is_packed_as_that(screen):
    """Scaling and glows leave such pixels, which would be blended one by one; what is half clear stays as it is."""
    picture = pygame.transform.smoothscale(lamp((200, 90, 20), 30, 25), (SIZE - 7, SIZE - 7))
    before = pygame.surfarray.array_alpha(picture)
    after = pygame.surfarray.array_alpha(packed(picture))
    assert set(np.unique(after[before >= SOLID])) == {255} != set(np.unique(before[before >= SOLID]))
    assert set(np.unique(after[before <= CLEAR])) == {0} != set(np.unique(before[before <= CLEAR]))
    half = (before > CLEAR) & (before < SOLID)
    assert np.array_equal(after[half], before[half])


def test_packing_leaves_the_window_as_it_was(screen):
    """Also where the picture's own corner is not clear, and where only a part of the window may be drawn on."""
    screen.fill((1, 2, 3))
    screen.set_clip((20, 30, 40, 50))
    solid = pygame.Surface((9, 9)).convert_alpha()
    solid.fill((250, 240, 230, 255))
    packed(solid)
    screen.set_clip(None)
    assert np.all(pygame.surfarray.array3d(screen) == (1, 2, 3))


def test_joined_pictures_look_as_laid_one_by_one(screen):
    """A dark shadow below a bright glow, both half clear, and something solid upon them, each at its own place."""
    lamps = (((0, 0, 0), 20, 35), ((90, 180, 255), 10, 45), ((255, 255, 255), 8, 2))
    spots: list[Spot] = [
        (lamp(*each), x, y) for each, (x, y) in zip(lamps, ((-60, -40), (-50, -60), (10, 5)), strict=True)
    ]
    seen = []
    for layers in (spots, [joined(spots)]):
        screen.fill((40, 50, 70))
        for picture, x, y in layers:
            screen.blit(picture, (200 + x, 200 + y))
        seen.append(pygame.surfarray.array3d(screen).astype(int))
    assert np.abs(seen[0] - seen[1]).max() <= 3
    assert np.ptp(seen[1], axis=(0, 1)).min() > 100
