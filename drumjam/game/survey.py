"""Survey: which devices the game would use on this machine, and what is missing; told without a window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from drumjam.game.hush import hushed
from drumjam.library.settings import Settings
from drumjam.rules.chart import Remark

PATIENCE = 10.0
"""Seconds after which a MIDI library that does not answer is given up."""


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """How the game is heard.

    driver      the system's sound driver, as SDL calls it
    rate        frames a second
    buffer      frames that the mixer makes at a time
    latency_ms  from play to ear, as far as can be told without measuring
    trusted     whether it tells true time
    outputs     loudspeakers and headphones, the first is used
    """

    driver: str
    rate: int
    buffer: int
    latency_ms: float
    trusted: bool
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is.

    sound      how the game is heard; None: it plays silently
    midi       the library that hears kits, "" if none does
    kits       electronic kits by name
    game_pads  game pads by name
    missing    what is not there, and what to do about it
    """

    sound: SoundDevice | None
    midi: str
    kits: tuple[str, ...]
    game_pads: tuple[str, ...]
    missing: tuple[Remark, ...]


def survey(settings: Settings) -> Survey:
    """Look at this machine as the game would, without a window and without playing anything."""
    import pygame

    from drumjam.game.inputs.alsa import show_alsa

    show_alsa()
    with _no_window():
        pygame.display.init()
        try:
            sound = _sound(settings.sound.buffer)
            midi, game_pads = _kits(settings), _game_pads(settings)
        finally:
            pygame.quit()
    return Survey(sound, midi.library, midi.kits, game_pads.names, missing_of(sound is not None, midi, game_pads))


@dataclass(frozen=True, slots=True)
class Midi:
    """How kits are heard.

    library  its name, "" if there is none
    kits     by name
    held     kits that cannot be opened, and why
    trouble  what the library says where it finds none, or ""
    """

    library: str
    kits: tuple[str, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class GamePadNames:
    """Game pads by name, and what SDL says where it finds none, or ""."""

    names: tuple[str, ...] = ()
    trouble: str = ""


def missing_of(sound: bool, midi: Midi, game_pads: GamePadNames) -> tuple[Remark, ...]:
    """What is not there, and what to do about it, in a player's words."""
    return tuple(_missing(sound, midi, game_pads))


def _missing(sound: bool, midi: Midi, game_pads: GamePadNames) -> Iterator[Remark]:
    if not sound:
        yield Remark("devices.no_sound", "No sound device, so the game plays silently: plug one in, or switch it on.")
    if not midi.library:
        yield Remark("devices.no_library", "Nothing here can hear MIDI, so kits are silent: install drumjam anew.")
    elif midi.trouble:
        text = f"This system has no MIDI ({midi.trouble}): plug a kit in, or start the system's MIDI service."
        yield Remark("devices.no_midi", text, (("said", midi.trouble),))
    elif not midi.kits and not midi.held:
        yield Remark("devices.no_kit", "No electronic kit: plug one in by USB, and switch it on.")
    for name, said in midi.held:
        text = f"{name} cannot be opened ({said}): another program may be using it."
        yield Remark("devices.held", text, (("name", name), ("said", said)))
    if game_pads.trouble:
        text = f"Game pads cannot be used here ({game_pads.trouble})."
        yield Remark("devices.no_pads_here", text, (("said", game_pads.trouble),))
    elif not game_pads.names:
        yield Remark("devices.no_game_pad", "No game pad: plug one in, or pair it with this computer.")


def _sound(buffer: int) -> SoundDevice | None:
    from drumjam.game.mixer import open_audio

    with hushed():
        audio = open_audio(buffer)
        if not audio.driver:
            return None
        found = SoundDevice(audio.driver, audio.rate, buffer, audio.out_latency * 1e3, audio.trusted, outputs())
        audio.close()
    return found


def outputs() -> tuple[str, ...]:
    """The names of loudspeakers and headphones, once the mixer is open."""
    with suppress(Exception):  # a part of pygame that is not everywhere
        from pygame._sdl2.audio import get_audio_device_names

        return tuple(get_audio_device_names(False))
    return ()


def _kits(settings: Settings) -> Midi:
    from drumjam.game.inputs.kits import Kits

    kits = Kits(settings.devices)
    kits.look(renew=True)
    kits.wait(PATIENCE)
    _, come = kits.changes()
    kits.close()
    return Midi(kits.backend, tuple(come), tuple(kits.held.items()), kits.trouble)


def _game_pads(settings: Settings) -> GamePadNames:
    import pygame

    from drumjam.game.inputs.gamepads import EVENTS, GamePads

    pads = GamePads(settings.devices)
    with hushed():
        pads.open()
        if pygame.joystick.get_init():
            for event in pygame.event.get():
                if event.type in EVENTS:
                    pads.hear(event, 0)
    found = GamePadNames(tuple(pads.pads), pads.trouble)
    pads.close()
    return found


@contextmanager
def _no_window() -> Iterator[None]:
    """While it lasts, SDL's dummy driver stands in for the screen."""
    before = os.environ.get("SDL_VIDEODRIVER")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        yield
    finally:
        os.environ.pop("SDL_VIDEODRIVER")
        if before is not None:
            os.environ["SDL_VIDEODRIVER"] = before
