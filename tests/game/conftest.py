"""Tests of the window run without a display and without a sound device."""

import os
from collections.abc import Iterator

import pygame
import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"


@pytest.fixture(autouse=True)
def _game_pads_are_let_go() -> Iterator[None]:
    """No test finds game pads that another one has looked for."""
    yield
    pygame.joystick.quit()
