"""Groove: the beat that people tap along to, heard or only seen, and where it is."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from threading import Thread
from time import perf_counter

from drumjam.game.audio import AudioOut, Repeat, SilentAudio
from drumjam.library.paths import sound_font
from drumjam.rules.clock import Clock, Conductor
from drumjam.rules.errors import DrumjamError
from drumjam.sound.files import Depth, write_sound
from drumjam.sound.groove import BEAT, render_groove
from drumjam.sound.soundfont import SoundFont

__all__ = ["BEAT", "Groove", "Playing"]


class Playing(Enum):
    """Whether the beat is heard."""

    HEARD = auto()
    SILENT = auto()


class Groove:
    """Plays the groove as the backing of a song is played, so that it is as late as that; 0 is its first beat.

    audio   where it is heard; a silent device needs no sound made
    clock   tells the time in seconds
    ready   whether it can begin: it is made in a thread, in less than a second
    failed  why it cannot be heard, or None
    """

    def __init__(self, audio: AudioOut, clock: Clock = perf_counter) -> None:
        self.audio = audio
        self.clock = clock
        self.conductor = Conductor()
        self.ready = isinstance(audio, SilentAudio)
        self.failed: Exception | None = None
        self._file: Path | None = None
        self._playing: Playing | None = None
        self._closed = False
        self._maker = Thread(target=self._make, daemon=True, name="groove")
        if not self.ready:
            self._maker.start()

    @property
    def running(self) -> bool:
        """Whether its time passes."""
        return self._playing is not None

    def start(self, playing: Playing) -> None:
        """Begin with the first beat; a silent groove follows the computer's clock alone."""
        self.stop()
        self._playing = playing
        if playing is Playing.SILENT:
            self.conductor = Conductor(trusted=False)
            self.conductor.start(self.clock(), 0.0)
            return
        self.conductor = Conductor(1.0, self.audio.out_latency, trusted=self.audio.trusted)
        self.audio.load(self._file, {})
        self.audio.start(0.0, Repeat.ENDLESS)
        self.conductor.start(self.clock(), -self.audio.out_latency)

    def stop(self) -> None:
        """Silence."""
        if self._playing is Playing.HEARD:
            self.audio.stop()
        self._playing = None

    def observe(self) -> None:
        """Compare its time with the sound; once a frame."""
        if self._playing is not Playing.HEARD:
            return
        before = self.clock()
        heard = self.audio.position()
        if heard is not None:
            self.conductor.observe((before + self.clock()) / 2, heard)

    def pos(self, t: float) -> float:
        """Song time in seconds at a time of the clock."""
        return self.conductor.pos(t)

    def close(self) -> None:
        """Silence, and nothing left behind."""
        self.stop()
        self._closed = True
        if self._file is not None:
            self.audio.load(None, {})  # lets go of the file
            self._forget(self._file)

    def _make(self) -> None:
        try:
            sound = render_groove(SoundFont.open(sound_font()), self.audio.rate)
            handle, name = tempfile.mkstemp(prefix="drumjam-", suffix=".wav")
            os.close(handle)
            self._file = Path(name)
            write_sound(self._file, sound, self.audio.rate, Depth.GAME)
        except (DrumjamError, OSError, MemoryError) as error:
            self.failed = error
        self.ready = True
        if self._closed and self._file is not None:
            self._forget(self._file)

    def _forget(self, file: Path) -> None:
        with suppress(OSError):  # the system clears its own folder
            file.unlink(missing_ok=True)
