"""The whole story in its window, walked by real keys: `python -m tests.game.storydriven CHARTS [FOLDER]`, prints JSON.

CHARTS is a folder for the pieces, cut to their first strokes and hurried; into FOLDER go pictures of every page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pygame

from drumjam.formats.songfolder import chart_bytes
from drumjam.game import countin
from drumjam.game.app import App
from drumjam.game.road import CARDS
from drumjam.library import songs
from drumjam.library.songs import BUILT_IN, resolve
from drumjam.rules.chart import Chart
from drumjam.rules.tempo import TempoMap
from tests.game.driven import SETTLING, choose, in_scene, open_game, run, strike_all, until
from tests.game.keyboard import Keyboard

STROKES, HURRY = 4, 120_000
"""Notes that are left of a piece, at every level, and microseconds of a quarter note: nobody waits for long."""


class Camera:
    """Takes pictures of finished frames, so that none is caught half drawn; none at all without a folder."""

    def __init__(self, app: App, folder: Path | None) -> None:
        self.folder = folder
        self._wanted = ""
        self._frame = app.frame
        app.frame = self._after  # type: ignore[method-assign]

    def take(self, name: str, wait: float = 0.5) -> None:
        """The next frame, once the page has stood for a while."""
        if self.folder is not None:
            sleep(wait)
            self._wanted = name
            until(lambda: not self._wanted)

    def _after(self, now: float) -> None:
        self._frame(now)
        if self._wanted and self.folder is not None:
            pygame.image.save(pygame.display.get_surface(), str(self.folder / f"{self._wanted}.png"))
            self._wanted = ""


def cut(chart: Chart) -> Chart:
    """The first strokes of a piece, in a hurry."""
    levels = {level: notes[:STROKES] for level, notes in chart.levels.items()}
    end = max(notes[-1].tick for notes in levels.values())
    sections = tuple(section for section in chart.sections if section.tick <= end)
    tempo = TempoMap(chart.tempo.ticks_per_beat, ((0, HURRY),))
    return replace(chart, tempo=tempo, levels=levels, sections=sections, end=end)


def shorten(folder: Path) -> None:
    """Put short pieces, soon begun and soon over, in the place of the game's own while this process lives."""
    for name in BUILT_IN:
        song = resolve(name)
        (folder / name).mkdir(parents=True)
        (folder / name / "chart.json").write_bytes(chart_bytes(cut(song.chart), None))
    songs.charts = lambda: folder  # type: ignore[attr-defined]
    countin.LEAST_LEAD_IN, countin.AFTER_LAST = 0.8, 0.3


def walk(app: App, keyboard: Keyboard, camera: Camera) -> dict[str, Any]:
    """From the title over all seven cards to the ending and on to the songs; two players, who sign and change sides."""
    in_scene(app, "TitleScene")
    choose(app, keyboard, "story", "Down")
    told: dict[str, Any] = {"cards": [], "played": [], "signed": [], "seated": []}
    page = in_scene(app, "StoryScene")
    for number in _read_closed(app, keyboard, camera):
        told["cards"].append(number)
    _take_places(app, keyboard, camera)
    while type(app.scene).__name__ == "StoryScene":
        page = app.scene
        camera.take(f"card-{page.card.number}-{len(told['played'])}")
        if page.card.number == 4:
            _ring(app, keyboard, camera)
        _to_the_piece(app, keyboard)
        played, names, seated = _evening(app, keyboard, camera, len(told["played"]) == 0)
        told["played"].append(played)
        told["signed"].append(names)
        told["seated"].append(seated)
    ending = in_scene(app, "EndingScene")
    told["ending"] = [one.name for one in ending.signatures]
    camera.take("ending-1", 1.3)
    camera.take("ending-2", 3.5)
    keyboard.press("Escape")
    page = in_scene(app, "StoryScene")
    told["cards"].append(page.card.number)
    camera.take("card-7-open")
    choose(app, keyboard, "songs", "Return", "Down")
    in_scene(app, "SelectScene")
    return told


def _read_closed(app: App, keyboard: Keyboard, camera: Camera) -> Iterator[int]:
    """Read the cards from the first to the last and back, by arrows; the numbers of those that are open."""
    page = app.scene
    assert page is not None
    for card in CARDS:
        until(lambda card=card: page.card is card)
        camera.take(f"first-{card.number}")
        if not page.road.waits_for(card):
            yield card.number
        keyboard.press("Right" if card is not CARDS[-1] else "Return")
    until(lambda: page.menu.focus == "where")
    keyboard.press("Return")
    until(lambda: page.card is CARDS[2])


def _take_places(app: App, keyboard: Keyboard, camera: Camera) -> None:
    """Two players: each joins, names are typed, and they change sides."""
    choose(app, keyboard, "who", "Return", "Down", leave=True)
    for _ in range(3):
        keyboard.press("Right")
        sleep(SETTLING)
    until(lambda: app.world.settings.play.mode == "two")
    choose(app, keyboard, "places", "Down")
    join = in_scene(app, "JoinScene")
    sleep(SETTLING)
    keyboard.press("d", "k")
    until(lambda: all(place.device for place in join.joining.places))
    for who, name, way in (("lee", "fjord", "Left"), ("takaichi", "kid", "Right")):
        choose(app, keyboard, f"name.{who}", way, "Up")
        until(lambda: join._typist())
        for letter in name:
            keyboard.press(letter)
        until(lambda name=name: join._typist().field.text == name)
        keyboard.press("Return")
        until(lambda: join._typist() is None)
        choose(app, keyboard, "songs", "Down", leave=True)
    keyboard.press("Tab")
    until(lambda: app.world.settings.souvenir.player == "kid")
    camera.take("join")
    choose(app, keyboard, "songs", "Down")
    in_scene(app, "StoryScene")
    sleep(SETTLING)


def _to_the_piece(app: App, keyboard: Keyboard) -> None:
    """Return on a card leads to its piece, Return there to the play."""
    page = app.scene
    assert page is not None
    sleep(SETTLING)
    keyboard.press("Return")
    until(lambda: page.menu.focus.startswith("play."))
    sleep(SETTLING)
    keyboard.press("Return")


def _evening(app: App, keyboard: Keyboard, camera: Camera, strike: bool) -> tuple[str, list[str], list[str]]:
    """A play, its results, the sticks, the souvenir, back to the road; who has signed, how they sat on the stage."""
    play = in_scene(app, "PlayScene")
    song = play.prepared.plan.song.id
    seated = [str(play.prepared.plan.mode), play.prepared.setup.sides.name.casefold()]
    if strike:
        strike_all(play, keyboard)
    in_scene(app, "ResultsScene")
    camera.take(f"results-{song}", 1.2)
    sleep(1.0)
    keyboard.press("Return")
    sticks = in_scene(app, "SticksScene")
    sleep(SETTLING)
    until(lambda: sticks.menu.focus == "exchange")
    keyboard.press("Return")
    sleep(0.6)
    keyboard.press("Return")
    souvenir = in_scene(app, "SouvenirScene")
    camera.take(f"souvenir-{song}")
    names = [one.name for one in souvenir.card.signatures]
    choose(app, keyboard, "next", "Right")
    until(lambda: type(app.scene).__name__ in ("StoryScene", "EndingScene"))
    return song, names, seated


def _ring(app: App, keyboard: Keyboard, camera: Camera) -> None:
    """The bell of the fourth card."""
    page = app.scene
    assert page is not None
    choose(app, keyboard, "bell", "Return", "Down")
    until(lambda: page.rung is not None)  # type: ignore[attr-defined]
    camera.take("bell", 0.9)
    choose(app, keyboard, "card.4", "Up", leave=True)


def main(charts: str, folder: str | None = None) -> None:
    """Open the window, let the player walk the road, print what was told."""
    shorten(Path(charts))
    app, first = open_game(None, None)
    camera = Camera(app, Path(folder) if folder else None)
    run(app, first, lambda app, keyboard: walk(app, keyboard, camera))


if __name__ == "__main__":
    main(*sys.argv[1:])
