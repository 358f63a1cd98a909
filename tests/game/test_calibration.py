"""Calibration as it is worked: people tap, see what that tells, apply it or leave it; with a clock moved by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pygame
import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.calibration.groove import Groove, Playing
from drumjam.game.calibration.measuring import Run, View
from drumjam.game.calibration.tapping import PATIENCE, QUIET
from drumjam.game.inputs.source import InputEvent
from drumjam.game.mixer import open_audio
from drumjam.game.page import Page
from drumjam.game.scene import Pace
from drumjam.game.scenes.calibration import STILL_DRUMMING, CalibrationScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.stage import Stage
from drumjam.game.strings import LANGUAGES
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.settings import Language, Timing
from drumjam.library.settingsfile import load_settings
from drumjam.rules.calibration import Estimate, Refusal
from drumjam.rules.chart import Lane
from drumjam.rules.clock import ManualClock
from tests.game.fingers import PADS, click, cut_texts, english, event, prepared, press, song, window, world
from tests.game.plays import setup_for
from tests.game.plugging import plug_into
from tests.game.tapping import ENTER, ESCAPE, FRAME, begin, clock_of, hits, opened, tap_along, two_players
from tests.game.test_play import on


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once."""
    return Stage(Theme(window().get_size()), setup_for())


def two() -> CalibrationScene:
    """The page for two players."""
    return opened(world(two_players()))


def estimate(scene: CalibrationScene, player: Lane | None) -> Estimate:
    """What a player's taps tell."""
    hands = scene.measuring.taps.of(player)
    assert hands is not None
    assert isinstance(hands.told, Estimate), hands.told
    return hands.told


def timing(scene: CalibrationScene) -> Timing:
    """The settings of timing."""
    return scene.world.settings.timing


def words_on(scene: Page, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything that is written on a page."""
    drawn: list[str] = []
    theme = type(scene.world.theme)
    text = theme.text
    with monkeypatch.context() as patch:
        patch.setattr(theme, "text", lambda *how, **more: drawn.append(str(how[2])) or text(*how, **more))
        scene.draw(window(), 3.0, lambda: None)
    return " ".join(drawn)


def mean_error(made: World, hall: Stage, folder: Path) -> float:
    """The mean error in ms of Lee's strikes, each 30 ms late on the clock, with the offsets that are set."""
    clock = ManualClock(10.0)
    made.audio = RecordingAudio(clock)
    ready = prepared(made, song(folder))
    scene = PlayScene(made, ready, on(hall, ready), clock)
    scene.update(clock.now)
    start = clock.now + ready.lead_in
    for note, time in zip(ready.session.notes, ready.session.times.tolist(), strict=True):
        if note.lane is Lane.LEE:
            scene.press(event(PADS["f"], start + time + 0.030))
    ready.session.finish()
    return ready.session.result().players[Lane.LEE].mean_error_ms


# -- tapping --------------------------------------------------------------------------------------


def test_a_tapper_who_is_40_ms_late_is_told_so() -> None:
    """The true offset lies within the interval that is shown, and the page ends the tapping by itself."""
    scene = opened()
    begin(scene)
    tap_along(scene, hits("f", 0.040))
    assert not scene.measuring.listening
    told = estimate(scene, None)
    assert told.offset == pytest.approx(0.040, abs=told.interval)
    assert told.enough


def test_an_applied_offset_shifts_a_play_by_exactly_that(hall: Stage, tmp_path: Path) -> None:
    """The same keys give a mean error that is smaller by the number that was shown, and the file has it."""
    scene = opened()
    before = mean_error(scene.world, hall, tmp_path / "before")
    begin(scene)
    tap_along(scene, hits("f", 0.040))
    scene.update(clock_of(scene).now)
    press(scene, ENTER, clock_of(scene).move(1.0))
    shown = estimate(scene, None).offset_ms
    assert timing(scene).lee_ms["keyboard"] == shown
    assert load_settings().settings.timing == timing(scene)
    after = mean_error(scene.world, hall, tmp_path / "after")
    assert before - after == pytest.approx(shown, abs=1e-6)


def test_a_result_replaces_the_offset_and_never_adds_to_it() -> None:
    """Whatever is set, taps tell the same, and a second run sets no other number."""
    scene = opened()
    scene.world.change("timing", lee_ms={"keyboard": 100.0})
    for _ in range(2):
        begin(scene)
        tap_along(scene, hits("f", 0.040))
        scene.apply()
        scene.menu.go("again", clock_of(scene).now)
    once = estimate(scene, None).offset_ms
    assert timing(scene) == Timing({"keyboard": float(once)}, {"keyboard": float(once)})
    assert len(scene.measuring.before) == 1


def test_two_players_tap_at_once_and_each_is_told_apart() -> None:
    """The left keys are one's, the right keys the other's, and both are applied together."""
    scene = two()
    begin(scene)
    tap_along(scene, [*hits("d", 0.060), *hits("k", -0.025, 2)])
    for lane, true in ((Lane.LEE, 0.060), (Lane.TAKAICHI, -0.025)):
        told = estimate(scene, lane)
        assert told.offset == pytest.approx(true, abs=told.interval)
    scene.apply()
    shown = [float(estimate(scene, lane).offset_ms) for lane in Lane]
    assert [timing(scene).lee_ms, timing(scene).takaichi_ms] == [{"keyboard": ms} for ms in shown]


def test_a_kit_taps_for_its_player_and_has_an_offset_of_its_own() -> None:
    """The second of two kits is Takaichi's: no key and no other kit gets its number, which it has on any lane."""
    made = world(two_players())
    plug_into(made, 2)
    scene = opened(made)
    begin(scene)
    clock = clock_of(scene)
    start = clock.now
    for time, _ in hits("f", 0.040):
        while clock.now < start + time:
            scene.update(clock.move(FRAME))
        scene.press(InputEvent(round((start + time) * 1e9), "TD-17 (2)", 38))
    scene.stop()
    scene.apply()
    scene.measuring.open(View.SOUND)
    shown = estimate(scene, Lane.TAKAICHI).offset_ms
    assert shown == pytest.approx(40.0, abs=6.0)
    assert timing(scene) == Timing({"TD-17 (2)": float(shown)}, {"TD-17 (2)": float(shown)})
    assert scene.measuring.found() == {}
    scene.measuring.undo()
    assert timing(scene) == Timing()


def test_who_is_done_waits_for_who_still_taps_but_not_for_who_left() -> None:
    """A steady player is done first; the other's taps still count, until they have stopped for a while."""
    scene = two()
    begin(scene)
    tap_along(scene, [*hits("d", 0.0, spread=0.003, wild=0.0), *hits("k", 0.0, beats=24)], until=12.5)
    assert scene.measuring.listening
    lee = scene.measuring.taps.of(Lane.LEE)
    assert lee is not None
    assert lee.done
    tap_along(scene, [], until=QUIET + 0.5)
    assert not scene.measuring.listening


def test_with_one_player_all_keys_are_the_same_hands() -> None:
    """Whoever plays alone may tap with any key; both parts get the offset, for either may be led."""
    scene = opened()
    begin(scene)
    taps = hits("f", 0.030, wild=0.0, doubled=0.0)
    tap_along(scene, [(time, "fj"[i % 2]) for i, (time, _) in enumerate(taps)])
    scene.apply()
    shown = float(estimate(scene, None).offset_ms)
    assert timing(scene) == Timing({"keyboard": shown}, {"keyboard": shown})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("taps", "why", "key"),
    [
        (hits("f", 0.0, halves=0.5), Refusal.HALF_BEAT, "half_beat"),
        (hits("f", 0.24), Refusal.OFF_BEAT, "off_beat"),
        (hits("f", 0.0, wild=1.0), Refusal.SCATTERED, "scattered"),
    ],
)
def test_it_says_why_it_refuses_and_sets_nothing(
    taps: list[tuple[float, str]], why: Refusal, key: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason and what to do stand on the page, in three languages; there is nothing to apply."""
    scene = opened(world(english(language=Language(language))))
    begin(scene)
    tap_along(scene, taps)
    assert not scene.measuring.listening
    hands = scene.measuring.taps.of(None)
    assert hands is not None
    assert hands.told is why
    scene.update(clock_of(scene).now)
    assert "apply" not in {item.key for item in scene.menu.items}
    first_words = scene.world.strings.text(f"calib.input.{key}")[:8]
    assert first_words in words_on(scene, monkeypatch)


def test_the_sign_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A positive offset means that strikes arrive late and are counted earlier, a negative one the opposite."""
    for offset, word in ((0.040, "count them earlier"), (-0.040, "count them later")):
        scene = opened()
        begin(scene)
        tap_along(scene, hits("f", offset))
        told = words_on(scene, monkeypatch)
        assert word in " ".join(told.split())
        assert f"{'+' if offset > 0 else '-'}{abs(estimate(scene, None).offset_ms)} ms" in told


def test_taps_before_a_stop_count_after_it() -> None:
    """Going on keeps what there is; starting afresh does not."""
    scene = opened()
    begin(scene)
    tap_along(scene, hits("f", 0.040), until=6.0)
    scene.press(event(ESCAPE, clock_of(scene).now))
    some = estimate(scene, None).taps
    scene.update(clock_of(scene).now)
    assert scene.menu.focus == "go_on"
    begin(scene)
    tap_along(scene, hits("f", 0.040, 2), until=6.0)
    assert estimate(scene, None).taps > some
    scene.stop()
    scene.start_afresh()
    assert scene.measuring.taps.of(None) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", View)
def test_no_result_is_cut_at_the_largest_size(language: str, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 150 % numbers, what they mean and why there is none stand whole, while people tap and afterwards."""
    scene = opened(world(two_players(english(language=Language(language), text_size=150))))
    scene.measuring.open(view)
    scene.menu.go("start", 0.0)
    scene.update(clock_of(scene).now)
    cut = cut_texts(monkeypatch)
    begin(scene)
    for taps, until in (([*hits("f", -0.123), *hits("k", 0.0, 2, halves=0.5)], 9.0), ([*hits("f", 0.137, 3)], None)):
        tap_along(scene, taps, until)
        scene.draw(window(), clock_of(scene).now, lambda: None)
        scene.update(clock_of(scene).now)
    scene.apply()
    scene.draw(window(), clock_of(scene).now, lambda: None)
    assert cut == []


def test_drawing_taps_changes_nothing() -> None:
    """The same moment is the same picture, with taps in the air."""
    scene = two()
    begin(scene)
    tap_along(scene, [*hits("f", 0.02), *hits("k", 0.0, 2)], until=6.1)
    pictures = []
    for _ in range(2):
        canvas = window()
        scene.draw(canvas, clock_of(scene).now, lambda: None)
        pictures.append(pygame.image.tobytes(canvas, "RGB"))
    assert pictures[0] == pictures[1]


# -- leaving --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.0, 0.3, 5.0, 40.0])
@pytest.mark.parametrize("way", ["escape", "click", "close", "focus"])
def test_leaving_at_any_time_loses_nothing_and_is_silent(seconds: float, way: str) -> None:
    """By keys, by mouse, by closing the window, by losing the focus: settings are as they were, nothing sounds on."""
    scene = opened()
    before = scene.world.settings
    begin(scene)
    tap_along(scene, hits("f", 0.040), until=seconds)
    now = clock_of(scene).move(1.0)
    scene.update(now)
    if way == "escape":
        if scene.measuring.listening:
            assert press(scene, ESCAPE, now) is scene
        assert isinstance(press(scene, ESCAPE, now + 1), TitleScene)
    elif way == "click":
        box = next(item.box for item in scene.menu.items if item.key == "back")
        assert isinstance(click(scene, box, now), TitleScene)
    elif way == "focus":
        scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
        assert not scene.measuring.listening
    scene.leave()
    assert scene.world.settings == before
    assert isinstance(scene.world.audio, RecordingAudio)
    assert not scene.world.audio.playing


def test_pads_tap_and_do_nothing_else_while_people_tap() -> None:
    """They choose nothing, not even for a moment after the tapping; then they work as on every page."""
    scene = opened()
    begin(scene)
    assert scene.pace is Pace.PLAY
    tap_along(scene, hits("f", 0.040))
    assert scene.pace is Pace.CALM
    ended = clock_of(scene).now
    scene.update(ended)
    assert scene.menu.focus == "apply"
    press(scene, PADS["f"], ended + STILL_DRUMMING / 2)
    assert timing(scene) == Timing()
    press(scene, PADS["f"], ended + STILL_DRUMMING + 0.1)
    assert timing(scene) != Timing()


def test_without_taps_it_ends_by_itself() -> None:
    """Whoever has only pads gets out by not tapping."""
    scene = opened()
    begin(scene)
    tap_along(scene, [], until=PATIENCE + 0.5)
    assert not scene.measuring.listening
    assert scene.measuring.groove.running is False


def test_undo_sets_what_was_set_before() -> None:
    """Step by step back to the beginning, on file too."""
    scene = opened()
    first = timing(scene)
    begin(scene)
    tap_along(scene, hits("f", 0.040))
    scene.apply()
    second = timing(scene)
    scene.measuring.start_afresh()
    scene.update(clock_of(scene).now)
    tap_along(scene, hits("f", -0.040))
    scene.apply()
    assert timing(scene) not in (first, second)
    for wanted in (second, first):
        scene.update(clock_of(scene).now)
        assert "undo" in {item.key for item in scene.menu.items}
        scene.undo()
        assert timing(scene) == load_settings().settings.timing == wanted
    scene.update(clock_of(scene).now)
    assert "undo" not in {item.key for item in scene.menu.items}


def test_the_settings_lead_here_and_back_to_their_own_tab() -> None:
    """A row of the timing tab opens calibration; Esc returns to it."""
    made = world()
    made.audio = RecordingAudio(ManualClock())
    settings = SettingsScene(made, TitleScene)
    settings.tab = next(tab for tab in type(settings.tab) if tab == "timing")
    settings.update(0.0)
    settings.menu.go("calibrate", 0.0)
    scene = press(settings, ENTER, 1.0)
    assert isinstance(scene, CalibrationScene)
    scene.update(1.0)
    again = press(scene, ESCAPE, 2.0)
    assert isinstance(again, SettingsScene)
    assert again.tab == "timing"


# -- the groove -----------------------------------------------------------------------------------


class Latent(RecordingAudio):
    """A sound device that is 60 ms late."""

    out_latency = 0.060


def test_the_groove_is_timed_by_what_reaches_the_ear() -> None:
    """Like a song's backing: its first beat is heard a latency after it is handed to the device."""
    clock = ManualClock(5.0)
    audio = Latent(clock)
    groove = Groove(audio, clock)
    groove.start(Playing.HEARD)
    assert audio.starts == [0.0]
    assert groove.pos(5.060) == pytest.approx(0.0)
    groove.close()
    assert not audio.playing


def test_the_groove_follows_the_sound_and_a_silent_one_the_clock() -> None:
    """A device that started 30 ms late moves the beat as it moves a song; without sound there is nothing to follow."""
    for playing, late in ((Playing.HEARD, 0.030), (Playing.SILENT, 0.0)):
        clock = ManualClock(5.0)
        audio = RecordingAudio(clock, lambda clock=clock: max(clock.now - 5.030, 0.0))
        audio.trusted = True
        groove = Groove(audio, clock)
        groove.start(playing)
        for _ in range(240):
            clock.move(FRAME)
            groove.observe()
        assert groove.pos(9.0) == pytest.approx(4.0 - late, abs=0.002)


@pytest.mark.parametrize("closed", ["while it plays", "while it is made"])
def test_the_groove_is_played_by_the_mixer_and_leaves_no_file(
    closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made beside the window, goes round and round, and its file goes with it, whenever it is closed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    audio = open_audio()
    groove = Groove(audio)
    if closed == "while it is made":
        groove.close()
    groove._maker.join(30)
    if closed == "while it plays":
        assert groove.ready
        assert groove.failed is None
        groove.start(Playing.HEARD)
        assert audio.position() is not None
        groove.close()
        assert audio.position() is None
    audio.close()
    assert list(tmp_path.iterdir()) == []


def test_a_groove_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes no file: it can be tapped along to in silence, and the reason is kept."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    audio = open_audio()
    groove = Groove(audio)
    groove._maker.join(30)
    groove.start(Playing.HEARD)
    assert (groove.ready, groove.failed is not None, audio.position()) == (True, True, None)
    groove.close()
    audio.close()


def test_a_device_that_cannot_be_heard_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sound the page says so, and works on."""
    scene = opened()
    begin(scene)
    assert scene.world.notice is not None
    assert scene.world.notice.text == scene.world.strings.text("calib.silent")


# -- the picture ----------------------------------------------------------------------------------


def picture(input_ms: float = 0.0) -> CalibrationScene:
    """The picture's tab for two, each with an input offset set."""
    scene = two()
    offsets = {"keyboard": input_ms}
    scene.world.change("timing", lee_ms=offsets, takaichi_ms=offsets)
    scene.measuring.open(View.PICTURE)
    scene.menu.go("start", 0.0)
    scene.update(clock_of(scene).now)
    return scene


def test_the_picture_is_as_late_as_taps_are_beyond_the_input_offset() -> None:
    """Taps come 60 ms after the notes, 20 of which are the keys': the picture is 40 ms late. Nothing is heard."""
    scene = picture(20.0)
    begin(scene)
    assert isinstance(scene.world.audio, RecordingAudio)
    assert scene.world.audio.starts == []
    tap_along(scene, [*hits("f", 0.060), *hits("j", 0.060, 2)])
    told = scene.measuring.seen()
    assert isinstance(told, Estimate)
    assert told.offset == pytest.approx(0.040, abs=told.interval)
    scene.apply()
    assert timing(scene).visual_ms == told.offset_ms
    assert timing(scene).lee_ms == {"keyboard": 20.0}


def test_arrows_shift_the_picture_while_the_beat_is_heard() -> None:
    """Each step moves the notes by a millisecond; the sound ends when the hand goes elsewhere, and Undo undoes all."""
    scene = picture()
    scene.menu.go("shift", 0.0)
    before = scene.measuring.pos(clock_of(scene).now)
    for _ in range(5):
        press(scene, pygame.KSCAN_RIGHT, clock_of(scene).now)
    assert timing(scene).visual_ms == 5.0
    assert scene.measuring.run is Run.COMPARING
    assert before == clock_of(scene).now
    assert scene.measuring.pos(clock_of(scene).now) == pytest.approx(0.005)
    assert isinstance(scene.world.audio, RecordingAudio)
    assert scene.world.audio.playing
    scene.menu.go("start", 1.0)
    scene.update(clock_of(scene).now)
    assert not scene.world.audio.playing
    scene.undo()
    assert timing(scene).visual_ms == 0.0


def test_a_note_is_in_its_target_on_the_beat() -> None:
    """The play field shows every beat of the song time where a play would: at the target, bar after bar."""
    scene = picture()
    field = scene.picture_view._made()
    times = [time - 4.0 for time in field.state.part.times]
    assert {beat * 0.5 for beat in range(-4, 12)} <= {round(time, 9) for time in times}
    for place in field.layout.lanes:
        assert place.x(0.0) == place.target_x


def test_a_pressed_pad_lights_up_once() -> None:
    """The bar that is shown comes again and again; a tap of the last one does not."""
    scene = picture()
    begin(scene)
    field = scene.picture_view._made()
    scene.press(event(PADS["f"], clock_of(scene).move(0.5)))
    assert len(field.state.presses[Lane.LEE]) == 1
    for _ in range(12):
        scene.update(clock_of(scene).move(FRAME))
    assert not field.state.presses[Lane.LEE]
