"""The world: its sound device opened, changed, lost."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game import mixer
from drumjam.game.app import App
from drumjam.game.audio import AudioOut, RecordingAudio, SilentAudio, Volumes
from drumjam.game.keeping import keep
from drumjam.game.mixer import PygameAudio
from drumjam.game.plan import planned
from drumjam.game.preparing import Instruments, prepare
from drumjam.game.road import Road, read_road
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.shelf import Shelf
from drumjam.game.world import World
from drumjam.library.replays import replays_dir
from drumjam.library.request import PlayRequest
from drumjam.library.settingsfile import load_settings
from drumjam.library.songs import BUILT_IN, open_path, resolve
from drumjam.rules.clock import ManualClock
from tests.game.fingers import Fingers, prepared, song, world
from tests.sound.fonts import plain_font

TUNE = Path(__file__).parents[1] / "data" / "harmony_unison.mid"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A world with SDL's dummy sound device."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    world_ = world()
    world_.audio = None
    yield world_
    pygame.mixer.quit()


def frames(audio: Any) -> int:
    """The buffer that a device was opened with, told by its latency."""
    return round(audio.out_latency / 1.6 * audio.rate)


def test_another_buffer_counts_at_once(made: World) -> None:
    """The device is opened anew, with the same volumes, and the choice is kept."""
    made.change("sound", lee=0.25)
    first = made.open_audio()
    assert frames(first) == 512
    assert made.change("sound", buffer=1024)
    assert made.audio is not first
    assert frames(made.audio) == 1024
    assert isinstance(made.audio, PygameAudio)
    assert made.audio._volumes.lee == 0.25
    assert load_settings().settings.sound.buffer == 1024
    assert made.notice is None


def test_a_buffer_that_the_device_refuses_is_taken_back_with_one_sentence(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The device goes on with the buffer before, in the settings file as well."""
    made.open_audio()
    init = pygame.mixer.pre_init

    def picky(rate: int, size: int, channels: int, buffer: int, **rest: Any) -> None:
        if buffer == 256:
            raise pygame.error("no")
        init(rate, size, channels, buffer, **rest)

    monkeypatch.setattr(mixer.pygame.mixer, "pre_init", picky)
    made.change("sound", buffer=256)
    assert frames(made.audio) == 512
    assert made.settings.sound.buffer == load_settings().settings.sound.buffer == 512
    assert made.notice is not None
    assert made.notice.text == made.strings.text("buffer_refused")


def test_volumes_and_places_are_turned_at_once(made: World) -> None:
    """Every volume and each leader's pan reach the device with the change."""
    audio = made.open_audio()
    assert isinstance(audio, PygameAudio)
    made.change("sound", master=0.9, music=0.8, lee=0.7, takaichi=0.6, clicks=0.5, lee_pan=-1.0, takaichi_pan=0.5)
    assert audio._volumes == Volumes(0.9, 0.8, 0.7, 0.6, 0.5, -1.0, 0.5)


def test_sound_is_kept_within_the_size_that_was_chosen(made: World, home: Path) -> None:
    """In the player's own cache."""
    made.change("sound", cache=128)
    assert made.store().limit == 128 << 20
    assert made.store().folder == home / "cache" / "sound"


def test_a_soundfont_dropped_on_the_window_plays_from_then_on(made: World, tmp_path: Path) -> None:
    """It is kept; what a play is made with and what is listed as a song know it apart from other files."""
    font = tmp_path / "small.SF2"
    plain_font(tmp_path).path.rename(font)
    made.drop(str(font))
    assert made.notice is not None
    assert made.notice.text == made.strings.text("font_chosen", name="small.SF2")
    assert made.font() == font
    assert load_settings().settings.sound.font == str(font)
    assert made.dropped == []
    sounds = {}
    plan = planned(open_path(TUNE), made.settings.play, PlayRequest(), 1)
    for name, chosen in (("own", None), ("other", made.font())):
        prepared_ = prepare(plan, setup_of(made, plan), made.store(), 22_050, lambda share: None, Instruments(chosen))
        assert prepared_.sounds.file is not None
        sounds[name] = prepared_.sounds.file.read_bytes()
    assert sounds["own"] != sounds["other"]


@pytest.mark.parametrize("what", ["text", "gone"])
def test_a_soundfont_that_cannot_be_read_is_refused_in_one_line(made: World, tmp_path: Path, what: str) -> None:
    """The game's own plays, today and, if the file is lost later, then."""
    font = tmp_path / "broken.sf3"
    if what == "text":
        font.write_text("no sound")
        made.drop(str(font))
        assert made.settings.sound.font == ""
    else:
        made.change("sound", font=str(font))
    made.notice = None if what == "gone" else made.notice
    assert made.font() is None
    assert made.notice is not None
    assert made.notice.text == made.strings.text("font_refused", name="broken.sf3")


def removed(which: int, *, capture: bool = False) -> pygame.event.Event:
    """SDL's word that a sound device is gone; `which` is 0 for one that was not in use."""
    return pygame.event.Event(pygame.AUDIODEVICEREMOVED, which=which, iscapture=int(capture))


def test_a_play_goes_on_when_its_sound_device_is_gone(made: World, tmp_path: Path) -> None:
    """The song follows the computer's clock from where it was, silently, said once; the next play looks for another."""
    clock = ManualClock(10.0)
    scene = PlayScene(made, prepared(made, song(tmp_path / "tune")), clock=clock)
    running = App(made)
    running.scene = scene
    assert isinstance(made.inputs, Fingers)
    scene.update(clock.now)
    scene.update(clock.move(1.0))
    before = scene.performance.pos(clock.now)
    made.notice = None
    made.inputs.others.append(removed(2))
    running.listen()
    assert made.notice is not None
    assert made.notice.text == made.strings.text("sound_lost")
    made.notice = None
    made.inputs.others.append(removed(2))
    running.listen()
    for _ in range(60):
        assert scene.update(clock.move(1 / 60)) is scene
    assert scene.performance.pos(clock.now) == pytest.approx(before + 1.0)
    assert made.notice is None
    lost = scene.performance.audio
    assert made.open_audio() is not lost
    scene.leave()


@pytest.mark.parametrize("event", [removed(0), removed(3, capture=True)])
def test_devices_that_are_not_ours_may_come_and_go(made: World, event: pygame.event.Event) -> None:
    """A microphone, or a loudspeaker that nobody listened to."""
    audio = made.open_audio()
    running = App(made)
    running.scene = TitleScene(made)
    assert isinstance(made.inputs, Fingers)
    made.inputs.others.append(event)
    running.listen()
    assert made.audio is audio
    assert made.notice is None


def test_a_device_that_comes_is_found_before_the_next_play(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started without one, the game looks for it again where it is to be heard, and not at each page's click."""
    found: list[AudioOut] = [SilentAudio(), SilentAudio(), RecordingAudio(ManualClock())]
    opened = iter(found)
    monkeypatch.setattr(mixer, "open_audio", lambda buffer: next(opened))
    made.audio = None
    assert made.open_audio() is made.open_audio() is found[0]
    assert made.find_audio() is found[1]
    assert made.find_audio() is made.find_audio() is found[2]


def test_a_play_whose_device_is_gone_for_good_is_kept(made: World, tmp_path: Path) -> None:
    """The headset was pulled, a page found no other one and closed the mixer, then the window was closed."""
    scene = PlayScene(made, prepared(made, song(tmp_path / "tune")), clock=(clock := ManualClock(10.0)))
    for _ in range(3):
        scene.update(clock.move(1 / 60))
    scene.pause()
    made.lose_audio(clock.now)
    pygame.mixer.quit()
    scene.leave()
    assert len(list(replays_dir().glob("*.json"))) == 1


@pytest.mark.parametrize(("audio", "word"), [("none", "silent"), ("dummy", "own_clock")])
def test_what_is_wrong_with_the_sound_is_said_once(
    made: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, audio: str, word: str
) -> None:
    """No device, or one whose time is false: one line in the first play, none in the next."""
    monkeypatch.setenv("SDL_AUDIODRIVER", audio)
    told = []
    for number in range(2):
        clock = ManualClock(10.0)
        made.notice = None
        scene = PlayScene(made, prepared(made, song(tmp_path / str(number))), clock=clock)
        for _ in range(3):
            scene.update(clock.move(1 / 60))
        told.append(made.notice.text if made.notice else "")
        scene.leave()
    assert told == [made.strings.text(word), ""]
    assert isinstance(made.audio, SilentAudio) == (audio == "none")


@pytest.mark.usefixtures("homeless")
def test_without_a_home_a_song_is_played_as_ever_and_nothing_is_kept() -> None:
    """Its sound is there until the window is closed; the story is open, what is changed counts, and the page tells."""
    made = world()
    assert not made.change("souvenir", player="Mina")
    assert made.settings.souvenir.player == "Mina"
    folder = made.store().folder
    assert made.store().folder == folder
    plan = planned(resolve("common-harmony"), made.settings.play, PlayRequest(), 0)
    ready = prepare(plan, setup_of(made, plan), made.store(), 22_050, lambda share: None)
    kept = keep(ready, datetime.now(), finished=True)
    assert (kept.file, kept.best) == (None, False)
    assert "home folder cannot be found" in kept.problem
    assert read_road() == Road({})
    shelf = Shelf()
    while shelf.reading:
        shelf.take()
        pygame.time.wait(5)
    assert [entry.song.id for entry in shelf.entries] == list(BUILT_IN)
    assert any(folder.iterdir())
    del made
    gc.collect()
    assert not folder.exists()
