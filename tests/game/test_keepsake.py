"""The exchange's pictures: signatures fit on the sticks and are never mirrored, rings wear their leader's colour."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from drumjam.game.palette import STANDARD
from drumjam.game.stage.exchange import CAUGHT, ENDED, JOINED, MEETING, moment
from drumjam.game.stage.keepsake import Keepsake
from drumjam.game.stage.longsticks import LABEL, label_size, long_stick
from drumjam.game.stage.parts import Flip, Parts
from drumjam.rules.chart import Lane
from tests.game.flashes import Flashes
from tests.game.windows import window

BLUE, TEAL = STANDARD.leaders
INK = (255, 0, 255)
QUARTER = (320, 180)
WINDOW = (85, 64)
RATE = 60.0


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


def label() -> pygame.Surface:
    """A signature that fills its field: a bar whose left tenth is green."""
    wide, high = label_size(1.0)
    made = pygame.Surface((wide, high), pygame.SRCALPHA)
    made.fill(INK)
    made.fill((0, 255, 0), (0, 0, wide // 10, high))
    return made


def columns(surface: pygame.Surface, colour: tuple[int, int, int]) -> list[int]:
    """The columns of a stick's middle row that have about a colour."""
    y = surface.get_height() // 2 - 4
    near = [surface.get_at((x, y))[:3] for x in range(surface.get_width())]
    return [x for x, seen in enumerate(near) if max(abs(a - b) for a, b in zip(seen, colour, strict=True)) < 40]


@pytest.mark.parametrize("flip", Flip)
def test_a_signature_stands_on_free_wood_and_reads_from_left_to_right(flip: Flip) -> None:
    """Its field lies between the rings and where the other stick crosses; no stick mirrors it."""
    stick, grip = long_stick(Parts(1.0), BLUE, label(), flip)
    ink, green, rings = columns(stick, INK), columns(stick, (0, 255, 0)), columns(stick, BLUE)
    assert green[0] < ink[0]
    assert ink[-1] - green[0] + 1 == pytest.approx(LABEL[1] - LABEL[0], abs=2)
    assert rings[-1] < green[0] if flip is Flip.AS_PAINTED else ink[-1] < rings[0]
    assert min(abs(x - grip) for x in (green[0], ink[-1])) > 40  # the hand covers none of it


@pytest.mark.parametrize("flip", Flip)
def test_the_rings_wear_the_asked_colour(flip: Flip) -> None:
    """A ring has the hue of the colour it was given, on either stick."""
    stick, _ = long_stick(Parts(1.0), TEAL, None, flip)
    assert len(columns(stick, TEAL)) >= 15
    assert not columns(stick, BLUE)


def seen(keepsake: Keepsake, since: float) -> np.ndarray:
    """A moment of the exchange as pixels (width, height, 3)."""
    canvas = pygame.Surface((1280, 720))
    keepsake.draw(canvas, moment(since))
    return pygame.surfarray.array3d(canvas).astype(int)


def share(pixels: np.ndarray, colour: tuple[int, int, int]) -> float:
    """How many pixels have about a colour."""
    return float((np.abs(pixels - np.array(colour)).max(axis=-1) < 36).sum())


def test_each_leader_holds_first_the_own_rings_and_then_the_others() -> None:
    """Blue is on the left before the exchange and on the right after it, teal the other way."""
    keepsake = Keepsake(1.0, STANDARD)
    keepsake.sign((None, None))
    hands = [slice(370, 460), slice(820, 910)]
    for since, colours in ((0.0, (BLUE, TEAL)), (ENDED, (TEAL, BLUE))):
        pixels = seen(keepsake, since)[:, 250:380]
        for hand, colour, other in zip(hands, colours, reversed(colours), strict=True):
            assert share(pixels[hand], colour) > 100
            assert share(pixels[hand], other) < 20


def test_the_same_moment_is_the_same_picture() -> None:
    """Drawing twice gives equal pixels, also after other moments were drawn."""
    keepsake = Keepsake(1.0, STANDARD)
    keepsake.sign((label(), None))
    first = seen(keepsake, MEETING + 0.1)
    seen(keepsake, CAUGHT)
    assert np.array_equal(first, seen(keepsake, MEETING + 0.1))


def test_the_exchange_does_not_flash() -> None:
    """From its first moment to its last, in no 341x256 window does a quarter flash three times in a second."""
    screen, keepsake, eye = window(QUARTER), Keepsake(0.25, STANDARD), Flashes(WINDOW, RATE)
    keepsake.sign((None, None))
    for frame in range(round((JOINED + 1.2) * RATE)):
        keepsake.draw(screen, moment(frame / RATE))
        eye.see(pygame.surfarray.pixels3d(screen))
    assert eye.worst < 0.25


def test_both_leaders_are_equally_large() -> None:
    """Their heads and bodies cover the same area within a tenth, at the same height."""
    keepsake, tall = Keepsake(1.0, STANDARD), []
    for lane in Lane:
        _, _, top = keepsake.parts.prepare(f"large_{lane.id}_head")
        tall.append(top)
    assert abs(tall[0] - tall[1]) <= 6
