"""The page of devices, and a play that waits for one, in three languages and at the largest letters."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from drumjam.game.audio import RecordingAudio
from drumjam.game.inputs.source import InputEvent
from drumjam.game.scene import Pace
from drumjam.game.scenes.devices import DevicesScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.settings import Devices, Language, Settings
from drumjam.rules.clock import ManualClock
from tests.game.fingers import english
from tests.game.plugging import plug_into
from tests.looks._shot import MOMENT, Make, Size, View, in_own_home, shot, shown
from tests.looks.scenes import draw, paused

CHOSEN = Devices(leader={"TD-17": "lee", "TD-17 (2)": "takaichi"}, pads={"TD-17": {"90": "cymbal", "40": "nothing"}})


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw them into a folder; each file with what should be seen."""
    with in_own_home():
        return [
            draw(
                folder,
                f"{name}-{language}{suffix}",
                make,
                seen,
                replace(english(language=Language(language), text_size=size), devices=CHOSEN),
            )
            for name, (make, seen) in PAGES.items()
            for language in LANGUAGES
            for size, suffix in ((100, ""), (150, "-150"))
        ]


class Loudspeaker(RecordingAudio):
    """A sound device as people have it."""

    driver, trusted, out_latency = "pulseaudio", True, 0.0171


def _plugged(made: World) -> DevicesScene:
    scene = _page(made, 2)
    for device, code, before in (("TD-17", 38, 0.02), ("TD-17 (2)", 49, 0.2), ("Arcade Stick", 2, 0.1)):
        scene.press(InputEvent(round((MOMENT - before) * 1e9), device, code, velocity=104))
    return scene


def _learning(made: World) -> DevicesScene:
    scene = _page(made, 8)
    scene.part, scene.learning = None, True
    scene.press(InputEvent(round((MOMENT - 0.05) * 1e9), "TD-17 (2)", 100, velocity=66))
    return scene


def _page(made: World, kits: int) -> DevicesScene:
    """Kits of one name and a game pad, after a play."""
    plug_into(made, kits, pad=True)
    made.audio = Loudspeaker(ManualClock())
    for i in range(400):
        made.gauges.poll(MOMENT - 9 + i * 0.0005, Pace.PLAY)
        made.gauges.frame(MOMENT - 9 + i / 60, Pace.PLAY)
        made.gauges.heard(0.0002)
    scene = DevicesScene(made, TitleScene)
    scene.menu.focus = "device.TD-17"
    scene.update(MOMENT - 2)
    return scene


def _nothing(made: World) -> DevicesScene:
    plug_into(made, 0)
    return DevicesScene(made, TitleScene)


def _lost(made: World) -> PlayScene:
    scene = paused(made)
    scene.company.missing.append("TD-17")
    return scene


PAGES: dict[str, tuple[Make, str]] = {
    "devices": (_plugged, "keyboard, two kits and a game pad, lights on three; rows of the first kit; five figures"),
    "devices-many": (
        _learning,
        "seven of ten devices, the first kit chosen; a pad to play nothing is waited for",
    ),
    "devices-none": (_nothing, "the keyboard alone, a dashed box, what is missing, five figures"),
    "lost": (_lost, "the pause of a play whose kit has gone: its name, three ways to go on, both flags clear"),
}


def _view(make: Make, settings: Settings, size: Size) -> pygame.Surface:
    return shot(lambda made: shown(make(made)), replace(settings, devices=CHOSEN), size)


VIEWS: dict[str, View] = {name: partial(_view, make) for name, (make, _) in PAGES.items()}
"""All of them under any settings, in any window."""
