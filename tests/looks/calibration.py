"""Calibration in its states, in three languages, with large letters and other colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from drumjam.game.scenes.calibration import CalibrationScene
from drumjam.game.strings import LANGUAGES
from drumjam.library.settings import Language, Layout, Mode, PaletteChoice, Settings, Timing
from tests.game.fingers import english, world
from tests.game.tapping import begin, clock_of, hits, opened, tap_along
from tests.looks._shot import USUAL, Size, View, in_own_home, kept, taken

Worked = Callable[[CalibrationScene], None]


def _nothing(scene: CalibrationScene) -> None:
    """Just opened."""


def _midway(scene: CalibrationScene) -> None:
    begin(scene)
    tap_along(scene, [*hits("f", 0.034), *hits("k", -0.018, 2)], until=9.1)


def _done(scene: CalibrationScene) -> None:
    begin(scene)
    tap_along(scene, [*hits("d", 0.041, 3), *hits("j", 0.012, 4, spread=0.008)])


def _applied(scene: CalibrationScene) -> None:
    _done(scene)
    scene.apply()


def _refused(scene: CalibrationScene) -> None:
    begin(scene)
    tap_along(scene, [*hits("f", 0.02, 5, halves=0.5), *hits("k", 0.24, 6)], until=13.0)


def _scattered(scene: CalibrationScene) -> None:
    begin(scene)
    tap_along(scene, hits("f", 0.0, 7, wild=1.0), until=14.0)
    scene.stop()


def _picture(then: Worked) -> Worked:
    def work(scene: CalibrationScene) -> None:
        scene.measuring.open(next(view for view in type(scene.measuring.view) if view is not scene.measuring.view))
        scene.menu.go("start", 0.0)
        scene.update(clock_of(scene).now)
        then(scene)

    return work


STATES: dict[str, tuple[Worked, Mode, str]] = {
    "start-one": (_nothing, Mode.SOLO, "one wide card with both faces, what to do, a gold Start"),
    "start": (_nothing, Mode.TWO, "two cards, Lee's left and Takaichi's right"),
    "midway": (_midway, Mode.TWO, "taps heap up right of the beat for Lee, left of it for Takaichi; some still fall"),
    "midway-one": (_midway, Mode.SOLO, "one plot with the taps of both hands in two colours"),
    "done": (_done, Mode.TWO, "gold numbers, narrow gold bands, full rings, a gold Apply"),
    "applied": (_applied, Mode.TWO, "what is set and what was before, an Undo"),
    "refused": (
        _refused,
        Mode.TWO,
        "two heaps for Lee, one far off for Takaichi, why there is no offset and what to do",
    ),
    "scattered": (_scattered, Mode.SOLO, "taps everywhere, why there is no offset, Go on and Start afresh"),
    "picture": (_picture(_nothing), Mode.TWO, "the play field with notes on their way, words above it"),
    "picture-midway": (_picture(_midway), Mode.TWO, "taps in the strip, a number in the ring"),
    "picture-done": (_picture(_done), Mode.TWO, "a gold number in a full ring, a gold Apply"),
}
"""How each state is reached, who plays, and what should be seen."""

SET = Timing({"keyboard": 5.0}, {"keyboard": -8.0})


def pictures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Draw all states into a folder; each file with what should be seen."""
    with in_own_home():
        for name in STATES:
            for language in LANGUAGES:
                yield _draw(folder, f"{name}-{language}", name, english(language=Language(language)))
        for name in ("start-one", "done", "applied", "refused", "picture", "picture-done"):
            for language in LANGUAGES:
                large = english(language=Language(language), text_size=150)
                yield _draw(folder, f"{name}-{language}-150", name, large)
        for palette in (PaletteChoice.COLOUR_BLIND, PaletteChoice.HIGH_CONTRAST):
            for name in ("midway", "picture-done"):
                yield _draw(folder, f"{name}-{palette.replace(' ', '-')}", name, english(palette=palette))
        yield _draw(folder, "picture-stacked", "picture-done", english(layout=Layout.STACKED))
        yield _draw(folder, "swapped", "midway", english(swap_sides=True))
        yield _draw(folder, "small", "done", english(), (800, 450))


def _draw(folder: Path, file: str, name: str, settings: Settings, size: Size = USUAL) -> tuple[Path, str]:
    return kept(_view(name, settings, size), folder / f"calibration-{file}.png"), STATES[name][2]


def _view(name: str, settings: Settings, size: Size) -> pygame.Surface:
    work, mode, _ = STATES[name]
    made = world(replace(settings, play=replace(settings.play, mode=mode), timing=SET), size)
    scene = opened(made)
    work(scene)
    clock = clock_of(scene)
    for _ in range(3):
        scene.update(clock.move(1 / 60))
    canvas = taken(made, scene, clock.now)
    scene.leave()
    return canvas


VIEWS: dict[str, View] = {f"calibration-{name}": partial(_view, name) for name in STATES}
"""All of them under any settings, in any window."""
