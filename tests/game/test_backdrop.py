"""The room and its crowd: light follows harmony, the crowd claps on the back beats, nothing leaves its place."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest

from drumjam.game.stage.backdrop import Backdrop, TitleBackdrop, light_of
from drumjam.game.stage.crowd import clapping
from drumjam.game.stage.setup import Motion
from tests.game.windows import window

SIZE = (640, 360)
SCALE = 0.5


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


@pytest.fixture(scope="module")
def room() -> Backdrop:
    """The room at half size."""
    return Backdrop(SCALE, SIZE)


def draw(backdrop: Backdrop, harmony: float, beat: float = 0.0, motion: Motion = Motion.FULL) -> pygame.Surface:
    """One frame on black."""
    surface = pygame.Surface(SIZE)
    backdrop.draw(surface, harmony, beat, motion=motion)
    return surface


def warmth(surface: pygame.Surface, area: tuple[int, int, int, int]) -> float:
    """How much redder than blue an area is."""
    red, _, blue, _ = pygame.transform.average_color(surface, area)
    return red - blue


def test_three_harmonies_give_three_rooms(room):
    """The room tells harmony 0.15, 0.5 and 0.9 apart."""
    frames = {pygame.image.tobytes(draw(room, harmony), "RGB") for harmony in (0.15, 0.5, 0.9)}
    assert len(frames) == 3


def test_rising_harmony_never_cools_the_light(room):
    """Over the whole range the wall only grows warmer."""
    wall = (110, 110, 100, 40)
    shades = [warmth(draw(room, k / 40), wall) for k in range(41)]
    assert all(after >= before for before, after in pairwise(shades))
    assert shades[-1] > shades[0] + 40


def test_light_moves_in_steps_too_small_to_flash(room):
    """From one step of light to the next, mean brightness changes by less than 2 of 255."""
    means = [sum(pygame.transform.average_color(draw(room, 0.2 + 0.6 * k / 32))[:3]) / 3 for k in range(33)]
    assert max(abs(b - a) for a, b in pairwise(means)) < 2
    assert light_of(0.0) == 0
    assert light_of(1.0) == 32


def test_the_room_is_symmetric(room):
    """Both leaders' halves of the room are mirror images."""
    surface = pygame.Surface(SIZE)
    room.draw(surface, 0.1, 0.25)
    wall = pygame.Rect(0, 24, 640, 130)
    half = surface.subsurface(wall)
    assert pygame.image.tobytes(half, "RGB") == pygame.image.tobytes(pygame.transform.flip(half, True, False), "RGB")


def test_nothing_is_drawn_outside_the_stage_area(room):
    """The rows above 48 and below 416 stay untouched, and so does the surface's clip."""
    surface = pygame.Surface(SIZE)
    surface.set_clip((0, 0, 640, 300))
    room.draw(surface, 0.9, 0.0)
    assert surface.get_clip() == pygame.Rect(0, 0, 640, 300)
    for area in ((0, 0, 640, 24), (0, 208, 640, 152)):
        assert pygame.transform.average_color(surface, area)[:3] == (0, 0, 0)


def test_the_same_moment_is_the_same_picture(room):
    """Drawing other moments in between leaves no trace."""
    first = pygame.image.tobytes(draw(room, 0.63, 5.3), "RGB")
    for k in range(40):
        draw(room, k / 40, k / 3)
    assert pygame.image.tobytes(draw(room, 0.63, 5.3), "RGB") == first


def test_the_crowd_moves_with_the_beat_unless_motion_is_reduced(room):
    """On the beat and between beats the crowd stands differently; with reduced motion it stands still."""
    moving = {pygame.image.tobytes(draw(room, 0.9, beat), "RGB") for beat in (0.0, 0.5, 1.0)}
    still = {pygame.image.tobytes(draw(room, 0.9, beat, Motion.REDUCED), "RGB") for beat in (0.0, 0.5, 1.0)}
    assert len(moving) == 3
    assert len(still) == 1


@pytest.mark.parametrize(("pulses", "clapped"), [(4, [1, 3]), (2, [1]), (3, [1, 2])])
def test_the_crowd_claps_on_the_back_beats(pulses, clapped):
    """Hands meet on pulses 2 and 4, in three on 2 and 3, and not between pulses."""
    assert [pulse for pulse in range(pulses) if clapping(float(pulse), pulses)] == clapped
    assert not any(clapping(pulse + 0.5, pulses) for pulse in range(pulses))
    assert clapping(clapped[0] - 2.0 * pulses, pulses)


def test_the_title_room_fills_the_canvas():
    """The title's room has no empty corner at any of three sizes."""
    for scale in (0.3, 0.5, 0.7):
        surface = pygame.Surface((round(1280 * scale), round(720 * scale)))
        surface.fill((255, 0, 255))
        TitleBackdrop(scale).draw(surface)
        corners = [(x, y) for x in (0, surface.get_width() - 1) for y in (0, surface.get_height() - 1)]
        assert all(surface.get_at(corner)[:3] != (255, 0, 255) for corner in corners)
