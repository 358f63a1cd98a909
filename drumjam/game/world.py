"""World: what all scenes share, from the settings to the sound device."""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from drumjam.formats.atomic import WriteError
from drumjam.game.hush import hushed
from drumjam.game.inputs.keys import Bindings, Slot
from drumjam.game.inputs.source import KEYBOARD, InputEvent, InputSource
from drumjam.game.scene import Command
from drumjam.game.strings import Strings, spoken
from drumjam.game.theme import PALETTES, Theme
from drumjam.library.request import PlayRequest
from drumjam.library.settings import Settings
from drumjam.library.settingsfile import save_settings
from drumjam.rules.chart import Lane

if TYPE_CHECKING:  # the library of songs and the sound bring numpy, which the first frame must not wait for
    from drumjam.game.audio import AudioOut
    from drumjam.game.shelf import Shelf

COMMANDS = {
    pygame.KSCAN_UP: Command.UP,
    pygame.KSCAN_DOWN: Command.DOWN,
    pygame.KSCAN_LEFT: Command.LEFT,
    pygame.KSCAN_RIGHT: Command.RIGHT,
    pygame.KSCAN_RETURN: Command.CHOOSE,
    pygame.KSCAN_KP_ENTER: Command.CHOOSE,
    pygame.KSCAN_SPACE: Command.CHOOSE,
    pygame.KSCAN_ESCAPE: Command.BACK,
    pygame.KSCAN_TAB: Command.NEXT,
}
PAD_COMMANDS = {
    Slot.LEE_CYMBAL: Command.PREVIOUS,
    Slot.TAKAICHI_CYMBAL: Command.NEXT,
    Slot.LEE_DRUM: Command.CHOOSE,
    Slot.TAKAICHI_DRUM: Command.CHOOSE,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One line to be shown for a while.

    text   what it says
    until  clock time in seconds at which it goes
    """

    text: str
    until: float


NOTICE_SECONDS = 6.0


class World:
    """Settings and what follows from them, the input source, the sound.

    request  what the command line asked for, until it was played
    audio    the sound device, once it was opened
    shelf    the library's songs, once they were asked for
    dropped  files dropped on the window that no scene has taken yet
    """

    def __init__(
        self, settings: Settings, inputs: InputSource, window: tuple[int, int], request: PlayRequest | None = None
    ) -> None:
        self.settings = settings
        self.inputs = inputs
        self.request = request or PlayRequest()
        self.audio: AudioOut | None = None
        self.shelf: Shelf | None = None
        self.dropped: list[Path] = []
        self.notice: Notice | None = None
        self.mouse: tuple[float, float] = (-1.0, -1.0)
        self._look: tuple[object, ...] = ()
        self._follow(window)

    def resize(self, window: tuple[int, int]) -> None:
        """The window has another size."""
        if window != self.theme.window:
            self._follow(window)

    def change(self, part: str, **values: object) -> bool:
        """Change settings of one part (`screen`, `sound`, ...) and keep them; False if they could not be written."""
        changed = dataclasses.replace(getattr(self.settings, part), **values)
        self.settings = dataclasses.replace(self.settings, **{part: changed})
        self._follow(self.theme.window)
        self._turn_volumes()
        try:
            save_settings(self.settings)
        except WriteError:
            return False
        return True

    def asked(self) -> PlayRequest:
        """What the command line asked for; it counts for one play."""
        asked, self.request = self.request, PlayRequest()
        return asked

    def draw_seed(self) -> int:
        """A new seed for the computer's drummers."""
        return secrets.randbelow(2**31)

    @property
    def left(self) -> Lane:
        """The leader on the left of the screen, whom the left hand's keys play."""
        return Lane.TAKAICHI if self.settings.screen.swap_sides else Lane.LEE

    def drop(self, file: str) -> None:
        """A file was dropped on the window; a scene that takes files will find it."""
        self.dropped.append(Path(file))

    def open_audio(self) -> AudioOut:
        """The sound device, opened the first time; a silent one where there is none."""
        if self.audio is None:
            from drumjam.game.mixer import open_audio

            with hushed():
                self.audio = open_audio(self.settings.sound.buffer)
            self._turn_volumes()
        return self.audio

    def say(self, text: str, now: float) -> None:
        """Show one line on whatever page is open."""
        self.notice = Notice(text, now + NOTICE_SECONDS)

    def command(self, event: InputEvent) -> Command | None:
        """What a key or pad means on a menu page; None for letting go and for other keys."""
        if not event.down or event.device != KEYBOARD:
            return None
        slot = self.bindings.slots.get(event.code)
        return PAD_COMMANDS[slot] if slot else COMMANDS.get(event.code)

    def _turn_volumes(self) -> None:
        if self.audio is not None:
            from drumjam.game.audio import Volumes

            sound = self.settings.sound
            self.audio.set_volumes(Volumes(sound.master, sound.music, sound.lee, sound.takaichi, sound.clicks))

    def _follow(self, window: tuple[int, int]) -> None:
        screen = self.settings.screen
        self.strings = Strings(spoken(screen.language), neutral_names=screen.neutral_names)
        self.bindings = Bindings.of(self.settings.keys)
        look = (window, screen.palette, screen.text_size)
        if look != self._look:  # a new theme paints everything anew
            self._look = look
            self.theme = Theme(window, PALETTES[screen.palette], screen.text_size)
