"""The preview: what is heard while a song is chosen."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from drumjam.game import preview as module
from drumjam.game.audio import AudioOut, Keysounds, RecordingAudio
from drumjam.game.preview import DWELL, LATEST, LENGTH, WHERE, Preview, best_start, make_preview
from drumjam.library.songs import Song, open_path
from drumjam.rules.chart import Device as Way
from drumjam.rules.chart import Section
from drumjam.rules.clock import ManualClock
from drumjam.sound.keysounds import DrumLevel
from drumjam.sound.stems import Stems
from drumjam.sound.store import Store

DATA = Path(__file__).parents[1] / "data"


class Device:
    """A sound device that is not silent; notes down what it plays."""

    rate, out_latency, trusted, driver = 22_050, 0.01, True, "test"

    def __init__(self) -> None:
        self.loaded: Path | None = None
        self.playing = False

    def load(self, backing: Path | None, keysounds: Keysounds, rate: int | None = None) -> None:
        """Remember the file."""
        self.loaded = backing

    def start(self, position: float = 0.0) -> None:
        """It plays."""
        self.playing = True

    def stop(self) -> None:
        """It is silent."""
        self.playing = False

    def position(self) -> float | None:
        """At its beginning, while it plays."""
        return 0.0 if self.playing else None


@pytest.fixture
def tune() -> Song:
    """A song with a MIDI file."""
    return open_path(DATA / "harmony_unison.mid")


def rested() -> None:
    """Wait for the thread that makes a preview."""
    for thread in threading.enumerate():
        if thread.name == "preview":
            thread.join(20)


def follow(preview: Preview, song: Song | None, device: object, now: float) -> None:
    """One frame."""
    assert isinstance(device, Device | RecordingAudio)
    audio: AudioOut = device  # type: ignore[assignment]  # what a preview does not use is left out
    preview.follow(song, audio, now)


def test_a_song_is_heard_once_it_was_chosen_for_a_while(
    tune: Song, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not while one moves through the list; then until another is chosen."""
    monkeypatch.setattr(module, "make_preview", lambda song, rate, tell, store, font: tmp_path / "made.wav")
    preview, device = Preview(Store(tmp_path)), Device()
    follow(preview, tune, device, 0.0)
    follow(preview, tune, device, DWELL / 2)
    rested()
    follow(preview, tune, device, DWELL * 0.9)
    assert not device.playing
    follow(preview, tune, device, DWELL * 1.1)
    rested()
    follow(preview, tune, device, DWELL * 1.2)
    assert device.playing
    assert device.loaded == tmp_path / "made.wav"
    assert preview.sounding == tune.id
    follow(preview, None, device, DWELL * 2)
    assert not device.playing


def test_another_soundfont_is_heard_at_once(tune: Song, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is heard ends; what was still being made with the one before is not heard when it is ready."""
    slow, begun = threading.Event(), threading.Event()

    def made(song: Song, rate: int, tell: object, store: Store, font: Path | None) -> Path:
        if font is None:
            begun.set()
            slow.wait(20)
        return tmp_path / (font.name if font else "own")

    monkeypatch.setattr(module, "make_preview", made)
    preview, device = Preview(Store(tmp_path)), Device()
    follow(preview, tune, device, 0.0)
    follow(preview, tune, device, 1.0)
    assert begun.wait(20)
    for at, name in ((2.0, "first.sf2"), (6.0, "second.sf2")):
        audio: AudioOut = device  # type: ignore[assignment]  # what a preview does not use is left out
        preview.play_with(tmp_path / name, audio)
        assert not device.playing
        follow(preview, tune, device, at)
        follow(preview, tune, device, at + 1)  # made by a thread of its own
        slow.set()
        rested()
        follow(preview, tune, device, at + 2)
        assert device.playing
        assert device.loaded == tmp_path / name


def test_without_a_sound_device_nothing_is_made(tune: Song, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No work for nobody's ears."""
    made = []
    monkeypatch.setattr(module, "make_preview", lambda *_: made.append(1))
    preview, silent = Preview(Store(tmp_path)), RecordingAudio(ManualClock())
    for frame in range(200):
        follow(preview, tune, silent, frame / 60)
    rested()
    assert made == []


def test_a_preview_is_some_seconds_of_the_song_fading_in_and_out(tune: Song, tmp_path: Path) -> None:
    """Made once, then taken from the cache."""
    path = make_preview(tune, 22_050, lambda share: None, Store(tmp_path))
    sound, rate = soundfile.read(path)
    assert rate == 22_050
    assert 2 < len(sound) / rate <= LENGTH
    assert np.abs(sound).max() > 0.05
    assert np.abs(sound[:10]).max() < 0.01
    assert np.abs(sound[-10:]).max() < 0.01

    def never(share: float) -> None:
        raise AssertionError("made again")

    assert make_preview(tune, 22_050, never, Store(tmp_path)) == path


def test_a_preview_begins_with_the_loudest_section(tune: Song) -> None:
    """Of those that do not begin in the song's last part; without any, somewhat before its middle."""
    whole = tune.chart.tempo.seconds(tune.chart.end)
    shares = (0.0, 0.25, 0.5, LATEST + 0.05)
    sections = tuple(Section(round(share * tune.chart.end), str(share), Way.UNISON) for share in shares)
    rate = 1000
    noise = np.random.default_rng(1).normal(0, 0.1, (round(whole * rate), 2)).astype(np.float32)
    loud = np.ones(len(noise), np.float32)
    for share, factor in zip(shares, (0.5, 1.0, 0.2, 3.0), strict=True):
        loud[round(share * len(noise)) :] = factor
    stems = Stems(noise * loud[:, None], np.zeros_like(noise), DrumLevel(1.0), rate)
    played = replace(tune.chart, sections=sections)
    assert best_start(played, stems) == pytest.approx(tune.chart.tempo.seconds(sections[1].tick))
    assert best_start(replace(played, sections=()), stems) == pytest.approx(WHERE * whole)
