"""A calibration worked by hand: taps along the beat, frame by frame, with a clock that is moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pygame

from drumjam.game.audio import RecordingAudio
from drumjam.game.inputs.scripted import ScriptedInput
from drumjam.game.scenes.calibration import CalibrationScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.world import World
from drumjam.library.settings import Mode, Settings
from drumjam.rules.clock import ManualClock
from tests.game.fingers import PADS, english, event, press, world
from tests.rules.tappers import PERIOD, tapper

FRAME = 1 / 60
ENTER, ESCAPE = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE
Keyed = tuple[float, str]
"""Seconds after the beat began, and a pad's key."""


def two_players(settings: Settings | None = None) -> Settings:
    """Settings of two who play together."""
    chosen = settings or english()
    return replace(chosen, play=replace(chosen.play, mode=Mode.TWO))


def opened(made: World | None = None, start: float = 10.0) -> CalibrationScene:
    """The page, just opened at a time of a clock that stands still; nothing is heard."""
    made = made or world()
    clock = ManualClock(start)
    made.audio = RecordingAudio(clock)
    scene = CalibrationScene(made, TitleScene, clock)
    scene.update(clock.now)
    return scene


def clock_of(scene: CalibrationScene) -> ManualClock:
    """The page's clock."""
    assert isinstance(scene.clock, ManualClock)
    return scene.clock


def begin(scene: CalibrationScene) -> None:
    """Choose what is in focus, and let the beat begin."""
    press(scene, ENTER, clock_of(scene).now)


def tap_along(scene: CalibrationScene, taps: Iterable[Keyed], until: float | None = None) -> None:
    """Tap along the running beat, which began at the clock's present time, up to a moment or till all is tapped."""
    clock, taps = clock_of(scene), list(taps)
    start = clock.now
    end = start + (max(time for time, _ in taps) + FRAME if until is None else until)
    keys = [event(PADS[key], start + time, down=down) for time, key in taps for down in (True, False)]
    fingers = ScriptedInput(keys, lambda: round(clock.now * 1e9))
    while clock.now < end and scene.measuring.listening:
        clock.move(FRAME)
        for key in fingers.poll():
            scene.press(key)
        scene.update(clock.now)


def hits(key: str, offset: float, seed: int = 1, **how: float) -> list[Keyed]:
    """Somebody's taps on one key, so many seconds after the beat."""
    return [(time, key) for time in tapper(seed, offset, **how) if time >= 0]  # type: ignore[arg-type]


__all__ = ["ENTER", "ESCAPE", "PERIOD", "begin", "clock_of", "hits", "opened", "tap_along", "two_players"]
