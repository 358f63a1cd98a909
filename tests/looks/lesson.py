"""The first lesson, step by step: in three languages, also with large letters in a small window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from drumjam.game.furnishing import furnish
from drumjam.game.lesson import Lesson, lesson_song
from drumjam.game.preparing import Sounds, seated
from drumjam.game.scenes.lesson import LessonScene
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.settings import Language, Settings
from drumjam.rules.chart import Lane
from drumjam.rules.clock import ManualClock
from tests.game.fingers import english
from tests.looks._shot import MOMENT, USUAL, Size, View, in_own_home, kept, shot
from tests.looks.practice import bring

SMALL: Size = (800, 450)
MOMENTS: dict[str, tuple[int, float, str, str]] = {
    "drum": (0, 5.6, "human:sd=16", "round notes and the drum's keys in the panel, two of four lights gold"),
    "praised": (1, 19.2, "human:sd=16", "four gold lights, praise in gold"),
    "again": (1, 19.2, "silent", "once more: no light, a missed note in grey"),
    "turns": (2, 29.4, "human:sd=16", "the partner's bar is played, the learner's lane is lit: its turn comes"),
    "together": (3, 49.0, "human:sd=16", "golden threads, the ring half full"),
}
"""Pictures by name: the step, the song time, who learns, and what should be seen."""


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw every moment into a folder; each file with what should be seen."""
    with in_own_home():
        return [
            (_drawn(folder, name, language, size, percent), seen)
            for name, seen in [
                *((name, seen) for name, (*_, seen) in MOMENTS.items()),
                ("done", "two buttons, sticks up"),
            ]
            for language in LANGUAGES
            for size, percent in ((USUAL, 100), (SMALL, 150))
        ]


def _drawn(folder: Path, name: str, language: str, size: Size, percent: int) -> Path:
    picture = VIEWS[f"lesson-{name}"](english(language=Language(language), text_size=percent), size)
    return kept(picture, folder / f"lesson-{name}-{language}-{percent}.png")


def _scene(made: World, place: int, until: float, who: str, *, again: bool = False) -> LessonScene:
    """A step that a model drummer has learned up to a song time."""
    lesson = Lesson(lesson_song(), Lane.LEE, place, again)
    plan = lesson.plan(made.settings.assists, 3)
    model = replace(plan, kinds=(who, plan.kinds[1]))
    ready = seated(model, setup_of(made, plan), Sounds(), 2.0)
    clock = ManualClock(MOMENT)
    play = replace(ready, plan=plan)
    scene = LessonScene(made, play, furnish(play, made.theme), lesson, TitleScene, clock)
    bring(scene, ready, until)
    return scene


def _done(made: World) -> LessonScene:
    scene = _scene(made, 3, 57.4, "human:sd=16")
    scene._close()
    return scene


def _moment(name: str, made: World) -> LessonScene:
    place, until, who, _ = MOMENTS[name]
    return _scene(made, place, until, who, again=name == "again")


def _view(name: str, settings: Settings, size: Size) -> pygame.Surface:
    return shot(_done if name == "done" else partial(_moment, name), settings, size)


VIEWS: dict[str, View] = {f"lesson-{name}": partial(_view, name) for name in (*MOMENTS, "done")}
"""Moments under any settings, in any window."""
