"""Plays with kits and game pads: who plays what, and what happens when a device goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import mido
import pygame
import pytest
from mido import Message

from drumjam.formats.songfolder import parse_chart
from drumjam.game.app import App
from drumjam.game.audio import RecordingAudio
from drumjam.game.company import Company
from drumjam.game.furnishing import Furnished
from drumjam.game.inputs import ports as ports_module
from drumjam.game.inputs.devices import DeviceInput
from drumjam.game.inputs.gamepads import GamePads
from drumjam.game.inputs.kits import Kits
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.ports import Ports
from drumjam.game.inputs.seats import dealt
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.performance import Course
from drumjam.game.scene import Pace
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.settings import Devices, Mode, Settings, Timing
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.clock import ManualClock
from tests.game import midiroom
from tests.game.fingers import PADS, Fingers, english, event, prepared, press, song, window
from tests.game.plays import setup_for
from tests.game.plugging import Joystick
from tests.game.test_gamepads import said

pytestmark = pytest.mark.once

LEE, TAKAICHI = "TD-17", "TD-17 (2)"
NOTES = {Pad.DRUM: 38, Pad.CYMBAL: 49}
ENTER, ESCAPE, UP, DOWN = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_UP, pygame.KSCAN_DOWN
FRAME = 1 / 60
SOLO, BOTH = frozenset({Lane.TAKAICHI}), frozenset(Lane)


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once."""
    return Stage(Theme(window().get_size()), setup_for())


@pytest.fixture(autouse=True)
def _room() -> Iterator[None]:
    """An empty room before and after each test."""
    midiroom.clear()
    yield
    midiroom.clear()


class Evening:
    """A play with kits, on a clock that is moved by hand."""

    def __init__(
        self,
        hall: Stage,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        mode: Mode = Mode.TWO,
        led: frozenset[Lane] = BOTH,
        settings: Settings | None = None,
        plugs: int = 2,
    ) -> None:
        self.clock = ManualClock(10.0)
        monkeypatch.setattr(ports_module, "perf_counter_ns", lambda: round(self.clock.now * 1e9))
        self.plugs = [midiroom.plug(f"TD-17:TD-17 MIDI 1 {24 + 4 * i}:0") for i in range(plugs)]
        settings = settings or english()
        kits = Kits(settings.devices, lambda: Ports(mido.Backend(midiroom.NAME), lambda: None))
        pads = GamePads(settings.devices, [Joystick(7)].__getitem__)
        self.source = DeviceInput(Fingers(), settings.devices, kits, pads)
        self.world = World(settings, self.source, window().get_size())
        self.audio = RecordingAudio(self.clock)
        self.world.audio = self.audio
        self.look()
        self.source.take()
        kinds = tuple("human" if lane in led else "partner" for lane in Lane)
        self.song = song(folder / "tune")
        self.ready = prepared(self.world, self.song, mode, led, (kinds[0], kinds[1]))
        furnished = Furnished(hall, StageState(self.ready.session, self.ready.setup))
        self.scene: Any = PlayScene(self.world, self.ready, furnished, self.clock)
        self.app = App(self.world)
        self.app.scene = self.scene
        self.scene.update(self.clock.now)

    def look(self) -> None:
        """Look for kits, and wait for what was found."""
        self.source.kits.look(renew=True)
        self.source.kits.wait(20)

    def listen(self) -> None:
        """What has come reaches the scene."""
        self.app.listen()

    def frame(self) -> Any:
        """A frame passes."""
        self.clock.move(FRAME)
        self.listen()
        self.scene = self.app.scene = self.scene.update(self.clock.now)
        return self.scene

    def frames(self, seconds: float) -> None:
        """Frames pass, after each of which devices are looked for when it is time; a look lasts no time here."""
        for _ in range(round(seconds / FRAME)):
            self.frame()
            self.source.tend(self.clock.now, calm=self.scene.pace is Pace.CALM)
            self.source.kits.wait(20)
        self.listen()

    def key(self, code: int) -> None:
        """A key goes down and up, long after the drumming."""
        self.clock.move(2.0)
        press(self.scene, code, self.clock.now)

    def choose(self, name: str) -> None:
        """Choose in the pause's menu."""
        self.scene.update(self.clock.now)
        self.scene.menu.focus = name
        self.key(ENTER)

    def struck(self) -> list[tuple[Lane, Pad]]:
        """What the session was told."""
        return [(strike.lane, strike.pad) for strike in self.ready.session.strikes]

    def texts(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """All that stands on the screen."""
        drawn: list[str] = []
        text = self.world.theme.text

        def watched(canvas: Any, words: str, *how: Any, **more: Any) -> Any:
            drawn.append(words)
            return text(canvas, words, *how, **more)

        with monkeypatch.context() as patch:
            patch.setattr(self.world.theme, "text", watched)
            canvas = pygame.display.get_surface()
            self.scene.draw(canvas, self.clock.now, lambda: None)
            self.app._notice(canvas, 0.0)
        return drawn


# -- who plays what -------------------------------------------------------------------------------


def test_with_one_player_any_device_plays_that_players_lane(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kits, a game pad and the keys: whoever it belongs to, it plays what the one person plays."""
    owned = replace(english(), devices=Devices(leader={LEE: "lee"}))
    evening = Evening(hall, tmp_path, monkeypatch, Mode.SOLO, SOLO, owned)
    evening.source.window.others.append(said(pygame.JOYDEVICEADDED, device_index=0))
    evening.source.window.others.append(said(pygame.JOYBUTTONDOWN, instance_id=7, button=0))
    evening.plugs[0].strike(38)
    evening.plugs[1].strike(49)
    evening.listen()
    assert sorted(evening.struck()) == [
        (Lane.TAKAICHI, Pad.DRUM),
        (Lane.TAKAICHI, Pad.DRUM),
        (Lane.TAKAICHI, Pad.CYMBAL),
    ]
    evening.scene.leave()


@pytest.mark.parametrize(("owners", "lanes"), [({}, (0, 1)), ({LEE: "takaichi"}, (1, 0)), ({TAKAICHI: "lee"}, (1, 0))])
def test_two_kits_are_two_players(
    owners: dict[str, str], lanes: tuple[int, int], hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each plays its owner's lane; who has none gets the one that is free."""
    evening = Evening(hall, tmp_path, monkeypatch, settings=replace(english(), devices=Devices(leader=owners)))
    for plug in evening.plugs:
        plug.strike(38)
        evening.listen()
    assert [lane for lane, _ in evening.struck()] == [Lane(lane) for lane in lanes]
    evening.scene.leave()


def test_devices_go_round_and_nobody_gets_two_before_the_other_has_one() -> None:
    """The left first; a device with an owner is his."""
    assert dealt("abc", {}, Lane.LEE) == {"a": Lane.LEE, "b": Lane.TAKAICHI, "c": Lane.LEE}
    assert dealt("ab", {"b": Lane.LEE}, Lane.LEE) == {"b": Lane.LEE, "a": Lane.TAKAICHI}
    assert dealt("a", {}, Lane.TAKAICHI) == {"a": Lane.TAKAICHI}


def test_with_both_hands_the_kits_left_side_is_the_left_lane(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hi-hat and snare on the left, ride and toms on the right; so the front and the shoulders of a game pad."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.BOTH_HANDS, BOTH, plugs=1)
    evening.source.window.others.append(said(pygame.JOYDEVICEADDED, device_index=0))
    for note in (42, 38, 51, 45):
        evening.plugs[0].strike(note)
        evening.clock.move(0.1)
        evening.listen()
    for button in (4, 5):
        evening.source.window.others.append(said(pygame.JOYBUTTONDOWN, instance_id=7, button=button))
        evening.listen()
    assert evening.struck() == [
        (Lane.LEE, Pad.CYMBAL),
        (Lane.LEE, Pad.DRUM),
        (Lane.TAKAICHI, Pad.CYMBAL),
        (Lane.TAKAICHI, Pad.DRUM),
        (Lane.LEE, Pad.CYMBAL),
        (Lane.TAKAICHI, Pad.CYMBAL),
    ]
    evening.scene.leave()


def test_one_kit_for_both_hands_hears_both_of_them_at_once(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Snare and tom within a few milliseconds are a stroke of each lane; where one lane is led they are one."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.BOTH_HANDS, BOTH, plugs=1)
    for note in (38, 45):
        evening.plugs[0].strike(note)
        evening.listen()
        evening.clock.move(0.003)
    assert evening.struck() == [(Lane.LEE, Pad.DRUM), (Lane.TAKAICHI, Pad.DRUM)]
    evening.scene.leave()
    assert not evening.source.kits.kits[LEE].ear.two_handed
    midiroom.clear()
    evening = Evening(hall, tmp_path / "solo", monkeypatch, Mode.SOLO, SOLO, plugs=1)
    for note in (36, 38):
        evening.plugs[0].strike(note)
        evening.listen()
        evening.clock.move(0.003)
    assert evening.struck() == [(Lane.TAKAICHI, Pad.DRUM)]
    evening.scene.leave()


def test_a_kit_that_comes_back_to_both_hands_still_hears_both(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a new ear, which knows of the play."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.BOTH_HANDS, BOTH, plugs=1)
    midiroom.ROOM.clear()
    evening.listen()
    evening.plugs[0] = midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
    evening.look()
    evening.listen()
    assert evening.source.kits.kits[LEE].ear.two_handed
    evening.scene.leave()


def test_while_others_play_no_device_does_anything(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who only watches strikes nothing, and a kit that goes stops nothing."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.WATCH, frozenset())
    evening.plugs[0].strike(38)
    evening.listen()
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    assert evening.struck() == []
    assert evening.scene.performance.course is Course.RUNNING
    evening.scene.leave()


def test_each_device_has_its_own_offset(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit that struck decides, and the latest of all that are plugged in how long to wait for a strike."""
    timing = Timing(lee_ms={KEYBOARD: 5.0, LEE: 40.0, "somewhere else": 300.0}, takaichi_ms={TAKAICHI: -20.0})
    evening = Evening(hall, tmp_path, monkeypatch, settings=replace(english(), timing=timing))
    at = 10_500_000_000
    for device, code in ((KEYBOARD, PADS["f"]), (LEE, 38), (TAKAICHI, 38)):
        evening.scene.press(InputEvent(at, device, code))
    zero = round(evening.scene.performance.pos(10.5) * 1e6)
    assert [strike.time_us - zero for strike in evening.ready.session.strikes] == [-5_000, -40_000, 20_000]
    assert evening.scene.performance.late == 0.040
    assert Offsets().largest == 0.0
    evening.scene.leave()


@pytest.mark.parametrize("known", ["lee_ms", "takaichi_ms"])
def test_a_kit_keeps_its_offset_wherever_it_is_seated(
    known: str, hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found while it was the other player's, for kits come in any order; each half of the keyboard has its own."""
    timing = replace(Timing(), **{known: {LEE: 40.0, TAKAICHI: 20.0, KEYBOARD: 5.0}})
    evening = Evening(hall, tmp_path, monkeypatch, settings=replace(english(), timing=timing))
    late = evening.scene.performance.offsets.of_strike
    assert [(late(lane, LEE), late(lane, TAKAICHI)) for lane in Lane] == [(0.040, 0.020)] * 2
    assert sorted(late(lane, KEYBOARD) for lane in Lane) == [0.0, 0.005]
    evening.scene.leave()


def test_strikes_of_one_instant_come_in_the_order_of_their_players(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By time first, then Lee's before Takaichi's, whatever order the devices are listed in."""
    settings = replace(english(), devices=Devices(leader={LEE: "takaichi", TAKAICHI: "lee"}))
    evening = Evening(hall, tmp_path, monkeypatch, settings=settings)
    evening.source.window.events.append(event(PADS["f"], 10.1))
    evening.clock.now = 10.4
    for plug in evening.plugs:
        plug.strike(38)
    events = evening.source.poll()
    assert [one.device for one in events] == [KEYBOARD, TAKAICHI, LEE]
    assert events[1].t_ns == events[2].t_ns
    evening.scene.leave()


# -- in a play ------------------------------------------------------------------------------------


def test_in_a_play_pads_are_no_menu_keys(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Buttons and kits strike or do nothing; only a game pad's start and back pause."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.source.window.others.append(said(pygame.JOYDEVICEADDED, device_index=0))
    for button in (0, 1, 2, 3, 4, 5, 8, 12):
        evening.source.window.others.append(said(pygame.JOYBUTTONDOWN, instance_id=7, button=button))
    evening.source.window.others.append(said(pygame.JOYHATMOTION, instance_id=7, hat=0, value=(0, 1)))
    evening.plugs[0].strike(44)
    evening.plugs[0].strike(100)
    evening.listen()
    assert evening.frame() is evening.scene
    assert evening.scene.performance.course is Course.RUNNING
    assert len(evening.struck()) == 7
    evening.source.window.others.append(said(pygame.JOYBUTTONDOWN, instance_id=7, button=7))
    evening.listen()
    assert evening.scene.performance.course is Course.PAUSED
    evening.scene.leave()


def test_a_choked_cymbal_is_silent_and_no_strike(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hand ends the crash, a foot the open hi-hat, of that player's lane alone."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.plugs[1].send(Message("polytouch", note=49, value=127))
    evening.plugs[1].send(Message("control_change", control=4, value=127))
    evening.listen()
    assert {(49 in keys, 46 in keys, lane) for keys, lane in evening.audio.choked} == {
        (True, False, Lane.TAKAICHI),
        (False, True, Lane.TAKAICHI),
    }
    assert evening.struck() == []
    evening.scene.leave()


def test_a_kit_that_goes_while_the_settings_lie_over_the_pause_is_missed_afterwards(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that has come back meanwhile is not; a changed offset counts."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.plugs[0].strike(38)
    evening.listen()
    evening.key(ESCAPE)
    evening.choose("settings")
    over = evening.scene.update(evening.clock.now)
    evening.app.scene = over
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    evening.world.change("timing", takaichi_ms={TAKAICHI: 33.0})
    press(over, ESCAPE, evening.clock.now)
    evening.scene.update(evening.clock.now)
    assert evening.scene.company.missing == [LEE]
    assert f"Device lost: {LEE}" in evening.texts(monkeypatch)
    assert evening.scene.performance.late == 0.033
    evening.scene.leave()


# -- devices that go ------------------------------------------------------------------------------


def test_a_kit_that_goes_in_mid_song_and_comes_back_costs_nobody_a_note(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kits of one name: the first is pulled out. Both wait, it is named, it comes back to its player, and at the
    end every note was hit, every strike that was sent is in the replay, and the replay gives the result again.
    """
    evening = Evening(hall, tmp_path, monkeypatch)
    session = evening.ready.session
    waiting = list(zip(session.notes, session.times.tolist(), strict=True))
    broken = len(waiting) // 2
    sent = 0
    while isinstance(evening.scene, PlayScene):
        pos = evening.scene.performance.pos(evening.clock.now + FRAME / 2)
        while waiting and pos >= waiting[0][1] and evening.scene.menu is None:
            note, _ = waiting.pop(0)
            evening.plugs[note.lane].strike(NOTES[note.pad])
            sent += 1
            if len(waiting) == broken:
                midiroom.ROOM.remove(evening.plugs[0])
        evening.frame()
        if isinstance(evening.scene, PlayScene) and evening.scene.menu is not None:
            assert f"Device lost: {LEE}" in evening.texts(monkeypatch)
            evening.plugs[1].strike(38)
            evening.clock.move(5.0)
            evening.listen()
            assert evening.scene.menu is not None
            evening.plugs[0] = midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
            evening.look()
            evening.listen()
            texts = evening.texts(monkeypatch)
            assert f"Back again: {LEE}" in texts
            assert "Paused" in texts
            evening.choose("resume")
            assert evening.scene.menu is None
        assert evening.clock.now < 90
    kept = evening.scene.kept
    assert len(session.strikes) == sent == len(session.notes)
    assert all(player.grades["miss"] == player.strays == 0 for player in kept.result.players)
    replay = next(one.replay for one in list_replays())
    assert replay is not None
    assert len(replay.strikes) == sent
    assert replay.players == ("human", "human")
    assert replay.score(parse_chart(evening.song.kept.data)).to_json() == replay.result


def test_a_play_goes_on_with_the_keyboard(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys play the lane whose kit has gone; when it comes back it simply plays again."""
    evening = Evening(hall, tmp_path, monkeypatch)
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    assert evening.scene.menu is not None
    evening.choose("lost.keys")
    assert evening.scene.performance.course is Course.RUNNING
    evening.scene.press(event(PADS["f"], evening.clock.now))
    assert evening.struck() == [(Lane.LEE, Pad.DRUM)]
    evening.plugs[0] = midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
    evening.frames(2.2)
    assert evening.scene.menu is None
    evening.plugs[0].strike(49)
    evening.listen()
    assert evening.struck()[1:] == [(Lane.LEE, Pad.CYMBAL)]
    evening.scene.leave()


def test_the_only_kit_is_looked_for_while_the_play_goes_on_without_it(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within two seconds of its coming back it plays again; a play that never had one looks for none."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.SOLO, SOLO, plugs=1)
    midiroom.ROOM.clear()
    evening.listen()
    evening.choose("lost.keys")
    evening.frames(3.0)
    evening.plugs[0] = midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
    evening.frames(2.0)
    assert f"Back again: {LEE}" in evening.texts(monkeypatch)
    evening.plugs[0].strike(38)
    evening.listen()
    assert (Lane.TAKAICHI, Pad.DRUM) in evening.struck()
    evening.scene.leave()
    midiroom.clear()
    without = Evening(hall, tmp_path / "keys", monkeypatch, Mode.SOLO, SOLO, plugs=0)
    midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
    without.frames(3.0)
    assert without.world.plugged() == []
    without.scene.leave()


def test_the_partner_takes_a_lane_over_and_gives_it_back(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the place of the pause on the partner plays, and hits; the keys of that lane are dead. When the kit comes
    back its player may take the lane again. The replay tells who played when.
    """
    evening = Evening(hall, tmp_path, monkeypatch)
    session = evening.ready.session
    evening.clock.move(evening.ready.lead_in + 2.01)
    evening.frame()
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    evening.choose("lost.partner")
    evening.frames(4.0)
    mine = [strike for strike in session.strikes if strike.lane is Lane.LEE]
    assert len(mine) >= 2
    assert min(strike.time_us for strike in mine) > 1_900_000
    assert session.tallies[Lane.LEE].strays == 0
    count = len(session.strikes)
    evening.scene.press(event(PADS["f"], evening.clock.now))
    assert len(session.strikes) == count
    evening.plugs[0] = midiroom.plug("TD-17:TD-17 MIDI 1 40:0")
    evening.frames(1.1)
    assert evening.scene.menu is not None
    assert "Play this part again" in evening.texts(monkeypatch)
    evening.choose("lost.take")
    evening.plugs[0].strike(38)
    evening.listen()
    evening.scene.leave()
    replay = next(one.replay for one in list_replays())
    assert replay is not None
    lee, takaichi = replay.players
    assert takaichi == "human"
    assert [kind for _, kind in lee] == ["human", "partner", "human"]
    assert [at for at, _ in lee] == sorted(at for at, _ in lee)
    assert replay.kinds == ("human", "human")
    assert replay.score(parse_chart(evening.song.kept.data)).to_json() == replay.result


def test_a_kit_that_was_out_for_a_moment_pauses_the_play_and_is_back(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a look finds it whose line was cut unseen: strokes were lost, so both wait; it plays again at once."""
    evening = Evening(hall, tmp_path, monkeypatch)
    port = evening.source.kits.kits[LEE].port
    port.deaf = True
    port.close()
    evening.frames(2.0)
    texts = evening.texts(monkeypatch)
    assert f"Back again: {LEE}" in texts
    assert "Paused" in texts
    assert evening.scene.company.missing == []
    evening.choose("resume")
    evening.frames(4.0)  # strikes before the place of the pause do not count
    evening.plugs[0].strike(38)
    evening.listen()
    assert evening.struck() == [(Lane.LEE, Pad.DRUM)]
    evening.scene.leave()


def test_nobody_waits_for_a_device_that_lies_about(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A player who drums on one kit does not stop when another one falls asleep."""
    evening = Evening(hall, tmp_path, monkeypatch, Mode.SOLO, SOLO)
    evening.plugs[0].strike(38)
    evening.listen()
    midiroom.ROOM.remove(evening.plugs[1])
    evening.listen()
    assert evening.scene.performance.course is Course.RUNNING
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    assert evening.scene.performance.course is Course.PAUSED
    evening.scene.leave()


def test_a_play_that_is_left_while_a_device_is_out_keeps_its_replay(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Losing both kits, then leaving: what was struck is kept."""
    evening = Evening(hall, tmp_path, monkeypatch)
    for plug in evening.plugs:
        plug.strike(38)
    midiroom.ROOM.clear()
    evening.listen()
    evening.listen()
    assert evening.scene.company.missing == [LEE, TAKAICHI]
    evening.choose("leave")
    evening.scene.leave()
    (kept,) = list_replays()
    assert kept.replay is not None
    assert len(kept.replay.strikes) == 2


def test_hands_that_still_drum_choose_nothing_when_a_kit_has_gone(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other player drums on, and goes on drumming idly while the cable is looked for."""
    evening = Evening(hall, tmp_path, monkeypatch)
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    for seconds in (0.5, 3.0):
        evening.clock.move(seconds)
        evening.plugs[1].strike(38)
        evening.scene.press(event(PADS["f"], evening.clock.now))
        evening.listen()
    assert evening.scene.menu is not None
    assert evening.scene.company.missing == [LEE]
    evening.scene.leave()


def test_on_pages_a_device_that_comes_or_goes_is_told(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line each; an arrow that was held on it is let go."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.scene.leave()
    title = evening.app.scene = TitleScene(evening.world)
    title.update(0.0)
    title._held = object()  # type: ignore[assignment]  # whatever it is
    midiroom.ROOM.remove(evening.plugs[0])
    evening.listen()
    assert evening.world.notice is not None
    assert evening.world.notice.text == f"Device lost: {LEE}"
    assert title._held is None
    midiroom.plug("Nitro:Nitro MIDI 1 40:0")
    evening.look()
    evening.listen()
    assert evening.world.notice.text == "Device found: Nitro"


def test_kits_and_game_pads_lead_through_pages(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cymbal goes on, the hi-hat back, a drum chooses; a hat moves, as arrows do."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.scene.leave()
    title = evening.app.scene = TitleScene(evening.world)
    title.update(0.0)
    evening.source.window.others.append(said(pygame.JOYDEVICEADDED, device_index=0))
    seen = []
    for note in (49, 49, 42):
        evening.clock.move(0.1)
        evening.plugs[0].strike(note)
        evening.listen()
        seen.append(title.menu.focus)
    order = [item.key for item in title.menu.items]
    assert seen == [order[1], order[2], order[1]]
    evening.source.window.others.append(said(pygame.JOYHATMOTION, instance_id=7, hat=0, value=(0, -1)))
    evening.listen()
    assert title.menu.focus == order[2]
    title.menu.focus = "credits"
    evening.clock.move(0.1)
    evening.plugs[0].strike(38)
    evening.listen()
    assert type(title.next).__name__ == "CreditsScene"


def test_a_kits_notes_are_no_keys(hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its closed hi-hat has the number of Backspace, its toms those of Esc and F1: they type nothing."""
    evening = Evening(hall, tmp_path, monkeypatch)
    evening.scene.leave()
    scene = SelectScene(evening.world)
    scene.shelf._thread.join(20)
    scene.update(0.0)
    field = scene.search.field
    field.open()
    field.text = "ha"
    for note in (pygame.KSCAN_BACKSPACE, pygame.KSCAN_ESCAPE, pygame.KSCAN_F1):
        scene.press(InputEvent(10**9, LEE, note))
    assert (field.text, field.typing) == ("ha", True)
    assert field.press(InputEvent(10**9, LEE, pygame.KSCAN_BACKSPACE)) is None
    field.close()


def test_company_without_any_device_is_the_keyboard_alone(
    hall: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No library, no kit, no pad: all is as it was."""
    evening = Evening(hall, tmp_path, monkeypatch, plugs=0)
    assert isinstance(evening.scene.company, Company)
    for key in "dfjk":
        evening.scene.press(event(PADS[key], 10.5))
    assert len(evening.struck()) == 4
    evening.scene.leave()
