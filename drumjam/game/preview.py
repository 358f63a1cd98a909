"""Preview: the song that is chosen in the list is heard, its best bars."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

import numpy as np

from drumjam.game.audio import AudioOut, SilentAudio
from drumjam.library.heard import heard
from drumjam.library.paths import sound_font
from drumjam.library.songs import Song
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Level
from drumjam.rules.errors import DrumjamError
from drumjam.sound.cache import RENDERER, keep_stems
from drumjam.sound.division import divide
from drumjam.sound.loudness import loudness
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import Stems
from drumjam.sound.store import Store

DWELL = 0.5
"""Seconds for which a song is chosen before it is heard."""

LENGTH, RISE, FALL = 14.0, 0.4, 1.6
"""Seconds of a preview, of its fading in and out."""

WHERE = 0.42
"""Share of the song at which it begins where there are no sections."""

LATEST = 0.85
"""Share of the song after which it does not begin: how a song ends is for those who play it."""

QUIET = 0.75
VERSION = 2


Asked = tuple[str, Path | None]
"""A song's id, and the SoundFont that plays it."""


class _StoppedError(Exception):
    """Another song or SoundFont was chosen meanwhile."""


class Preview:
    """Follows the choice; makes each song's preview once, in a thread, and keeps it in a store.

    sounding  the id of the song that is heard, or ""

    store     where previews are kept
    font      the SoundFont to play with, None for the game's own
    """

    def __init__(self, store: Store, font: Path | None = None) -> None:
        self.store = store
        self.font = font
        self.sounding = ""
        self._chosen = ""
        self._since = 0.0
        self._ready: tuple[Asked, Path] | None = None
        self._asked: Asked | None = None

    def play_with(self, font: Path | None, audio: AudioOut | None) -> None:
        """Another SoundFont, None for the game's own: what is heard or made with the one before is over."""
        self.stop(audio)
        self.font = font

    def follow(self, song: Song | None, audio: AudioOut | None, now: float) -> None:
        """The song that is chosen now; called every frame. Without a sound device nothing is made."""
        if audio is None or isinstance(audio, SilentAudio):
            return
        chosen = song.id if song else ""
        if chosen != self._chosen:
            self.stop(audio)
            self._chosen, self._since = chosen, now
        if song is None or now - self._since < DWELL:
            return
        asked = (chosen, self.font)
        if self._ready is not None and self._ready[0] == asked:
            if audio.position() is None:
                audio.load(self._ready[1], {})
                audio.start()
                self.sounding = chosen
        elif self._asked != asked:
            self._asked = asked
            Thread(target=self._make, args=(song, asked, audio.rate), daemon=True, name="preview").start()

    def stop(self, audio: AudioOut | None) -> None:
        """Silence; what is being made is given up."""
        self._chosen = ""
        self._asked = self._ready = None
        if self.sounding and audio is not None:
            audio.stop()
        self.sounding = ""

    def _make(self, song: Song, asked: Asked, rate: int) -> None:
        def tell(_: float) -> None:
            if self._asked != asked:
                raise _StoppedError

        try:
            path = make_preview(song, rate, tell, self.store, asked[1])
        except (_StoppedError, DrumjamError, OSError, ValueError, MemoryError):
            return  # a song that cannot be heard says so when it is played
        if self._asked == asked:
            self._ready = asked, path


def make_preview(song: Song, rate: int, tell: Callable[[float], None], store: Store, font: Path | None = None) -> Path:
    """The file of a song's preview, from the store or made now; `tell` may raise to give it up.

    The song's tones are kept as well: when it is played, only its drums are still to be made. Raises OSError when
    the store cannot be written to.
    """
    data = heard(song)
    opened = SoundFont.open(font or sound_font())
    parts = (sha256(data).hexdigest(), song.chart_sha256, opened.digest, RENDERER, VERSION, rate)
    name = sha256(repr(parts).encode()).hexdigest()[:40]
    kept = store.find(name)
    if kept is not None:
        return kept.path
    midi = read_midi(data, song.id)
    division = divide(midi, song.chart, (Level.EXPERT, Level.EXPERT), opened)
    stems = keep_stems(store, midi, division, opened, rate=rate, progress=tell)
    begin = round(best_start(song.chart, stems) * rate)
    cut = slice(begin, begin + round(LENGTH * rate))
    mix = (stems.backing[cut] + stems.drums[cut]) * np.float32(QUIET)
    rise, fall = min(round(RISE * rate), len(mix)), min(round(FALL * rate), len(mix))
    mix[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)[:, None]
    mix[len(mix) - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)[:, None]
    kept = store.keep(name, mix, rate, {})
    if kept is None:
        raise OSError("the preview cannot be kept")
    return kept.path


def best_start(chart: Chart, stems: Stems) -> float:
    """Seconds at which the preview begins: with the section that begins loudest, of those that do not come too late.

    Songs are played as they are: where both leaders and the whole band are at it, it is loud.
    """
    whole = chart.tempo.seconds(chart.end)
    starts = [chart.tempo.seconds(section.tick) for section in chart.sections]

    def loud(start: float) -> float:
        cut = slice(round(start * stems.rate), round((start + LENGTH) * stems.rate))
        return loudness(stems.backing[cut], stems.drums[cut], rate=stems.rate)

    return max((start for start in starts if start <= LATEST * whole), key=loud, default=WHERE * whole)
