"""Functions of SDL that pygame does not hand on."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pygame
import pytest

from drumjam.game import sdl
from drumjam.game.hush import hushed


def test_the_libraries_that_pygame_has_loaded_answer() -> None:
    """The very ones: what pygame has opened, they know of."""
    pygame.display.init()
    ask = sdl.function("SDL_GetCurrentVideoDriver")
    assert ask is not None
    ask.restype = ctypes.c_char_p
    assert ask().decode() == pygame.display.get_driver()
    assert sdl.function("Mix_ChannelFinished") is not None
    assert sdl.function("SDL_ThereIsNoSuchThing") is None


@pytest.mark.parametrize(
    ("name", "library"), [("SDL_GetKeyFromScancode", "SDL2.dll"), ("Mix_ChannelFinished", "SDL2_mixer.dll")]
)
def test_on_windows_each_library_is_asked_itself(monkeypatch: pytest.MonkeyPatch, name: str, library: str) -> None:
    """Pygame's own modules hand on nothing there; the libraries stand beside them, and may be missing."""
    asked: list[str] = []

    class Library:
        def __init__(self, path: str) -> None:
            asked.append(path)
            setattr(self, name, print)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", Library)
    assert sdl.function(name) is print
    assert asked == [str(Path(pygame.__file__).with_name(library))]
    monkeypatch.undo()
    monkeypatch.setattr(sys, "platform", "win32")
    assert sdl.function(name) is None  # no such file here


def test_stderr_is_hushed_until_the_last_of_several_threads_is_done(capfd: pytest.CaptureFixture[str]) -> None:
    """Devices are looked for in a thread while the window opens its sound: no noise comes out, and none is kept."""
    first, second = hushed(), hushed()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    os.write(2, b"noise\n")
    second.__exit__(None, None, None)
    os.write(2, b"word\n")
    assert capfd.readouterr().err == "word\n"
