"""The souvenir's picture: names fit on the sticks and are never mirrored, the rings wear the asked colours."""

from __future__ import annotations

import pygame
import pytest

from drumjam.game.stage.keepsake import crossed_sticks, long_stick
from drumjam.game.stage.parts import Flip
from drumjam.rules.chart import Lane
from tests.game.windows import window

BLUE, TEAL = (84, 155, 245), (116, 235, 205)
INK = (255, 0, 255)


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


def label(width: int) -> pygame.Surface:
    """A name of a width: a bar whose left tenth is green."""
    high = max(24, width // 6)
    made = pygame.Surface((width, high), pygame.SRCALPHA)
    made.fill(INK)
    made.fill((0, 255, 0), (0, 0, width // 10, high))
    return made


def columns(surface: pygame.Surface, colour: tuple[int, int, int]) -> list[int]:
    """The columns of a stick's middle row that have about a colour."""
    y = surface.get_height() // 2 - 4
    near = [surface.get_at((x, y))[:3] for x in range(surface.get_width())]
    return [x for x, seen in enumerate(near) if max(abs(a - b) for a, b in zip(seen, colour, strict=True)) < 40]


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("width", [40, 900])
def test_a_name_fits_on_its_stick_and_reads_from_left_to_right(flip, width):
    """A short and a very long name stay within the free wood, and no stick mirrors them."""
    stick = long_stick(1.0, BLUE, label(width), flip)
    ink, green = columns(stick, INK), columns(stick, (0, 255, 0))
    assert 30 < ink[-1] - green[0] <= 162
    assert green[0] < ink[0]


@pytest.mark.parametrize("lane", Lane)
def test_the_rings_wear_the_asked_colour(lane):
    """A ring has the hue of the colour it was given, on either stick."""
    flip = Flip.AS_PAINTED if lane is Lane.LEE else Flip.MIRRORED
    assert len(columns(long_stick(1.0, TEAL, None, flip), TEAL)) >= 15
    assert not columns(long_stick(1.0, TEAL, None, flip), BLUE)


def test_the_picture_has_its_size_and_is_the_same_each_time():
    """1200x630 at scale 1; the same names and colours give the same pixels."""
    first, second = (crossed_sticks(1.0, (TEAL, BLUE), (label(80), label(120))) for _ in range(2))
    assert first.get_size() == (1200, 630)
    assert pygame.image.tobytes(first, "RGB") == pygame.image.tobytes(second, "RGB")
