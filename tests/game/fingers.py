"""Fingers: pages and plays worked by hand, without a window, a device, or waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.formats.songfolder import chart_bytes
from drumjam.game.audio import RecordingAudio
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.lettering import ELLIPSIS, Lettering
from drumjam.game.menu import Box
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared, prepare
from drumjam.game.scene import Command
from drumjam.game.scenes.loading import setup_of
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.settings import Mode, Settings
from drumjam.library.songs import Song, open_path
from drumjam.rules.chart import Chart, Lane, Level
from drumjam.rules.clock import ManualClock
from tests.charts import small_chart

ARROWS = {
    Command.UP: pygame.KSCAN_UP,
    Command.DOWN: pygame.KSCAN_DOWN,
    Command.LEFT: pygame.KSCAN_LEFT,
    Command.RIGHT: pygame.KSCAN_RIGHT,
}
PADS = {"d": pygame.KSCAN_D, "f": pygame.KSCAN_F, "j": pygame.KSCAN_J, "k": pygame.KSCAN_K}


class Fingers:
    """An input source that tests put events into."""

    name = "fingers"

    def __init__(self) -> None:
        self.events: deque[InputEvent] = deque()
        self.others: deque[pygame.event.Event] = deque()

    def poll(self) -> list[InputEvent]:
        """What was pressed."""
        taken = list(self.events)
        self.events.clear()
        return taken

    def take(self) -> list[pygame.event.Event]:
        """What else was said."""
        taken = list(self.others)
        self.others.clear()
        return taken


def window(size: tuple[int, int] = (1280, 720)) -> pygame.Surface:
    """A window under the dummy driver."""
    pygame.display.init()
    pygame.font.init()
    return pygame.display.set_mode(size)


def world(settings: Settings | None = None, size: tuple[int, int] = (1280, 720)) -> World:
    """A world with default settings and a recording sound device, in English unless told otherwise."""
    canvas = window(size)
    made = World(settings or english(), Fingers(), canvas.get_size())
    made.audio = RecordingAudio(ManualClock())
    return made


def english(**screen: Any) -> Settings:
    """Default settings in English, with changes of the screen."""
    settings = Settings()
    return replace(settings, screen=replace(settings.screen, **{"language": "en", **screen}))


def event(code: int, at: float = 0.0, *, down: bool = True) -> InputEvent:
    """A key of the keyboard at a time of the clock in seconds."""
    return InputEvent(round(at * 1e9), KEYBOARD, code, down)


def press(scene: Any, code: int, now: float) -> Any:
    """Press a key, let the page go on, and give back the page that is open then."""
    scene.press(event(code, now))
    scene.press(event(code, now, down=False))
    return scene.update(now)


def click(scene: Any, box: tuple[float, float, float, float], now: float) -> Any:
    """Press the mouse in the middle of a box; the page that is open then."""
    x, y, w, h = box
    at = scene.world.theme.point(x + w / 2, y + h / 2)
    scene.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at))
    return scene.update(now)


def cut_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list to which every text is added that is drawn from now on and does not fit its place."""
    cut: list[str] = []
    fit = Lettering.fit

    def watched(self: Lettering, text: str, *how: Any) -> tuple[str, int]:
        made = fit(self, text, *how)
        if made[0].endswith(ELLIPSIS) and not text.endswith(ELLIPSIS):
            cut.append(text)
        return made

    monkeypatch.setattr(Lettering, "fit", watched)
    return cut


def texts_on_texts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[tuple[str, str]]]:
    """Tells, of what is drawn from now on, which words stand on others; those below a panel or a veil are gone."""
    drawn: list[tuple[str, pygame.Rect]] = []
    text, panel, veil = Theme.text, Theme.panel, Theme.veil

    def written(self: Theme, surface: pygame.Surface, words: str, *how: Any, **more: Any) -> pygame.Rect:
        place = text(self, surface, words, *how, **more)
        if words.strip():
            drawn.append((words, place.inflate(-4, round(-0.3 * place.height))))  # letters, not the room around them
        return place

    def covered(self: Theme, surface: pygame.Surface, box: Box, *how: Any, **more: Any) -> Any:
        (left, top), (right, bottom) = self.point(*box[:2]), self.point(box[0] + box[2], box[1] + box[3])
        cover = pygame.Rect(left, top, right - left, bottom - top)
        drawn[:] = [each for each in drawn if not cover.contains(each[1])]
        return panel(self, surface, box, *how, **more)

    def darkened(self: Theme, *how: Any) -> None:
        drawn.clear()
        veil(self, *how)

    monkeypatch.setattr(Theme, "text", written)
    monkeypatch.setattr(Theme, "panel", covered)
    monkeypatch.setattr(Theme, "veil", darkened)
    return lambda: [(a, b) for (a, one), (b, other) in combinations(drawn, 2) if a != b and one.colliderect(other)]


def song(folder: Path, chart: Chart | None = None) -> Song:
    """A song folder of a chart without a MIDI file."""
    folder.mkdir(parents=True)
    (folder / "chart.json").write_bytes(chart_bytes(chart or small_chart(), None))
    return open_path(folder)


def prepared(
    made: World,
    tune: Song,
    mode: Mode = Mode.TWO,
    led: frozenset[Lane] = frozenset(Lane),
    kinds: tuple[str, str] = ("human", "human"),
    level: Level = Level.EXPERT,
) -> Prepared:
    """A play that can begin, without sound."""
    plan = Plan(tune, (level, level), mode, led, kinds)
    return prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
