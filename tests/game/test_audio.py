"""The sound device, by SDL's drivers without a device."""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
import pygame
import pytest

from drumjam.game import mixer
from drumjam.game.audio import Heard, RecordingAudio, Repeat, SilentAudio, Volumes
from drumjam.game.mixer import CHANNELS, RESERVED, PygameAudio, current_driver, open_audio
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from drumjam.sound.files import Depth, write_sound

RATE = 48_000
BELL = np.repeat((0.4 * np.sin(2 * np.pi * 480 * np.arange(RATE) / RATE)).astype(np.float32)[:, None], 2, axis=1)
KEYSOUNDS = {(key, layer): BELL for key in (38, 42, 44, 46) for layer in range(5)}


@pytest.fixture
def audio(monkeypatch):
    """The mixer on SDL's dummy driver."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    opened = open_audio()
    assert isinstance(opened, PygameAudio)
    yield opened
    opened.close()


class DiskAudio:
    """The mixer on SDL's disk driver: what it would have played is in a file, as float stereo."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.out = open_audio()

    def mixed(self, frames: int) -> np.ndarray:
        """So many frames more of what is mixed from now on; the file's growth is the clock."""
        begin = self.path.stat().st_size // 8
        while self.path.stat().st_size // 8 < begin + frames + 1024:
            pygame.time.wait(1)
        return np.fromfile(self.path, np.float32).reshape(-1, 2)[begin + 1024 : begin + 1024 + frames]


@pytest.fixture
def disk(tmp_path, monkeypatch):
    """A mixer whose sound can be looked at."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "out.raw"))
    monkeypatch.setenv("SDL_DISKAUDIODELAY", "1")
    opened = DiskAudio(tmp_path / "out.raw")
    assert opened.out.driver == "disk"
    yield opened
    opened.out.close()


@pytest.fixture
def backing(tmp_path) -> Path:
    """Ten seconds of a tone."""
    write_sound(tmp_path / "backing.wav", np.tile(BELL * 0.5, (10, 1)), RATE, Depth.GAME)
    return tmp_path / "backing.wav"


def busy(audio) -> int:
    """How many drum channels sound."""
    return sum(pygame.mixer.Channel(number).get_busy() for number in range(RESERVED, CHANNELS))


def test_the_mixer_is_opened_as_float_at_48_kilohertz(audio):
    """The first choice of rate and format is taken, with a latency guessed from the buffer."""
    assert pygame.mixer.get_init() == (48_000, -32, 2)
    assert audio.rate == 48_000
    assert audio.out_latency == pytest.approx(1.6 * 512 / 48_000)


def test_drivers_without_a_device_have_a_false_clock(audio):
    """The position of SDL's dummy driver is not to be trusted."""
    assert current_driver() == audio.driver == "dummy"
    assert not audio.trusted


def test_without_a_device_the_game_is_silent(monkeypatch):
    """If no format can be opened, everything can still be called and nothing sounds."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    audio = open_audio()
    assert isinstance(audio, SilentAudio)
    audio.load(None, KEYSOUNDS)
    audio.start(1.0)
    audio.strike(38, 100, Lane.LEE)
    audio.click(Click.PULSE)
    audio.set_volumes(Volumes())
    audio.stop()
    assert audio.position() is None
    audio.close()


@pytest.mark.parametrize("works", [(44_100, 32), (48_000, -16), (44_100, -16)])
def test_other_formats_are_tried(monkeypatch, works):
    """A device that refuses one rate or sample size is asked for the next, and drums sound there too."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    before = pygame.mixer.pre_init

    def picky(rate, size, *rest, **named):
        if (rate, size) != works:
            raise pygame.error("no")
        before(rate, size, *rest, **named)

    monkeypatch.setattr(pygame.mixer, "pre_init", picky)
    audio = open_audio()
    assert audio.rate == works[0]
    audio.load(None, KEYSOUNDS)
    audio.strike(38, 127, Lane.LEE)
    assert busy(audio) == 1
    assert audio._drums[38, 0].get_length() == pytest.approx(RATE / works[0])
    audio.load(None, KEYSOUNDS, RATE)  # made for the device before this one
    assert audio._drums[38, 0].get_length() == pytest.approx(1.0, abs=0.001)
    audio.close()


def test_a_leader_with_another_kit_plays_that_one(audio):
    """Whoever has none plays the song's, and what belongs to nobody too."""
    audio.load(None, KEYSOUNDS, kits={Lane.LEE: {name: sound[:4800] for name, sound in KEYSOUNDS.items()}})
    lengths = []
    for lane in (Lane.LEE, Lane.TAKAICHI, None):
        audio.strike(38, 100, lane)
        lengths.append(audio._slots[-1].channel.get_sound().get_length())
    assert lengths == [pytest.approx(0.1), pytest.approx(1.0), pytest.approx(1.0)]


def test_the_backing_plays_from_where_it_is_told(audio, backing):
    """The position counts from the start of the file; stopped, or not there, it is unknown."""
    audio.load(backing, {})
    assert audio.position() is None
    assert audio.start(7.25) == 7.0
    assert audio.position() == pytest.approx(7.0, abs=0.2)
    audio.stop()
    assert audio.position() is None
    audio.start(1.0)
    assert audio.position() == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("name", ["missing.wav", "text.wav"])
def test_a_backing_that_cannot_be_played_is_no_error(audio, tmp_path, name):
    """The play goes on by the system's clock."""
    (tmp_path / "text.wav").write_text("not a sound")
    audio.load(tmp_path / name, KEYSOUNDS)
    audio.start()
    assert audio.position() is None
    audio.strike(38, 100, Lane.LEE)
    assert busy(audio) == 1


def test_no_strike_is_lost(audio):
    """More strikes than channels: each sounds, those that ended an older one are counted."""
    audio.load(None, KEYSOUNDS)
    drums = CHANNELS - RESERVED
    for number in range(drums):
        audio.strike((38, 42)[number % 2], 100, Lane.LEE)
    assert (busy(audio), audio.stolen) == (drums, 0)
    for _ in range(10):
        audio.strike(42, 100, Lane.TAKAICHI)
    assert (busy(audio), audio.stolen) == (drums, 10)


def test_a_full_mixer_gives_up_the_oldest_of_the_same_key(audio):
    """With all channels sounding a stroke replaces the oldest stroke of its own key."""
    audio.load(None, KEYSOUNDS)
    audio.strike(38, 100, Lane.LEE)
    audio.strike(42, 100, Lane.LEE)
    second = audio._slots[-1]
    for _ in range(CHANNELS - RESERVED - 2):
        audio.strike(38, 100, Lane.LEE)
    audio.strike(42, 100, Lane.LEE)
    assert audio._slots[-1] is second


def test_a_closed_hat_ends_the_same_leaders_open_one(audio):
    """42 and 44 fade out a sounding 46 of their lane, and no other lane's."""
    audio.load(None, KEYSOUNDS)
    faded = []
    for lane in Lane:
        audio.strike(46, 100, lane)
    for slot in audio._slots:
        slot.channel = Listening(slot.channel, slot.lane, faded)
    audio.strike(42, 100, Lane.LEE)
    assert faded == [Lane.LEE]
    audio.strike(44, 100, Lane.TAKAICHI)
    assert faded == [Lane.LEE, Lane.TAKAICHI]
    audio.strike(44, 100, Lane.TAKAICHI)
    assert faded == [Lane.LEE, Lane.TAKAICHI]


def test_a_stroke_that_was_missed_is_faded_out_and_no_other(audio):
    """By its note's number, once; where another stroke has taken its channel, that one sounds on."""
    audio.load(None, KEYSOUNDS)
    faded = []
    for note in range(3):
        audio.strike(38, 100, Lane.LEE, note=note)
    for slot in audio._slots:
        slot.channel = Listening(slot.channel, slot.note, faded)
    audio.duck(1)
    audio.duck(1)
    audio.duck(7)
    assert faded == [1]


class Listening:
    """A channel that notes down when it is faded out."""

    def __init__(self, channel, lane, faded) -> None:
        self.channel, self.lane, self.faded = channel, lane, faded

    def __getattr__(self, name):
        return getattr(self.channel, name)

    def fadeout(self, _milliseconds) -> None:
        """Note it down."""
        self.faded.append(self.lane)


def test_an_unknown_drum_is_not_heard_and_no_error(audio):
    """A key that was not made ready is left out."""
    audio.load(None, KEYSOUNDS)
    audio.strike(81, 100, Lane.LEE)
    assert busy(audio) == 0


def test_a_drum_on_the_right_leaves_nothing_on_the_left(disk):
    """At the end of its pan the far side is exactly 0, and the near side as loud as velocity and volume say."""
    disk.out.load(None, KEYSOUNDS)
    disk.out.set_volumes(Volumes(takaichi_pan=1.0, takaichi=0.5))
    disk.out.strike(38, 127, Lane.TAKAICHI)
    sound = disk.mixed(2000)
    assert not sound[:, 0].any()
    assert np.abs(sound[:, 1]).max() == pytest.approx(0.2, rel=0.02)


def test_volumes_hold_for_what_sounds_already(disk, backing):
    """Master and music turn the backing, a leader's own volume that leader's drums."""
    disk.out.load(backing, KEYSOUNDS)
    disk.out.set_volumes(Volumes(lee=0.0))
    disk.out.start()
    disk.out.strike(38, 127, Lane.LEE)
    assert np.abs(disk.mixed(2000)).max() == pytest.approx(0.2, rel=0.05)
    disk.out.set_volumes(Volumes(music=0.0, lee=0.0))
    assert not disk.mixed(2000).any()
    disk.out.set_volumes(Volumes(music=0.0, lee=1.0, lee_pan=0.0))
    assert np.abs(disk.mixed(2000)).max() == pytest.approx(0.4, rel=0.05)
    disk.out.set_volumes(Volumes(master=0.0))
    assert not disk.mixed(2000).any()


@pytest.mark.parametrize("position", [0.0, 1.0, 1.4, 2.9999, 3.5])
def test_what_is_heard_is_from_where_it_says_that_it_began(disk, tmp_path, position):
    """The song's time is counted from there, and music files cannot be entered everywhere."""
    second = np.arange(5 * RATE) // 100 / (5 * RATE // 100 + 1)
    write_sound(tmp_path / "stairs.wav", np.column_stack([second, second]).astype(np.float32), RATE, Depth.GAME)
    disk.out.load(tmp_path / "stairs.wav", {})
    disk.out.set_volumes(Volumes())
    begun = disk.out.start(position)
    assert position - 1 < begun <= position
    heard = float(disk.mixed(1)[0, 0]) * (5 * RATE // 100 + 1) * 100 / RATE
    assert begun < heard < begun + 0.1  # a few buffers have gone by


def test_an_endless_file_goes_round_to_the_frame(disk, tmp_path):
    """Its first frame follows its last one, without a gap and with none left out, and the position goes on."""
    frames = 9_000
    ramp = np.repeat((np.arange(frames) * 3 / 32_768).astype(np.float32)[:, None], 2, axis=1)
    write_sound(tmp_path / "ramp.wav", ramp, RATE, Depth.GAME)
    disk.out.load(tmp_path / "ramp.wav", {})
    disk.out.set_volumes(Volumes())
    disk.out.start(repeat=Repeat.ENDLESS)
    sound = disk.mixed(4 * frames)[:, 0]
    place = np.round(sound / sound.max() * (frames - 1)).astype(int)
    assert (np.diff(place) % frames == 1).all()
    assert disk.out.position() > 3 * frames / RATE


def test_every_play_sets_its_own_volume(disk):
    """A channel that played a loud stroke plays the next one as soft as that is."""
    disk.out.load(None, {(38, layer): BELL[:9600] for layer in range(5)})
    disk.out.set_volumes(Volumes(lee_pan=0.0))
    for velocity in [127] * (CHANNELS - RESERVED):
        disk.out.strike(38, velocity, Lane.LEE)
    disk.mixed(12_000)
    assert busy(disk.out) == 0
    disk.out.strike(38, 45, Lane.LEE)
    assert np.abs(disk.mixed(2000)).max() == pytest.approx(0.4 * (45 / 64) ** 2, rel=0.03)


def test_a_share_turns_a_stroke_down(disk):
    """Strokes that come together are softer, each by its share of amplitude; volumes changed later keep it."""
    disk.out.load(None, KEYSOUNDS)
    disk.out.set_volumes(Volumes(lee_pan=0.0))
    disk.out.strike(38, 127, Lane.LEE, 0.5)
    assert np.abs(disk.mixed(2000)).max() == pytest.approx(0.2, rel=0.02)
    disk.out.set_volumes(Volumes(lee=0.5, lee_pan=0.0))
    assert np.abs(disk.mixed(2000)).max() == pytest.approx(0.1, rel=0.02)


def test_a_device_that_is_lost_is_no_clock(audio, backing):
    """It takes everything as before, and tells no position, also when the backing is started again."""
    audio.load(backing, KEYSOUNDS)
    audio.start()
    audio.lose()
    assert audio.position() is None
    audio.strike(38, 100, Lane.LEE)
    audio.stop()
    audio.start(1.0)
    assert audio.position() is None


def test_a_device_that_was_closed_takes_everything_in_silence(audio, backing):
    """A play that still holds it goes on to its end: another page may have found that there is no device any more."""
    audio.load(backing, KEYSOUNDS)
    audio.lose()
    pygame.mixer.quit()
    audio.strike(38, 100, Lane.LEE)
    audio.click(Click.PULSE)
    audio.choke((38,), Lane.LEE)
    audio.duck(3)
    audio.set_volumes(Volumes())
    audio.stop()
    assert audio.start(1.5) == 1.5
    assert audio.position() is None
    audio.load(backing, KEYSOUNDS)


def test_a_driver_that_nobody_names_is_no_missing_device(audio, monkeypatch):
    """The name alone is unknown."""
    monkeypatch.setattr(mixer, "function", lambda name: None)
    monkeypatch.delenv("SDL_AUDIODRIVER")
    assert current_driver() == "SDL"


def test_a_drum_has_its_volume_and_place_before_it_begins(audio):
    """Else it would sound at full on both sides until the mixer's next buffer; also on a channel taken from another."""
    audio.load(None, KEYSOUNDS)
    calls: list[str] = []
    for slot in audio._slots:
        slot.channel = Noting(slot.channel, calls)
    audio._click_channel = Noting(audio._click_channel, calls)
    audio.strike(38, 100, Lane.LEE)
    audio.click(Click.PULSE)
    assert calls == ["set_volume", "play", "stop", "set_volume", "play"]
    for _ in range(CHANNELS - RESERVED - 1):
        audio.strike(38, 100, Lane.LEE)
    calls.clear()
    audio.strike(38, 100, Lane.LEE)
    assert calls == ["stop", "set_volume", "play"]


class Noting:
    """A channel that notes down what it is told to do."""

    def __init__(self, channel, calls) -> None:
        self.channel, self.calls = channel, calls

    def __getattr__(self, name):
        if name in ("stop", "set_volume", "play"):
            self.calls.append(name)
        return getattr(self.channel, name)


def test_sounds_that_end_do_not_call_into_python(monkeypatch):
    """The mixer is told to drop its callback for channels that end, which would wait for the interpreter."""
    told = []

    class Mixer:
        def __init__(self, _path) -> None:
            self.Mix_ChannelFinished = told.append
            self.SDL_GetCurrentAudioDriver = lambda: b"dummy"

        def __getattr__(self, name):
            raise AttributeError(name)

    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr(ctypes, "CDLL", Mixer)
    audio = open_audio()
    audio.close()
    assert told == [None]


def test_the_recording_device_keeps_what_it_was_asked():
    """Time by the test's own clock, key, velocity, lane; the position is the test's while it plays."""
    now = iter([1.0, 2.0])
    audio = RecordingAudio(lambda: next(now), lambda: 3.5)
    assert audio.position() is None
    audio.start(0.25)
    audio.strike(38, 90, Lane.TAKAICHI)
    audio.click(Click.DOWNBEAT)
    assert audio.heard == [Heard(1.0, 38, 90, Lane.TAKAICHI), Heard(2.0, Click.DOWNBEAT, 127, None)]
    assert (audio.starts, audio.position()) == ([0.25], 3.5)
    audio.stop()
    assert audio.position() is None
