"""Practising: choosing bars, playing them over and over, going faster, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.barstrip import BarStrip
from drumjam.game.countin import LEAST_RESUME
from drumjam.game.drill import drill_of
from drumjam.game.furnishing import Furnished
from drumjam.game.performance import Course
from drumjam.game.plan import practised
from drumjam.game.preparing import prepare
from drumjam.game.scene import Pace
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.passes import PassScene, TuningScene
from drumjam.game.scenes.practice import STRIP, PracticeScene
from drumjam.game.scenes.select import Aim, SelectScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.scores import Scores
from drumjam.library.settings import Mode, OtherLane, Practice
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Section
from drumjam.rules.clock import ManualClock
from drumjam.rules.outline import Outline
from drumjam.rules.practice import goal_of
from drumjam.rules.replay import Replay
from drumjam.sound.clicks import Click
from tests.charts import BEAT, small_chart
from tests.game import midiroom
from tests.game.fingers import PADS, click, event, press, song, window, world
from tests.game.plays import setup_for
from tests.game.plugging import plug_into

EXPERT = (Level.EXPERT, Level.EXPERT)
ENTER, ESCAPE = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE
FRAME = 1 / 60
BAR = 2.0
"""Seconds of a bar of the small chart."""


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once; what it shows does not matter here."""
    return Stage(Theme(window().get_size()), setup_for())


@pytest.fixture
def page(tmp_path: Path) -> PracticeScene:
    """The page for practising a song of eight bars in three sections; all of it is chosen."""
    chart = small_chart(bars=8)
    sections = tuple(Section(bar * 4 * BEAT, name, chart.sections[0].device) for bar, name in ((0, "A"), (3, "Bridge")))
    made = world()
    made.change("play", lee_level="expert", takaichi_level="expert")
    scene = PracticeScene(made, song(tmp_path / "tune", replace(chart, sections=sections)))
    scene.update(0.0)
    return scene


def first_pass(
    made: World,
    hall: Stage,
    folder: Path,
    bars: tuple[int, int] = (2, 3),
    chart: Chart | None = None,
    **chosen: Any,
) -> PassScene:
    """The first pass over some bars of the small chart, just before it begins, at 10 s of the clock."""
    how = Practice(**chosen)
    tune = song(folder, chart or small_chart())
    led = frozenset(lane for lane in Lane if how.leader in (lane.id, "both"))
    lanes = led if how.other is OtherLane.SILENT else frozenset(Lane)
    drill = drill_of(Outline(tune.chart, EXPERT), bars, lanes)
    drill = replace(drill, goal=goal_of(how.speed) if how.speed_up else None, click=how.click)
    plan = practised(tune, drill, EXPERT, how, 1)
    ready = prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
    clock = ManualClock(10.0)
    made.audio = RecordingAudio(clock)
    return PassScene(made, ready, Furnished(hall, StageState(ready.session, ready.setup)), clock)


def heard(made: World) -> RecordingAudio:
    """The recording device of a world."""
    assert isinstance(made.audio, RecordingAudio)
    return made.audio


def go_on(scene: PassScene, frame: float = FRAME, late: float | None = 0.012, miss: int = 0) -> Any:
    """Play a pass, each note of the led lanes late by so many seconds (None: none), the first few left out.

    The scene that follows; the pass was left as the app leaves it.
    """
    clock = scene.clock
    assert isinstance(clock, ManualClock)
    session, led = scene.prepared.session, scene.prepared.plan.led
    notes = [(n, t) for n, t in zip(session.notes, session.times.tolist(), strict=True) if n.lane in led][miss:]
    after: Any = scene.update(clock.now)
    while after is scene:
        clock.move(frame)
        pos = scene.performance.pos(clock.now)
        while notes and late is not None and pos >= notes[0][1] + late:
            note, time = notes.pop(0)
            at = clock.now - (pos - time - late) / scene.performance.speed
            scene.performance.strike(note.lane, note.pad, 96, at, pos)
        after = scene.update(clock.now)
    scene.leave()
    return after


def kept() -> Replay:
    """The one replay of the library."""
    (one,) = list_replays()
    assert one.replay is not None
    return one.replay


# -- choosing bars ------------------------------------------------------------------------------------


def test_a_strip_says_which_bar_lies_where(page: PracticeScene) -> None:
    """The middle of each bar is that bar's, and its sections follow each other without a gap."""
    strip = page.strip
    x, _, w, _ = strip.box
    for bar in range(1, strip.count + 1):
        middle = (strip.edge(bar) + strip.edge(bar + 1)) / 2
        assert strip.bar_at((middle - x) / w) == bar
    assert (strip.bar_at(0.0), strip.bar_at(1.0)) == (1, strip.count)
    assert [(one.first, one.last) for one in strip.passages] == [(1, 3), (4, 8)]


@pytest.mark.parametrize(
    ("keys", "bars"),
    [
        (["from_bar", pygame.KSCAN_RIGHT], (2, 8)),
        (["to_bar", pygame.KSCAN_LEFT], (1, 7)),
        (["from_bar", pygame.KSCAN_LEFT], (8, 8)),
        (["section", pygame.KSCAN_RIGHT], (1, 3)),
        (["section", pygame.KSCAN_LEFT], (4, 8)),
        (["section", pygame.KSCAN_RIGHT, "bars", pygame.KSCAN_RIGHT], (2, 4)),
        (["section", PADS["f"], "to_bar", PADS["j"]], (1, 4)),
        (["section", pygame.KSCAN_RIGHT, "to_bar", pygame.KSCAN_RIGHT, "section", pygame.KSCAN_RIGHT], (1, 3)),
    ],
)
def test_keys_and_pads_choose_bars(page: PracticeScene, keys: list[Any], bars: tuple[int, int]) -> None:
    """Bar by bar, section by section, or the loop as it is, one bar on; the last bar is followed by the first."""
    for key in keys:
        if isinstance(key, str):
            page.menu.focus = key
        else:
            press(page, key, 1.0)
    assert page.bars == bars


def at_bar(page: PracticeScene, bar: float) -> tuple[float, float]:
    """A logical point on the strip; whole numbers are where bars begin."""
    _, y, _, h = page.strip.plot
    return page.strip.edge(1) + (page.strip.edge(2) - page.strip.edge(1)) * (bar - 1), y + h / 2


def drag(page: PracticeScene, *bars: float) -> None:
    """Press the mouse on the strip, draw it over it, let go."""
    x, y = at_bar(page, bars[0])
    click(page, (x, y, 0, 0), 1.0)
    for bar in bars[1:]:
        page.point(at_bar(page, bar), 1.1)
    page.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=(0, 0)))
    page.update(1.2)


def test_the_mouse_draws_a_loop_in_either_direction(page: PracticeScene) -> None:
    """From the bar where it is pressed to the one where it is let go."""
    drag(page, 3.5, 5.5)
    assert page.bars == (3, 5)
    drag(page, 6.5, 6.5)
    assert page.bars == (6, 6)
    drag(page, 4.5, 3.5, 2.5)
    assert page.bars == (2, 4)


def test_the_mouse_takes_hold_of_one_end_of_the_loop(page: PracticeScene) -> None:
    """The other end stays where it is."""
    drag(page, 3.5, 5.5)
    drag(page, 6.0, 7.5)
    assert page.bars == (3, 7)
    drag(page, 3.0, 5.5)
    assert page.bars == (5, 7)


def test_a_click_on_the_name_of_a_section_takes_all_of_it(page: PracticeScene) -> None:
    """Between the bars and their numbers."""
    _, y, _, h = STRIP
    for bar, bars in ((5.5, (4, 8)), (1.5, (1, 3))):
        click(page, (at_bar(page, bar)[0], y + h - 40, 0, 0), 1.0)
        assert page.bars == bars


def test_another_level_keeps_the_loop_within_its_bars(page: PracticeScene) -> None:
    """A level whose last notes come earlier has fewer bars."""
    made = page.world
    page.song = song(page.song.folder.parent / "short", thinned(small_chart(bars=8), 5))
    page._strips.clear()
    page.bars = (4, 8)
    made.change("play", lee_level="easy", takaichi_level="easy")
    page.update(1.0)
    assert page.strip.count == 5
    assert page.bars == (4, 5)


def thinned(chart: Chart, bars: int) -> Chart:
    """The chart with an easy level that ends after some bars."""
    easy = tuple(note for note in chart.levels[Level.EASY] if note.tick < bars * 4 * BEAT)
    return replace(chart, levels={**chart.levels, Level.EASY: easy})


def test_a_song_that_asks_for_nothing_can_be_opened_and_left(tmp_path: Path) -> None:
    """No bar, no crash: nothing is started, and that is said."""
    made = world()
    empty = replace(small_chart(), levels=dict.fromkeys(Level, ()))
    page = PracticeScene(made, song(tmp_path / "tune", empty))
    page.update(0.0)
    for key in ("bars", "section", "from_bar", "to_bar", "start"):
        page.menu.focus = key
        for code in (PADS["f"], ENTER):
            assert press(page, code, 1.0) is page
    page.draw(window(), 1.0, lambda: None)
    assert made.notice is not None
    assert made.notice.text == made.strings.text("practice.empty")


def test_start_begins_with_what_was_chosen(page: PracticeScene) -> None:
    """Bars, lane, speed, the muted lane: all of it stands in the plan, which is a practice."""
    page.world.change("practice", leader="takaichi", other=OtherLane.SILENT, speed=0.75, speed_up=True, click=True)
    page.bars = (2, 3)
    page.menu.focus = "start"
    tuning = press(page, ENTER, 1.0)
    assert isinstance(tuning, TuningScene)
    tuning.readying.stop()
    plan, drill = tuning.plan, tuning.plan.drill
    assert drill is not None
    assert (plan.mode, plan.led, plan.kinds) == (Mode.PRACTICE, {Lane.TAKAICHI}, ("silent", "human"))
    assert (plan.speed, drill.goal, drill.click) == (0.75, 1.0, True)
    assert (drill.first, drill.last, drill.start, drill.stop) == (2, 3, 4 * BEAT, 12 * BEAT)
    assert drill.excerpt.lanes == {Lane.TAKAICHI}


def test_both_lanes_are_practised_at_the_level_that_the_page_shows(page: PracticeScene) -> None:
    """Two players may have set a level each; here is one row."""
    page.world.change("play", lee_level="hard", takaichi_level="easy")
    page.menu.focus = "start"
    tuning = press(page, ENTER, 1.0)
    assert isinstance(tuning, TuningScene)
    tuning.leave()
    assert next(row.value for row, _ in page.placed() if row.key == "level") == "Hard"
    assert tuning.plan.levels == page.levels == (Level.HARD, Level.HARD)


@pytest.mark.parametrize("way", ["pass.choose", "leave", "speed"])
def test_after_passes_one_still_gets_back_to_where_one_came_from(way: str, page: PracticeScene, hall: Stage) -> None:
    """The results, say: from the choice of bars, and from the pause at once."""
    page.back_to = TitleScene
    page.menu.focus = "start"
    tuning = press(page, ENTER, 1.0)
    tuning.readying.stop()
    ready = prepare(tuning.plan, setup_of(page.world, tuning.plan), page.world.store(), 48_000, lambda share: None)
    scene: Any = tuning.opened(ready, Furnished(hall, StageState(ready.session, ready.setup)))
    scene.clock = scene.performance.clock = ManualClock(10.0)
    scene = go_on(scene)
    scene.update(scene.clock())
    scene.pause()
    scene.update(scene.clock())
    if way == "speed":
        chosen(scene, "practice_speed", pygame.KSCAN_LEFT)
        after = chosen(scene, "resume")
        after.back()
        after.leave()
        after = after.next
    else:
        after = chosen(scene, way)
    scene.leave()
    if way != "leave":
        assert isinstance(after, PracticeScene)
        after.back()
        after = after.next
    assert isinstance(after, TitleScene)


def test_songs_are_chosen_for_practising_from_the_title_and_beside_play(tmp_path: Path) -> None:
    """One button where they were opened for practising, else a second one; back leads where one came from."""
    made = world()
    for aim, keys in ((Aim.PRACTICE, ["practice"]), (Aim.PLAY, ["play", "practice"])):
        scene = SelectScene(made, "common-harmony", aim)
        scene.shelf._thread.join(20)
        scene.update(0.0)
        assert [item.key for item in scene.menu.items if item.key in ("play", "practice")] == keys
        chosen = click(scene, next(item.box for item in scene.menu.items if item.key == "practice"), 1.0)
        assert isinstance(chosen, PracticeScene)
        chosen.update(1.0)
        back = press(chosen, ESCAPE, 2.0)
        assert isinstance(back, SelectScene)
        assert back.aim is aim


# -- passes -------------------------------------------------------------------------------------------


def test_each_pass_is_counted_in_and_begins_at_the_first_bar(tmp_path: Path, hall: Stage) -> None:
    """The backing is started a bar before A each time; four clicks lead to it, then none unless they are wanted."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="both")
    for _ in range(3):
        lead, before = scene.prepared.lead_in, len(heard(made).heard)
        scene = go_on(scene)
        assert isinstance(scene, PassScene)
        assert heard(made).starts[-1] == pytest.approx(lead + BAR - 4 * 0.5)
        clicks = [one.what for one in heard(made).heard[before:] if isinstance(one.what, Click)]
        assert clicks == [Click.DOWNBEAT, Click.PULSE, Click.PULSE, Click.PULSE]
    scene.leave()


def test_the_click_marks_every_pulse_of_the_bars_and_can_be_turned_off_at_once(tmp_path: Path, hall: Stage) -> None:
    """Eight pulses of two bars after the count-in; turned off in the pause there are no more."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="both", click=True)
    after = go_on(scene)
    clicks = [one.time for one in heard(made).heard if isinstance(one.what, Click)]
    assert len(clicks) == 4 + 8
    assert all(0.5 - FRAME <= b - a <= 0.5 + FRAME for a, b in pairwise(clicks))
    after.update(after.clock.now)
    after.press(event(ESCAPE, after.clock.now))
    after._change_click(1)
    before = len([one for one in heard(made).heard if isinstance(one.what, Click)])
    after.resume()
    go_on(after)
    assert len([one for one in heard(made).heard if isinstance(one.what, Click)]) == before + 4


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("frame", [1 / 240, 1 / 60, 0.05])
def test_every_pass_is_judged_exactly_at_any_speed_and_frame_rate(
    tmp_path: Path, hall: Stage, speed: float, frame: float
) -> None:
    """Each note struck 12 ms of song time late is judged so, in the first pass as in the third."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="both", speed=speed)
    for _ in range(3):
        scene = go_on(scene, frame)
    scene.leave()
    replay = kept()
    assert replay.practice is not None
    assert [one.whole for one in replay.practice.passes] == [True, True, True, False][: len(replay.practice.passes)]
    tallies = replay.session(small_chart()).tallies
    for tally in tallies:
        assert tally.errors == pytest.approx([0.012] * tally.notes, abs=2e-6)


def test_one_kit_under_both_hands_is_so_in_every_pass(tmp_path: Path, hall: Stage) -> None:
    """The pass before is left when the next one is made already."""
    made = world()
    plug_into(made, 1)
    scene = first_pass(made, hall, tmp_path / "tune", leader="both")
    assert made.devices is not None
    (kit,) = made.devices.kits.kits.values()
    for _ in range(2):
        scene = go_on(scene)
        scene.update(scene.clock())
        assert kit.ear.two_handed
    scene.leave()
    assert not kit.ear.two_handed
    midiroom.clear()


def test_notes_outside_the_bars_and_of_a_muted_lane_are_not_asked_for(tmp_path: Path, hall: Stage) -> None:
    """Hands apart: the other leader rests, nothing of that lane is shown, sounded or missed."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="takaichi", other=OtherLane.SILENT)
    session = scene.prepared.session
    assert {(note.lane, note.tick // (4 * BEAT)) for note in session.notes} == {(Lane.TAKAICHI, 1), (Lane.TAKAICHI, 2)}
    after = go_on(scene)
    assert {one.lane for one in heard(made).heard if not isinstance(one.what, Click)} == {Lane.TAKAICHI}
    assert after.drill.passes[0].accuracy == 1.0
    after.leave()


def test_the_computer_plays_the_other_lane_as_it_is_written(tmp_path: Path, hall: Stage) -> None:
    """Every one of its notes, on the dot."""
    scene = first_pass(world(), hall, tmp_path / "tune", leader="lee")
    session = scene.prepared.session
    go_on(scene, late=None).leave()
    assert session.tallies[Lane.TAKAICHI].errors == [0.0] * session.tallies[Lane.TAKAICHI].notes
    assert session.tallies[Lane.LEE].errors == []


def test_after_a_clean_pass_the_next_is_faster_and_after_another_it_is_not(tmp_path: Path, hall: Stage) -> None:
    """Nine notes of ten are clean. Another speed needs another sound: it is made before the next pass."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="lee", speed=0.9, speed_up=True)
    same = go_on(scene, miss=2)
    assert isinstance(same, PassScene)
    assert same.prepared.plan.speed == 0.9
    faster = go_on(same)
    assert isinstance(faster, TuningScene)
    assert faster.plan.speed == 0.95
    assert faster.plan.drill is not None
    assert [one.speed for one in faster.plan.drill.passes] == [0.9, 0.9]
    faster.leave()


def test_the_first_bars_of_a_song_have_room_for_their_count_in(tmp_path: Path, hall: Stage) -> None:
    """Even where the first note comes long after the song begins, and so the song has no lead-in of its own."""
    chart = small_chart(bars=8)
    late = {level: tuple(n for n in notes if n.tick >= 5 * 4 * BEAT) for level, notes in chart.levels.items()}
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", (1, 6), chart=replace(chart, levels=late), leader="both")
    assert scene.performance.start == pytest.approx(-4 * 0.5)
    assert len(scene.prepared.span.counts) == 4
    scene.update(10.0)
    assert heard(made).starts == [pytest.approx(scene.prepared.lead_in - 2.0)]
    assert heard(made).starts[0] >= 0
    scene.leave()


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5])
def test_a_count_in_lasts_long_enough(tmp_path: Path, hall: Stage, speed: float) -> None:
    """A second and a half of the clock at least, whatever the speed, in whole bars."""
    scene = first_pass(world(), hall, tmp_path / "tune", speed=speed)
    counts = scene.prepared.span.counts
    assert (BAR - counts[0].time) / speed >= LEAST_RESUME
    assert len(counts) % 4 == 0


# -- what is kept -------------------------------------------------------------------------------------


def test_a_practice_is_kept_as_one_replay_and_never_as_a_best(tmp_path: Path, hall: Stage) -> None:
    """All its passes, the last of them left in the middle; the result is of the last whole one, and comes again."""
    made = world()
    scene = first_pass(made, hall, tmp_path / "tune", leader="lee")
    second = go_on(scene)
    third = go_on(second, miss=3)
    third.update(third.clock.now)
    third.performance.strike(Lane.LEE, Pad.DRUM, 96, third.clock.now, 0.0)
    third.leave()
    replay = kept()
    assert replay.practice is not None
    assert (replay.mode, [one.whole for one in replay.practice.passes]) == ("practice", [True, True, False])
    assert replay.result["players"]["lee"]["grades"]["miss"] == 3
    assert replay.score(small_chart()).to_json() == replay.result
    assert Scores().plays() == []


def test_a_practice_in_which_nothing_was_played_to_its_end_is_kept_too(tmp_path: Path, hall: Stage) -> None:
    """What was not played counts as missed, as in any play that is left."""
    scene = first_pass(world(), hall, tmp_path / "tune")
    scene.update(10.0)
    scene.leave()
    replay = kept()
    assert replay.practice is not None
    assert [one.whole for one in replay.practice.passes] == [False]
    assert replay.result["players"]["lee"]["grades"]["miss"] > 0


def test_the_window_may_close_between_two_passes(tmp_path: Path, hall: Stage) -> None:
    """While the sound of the next speed is made the passes before are not lost."""
    scene = first_pass(world(), hall, tmp_path / "tune", speed=0.9, speed_up=True)
    tuning = go_on(scene)
    assert isinstance(tuning, TuningScene)
    assert list_replays() == []
    tuning.leave()
    assert kept().speed == 0.9


# -- the pause ----------------------------------------------------------------------------------------


@pytest.fixture
def paused(tmp_path: Path, hall: Stage) -> Iterator[PassScene]:
    """The second pass, paused at its first bar."""
    scene = go_on(first_pass(world(), hall, tmp_path / "tune", leader="both"))
    scene.update(scene.clock.now)
    scene.clock.move(3.0)
    scene.update(scene.clock.now)
    scene.performance.strike(Lane.LEE, Pad.DRUM, 96, scene.clock.now, 0.0)
    scene.press(event(ESCAPE, scene.clock.now))
    scene.update(scene.clock.now)
    yield scene
    scene.leave()


def chosen(scene: PassScene, key: str, code: int = ENTER) -> Any:
    """Put the focus on a thing in the pause and press a key; what is open then."""
    assert scene.menu is not None
    scene.menu.focus = key
    scene.press(event(code, scene.clock() + 2.0))
    return scene.update(scene.clock())


def test_everything_in_the_pause_can_be_reached(paused: PassScene) -> None:
    """By arrows and by pads, rows and buttons alike."""
    menu = paused.menu
    assert menu is not None
    everything = {item.key for item in menu.items}
    wanted = {"practice_speed", "speed_up", "click", "resume", "restart", "pass.choose", "settings", "leave"}
    assert everything == wanted
    seen = set()
    for _ in everything:
        paused.press(event(PADS["k"], paused.clock() + 2.0))
        seen.add(menu.focus)
    assert seen == everything
    reached, waiting = {"practice_speed"}, ["practice_speed"]
    while waiting:
        here = waiting.pop()
        for code in (pygame.KSCAN_UP, pygame.KSCAN_DOWN):
            menu.focus = here
            paused.press(event(code, paused.clock() + 2.0))
            waiting += {menu.focus} - reached
            reached.add(menu.focus)
        for code in (
            (pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT) if here not in ("practice_speed", "speed_up", "click") else ()
        ):
            menu.focus = here
            paused.press(event(code, paused.clock() + 2.0))
            waiting += {menu.focus} - reached
            reached.add(menu.focus)
    assert reached == everything


def test_a_pass_goes_on_where_it_was_unless_its_speed_was_changed(paused: PassScene) -> None:
    """The same speed resumes; another one is made first, and the pass begins again."""
    chosen(paused, "practice_speed", pygame.KSCAN_LEFT)
    chosen(paused, "practice_speed", pygame.KSCAN_RIGHT)
    assert chosen(paused, "resume") is paused
    assert paused.performance.course is Course.RUNNING
    paused.press(event(ESCAPE, paused.clock()))
    paused.update(paused.clock())
    chosen(paused, "practice_speed", pygame.KSCAN_LEFT)
    tuning = chosen(paused, "resume")
    assert isinstance(tuning, TuningScene)
    assert tuning.plan.speed == 0.95
    assert tuning.plan.drill is not None
    assert [one.whole for one in tuning.plan.drill.passes] == [True, False]
    assert paused.world.settings.practice.speed == 0.95
    tuning.readying.stop()
    paused.next = paused


def test_a_restarted_pass_begins_at_a_and_is_a_pass_of_its_own(paused: PassScene) -> None:
    """What was struck before stays in the replay."""
    again = chosen(paused, "restart")
    assert isinstance(again, PassScene)
    assert again is not paused
    assert [one.whole for one in again.drill.passes] == [True, False]
    paused.leave()
    again.leave()
    assert len([one for one in list_replays() if one.replay is not None]) == 1


def test_assists_that_are_switched_on_in_the_pause_count_from_the_next_pass_on(paused: PassScene) -> None:
    """One replay tells of one width of windows: the passes before are kept by themselves."""
    paused.world.change("assists", wide_windows=True, one_key=True)
    again = chosen(paused, "restart")
    assert isinstance(again, PassScene)
    paused.leave()
    assert (again.prepared.plan.windows, again.prepared.plan.one_key) == ((1.5, 1.5), frozenset(Lane))
    before = kept()
    assert (before.windows, before.assist) == ((1.0, 1.0), ())
    assert before.practice is not None
    assert [one.whole for one in before.practice.passes] == [True, False]
    again.update(again.clock())
    again.leave()
    assert {one.replay.windows for one in list_replays() if one.replay is not None} == {(1.0, 1.0), (1.5, 1.5)}


def test_other_bars_are_chosen_from_the_pause(paused: PassScene) -> None:
    """The page opens with the bars that were practised; the practice is over and kept."""
    page = chosen(paused, "pass.choose")
    assert isinstance(page, PracticeScene)
    assert page.bars == (2, 3)
    paused.leave()
    assert kept().mode == "practice"


@pytest.mark.parametrize(
    ("key", "is_on"),
    [("speed_up", lambda scene: scene.drill.goal is not None), ("click", lambda scene: scene.drill.click)],
)
def test_switches_in_the_pause_count_at_once_and_are_kept(
    paused: PassScene, key: str, is_on: Callable[[PassScene], bool]
) -> None:
    """For this practice, and for the next one."""
    before = is_on(paused)
    chosen(paused, key)
    assert is_on(paused) is not before
    assert getattr(paused.world.settings.practice, key) is not before


def test_the_pause_of_a_pass_is_clear_of_the_flags(paused: PassScene) -> None:
    """Its panel, the largest there is, begins below them and ends above the lower edge."""
    _, y, _, h = paused._still().box
    assert y >= 216
    assert y + h <= 720


def test_a_play_is_left_by_a_cut(paused: PassScene) -> None:
    """A picture with flags never fades through another."""
    assert paused.pace is Pace.CALM
    chosen(paused, "leave")
    assert paused.pace is Pace.PLAY
    paused.next = paused


def test_a_pass_of_bars_nobody_plays_ends_with_the_bars(tmp_path: Path, hall: Stage) -> None:
    """A lane that rests there: the pass goes by, and nothing is missed."""
    chart = small_chart()
    lee = {level: tuple(n for n in notes if n.lane is Lane.LEE) for level, notes in chart.levels.items()}
    rest = Note(15 * BEAT, Lane.TAKAICHI, Pad.DRUM, 38)
    levels = {level: tuple(sorted((*notes, rest))) for level, notes in lee.items()}
    made = world()
    folder = tmp_path / "tune"
    scene = first_pass(
        made, hall, folder, (2, 2), replace(chart, levels=levels), leader="takaichi", other=OtherLane.SILENT
    )
    begun = scene.clock()
    after = go_on(scene, late=None)
    assert isinstance(after, PassScene)
    assert after.clock() - begun == pytest.approx(2 * BAR, abs=0.1)
    after.leave()


def test_a_strip_has_one_column_a_bar_where_a_song_is_long() -> None:
    """Else each pulse has one: a long song stays readable, and fast to paint."""
    short, long = (BarStrip(Outline(small_chart(bars=bars), EXPERT), STRIP) for bars in (8, 300))
    assert len(short._columns) == 8 * 4
    assert len(long._columns) == 300
