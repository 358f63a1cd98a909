"""Practising, the key test, the keys of a page, and the title's own play: in three languages, with large letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pygame

from drumjam.game.drill import Done, drill_of
from drumjam.game.plan import WATCHED, Plan, practised
from drumjam.game.preparing import Prepared, Sounds, seated
from drumjam.game.scenes.attract import AttractScene
from drumjam.game.scenes.help import HelpScene
from drumjam.game.scenes.keytest import KeyTestScene
from drumjam.game.scenes.passes import PassScene
from drumjam.game.scenes.practice import PracticeScene
from drumjam.game.scenes.select import Aim, SelectScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.settings import Language, Mode, PaletteChoice, Practice, Settings
from drumjam.library.songs import BUILT_IN, resolve
from drumjam.rules.chart import Lane, Level
from drumjam.rules.clock import ManualClock
from drumjam.rules.outline import Outline
from drumjam.rules.simulate import simulate
from tests.game.fingers import PADS, english
from tests.game.keymatrix import KeyMatrix, hold, obey
from tests.looks._shot import MOMENT, USUAL, Make, Size, View, in_own_home, kept, shot, shown

MEDIUM = (Level.MEDIUM, Level.MEDIUM)
SONG = "common-harmony"
BARS = (10, 18)
SPREAD = {code: (place, place) for place, code in enumerate(PADS.values())}


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw every state into a folder; each file with what should be seen."""
    with in_own_home():
        return [
            _draw(folder, f"{name}-{language}{suffix}", make, seen, english(language=Language(language), **more))
            for name, (make, seen, large) in STATES.items()
            for suffix, more in (("", {}), *([("-150", {"text_size": 150})] if large else []))
            for language in LANGUAGES
        ] + [
            _draw(folder, f"practice-{palette.replace(' ', '-')}", _choosing, f"the {palette} palette", settings)
            for palette in (PaletteChoice.COLOUR_BLIND, PaletteChoice.HIGH_CONTRAST)
            for settings in (english(palette=palette),)
        ]


def _draw(folder: Path, name: str, make: Make, seen: str, settings: Settings) -> tuple[Path, str]:
    return kept(_view(make, settings, USUAL), folder / f"scene-{name}.png"), seen


def _view(make: Make, settings: Settings, size: Size) -> pygame.Surface:
    medium = replace(settings.play, lee_level="medium", takaichi_level="medium")
    practice = Practice(speed=0.75, speed_up=True, click=True)
    return shot(make, replace(settings, play=medium, practice=practice), size)


def _choosing(made: World, focus: str = "start") -> PracticeScene:
    scene = PracticeScene(made, resolve(SONG), BARS)
    scene.menu.focus = focus
    return shown(scene)


def _songs(made: World) -> SelectScene:
    scene = SelectScene(made, BUILT_IN[1], Aim.PRACTICE)
    scene.shelf._thread.join(30)
    return shown(scene)


def _pass(made: World, *, paused: bool = False) -> PassScene:
    """The third pass, a few bars in; the one before was clean."""
    song = resolve(SONG)
    outline = Outline(song.chart, MEDIUM)
    drill = replace(drill_of(outline, BARS, frozenset(Lane)), goal=1.0, click=True, began=datetime(2026, 1, 13, 18))
    plan = practised(song, drill, MEDIUM, made.settings.practice, 3)
    result = simulate(song.chart, MEDIUM, ("perfect", "perfect")).result()
    before = Done(0.75, True, (), result, 0.9241)
    plan = replace(plan, drill=replace(drill, passes=(before, before)))
    return _played(made, plan, PassScene, 26.0, paused=paused)


def _attract(made: World) -> AttractScene:
    song = resolve(SONG)
    plan = Plan(song, MEDIUM, Mode.WATCH, frozenset(), WATCHED, seed=5)
    return _played(made, plan, AttractScene, 40.0)


def bring(scene: Any, ready: Prepared, until: float) -> None:
    """Let model drummers play a scene's play up to a song time, as its stage would show it."""
    scene._begun = True
    state, now = scene.performance.state, ready.span.begin
    while now < until:
        turn = ready.duet.advance(now)
        for strike in turn.planned:
            state.planned(strike)
        for judgement in turn.judgements:
            state.settled(judgement)
        state.listen(ready.duet.drummers)
        state.advance(now)
        now += 1 / 60
    scene.performance.conductor.start(MOMENT, until)


def _played(made: World, plan: Plan, kind: type[Any], until: float, *, paused: bool = False) -> Any:
    """A play by model drummers that has come to a song time."""
    from drumjam.game.scenes.loading import setup_of

    kinds = tuple("human:sd=16,mean=3" if who == "human" else who for who in plan.kinds)
    model = replace(plan, kinds=(kinds[0], kinds[1]))
    ready: Prepared = seated(model, setup_of(made, plan), Sounds(), 2.0)
    clock = ManualClock(MOMENT)
    scene = kind(made, replace(ready, plan=plan), clock=clock)
    bring(scene, ready, until)
    if paused:
        scene.pause()
        scene.menu.focus = "practice_speed"
    return scene


def _keys(board: KeyMatrix | None, made: World) -> KeyTestScene:
    """A key test on a keyboard, done to its end; without one just begun, with a key that is held."""
    scene = KeyTestScene(made, TitleScene)
    scene.update(0.0)
    if board is None:
        hold(KeyMatrix(SPREAD), scene.test, list(PADS.values())[:1], 0.0)
        scene._touched = MOMENT
        scene.test.press(PADS["f"], True, MOMENT - 1)
    else:
        obey(board, scene.test)
    return shown(scene)


def _holding(made: World) -> KeyTestScene:
    """A pair is asked for and held, but only one of its keys has come."""
    scene = KeyTestScene(made, TitleScene)
    scene.update(MOMENT - 9)
    board, at = KeyMatrix(SPREAD), MOMENT - 8
    keys = list(PADS.values())
    scene.test.alone.update(keys)
    for pair in ((0, 1), (0, 2), (0, 3)):
        at = hold(board, scene.test, [keys[i] for i in pair], at - 2) if at < MOMENT - 3 else at
    scene._touched = MOMENT - 1
    scene.test.press(keys[1], True, MOMENT - 1.0)
    return shown(scene)


def _help(made: World, page: Callable[[World], Any]) -> HelpScene:
    return shown(HelpScene(made, page(made)))


DEAF = KeyMatrix(SPREAD, deaf=frozenset([frozenset((PADS["f"], PADS["j"]))]))
STATES: dict[str, tuple[Callable[[World], Any], str, bool]] = {
    "practice": (
        _choosing,
        "the song bar by bar, nine bars between A and B, eight rows and a click, a gold Start",
        True,
    ),
    "practice-bars": (
        partial(_choosing, focus="bars"),
        "A and B with an edge, what the strip is for below",
        False,
    ),
    "practice-songs": (_songs, "the list of songs, one gold button for practising, no song speed", False),
    "pass": (_pass, "the stage, no comments; a panel below the flags: third pass, 92.4% in gold, 75%", True),
    "pass-pause": (partial(_pass, paused=True), "three rows, five buttons, flags clear of the panel", True),
    "keytest-begun": (partial(_keys, None), "D seen, F down in Lee's colour, the other two with an edge", True),
    "keytest-holding": (_holding, "three pairs gold, one with an edge and a bar that fills", False),
    "keytest-failing": (
        partial(_keys, DEAF),
        "one pair struck through, the sentence about it, another key to take",
        True,
    ),
    "keytest-passed": (
        partial(_keys, KeyMatrix(SPREAD, diodes=True)),
        "all combinations gold, one sentence",
        False,
    ),
    "keytest-poor": (
        partial(_keys, KeyMatrix(SPREAD, most=2)),
        "four triples struck through, four sentences, another key or none",
        False,
    ),
    "help": (partial(_help, page=_songs), "two columns of keys over the darkened list", True),
    "help-settings": (
        partial(_help, page=lambda made: shown(SettingsScene(made, TitleScene))),
        "the same over the settings",
        False,
    ),
    "attract": (_attract, "two who play, a golden sign over the score: any key", True),
}
"""States by name: how to come there, what should be seen, and whether it is drawn with large letters too."""

VIEWS: dict[str, View] = {name: partial(_view, make) for name, (make, _, _) in STATES.items()}
"""All of them under any settings, in any window."""
