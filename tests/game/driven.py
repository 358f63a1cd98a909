"""The game in its window, played by real keys: `python -m tests.game.driven SCRIPT ARGUMENTS`, prints JSON.

Runs in a process of its own, on the X server of DISPLAY; a thread is the player.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from typing import Any

import numpy as np

from drumjam.game.app import App, first_scene, open_window
from drumjam.game.inputs import open_input
from drumjam.game.scene import Scene
from drumjam.game.sdl import function
from drumjam.game.world import World
from drumjam.library.request import Leader, PlayRequest
from drumjam.library.settingsfile import load_settings
from drumjam.rules.chart import Lane, Level, Note
from drumjam.rules.judgement import Grade
from tests.game.dragging import Dragger
from tests.game.keyboard import Keyboard

PATIENCE = 40.0
SETTLING, APART = 0.12, 0.04
"""Seconds that a page is given before the next key, and between two presses of one key: else it would seem held."""

KEYS = {("lee", "cymbal"): "d", ("lee", "drum"): "f", ("takaichi", "drum"): "j", ("takaichi", "cymbal"): "k"}


def until(ready: Callable[[], Any]) -> Any:
    """Wait until something is there, and give it back."""
    end = perf_counter() + PATIENCE
    while not (found := ready()):
        assert perf_counter() < end, "it never came"
        sleep(0.002)
    return found


class Player(Thread):
    """Presses keys and notes down what happened."""

    def __init__(self, app: App, script: Callable[[App, Keyboard], dict[str, Any]]) -> None:
        super().__init__(daemon=True)
        self.app, self.script = app, script
        self.told: dict[str, Any] = {"failed": "the player never finished"}

    def run(self) -> None:
        """Play the script, then end the game."""
        try:
            until(lambda: self.app.scene)
            sleep(0.3)
            self.told = self.script(self.app, Keyboard())
        except Exception as error:  # whatever it is: the game must not wait for the rest of the script
            self.told = {"failed": f"{error!r} in {type(self.app.scene).__name__}"}
        if self.app.exit_code is None:
            self.app.exit_code = 0


def in_scene(app: App, name: str) -> Any:
    """Wait until a scene is open."""
    return until(lambda: app.scene if type(app.scene).__name__ == name else None)


def listed(select: Any) -> bool:
    """Whether all songs are in the list, the one that was played last among them: it is chosen then."""
    return select.entry is not None and not select.shelf.reading


def three_presses(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """From the title to a play with three presses of Return."""
    seen, typing = [], function("SDL_IsTextInputActive")
    for name in ("TitleScene", "ModeScene", "SelectScene"):
        in_scene(app, name)
        seen.append(name)
        if name == "SelectScene":
            until(lambda: listed(app.scene))
        sleep(0.1)
        keyboard.press("Return")
    in_scene(app, "PlayScene")
    return {"seen": [*seen, "PlayScene"], "typing": typing and typing()}


def play_through(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Press each note's key at its own time, later by a pattern of a few ms; wait for the results."""
    scene = in_scene(app, "PlayScene")
    sent = strike_all(scene, keyboard)
    session, results = scene.prepared.session, in_scene(app, "ResultsScene")
    return {
        "sent": sent,
        "errors": {lane: tally.errors for lane, tally in zip(("lee", "takaichi"), session.tallies, strict=True)},
        "replay": str(results.kept.file),
        "score": results.kept.result.score,
        "input": app.world.inputs.name,
    }


def strike_all(scene: Any, keyboard: Keyboard) -> list[tuple[str, float, float]]:
    """Press the key of each note that people play, later by a pattern of a few ms; whose, and when beside its time."""
    until(lambda: scene.performance.conductor.running)
    performance, session = scene.performance, scene.prepared.session
    led = {lane.id for lane in scene.prepared.plan.led}
    sent = []
    for index, (note, time) in enumerate(zip(session.notes, session.times.tolist(), strict=True)):
        if note.lane.id not in led:
            continue
        late = (-0.012, 0.0, 0.009, 0.018)[index % 4]
        wait_for(performance, time + late)
        before, after = (performance.pos(t) - time for t in keyboard.press(KEYS[note.lane.id, note.pad.id]))
        sent.append((note.lane.id, before, after))
    return sent


def duet(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Two people play a whole song with errors; what belongs together comes at once, or half a millisecond apart."""
    scene = in_scene(app, "PlayScene")
    until(lambda: scene.performance.conductor.running)
    performance, session = scene.performance, scene.prepared.session
    left = Lane.TAKAICHI if app.world.settings.screen.swap_sides else Lane.LEE
    rng = np.random.default_rng(5)
    moments: dict[float, list[Note]] = {}
    for note, time in zip(session.notes, session.times.tolist(), strict=True):
        moments.setdefault(time, []).append(note)
    sent = []
    for time, notes in sorted(moments.items()):
        late, apart = rng.normal(0.0, 0.018), rng.choice((0.0, 0.0005))
        hands = [[note for note in notes if note.lane is lane] for lane in Lane] if apart else [notes]
        for turn, hand in enumerate(filter(None, hands)):
            wait_for(performance, time + late + turn * apart)
            keys = [KEYS["lee" if note.lane is left else "takaichi", note.pad.id] for note in hand]
            around = [performance.pos(t) for t in keyboard.press(*keys)]
            sent += [(note.lane.id, note.pad.id, *around) for note in hand]
    results = in_scene(app, "ResultsScene")
    return {"sent": sent, "replay": str(results.kept.file)}


def wait_for(performance: Any, time: float) -> None:
    """Until the song has come to a time."""
    while (left := time - performance.pos(perf_counter())) > 0:
        sleep(min(left, 0.001))


def play_and_be_terminated(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Let some of the song pass, then be told to end, as a system does that shuts down."""
    scene = in_scene(app, "PlayScene")
    until(lambda: scene.performance.prepared.session.tallies[0].settled)
    os.kill(os.getpid(), signal.SIGTERM)
    until(lambda: app.exit_code)
    return {"code": app.exit_code}


def sign(sticks: Any, keyboard: Keyboard, name: str) -> None:
    """Write a name with letters that are pads in a play."""
    keyboard.press("Return")
    until(lambda: sticks.signing.typing)
    for letter in name:
        keyboard.press(letter)
    until(lambda: sticks.signing.typing.field.text == name)
    keyboard.press("Return")
    until(lambda: sticks.signing.typing is None)


def first_evening(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Who opens the game for the first time: plays with the partner, keeps the souvenir, brings a file of their own.

    Only what the screens say is pressed: arrows and Return, Escape to go back, the pads.
    """
    three_presses(app, keyboard)
    play = in_scene(app, "PlayScene")
    first = play.prepared.plan.song.title
    strike_all(play, keyboard)
    results = in_scene(app, "ResultsScene")
    sleep(1.2)
    keyboard.press("Return")
    sticks = in_scene(app, "SticksScene")
    sleep(0.4)
    sign(sticks, keyboard, "fjord")
    choose(app, keyboard, "exchange", "Down")
    souvenir = in_scene(app, "SouvenirScene")
    choose(app, keyboard, "picture", "Up")
    file = until(lambda: souvenir.file)
    seen = [type(scene).__name__ for scene in (results, sticks, souvenir)]
    while type(app.scene).__name__ != "TitleScene":
        before = app.scene
        keyboard.press("Escape")
        until(lambda before=before: app.scene is not before)
        seen.append(type(app.scene).__name__)
        sleep(0.4)
    choose(app, keyboard, "language.ko", "Up", "Right")
    until(lambda: app.world.strings.language == "ko")
    Dragger().drop(Path(os.environ["DRUMJAM_DROPPED"]))
    select = in_scene(app, "SelectScene")
    chosen = until(lambda: select.entry if select.entry and select.entry.song.title != first else None)
    sleep(0.4)
    keyboard.press("Return")
    play = in_scene(app, "PlayScene")
    until(lambda: play.performance.conductor.running)
    return {
        "seen": seen,
        "souvenir": str(file),
        "signed": souvenir.card.signatures[0].name,
        "song": chosen.song.title,
        "heard": play.prepared.sounds.file is not None,
        "setup": play.prepared.setup.names,
    }


def sofa(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Two people open the game, join with a half of the keyboard each, set a level, say that they are ready, and play.

    Their strokes come in pairs, at once.
    """
    in_scene(app, "TitleScene")
    keyboard.press("Return")
    in_scene(app, "ModeScene")
    sleep(0.2)
    choose(app, keyboard, "two", "Down", "Down", "Right")
    join = in_scene(app, "JoinScene")
    sleep(0.2)
    keyboard.press("d", "k")
    until(lambda: all(place.device for place in join.joining.places))
    for place, step in enumerate(("f", "d", *"f" * (join.joining.rows - 1))):
        keyboard.press(*((step, {"f": "j", "d": "k"}[step]) if place != 1 else (step,)))
        sleep(0.1)
    levels = app.world.settings.play.lee_level, app.world.settings.play.takaichi_level
    keyboard.press("d", "k")
    select = in_scene(app, "SelectScene")
    until(lambda: listed(select))
    sleep(0.3)
    keyboard.press("Return")
    play = in_scene(app, "PlayScene")
    strike_all(play, keyboard)
    results = in_scene(app, "ResultsScene")
    hits = [sum(tally.grades.values()) - tally.grades[Grade.MISS] for tally in play.prepared.session.tallies]
    return {"levels": levels, "played": [level.id for level in results.kept.result.levels], "hits": hits}


def first_lesson(app: App, keyboard: Keyboard) -> dict[str, Any]:
    """Who is new takes the lesson from the title, learns its first step with one key, and leaves by the pause."""
    in_scene(app, "TitleScene")
    choose(app, keyboard, "lesson", "Down")
    first = in_scene(app, "LessonScene")
    strike_all(first, keyboard)
    second = until(lambda: app.scene if app.scene is not first else None)
    keyboard.press("Escape")
    until(lambda: second.menu)
    sleep(1.0)
    choose(app, keyboard, "lesson.leave", "Down")
    title = in_scene(app, "TitleScene")
    return {"well": first.well, "step": second.lesson.step.key, "offered": "lesson" in {i.key for i in title.items()}}


def choose(app: App, keyboard: Keyboard, wanted: str, *keys: str, leave: bool = False) -> None:
    """Go to an item of the open page by keys, the last one again and again, and press Return on it, or leave it."""
    sleep(SETTLING)
    for turn in range(14):
        before = app.scene.menu.focus  # type: ignore[union-attr]
        if before == wanted:
            break
        keyboard.press(keys[min(turn, len(keys) - 1)])
        until(lambda before=before: app.scene.menu.focus != before)  # type: ignore[union-attr]
        sleep(APART)
    assert app.scene.menu.focus == wanted, f"{wanted} is not reached, but {app.scene.menu.focus}"  # type: ignore[union-attr]
    if not leave:
        keyboard.press("Return")


SCRIPTS = {
    "first-evening": first_evening,
    "first-lesson": first_lesson,
    "sofa": sofa,
    "three-presses": three_presses,
    "one-player": play_through,
    "two-players": play_through,
    "duet": duet,
    "terminated": play_and_be_terminated,
}


def request_of(script: str, replay: Path | None) -> PlayRequest | None:
    """What the command line would have asked for."""
    if script in ("three-presses", "first-evening", "first-lesson", "sofa"):
        return None
    if script == "one-player":
        return PlayRequest(players=1, leader=Leader.LEE, seed=5)
    levels = (Level.HARD, Level.HARD) if script == "duet" else None
    return PlayRequest(players=2, levels=levels, seed=5, save_replay=replay)


def open_game(song: str | None, request: PlayRequest | None) -> tuple[App, Callable[[], Scene]]:
    """The game in its window, and how its first scene is made."""
    loaded = load_settings()
    window = open_window(loaded.settings)
    world = World(loaded.settings, open_input(), window.get_size(), request)
    return App(world), lambda: first_scene(world, song, request)


def run(app: App, first: Scene, script: Callable[[App, Keyboard], dict[str, Any]]) -> None:
    """Open the window with a page, let a player follow a script, print what was told as JSON."""
    player = Player(app, script)
    player.start()
    with app.signals():
        app.run(first)
    player.join(5)
    print(json.dumps(player.told))


def main(script: str, song: str | None = None, replay: str | None = None) -> None:
    """Open the window, let the player play, print what was told."""
    app, first = open_game(song, request_of(script, Path(replay) if replay else None))
    run(app, first, SCRIPTS[script])


if __name__ == "__main__":
    main(*sys.argv[1:])
