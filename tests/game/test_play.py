"""A play as it runs: strikes, sound, pause, keeping; with a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import floor
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.audio import RecordingAudio, Repeat
from drumjam.game.countin import LEAST_RESUME, lead_in, opening, resuming
from drumjam.game.furnishing import Furnished
from drumjam.game.inputs.offsets import Offsets
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.keeping import keep, replay_of
from drumjam.game.performance import Course, Performance
from drumjam.game.plan import planned
from drumjam.game.preparing import Prepared, prepare
from drumjam.game.readying import Readying
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.songviews import SongViews
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.library.replays import list_replays
from drumjam.library.request import PlayRequest
from drumjam.library.settings import Assists, Mode, Play
from drumjam.library.songs import Song
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad
from drumjam.rules.clock import ManualClock
from drumjam.rules.judgement import Grade
from drumjam.rules.tempo import Meter, TempoMap
from drumjam.sound.clicks import Click
from tests.charts import small_chart
from tests.game.fingers import PADS, event, prepared, song, window, world
from tests.game.plays import parade, setup_for

FRAME = 1 / 60
LATE = 0.012


class Latent(RecordingAudio):
    """A sound device that is 60 ms late."""

    out_latency = strike_latency = 0.060


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once; what it shows does not matter to most tests here."""
    return Stage(Theme(window().get_size()), setup_for())


@pytest.fixture
def stage(tmp_path: Path, hall: Stage) -> PlayScene:
    """A play for two that has just begun, at 10 s of the clock."""
    made = world()
    return begun(PlayScene(made, ready := prepared(made, song(tmp_path / "tune")), on(hall, ready), ManualClock(10.0)))


def on(hall: Stage, ready: Prepared) -> Furnished:
    """A play on the stage that is there."""
    return Furnished(hall, StageState(ready.session, ready.setup))


def begun(scene: PlayScene) -> PlayScene:
    """Let a play begin."""
    scene.update(10.0)
    return scene


def performance(ready: Prepared, clock: ManualClock, audio: RecordingAudio | None = None) -> Performance:
    """A prepared play, begun at the clock's time."""
    made = Performance(ready, audio or RecordingAudio(clock), Offsets(), clock=clock)
    made.begin()
    return made


def play_all(made: Performance, clock: ManualClock, pauses: Sequence[float] = ()) -> dict[str, Any]:
    """Strike every note a little late, frame by frame, pausing at song times; the result document."""
    session = made.prepared.session
    waiting = list(zip(session.notes, session.times.tolist(), strict=True))
    stops = sorted(pauses)
    while made.course is not Course.ENDED:
        clock.move(FRAME)
        pos = made.pos(clock.now)
        while waiting and pos >= waiting[0][1] + LATE:
            note, time = waiting.pop(0)
            at = clock.now - (pos - time - LATE) / made.speed
            made.strike(note.lane, note.pad, 96, at, pos)
        made.advance(clock.now, pos)
        if stops and pos >= stops[0]:
            stops.pop(0)
            made.pause()
            clock.move(3.0)
            made.resume()
    return session.result().to_json()


@pytest.mark.parametrize(("mode", "counted"), [(Mode.TWO, 1), (Mode.BOTH_HANDS, 0)])
def test_what_a_pair_reaches_is_told_among_the_songs(
    mode: Mode, counted: int, tmp_path: Path, hall: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pair's alone, and only of songs that were played to their end."""
    made, clock = world(), ManualClock(10.0)
    made.change("play", mode=mode)
    for left in (True, False):
        scene: Any = PlayScene(made, ready := prepared(made, song(tmp_path / f"{left}"), mode), on(hall, ready), clock)
        while isinstance(scene, PlayScene) and (not left or scene.performance.pos(clock.now) < 1):
            scene = scene.update(clock.move(FRAME * 4))
        scene.leave()
    assert len(made.evening) == counted
    drawn: list[str] = []
    monkeypatch.setattr(type(made.theme), "text", lambda *said, **how: drawn.append(said[2]))
    SongViews(made).mode(window(), (766, 52))
    assert any("Songs this evening: 1" in words for words in drawn) is bool(counted)


def test_a_first_frame_that_is_older_than_the_beginning_spoils_nothing(tmp_path: Path, hall: Stage) -> None:
    """Garbage is collected between them. The song's first note stands at 0.

    A strike long before it must not be moved to its window, and the whole count-in is heard.
    """
    made, clock = world(), ManualClock(10.0)
    scene = PlayScene(made, ready := prepared(made, song(tmp_path / "tune")), on(hall, ready), clock)
    clock.move(0.05)
    scene.update(10.0)
    assert scene._shown(10.0) == pytest.approx(scene.performance.start - 0.05)
    scene.press(event(PADS["f"], clock.move(FRAME)))
    scene.update(clock.now)
    (strike,) = ready.session.strikes
    assert strike.time < -1
    while scene.performance.pos(clock.now) < 0.3:
        scene.update(clock.move(FRAME))
    assert ready.session.tallies[Lane.LEE].grades[Grade.PERFECT] == 0
    assert ready.session.tallies[Lane.LEE].grades[Grade.MISS] == 1
    clicks = [heard.what for heard in scene.performance.audio.heard if isinstance(heard.what, Click)]
    assert clicks == [Click.DOWNBEAT, Click.PULSE, Click.PULSE, Click.PULSE]


@pytest.mark.parametrize("pauses", [(-1.0,), (0.4, 0.5), (2.013, 5.99), (7.6,)])
def test_pauses_change_no_judgement(pauses: tuple[float, ...], tmp_path: Path) -> None:
    """Paused in the lead-in, between notes, twice, at the end: the result is that of a play without a pause."""
    made = world()
    tune = song(tmp_path / "tune")
    straight = play_all(performance(prepared(made, tune), clock := ManualClock(5.0)), clock)
    paused = play_all(performance(prepared(made, tune), clock := ManualClock(5.0)), clock, pauses)
    assert paused == straight
    assert straight["players"]["lee"]["mean_error_ms"] == pytest.approx(LATE * 1e3)


@pytest.mark.parametrize("into", [0.0, 0.4, 1.7])
def test_a_play_that_is_paused_while_it_is_counted_in_is_counted_in_again(into: float, tmp_path: Path) -> None:
    """From the first click, whenever it was paused before the bar that the clicks lead to."""
    clock = ManualClock(5.0)
    made = performance(prepared(world(), song(tmp_path / "tune")), clock, audio := RecordingAudio(clock))
    clock.move(into)
    made.advance(clock.now, made.pos(clock.now))
    made.pause()
    before = len(audio.heard)
    made.resume()
    for _ in range(150):
        clock.move(FRAME)
        made.advance(clock.now, made.pos(clock.now))
    clicks = [one.what for one in audio.heard[before:]]
    assert clicks == [Click.DOWNBEAT, Click.PULSE, Click.PULSE, Click.PULSE]


def test_until_the_place_of_the_pause_strikes_sound_but_do_not_count(tmp_path: Path) -> None:
    """After a pause the way back to it is for finding the beat again."""
    clock = ManualClock()
    ready = prepared(world(), song(tmp_path / "tune"))
    audio = RecordingAudio(clock)
    made = performance(ready, clock, audio)
    clock.move(ready.lead_in + 3.1)
    made.advance(clock.now, made.pos(clock.now))
    made.pause()
    made.resume()
    clock.move(0.5)
    before = len(ready.session.strikes)
    heard = len(audio.heard)
    made.strike(Lane.LEE, Pad.DRUM, 96, clock.now, made.pos(clock.now))
    assert len(ready.session.strikes) == before
    assert len(audio.heard) == heard + 1


def test_a_sound_device_opened_anew_in_the_pause_brings_its_own_lateness(tmp_path: Path) -> None:
    """With another buffer the backing reaches the ear at another time; the song follows the new one's."""
    clock = ManualClock(5.0)
    ready = prepared(world(), song(tmp_path / "tune"))
    made = performance(ready, clock)
    clock.move(ready.lead_in + 3.0)
    made.pause()
    made.use(late := Latent(clock))
    made.resume()
    assert made.audio is late
    assert made.pos(clock.now) == pytest.approx(late.starts[0] - ready.lead_in - late.out_latency)
    late.audio = lambda: late.starts[0] + clock.now - begun
    begun = clock.now
    made.conductor.trusted = True
    for _ in range(180):
        clock.move(FRAME)
        made.observe()
    assert made.pos(clock.now) == pytest.approx(late.position() - ready.lead_in - late.out_latency, abs=1e-3)


def test_every_strike_of_a_person_is_heard_at_once_a_stray_more_softly(tmp_path: Path) -> None:
    """A hit sounds as its note, a stray as the nearest note of its pad, softer."""
    clock = ManualClock()
    ready = prepared(world(), song(tmp_path / "tune"))
    audio = RecordingAudio(clock)
    made = performance(ready, clock, audio)
    clock.move(ready.lead_in)
    for away in (0.0, 0.25):
        clock.move(away)
        made.strike(Lane.LEE, Pad.DRUM, 96, clock.now, made.pos(clock.now))
    hit, stray = audio.heard
    assert (hit.what, hit.velocity, hit.lane) == (38, 100, Lane.LEE)
    assert stray.what == 38
    assert stray.velocity < hit.velocity


def test_the_computers_strikes_are_sounded_early_by_the_devices_latency(tmp_path: Path) -> None:
    """What is known ahead is handed to the device with the same moment of the backing: both are heard at once."""
    clock = ManualClock()
    ready = prepared(world(), song(tmp_path / "tune"), Mode.WATCH, frozenset(), ("autoplay", "autoplay"))
    audio = Latent(clock)
    made = performance(ready, clock, audio)
    while made.course is not Course.ENDED:
        clock.move(FRAME)
        made.advance(clock.now, made.pos(clock.now))
    struck = [heard.time for heard in audio.heard if not isinstance(heard.what, Click)]
    wanted = [ready.lead_in + time for time in ready.session.times.tolist()]  # the backing is as late to the ear
    assert len(struck) == len(wanted)
    assert all(0 <= at - due <= FRAME + 1e-6 for at, due in zip(struck, wanted, strict=True))


def test_one_player_plays_a_lane_with_all_four_keys(tmp_path: Path, hall: Stage) -> None:
    """D and K are the cymbal, F and J the drum of the lane that is led; the computer's lane has no key."""
    made = world()
    kinds = ("partner", "human")
    ready = prepared(made, song(tmp_path / "tune"), Mode.SOLO, frozenset({Lane.TAKAICHI}), kinds)
    scene = begun(PlayScene(made, ready, on(hall, ready), ManualClock(10.0)))
    for key in "dfjk":
        scene.press(event(PADS[key], 10.5))
    struck = [(strike.lane, strike.pad) for strike in scene.prepared.session.strikes]
    assert struck == [(Lane.TAKAICHI, pad) for pad in (Pad.CYMBAL, Pad.DRUM, Pad.DRUM, Pad.CYMBAL)]
    scene.leave()


def test_on_the_stage_no_key_but_pads_and_escape_does_anything(stage: PlayScene) -> None:
    """Return, arrows, space, Tab, letters: nothing is struck, paused or left."""
    scene = stage
    for code in range(4, 232):
        if code not in (*PADS.values(), pygame.KSCAN_ESCAPE):
            scene.press(event(code, 10.5))
    assert scene.prepared.session.strikes == []
    assert scene.update(10.6) is scene
    assert scene.performance.course is Course.RUNNING
    scene.leave()


@pytest.mark.parametrize("how", ["escape", "focus", "button"])
def test_the_stage_pauses(how: str, stage: PlayScene) -> None:
    """By Esc, by losing the focus, by its pause button."""
    scene = stage
    if how == "escape":
        scene.press(event(pygame.KSCAN_ESCAPE, 10.5))
    elif how == "focus":
        scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    else:
        at = scene.stage.pause_rect().center
        scene.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at))
    assert scene.performance.course is Course.PAUSED
    scene.leave()


def test_hands_that_still_drum_choose_nothing_in_the_pause(stage: PlayScene) -> None:
    """For a moment the pads do nothing there; Esc goes on at once."""
    scene = stage
    scene.press(event(pygame.KSCAN_ESCAPE, 10.0))
    scene.update(10.0)
    for key in ("k", "f"):
        scene.press(event(PADS[key], 10.3))
    assert scene.menu is not None
    assert scene.menu.focus == "resume"
    scene.press(event(PADS["f"], 12.0))
    assert scene.menu is None
    scene.leave()


def test_a_window_that_is_pulled_about_pauses_and_is_painted_once_it_rests(stage: PlayScene) -> None:
    """The stage, which takes half a second, is not painted for every size on the way."""
    scene, before = stage, stage.decor.furnished
    for now, size in ((11.0, (1000, 600)), (11.1, (900, 500)), (11.2, (320, 180))):
        scene.world.resize(size)
        scene.update(now)
        scene.draw(window(size), now, lambda: None)
    assert scene.performance.course is Course.PAUSED
    assert scene.decor.furnished is before
    scene.update(11.5)
    assert scene.stage.theme.window == (320, 180)
    scene.leave()


def test_a_stage_of_another_size_lets_the_play_wait_at_its_beginning(tmp_path: Path, hall: Stage) -> None:
    """The window changed at the last moment: sound and time stand still too, and no stroke is lost afterwards."""
    made = world()
    ready, audio, clock = prepared(made, song(tmp_path / "tune")), RecordingAudio(lambda: 0.0), ManualClock(10.0)
    made.audio = audio
    made.resize((320, 180))
    scene = begun(PlayScene(made, ready, on(hall, ready), clock))
    performance = scene.performance
    assert (performance.course, audio.playing) == (Course.PAUSED, False)
    begin = performance.pos(clock.now)
    scene.update(clock.move(5.0))
    assert performance.pos(clock.now) == begin
    scene.resume()
    assert performance.judged_from <= performance.start
    scene.update(clock.move(0.1))
    assert (performance.course, audio.playing) == (Course.RUNNING, True)
    scene.leave()


def test_a_stage_is_painted_anew_where_the_window_has_changed_meanwhile(tmp_path: Path) -> None:
    """So that a play begins in a window of any size, not with a pause."""
    made = world(size=(320, 180))
    ready = prepared(made, song(tmp_path / "tune"))
    readying = Readying(made, ready.plan, ready.setup)
    while readying._furnished is None:
        assert readying.follow() is None
        pygame.time.wait(5)
    made.resize((400, 225))
    assert readying.follow() is None
    while (done := readying.follow()) is None:
        pygame.time.wait(5)
    assert done[1].fits(made.theme)


def test_the_pause_never_darkens_the_flags(stage: PlayScene) -> None:
    """The flags are the same in the pause as before it."""
    scene = stage
    canvas = pygame.display.get_surface()
    pictures = []
    for _ in range(2):
        scene.draw(canvas, 10.0, lambda: None)
        pictures.append([pygame.image.tobytes(canvas.subsurface(rect), "RGB") for rect in scene.stage.flag_rects()])
        scene.pause()
    assert pictures[0] == pictures[1]
    scene.leave()


def test_a_play_that_is_left_keeps_its_replay(stage: PlayScene) -> None:
    """Leaving by the pause's menu: what was not played is missed, and the replay is in the library."""
    scene = stage
    scene.leave()
    (kept,) = list_replays()
    assert kept.replay is not None
    assert kept.replay.result["players"]["lee"]["grades"]["miss"] > 0


def test_the_results_come_after_the_last_note(stage: PlayScene) -> None:
    """Nobody plays: the song runs to its end, and the results are shown once every note is settled."""
    scene: Any = stage
    clock = stage.clock
    assert isinstance(clock, ManualClock)
    while isinstance(scene, PlayScene):
        scene = scene.update(clock.move(0.1))
        assert clock.now < 40
    assert scene.kept.result.players[0].grades["miss"] > 0


METRES = [Meter(0), Meter(0, 3, 4), Meter(0, 12, 8), Meter(0, 7, 8), Meter(0, 2, 4)]


@pytest.mark.parametrize("meter", METRES, ids=str)
@pytest.mark.parametrize("us", [200_000, 500_000, 1_500_000])
@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5])
def test_a_pause_is_counted_out_by_whole_bars_and_for_long_enough(meter: Meter, us: int, speed: float) -> None:
    """One bar of pulses, more where a bar is short: 1.5 s at least, and the last pulse leads to the place."""
    chart = small_chart()
    chart = Chart("x", chart.source, TempoMap(480, ((0, us),)), chart.levels, (meter,), end=chart.end)
    pulses = resuming(chart, 4.0, speed)
    assert len(pulses) % meter.pulses == 0
    assert (4.0 - pulses[0].time) / speed >= LEAST_RESUME
    assert pulses[-1].until == pytest.approx(4.0)


def test_the_opening_is_counted_before_the_bar_of_the_first_note() -> None:
    """Four pulses, the last of them leading to the bar; the lead-in is long enough for them and for the first note."""
    chart = small_chart()
    pulses = opening(chart, 0.0)
    assert [pulse.number for pulse in pulses] == [1, 2, 3, 4]
    assert pulses[-1].until == pytest.approx(0.0)
    for speed in (0.5, 1.0, 1.5):
        assert lead_in(chart, 0.0, 2.0, speed) >= max(-pulses[0].time / speed, 2.5)


def test_an_input_offset_counts_strikes_earlier(tmp_path: Path) -> None:
    """Positive: strikes arrive late; 30 ms late with an offset of 30 ms is on the beat."""
    clock = ManualClock()
    ready = prepared(world(), song(tmp_path / "tune"), level=Level.EASY)
    made = Performance(ready, RecordingAudio(clock), Offsets({(Lane.LEE, KEYBOARD): 0.030}), clock=clock)
    made.begin()
    clock.move(ready.lead_in + 0.030)
    made.strike(Lane.LEE, Pad.DRUM, 96, clock.now, 0.0)
    assert [strike.time_us for strike in ready.session.strikes] == [0]


def assisted(tmp_path: Path, tune: Song, **assists: bool) -> Prepared:
    """A play that the settings' assists make easier."""
    made = world()
    plan = planned(tune, Play(mode=Mode.TWO), PlayRequest(levels=(Level.EXPERT, Level.EXPERT)), 1, Assists(**assists))
    return prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)


def test_with_one_key_any_key_strikes_whatever_is_asked_for(tmp_path: Path) -> None:
    """A chord with one drum, a cymbal with the drum; the replay tells of the assist and scores without it."""
    beat = 480
    chord = [Note(beat, Lane.LEE, pad, key) for pad, key in ((Pad.DRUM, 38), (Pad.CYMBAL, 42))]
    later = [Note(4 * beat, lane, Pad.CYMBAL, 42) for lane in Lane]
    chart = replace(small_chart(), levels=dict.fromkeys(Level, (*chord, *later)))
    ready = assisted(tmp_path, song(tmp_path / "tune", chart), one_key=True)
    made = performance(ready, clock := ManualClock())
    for at in (0.5, 2.0):
        clock.move(at - made.pos(clock.now))
        made.strike(Lane.LEE, Pad.DRUM, 96, clock.now, 0.0)
    ready.session.finish()
    lee = ready.session.tallies[Lane.LEE]
    assert (lee.grades[Grade.PERFECT], lee.strays, lee.max_combo) == (3, 0, 3)
    replay = replay_of(ready, ready.session.result())
    assert replay.assist == ("one key",)
    assert replay.score(chart).players == ready.session.result().players


def test_one_of_two_players_may_need_one_key_alone(tmp_path: Path) -> None:
    """The other one's pads matter as ever; with one player the choice of two does not count."""
    tune, request = song(tmp_path / "tune"), PlayRequest(levels=(Level.EXPERT, Level.EXPERT))
    plan = planned(tune, Play(mode=Mode.TWO, takaichi_one_key=True), request, 1)
    assert plan.one_key == {Lane.TAKAICHI}
    assert plan.assist == ("one key",)
    assert planned(tune, Play(mode=Mode.SOLO, leader="takaichi", takaichi_one_key=True), request, 1).assist == ()
    made = world()
    ready = prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
    played = performance(ready, clock := ManualClock())
    clock.move(ready.session.times[0] - played.pos(0.0))
    for lane in Lane:
        played.strike(lane, Pad.CYMBAL, 96, clock.now, 0.0)
    ready.session.finish()
    assert [tally.strays for tally in ready.session.tallies] == [1, 0]


def test_wide_windows_forgive_more_and_are_told_by_the_replay(tmp_path: Path) -> None:
    """120 ms late is a miss by the rules, and good with windows half as wide again."""
    fates = []
    for name, wide in (("plain", False), ("wide", True)):
        ready = assisted(tmp_path, song(tmp_path / name), wide_windows=wide)
        made = performance(ready, clock := ManualClock())
        clock.move(ready.session.times[0] + 0.120 - made.pos(0.0))
        note = ready.session.notes[0]
        made.strike(note.lane, note.pad, 96, clock.now, 0.0)
        ready.session.finish()
        fates.append(ready.session.tallies[note.lane].grades[Grade.GOOD])
        assert replay_of(ready, ready.session.result()).windows == ((1.5, 1.5) if wide else (1.0, 1.0))
    assert fates == [0, 1]


def test_a_turn_is_called_by_a_sound_a_bar_before(tmp_path: Path) -> None:
    """Each leader's turns by a pitch of its own, once, and only if that is asked for."""
    for calls in (False, True):
        ready = prepared(world(), song(tmp_path / str(calls), parade()))
        audio = RecordingAudio(clock := ManualClock())
        made = Performance(ready, audio, Offsets(), clock=clock, calls=calls)
        made.begin()
        told: dict[float, Any] = {}
        while made.course is not Course.ENDED:
            clock.move(FRAME)
            before = len(audio.heard)
            made.advance(clock.now, made.pos(clock.now))
            for one in audio.heard[before:]:
                if one.what in (Click.LEE_TURN, Click.TAKAICHI_TURN):
                    told[made.pos(clock.now)] = one.what
        turns = made.state.part.turns if calls else []
        assert [Click.LEE_TURN if turn.lane is Lane.LEE else Click.TAKAICHI_TURN for turn in turns] == [*told.values()]
        assert list(told) == pytest.approx([turn.cue for turn in turns], abs=1.1 * FRAME)
    assert told


def test_calls_of_turns_count_at_once_when_they_are_switched_on_in_the_pause(tmp_path: Path, hall: Stage) -> None:
    """In the play that is on, from the next turn on; and off again."""
    made, clock = world(), ManualClock(10.0)
    ready = prepared(made, song(tmp_path / "tune", parade()))
    made.audio = audio = RecordingAudio(clock)
    scene = begun(PlayScene(made, ready, on(hall, ready), clock))
    counts = []
    for calls in (False, True, False):
        scene.pause()
        made.change("assists", turn_sounds=calls)
        scene._come_back()
        scene.resume()
        before = len(audio.heard)
        for _ in range(400):
            scene.sound(clock.move(FRAME))
        counts.append(sum(one.what in (Click.LEE_TURN, Click.TAKAICHI_TURN) for one in audio.heard[before:]))
    assert [bool(count) for count in counts] == [False, True, False]
    scene.leave()


@pytest.mark.parametrize("way", ["restart", "again", "swapped"])
@pytest.mark.parametrize("mode", [Mode.SOLO, Mode.TWO])
def test_another_play_has_the_assists_that_are_set_by_then(way: str, mode: Mode, tmp_path: Path, hall: Stage) -> None:
    """All people's, or one's own of two; swapped, they have gone to the other side with their player."""
    made = world()
    led = frozenset(Lane) if mode is Mode.TWO else frozenset({Lane.LEE})
    kinds = ("human", "human") if mode is Mode.TWO else ("human", "partner")
    ready = prepared(made, song(tmp_path / "tune"), mode, led, kinds)
    scene = begun(PlayScene(made, ready, on(hall, ready), ManualClock(10.0)))
    scene.pause()
    if mode is Mode.TWO:
        made.change("play", lee_wide=True, takaichi_one_key=True)
    else:
        made.change("assists", wide_windows=True, one_key=True)
    if way == "restart":
        scene._restart()
        after: Any = scene.next
    else:
        page = ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13), finished=True))
        after = page.again() if way == "again" else page._swapped()
    own = (1.5, 1.0), {Lane.TAKAICHI}
    wanted: tuple[Any, Any] = ((1.5, 1.5), led) if mode is Mode.SOLO else own
    if way == "swapped":
        wanted = wanted[0][::-1], {lane.other for lane in wanted[1]}
    assert (after.plan.windows, after.plan.one_key) == wanted
    after.leave()
    scene.leave()


class Coarse(RecordingAudio):
    """A device that can enter a file at whole seconds only, as pygame's mixer does."""

    def start(self, position: float = 0.0, repeat: Repeat = Repeat.ONCE) -> float:
        """From the whole second before."""
        return super().start(float(floor(position)), repeat)


def test_after_a_pause_the_song_is_where_the_sound_is(tmp_path: Path) -> None:
    """The song's time goes by where the file was entered in truth."""
    ready = prepared(world(), song(tmp_path / "tune"))
    clock = ManualClock(5.0)
    audio = Coarse(clock)
    made = performance(ready, clock, audio)
    clock.move(ready.lead_in + 2.37)
    made.advance(clock.now, 2.37)
    made.pause()
    made.resume()
    assert made.pos(clock.now) == pytest.approx((audio.starts[-1] - ready.lead_in) * made.speed)
    assert audio.starts[-1] == floor(audio.starts[-1]) < 2.37 + ready.lead_in
