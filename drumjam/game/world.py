"""World: what all scenes share, from the settings to the sound device."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import finalize

import pygame

from drumjam.formats.atomic import WriteError
from drumjam.game.commands import COMMANDS, PAD_COMMANDS
from drumjam.game.gauges import Gauges
from drumjam.game.hush import hushed
from drumjam.game.inputs.devices import DeviceInput
from drumjam.game.inputs.keys import Bindings
from drumjam.game.inputs.source import KEYBOARD, InputEvent, InputSource
from drumjam.game.presenter import Presenter
from drumjam.game.scene import Command, Pace
from drumjam.game.strings import Strings, spoken
from drumjam.game.theme import PALETTES, Theme
from drumjam.library.paths import HomeError, cache_dir
from drumjam.library.request import PlayRequest
from drumjam.library.settings import Mode, Settings
from drumjam.library.settingsfile import SettingsFile
from drumjam.rules.chart import Lane

if TYPE_CHECKING:  # the library of songs and the sound bring numpy, which the first frame must not wait for
    from drumjam.game.audio import AudioOut
    from drumjam.game.inputs.seats import Seats
    from drumjam.game.inputs.tuning import Tuning
    from drumjam.game.shelf import Shelf
    from drumjam.sound.store import Store


@dataclass(frozen=True, slots=True)
class Notice:
    """One line to be shown for a while.

    text   what it says
    until  clock time in seconds at which it goes
    """

    text: str
    until: float


NOTICE_SECONDS = 6.0
FONTS = (".sf2", ".sf3")


class World:
    """Settings and what follows from them, the input source, the sound.

    request    what the command line asked for, until it was played
    audio      the sound device, once it was opened
    shelf      the library's songs, once they were asked for
    dropped    files dropped on the window that no scene has taken yet
    joined     where kits and game pads sit, as two players have joined with them
    evening    the mean harmony of each song that two players have finished since the game was opened
    greeted    titles of songs that the stage has greeted
    gauges     how evenly the window draws and listens
    presenter  shows what was drawn
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
        self.joined: dict[str, Lane] = {}
        self.evening: list[float] = []
        self.greeted: set[str] = set()
        self.gauges = Gauges()
        self.presenter = Presenter()
        self._file = SettingsFile(settings)
        self.notice: Notice | None = None
        self.mouse: tuple[float, float] = (-1.0, -1.0)
        self._band = 1.0
        self._spare: Path | None = None
        self._said: set[str] = set()
        self._look: tuple[object, ...] = ()
        self._follow(window)

    def resize(self, window: tuple[int, int]) -> None:
        """The window has another size."""
        if window != self.theme.window:
            self._follow(window)

    def change(self, part: str, **values: object) -> bool:
        """Change settings of one part (`screen`, `sound`, ...) and keep them; False if they could not be written."""
        buffer = self.settings.sound.buffer
        self.settings = self._file.merged(self.settings)
        self._set(part, **values)
        self._follow(self.theme.window)
        self._turn_volumes()
        if self.audio is not None and self.settings.sound.buffer != buffer:
            self._reopen_audio(self.audio, buffer)
        try:
            self._file.save(self.settings)
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
        """A file was dropped on the window: a SoundFont plays from now on; a scene takes the others."""
        path = Path(file)
        if path.suffix.lower() in FONTS:
            if self._opens(path):
                told = "font_chosen" if self.change("sound", font=str(path.absolute())) else "unsaved"
                self.say(self.strings.text(told, name=path.name), perf_counter())
        else:
            self.dropped.append(path)

    def font(self) -> Path | None:
        """The SoundFont that was chosen; None for the game's own, also where the other can no longer be read."""
        chosen = Path(self.settings.sound.font)
        return chosen if self.settings.sound.font and self._opens(chosen) else None

    def _opens(self, font: Path) -> bool:
        """Whether a SoundFont can be read; says so if not."""
        from drumjam.sound.soundfont import SoundFont, SoundFontError

        try:
            SoundFont.open(font)
        except SoundFontError:
            self.say(self.strings.text("font_refused", name=font.name), perf_counter())
            return False
        return True

    def open_audio(self) -> AudioOut:
        """The sound device, opened the first time and after it was lost; a silent one where there is none."""
        if self.audio is None:
            from drumjam.game.mixer import open_audio

            with hushed():
                self.audio = open_audio(self.settings.sound.buffer)
            self._said.clear()
            self._turn_volumes()
        return self.audio

    def find_audio(self) -> AudioOut:
        """The sound device for a play: where there was none, it is looked for again."""
        if self.audio is not None and not self.audio.driver:
            self.audio = None
        return self.open_audio()

    def turn_band(self, share: float = 1.0) -> None:
        """Let the band be so loud, beside what the settings say; until it is turned again."""
        self._band = share
        self._turn_volumes()

    def lose_audio(self, now: float) -> None:
        """The sound device is gone: what plays goes on silently; another one is looked for before the next play."""
        if self.audio is not None:
            self.audio.lose()
            self.audio = None
            self.say_once("sound_lost", now)

    def store(self) -> Store:
        """Where rendered sound is kept for the next time; until the window is closed if it can be kept nowhere."""
        from drumjam.sound.store import Store

        try:
            folder = cache_dir() / "sound"
        except HomeError:
            if self._spare is None:
                self._spare = Path(mkdtemp(prefix="drumjam-"))
                finalize(self, rmtree, self._spare, ignore_errors=True)
            folder = self._spare
        return Store(folder, self.settings.sound.cache << 20)

    def say_once(self, key: str, now: float) -> None:
        """Show a line of the strings, unless it was shown since the sound device was opened."""
        if key not in self._said:
            self._said.add(key)
            self.say(self.strings.text(key), now)

    def say(self, text: str, now: float) -> None:
        """Show one line on whatever page is open."""
        self.notice = Notice(text, now + NOTICE_SECONDS)

    def command(self, event: InputEvent) -> Command | None:
        """What a key, pad or button means on a menu page; None for letting go and for all others."""
        if not event.down:
            return None
        if event.device != KEYBOARD:
            return self.tuning(event.device).commands.get(event.code)
        slot = self.bindings.slots.get(event.code)
        return PAD_COMMANDS[slot] if slot else COMMANDS.get(event.code)

    def plays(self, event: InputEvent) -> bool:
        """Whether a key or button plays something in a play: hands that still drum may press it elsewhere too."""
        if event.device == KEYBOARD:
            return event.code in self.bindings.slots
        return event.code in self.tuning(event.device).pads

    def drums(self, event: InputEvent) -> bool:
        """Whether people who wait may drum on it idly: on kits and pad keys; with a game pad they choose."""
        return self.plays(event) and (event.device == KEYBOARD or not self.tuning(event.device).pauses)

    def pauses(self, event: InputEvent) -> bool:
        """Whether a key or button pauses a play."""
        if event.device == KEYBOARD:
            return event.code == pygame.KSCAN_ESCAPE
        return event.code in self.tuning(event.device).pauses

    # -- devices ----------------------------------------------------------------------------------

    @property
    def devices(self) -> DeviceInput | None:
        """Kits and game pads, where the input source knows any."""
        return self.inputs if isinstance(self.inputs, DeviceInput) else None

    def plugged(self) -> list[str]:
        """The names of kits and game pads that are plugged in."""
        return [device.name for device in self.devices.devices()] if self.devices else []

    def tuning(self, device: str) -> Tuning:
        """What the parts of a kit or game pad do."""
        from drumjam.game.inputs.tuning import kit_tuning

        return self.devices.tuning(device) if self.devices else kit_tuning(device, self.settings.devices)

    def seats(self, led: frozenset[Lane], mode: Mode, known: Mapping[str, Lane] | None = None) -> Seats:
        """Who plays what in a play in which people lead some lanes.

        known  whose devices were in it before: who comes back sits where he sat; None at first, when devices without
               an owner sit where they have joined
        """
        from drumjam.game.inputs.seats import Seats, dealt
        from drumjam.game.inputs.tuning import owner_of

        names = [*(known or {}), *(name for name in self.plugged() if name not in (known or {}))]
        owners = {name: lane for name in names if (lane := owner_of(name, self.settings.devices)) is not None}
        players = dealt(names, {**self.joined, **owners, **(known or {})}, self.left) if mode is Mode.TWO else {}
        return Seats(self.bindings, self.tuning, led, self.left, players)

    def tend(self, now: float, pace: Pace) -> None:
        """After each frame: measure it, and look for devices from time to time."""
        self.gauges.frame(now, pace)
        if self.devices:
            self.devices.tend(now, calm=pace is Pace.CALM)

    def _set(self, part: str, **values: object) -> None:
        changed = dataclasses.replace(getattr(self.settings, part), **values)
        self.settings = dataclasses.replace(self.settings, **{part: changed})

    def _reopen_audio(self, before: AudioOut, buffer: int) -> None:
        """Open the sound device with the new buffer; where it refuses, with the one before, and say so."""
        before.close()
        self.audio = None
        if before.driver and not self.open_audio().driver:
            self._set("sound", buffer=buffer)
            self.audio = None
            self.open_audio()
            self.say(self.strings.text("buffer_refused"), perf_counter())

    def _turn_volumes(self) -> None:
        if self.audio is not None:
            from drumjam.game.audio import volumes_of

            self.audio.set_volumes(volumes_of(self.settings.sound, self._band))

    def _follow(self, window: tuple[int, int]) -> None:
        screen = self.settings.screen
        self.strings = Strings(spoken(screen.language), neutral_names=screen.neutral_names)
        self.bindings = Bindings.of(self.settings.keys)
        if self.devices:
            self.devices.tune(self.settings.devices)
        look = (window, screen.palette, screen.text_size)
        if look != self._look:  # a new theme paints everything anew
            self._look = look
            self.theme = Theme(window, PALETTES[screen.palette], screen.text_size)
