"""No play flashes: the stage stays calm at its densest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from drumjam.game.stage.setup import Motion
from drumjam.game.stage.stage import Stage
from drumjam.game.theme import Theme
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from tests.game.flashes import Flashes
from tests.game.plays import film, setup_for
from tests.game.windows import window

DATA = Path(__file__).parents[1] / "data"
QUARTER = (320, 180)
WINDOW = (85, 64)
RATE = 60.0


def densest() -> bytes:
    """240 beats a minute, eighths and sixteenths."""
    return (DATA / "groove_blast_240bpm.mid").read_bytes()


@pytest.mark.parametrize(("motion", "limit"), [(Motion.FULL, 0.25), (Motion.REDUCED, 0.20)])
def test_no_quarter_of_a_window_flashes_three_times_in_a_second(motion: Motion, limit: float) -> None:
    """Over the densest seconds, in no 341x256 window does a quarter of the pixels flash three times in a second."""
    chart = build_chart(read_midi(densest()))
    setup = setup_for(Level.EXPERT, motion=motion)
    screen, stage, eye = window(QUARTER), Stage(Theme(QUARTER), setup), Flashes(WINDOW, RATE)
    for state, now in film(setup, 2.0, 22.0 if motion is Motion.FULL else 8.0, chart=chart, rate=RATE):
        stage.draw(screen, state, now)
        eye.see(pygame.surfarray.pixels3d(screen))
    assert eye.worst < limit


def test_the_eye_sees_a_flashing_picture() -> None:
    """The measure itself: a square that goes on and off five times a second is found, a slow one is not."""
    for period, found in ((12, True), (40, False)):
        eye = Flashes((40, 40), RATE)
        for frame in range(120):
            eye.see(np.full((80, 80, 3), 200 if frame % period < period // 2 else 20, np.uint8))
        assert (eye.worst > 0.9) is found
