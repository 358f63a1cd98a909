"""The first lesson: each step by real strikes, nobody can fail, and it is found where people look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pygame
import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.furnishing import Furnished, furnish
from drumjam.game.inputs.source import InputEvent
from drumjam.game.inputs.tuning import Tuning
from drumjam.game.lesson import STEPS, Lesson, lesson_song
from drumjam.game.lessonpanel import WORDS, draw_lesson_panel
from drumjam.game.lessonway import is_new
from drumjam.game.performance import Course
from drumjam.game.preparing import Sounds, prepare, seated
from drumjam.game.road import CARDS, LESSON
from drumjam.game.scene import Command, Pace
from drumjam.game.scenes import lesson as scenes_lesson
from drumjam.game.scenes.lesson import LessonLoadingScene, LessonScene, open_lesson
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.mode import ModeScene
from drumjam.game.scenes.pause import Standstill
from drumjam.game.scenes.select import Aim, SelectScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.story import StoryScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.theme import Theme
from drumjam.game.widgets import line_height
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.scores import Scores
from drumjam.library.settings import Assists, Language
from drumjam.rules.chart import ChartError, Lane, Level, Pad
from drumjam.rules.clock import ManualClock
from tests.game.fingers import PADS, click, cut_texts, english, event, press, window, world
from tests.game.plays import setup_for

pytestmark = pytest.mark.once

ENTER, ESCAPE, DOWN = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_DOWN
FRAME = 1 / 30
LONGEST = 120.0
"""Seconds that the lesson may take at all events."""

Hand = Callable[[float], float | None]
"""How late a note of a song time is struck, in seconds; None: not at all."""


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once; what it shows does not matter here."""
    return Stage(Theme(window().get_size()), setup_for(Level.EASY))


def begun(made: World, hall: Stage | None = None, place: int = 0, lane: Lane = Lane.LEE) -> LessonScene:
    """A step of the lesson just before it begins, at 10 s of the clock."""
    lesson = Lesson(lesson_song(), lane, place)
    plan = lesson.plan(made.settings.assists, 1)
    ready = seated(plan, setup_of(made, plan), Sounds(), 2.0)
    clock = ManualClock(10.0)
    made.audio = RecordingAudio(clock)
    furnished = Furnished(hall, StageState(ready.session, ready.setup)) if hall else furnish(ready, made.theme)
    return LessonScene(made, ready, furnished, lesson, TitleScene, clock)


def step_through(scene: LessonScene, hand: Hand) -> Any:
    """Play a step to its end; the scene that follows, or the same one once it asks what comes next."""
    clock: Any = scene.clock
    session = scene.prepared.session
    notes = [(n, t) for n, t in zip(session.notes, session.times.tolist(), strict=True) if n.lane is scene.lesson.lane]
    after: Any = scene.update(clock.now)
    while after is scene and not scene.over:
        clock.move(FRAME)
        pos = scene.performance.pos(clock.now)
        while notes and pos >= notes[0][1] + (hand(notes[0][1]) or 0.0):
            note, time = notes.pop(0)
            late = hand(time)
            if late is not None:
                scene.performance.strike(note.lane, note.pad, 96, clock.now - (pos - time - late), pos)
        after = scene.update(clock.now)
    if after is not scene:
        scene.leave()
    return after


def learn(scene: LessonScene, hand: Hand) -> tuple[list[tuple[str, bool]], LessonScene]:
    """Play the whole lesson: each step that was played with whether it was once more, and the last scene."""
    steps = []
    while True:
        steps.append((scene.lesson.step.key, scene.lesson.again))
        assert len(steps) <= 2 * len(STEPS), "it never ends"
        after = step_through(scene, hand)
        if after is scene:
            return steps, scene
        scene = after


def steady(late: float) -> Hand:
    """Every note so late."""
    return lambda time: late


def beginner(time: float) -> float | None:
    """One note in three is left out, the others are struck 45 ms around it."""
    rng = np.random.default_rng(round(time * 1000))
    return None if rng.random() < 1 / 3 else float(rng.normal(0.0, 0.045))


# -- what is played -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lane", Lane)
def test_every_step_passes_with_a_few_good_strokes_and_leads_to_the_next(lane: Lane, hall: Stage) -> None:
    """One pad, two pads, turns, together; whoever learns; in about a minute."""
    scene = begun(world(), hall, lane=lane)
    clock: Any = scene.clock
    steps, last = learn(scene, steady(0.02))
    assert steps == [(step.key, False) for step in STEPS]
    assert last.over
    assert 45 <= clock.now - 10.0 <= 70
    assert last.well == last.prepared.session.tallies[lane].notes


def test_without_any_stroke_every_step_is_tried_twice_and_then_goes_on(hall: Stage) -> None:
    """Nobody can fail: it ends in the same place, in less than two minutes."""
    scene = begun(world(), hall)
    clock: Any = scene.clock
    steps, last = learn(scene, lambda time: None)
    assert steps == [(step.key, again) for step in STEPS[:-1] for again in (False, True)] + [("together", False)]
    assert last.over
    assert clock.now - 10.0 < LONGEST - 10.0  # there is room for the drums to be tuned


def test_a_beginner_comes_through(hall: Stage) -> None:
    """With a third of the notes left out and the rest struck as beginners do."""
    scene = begun(world(), hall)
    clock: Any = scene.clock
    steps, last = learn(scene, beginner)
    assert last.over
    assert [key for key, again in steps if not again] == [step.key for step in STEPS]
    assert clock.now - 10.0 < LONGEST


def test_a_second_try_that_goes_well_is_praised_and_goes_on_sooner(hall: Stage) -> None:
    """It need not be played to its end."""
    again = step_through(begun(world(), hall), lambda time: None)
    assert again.lesson.again
    assert again.teaching().title == "Once more, no hurry."
    clock: Any = again.clock
    before = clock.now
    after = step_through(again, steady(0.0))
    assert after.lesson == Lesson(again.lesson.song, Lane.LEE, 1)
    assert clock.now - before < again.performance.span.end - again.performance.start


def test_praise_is_read_before_the_step_ends_with_a_bar(hall: Stage) -> None:
    """Not in the middle of the music."""
    scene = begun(world(), hall)
    clock: Any = scene.clock
    praised: list[float] = []

    def hand(time: float) -> float:
        if scene.praised:
            praised.append(clock.now)
        return 0.0

    assert step_through(scene, hand) is not scene
    bars = scene.performance.state.part.bars
    ended = scene.performance.pos(clock.now)
    assert min(abs(bar - ended) for bar in bars) <= 2 * FRAME
    assert clock.now - praised[0] >= 0.8


@pytest.mark.parametrize("lane", Lane)
def test_in_turns_the_partner_begins(lane: Lane, hall: Stage) -> None:
    """Who learns has something to repeat; in the last step both strike all of it together."""
    turns, together = (begun(world(), hall, place, lane).prepared.session for place in (2, 3))
    assert turns.notes[0].lane is lane.other
    assert [note.tick for note in together.notes if note.lane is Lane.LEE] == [
        note.tick for note in together.notes if note.lane is Lane.TAKAICHI
    ]


def test_while_pads_are_learned_the_partner_is_still(hall: Stage) -> None:
    """Nothing is on the other lane, and nobody strikes it."""
    for place in (0, 1):
        scene = begun(world(), hall, place)
        assert {note.lane for note in scene.prepared.session.notes} == {Lane.LEE}
        assert scene.prepared.plan.kinds == ("human", "silent")


def test_any_key_counts_as_in_an_easy_song(hall: Stage) -> None:
    """Real judging at the easiest level: the wrong pad is no stray."""
    scene = begun(world(), hall, 1)
    clock: Any = scene.clock
    scene.update(clock.now)
    time = float(scene.prepared.session.times[1])
    while scene.performance.pos(clock.now) < time:
        scene.update(clock.move(FRAME))
    scene.press(event(PADS["f"], clock.now))
    for _ in range(10):
        scene.update(clock.move(FRAME))
    assert scene.well == 1


def test_the_assists_help_here_too() -> None:
    """Wide windows and one key."""
    plan = Lesson(lesson_song(), Lane.LEE).plan(Assists(wide_windows=True, one_key=True), 1)
    assert (plan.windows, plan.one_key) == ((1.5, 1.5), frozenset({Lane.LEE}))


def test_the_lesson_asks_the_same_at_every_level_and_one_pad_at_a_time() -> None:
    """Its first step one pad, then two; never both at once."""
    song = lesson_song()
    assert len(set(song.chart.levels.values())) == 1
    for place, pads in enumerate(({Pad.DRUM}, {Pad.DRUM, Pad.CYMBAL})):
        drill = Lesson(song, Lane.TAKAICHI, place).drill()
        assert {note.pad for note in drill.excerpt.of(song.chart).levels[Level.EASY]} == pads
    for lane in Lane:
        ticks = [note.tick for note in song.chart.lane(Level.EASY, lane)]
        assert len(ticks) == len(set(ticks))


def test_it_sounds() -> None:
    """Its groove is rendered, and the drums that strikes play to it."""
    made = world()
    plan = Lesson(lesson_song(), Lane.LEE).plan(made.settings.assists, 1)
    ready = prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
    assert ready.sounds.file is not None
    assert ready.sounds.backing is not None
    assert {36, 38, 42, 49} <= {key for key, _ in ready.sounds.backing.keysounds}


def test_nothing_of_it_is_kept_but_that_it_was_begun(hall: Stage) -> None:
    """No play on the score board, no replay, no song that was played last; the offer is not made again."""
    made = world()
    assert is_new(made.settings)
    opened = LessonLoadingScene(made, Lesson(lesson_song(), Lane.LEE), TitleScene)
    opened.leave()
    ready = begun(made, hall)
    first = opened.opened(ready.prepared, ready.decor.furnished)
    assert isinstance(first, LessonScene)
    first.clock = first.performance.clock = ready.clock
    learn(first, steady(0.0))[1].leave()
    assert Scores().plays() == []
    assert list_replays() == []
    assert made.settings.play.song == ""
    assert not is_new(made.settings)


# -- the ways out -------------------------------------------------------------------------------------


def still(scene: LessonScene) -> Standstill:
    """What its pause offers."""
    return scene._still()


def running(hall: Stage, place: int = 0) -> LessonScene:
    """A step a second after its beginning."""
    scene = begun(world(), hall, place)
    clock: Any = scene.clock
    for _ in range(30):
        assert scene.update(clock.move(FRAME)) is scene
    return scene


@pytest.mark.parametrize("how", ["escape", "focus", "mouse", "game pad"])
def test_the_lesson_pauses_as_any_play_does(how: str, hall: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """By Esc, by the button at the top, by a game pad's Start, and when the window is left."""
    scene = running(hall)
    clock: Any = scene.clock
    if how == "escape":
        scene.press(event(ESCAPE, clock.now))
    elif how == "focus":
        scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    elif how == "mouse":
        at = scene.stage.pause_rect().center
        scene.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at))
    else:
        monkeypatch.setattr(scene.world, "tuning", lambda name: PAD)
        scene.press(InputEvent(round(clock.now * 1e9), "Pad", 7, True))
    scene.update(clock.move(FRAME))
    assert scene.performance.course is Course.PAUSED
    assert scene.pace is Pace.CALM
    assert [key for key, _ in still(scene).actions] == ["resume", "lesson.skip", "restart", "settings", "lesson.leave"]


PAD = Tuning(pads={0: Pad.DRUM}, commands={0: Command.CHOOSE, 12: Command.DOWN}, pauses=frozenset({7}))


def chosen(scene: LessonScene, wanted: str) -> Any:
    """The scene after an item of the pause was chosen by arrows and Enter."""
    clock: Any = scene.clock
    scene.press(event(ESCAPE, clock.now))
    scene.update(clock.move(1.0))
    menu: Any = scene.menu
    while menu.focus != wanted:
        press(scene, DOWN, clock.move(0.1))
    return press(scene, ENTER, clock.move(0.1))


def test_the_pause_leads_out_on_and_back_to_the_beginning(hall: Stage) -> None:
    """Leave goes where it was opened from, Next step skips, Restart begins anew, Settings lie over it."""
    assert isinstance(chosen(running(hall, 1), "lesson.leave"), TitleScene)
    assert chosen(running(hall, 1), "lesson.skip").lesson.place == 2
    assert chosen(running(hall, 1), "restart").lesson.place == 0
    assert isinstance(chosen(running(hall, 1), "settings").page, SettingsScene)
    scene = running(hall, 1)
    assert chosen(scene, "resume") is scene
    assert scene.performance.course is Course.RUNNING


def test_skipping_the_last_step_comes_to_the_end(hall: Stage) -> None:
    """As if it had been played."""
    scene = running(hall, 3)
    assert chosen(scene, "lesson.skip") is scene
    assert scene.over


def ended(hall: Stage) -> LessonScene:
    """The lesson after its last step."""
    return learn(begun(world(), hall, 3), steady(0.0))[1]


@pytest.mark.parametrize("how", ["enter", "escape", "pads", "mouse", "game pad"])
def test_at_the_end_everything_leads_on(how: str, hall: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the page it was opened from; hands that drum on choose nothing for a moment."""
    scene = ended(hall)
    clock: Any = scene.clock
    assert press(scene, PADS["f"], clock.now + 0.3) is scene
    now = clock.move(1.0)
    if how == "enter":
        after = press(scene, ENTER, now)
    elif how == "escape":
        after = press(scene, ESCAPE, now)
    elif how == "pads":
        after = press(scene, PADS["j"], now)
    elif how == "mouse":
        assert scene.menu is not None
        after = click(scene, next(item.box for item in scene.menu.items if item.key == "next"), now)
    else:
        monkeypatch.setattr(scene.world, "tuning", lambda name: PAD)
        scene.press(InputEvent(round(now * 1e9), "Pad", 0, True))
        after = scene.update(now)
    assert isinstance(after, TitleScene)


def test_at_the_end_it_can_be_learned_again(hall: Stage) -> None:
    """From the first step, with any number of turns."""
    scene = ended(hall)
    clock: Any = scene.clock
    press(scene, DOWN, clock.move(1.0))
    again = press(scene, ENTER, clock.move(0.1))
    assert again.lesson == Lesson(scene.lesson.song, Lane.LEE)
    assert not again.over


def test_raised_sticks_end_it(hall: Stage) -> None:
    """While the last chord rings."""
    assert ended(hall).performance.state.raised == 1.0


# -- where it is found --------------------------------------------------------------------------------


def title(made: World) -> TitleScene:
    """The title."""
    return TitleScene(made)


def songs(made: World) -> SelectScene:
    """The list of songs to practise."""
    scene = SelectScene(made, aim=Aim.PRACTICE)
    scene.shelf._thread.join(30)
    return scene


def story(made: World) -> StoryScene:
    """The card that tells of a short lesson."""
    return StoryScene(made, CARDS[1])


ROUTES = {
    (title, "keys"): [DOWN] * 6,
    (title, "pads"): [PADS["d"]] * 2,
    (ModeScene, "keys"): [pygame.KSCAN_UP, pygame.KSCAN_RIGHT],
    (ModeScene, "pads"): [PADS["d"]] * 3,
    (songs, "keys"): [pygame.KSCAN_UP, pygame.KSCAN_RIGHT, pygame.KSCAN_RIGHT],
    (songs, "pads"): [PADS["d"]] * 4,
    (story, "keys"): [DOWN],
    (story, "pads"): [PADS["f"], PADS["k"]],
}
"""What is pressed on each page until the lesson is in focus."""


@pytest.mark.parametrize("page", [title, ModeScene, songs, story])
@pytest.mark.parametrize("how", ["keys", "pads", "mouse"])
def test_the_lesson_is_reached_and_esc_leads_back(how: str, page: Any) -> None:
    """From the title for who is new, from the ways to play, from practice and from the story."""
    scene = page(world())
    scene.update(0.0)
    if how == "mouse":
        after = click(scene, next(item.box for item in scene.menu.items if item.key == "lesson"), 1.0)
    else:
        for place, code in enumerate(ROUTES[page, how]):
            assert press(scene, code, 1.0 + place) is scene
        assert scene.menu.focus == "lesson"
        after = press(scene, ENTER if how == "keys" else PADS["f"], 90.0)
    assert isinstance(after, LessonLoadingScene)
    back = press(after, ESCAPE, 91.0)
    after.leave()
    assert type(back) is type(scene)
    if isinstance(back, SelectScene):
        assert back.aim is Aim.PRACTICE
    if isinstance(back, StoryScene):
        assert back.card is CARDS[1]


def test_it_is_offered_to_who_is_new_alone() -> None:
    """On the title until a song was chosen or the lesson begun; on the other pages it is always found."""
    for play, new in (({}, True), ({"song": "common-harmony"}, False), ({"lesson": True}, False)):
        made = world()
        made.change("play", **play)
        assert is_new(made.settings) is new
        assert ("lesson" in {item.key for item in title(made).items()}) is new
        for page in (ModeScene(made), songs(made), story(made)):
            assert "lesson" in {item.key for item in page.items()}
    assert "lesson" not in {item.key for item in SelectScene(world()).items()}
    assert "lesson" not in {
        item.key for card in CARDS if card.number != LESSON for item in StoryScene(world(), card).items()
    }


@pytest.mark.parametrize("lane", Lane)
def test_who_plays_alone_learns_that_part(lane: Lane) -> None:
    """The leader that was chosen last."""
    made = world()
    made.change("play", leader=lane.id)
    opened = open_lesson(made, TitleScene)
    assert isinstance(opened, LessonLoadingScene)
    opened.leave()
    assert opened.lesson.lane is lane
    assert opened.plan.led == {lane}


def test_a_lesson_that_is_missing_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the page stays."""

    def missing() -> None:
        raise ChartError("there is no chart", "charts/lessons", "install drumjam again")

    monkeypatch.setattr(scenes_lesson, "lesson_song", missing)
    page = ModeScene(world())
    page.update(0.0)
    assert click(page, next(item.box for item in page.menu.items if item.key == "lesson"), 1.0) is page
    assert page.world.notice is not None
    assert "there is no chart" in page.world.notice.text


# -- its words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(800, 450), (1280, 720)])
def test_the_words_of_every_step_fit_at_the_largest_size(
    language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 %: nothing is cut, paragraphs keep to their box and to letters of 14 at least."""
    made = world(english(language=Language(language), text_size=150), size)
    cut = cut_texts(monkeypatch)
    for place, step in enumerate(STEPS):
        scene = begun(made, place=place)
        art = scene.stage.lanes.art[Lane.LEE]
        said = replace(scene.teaching(), caps=dict.fromkeys(step.pads, "D K"))
        for again in (made.strings.text("lesson.again"), said.title):
            praise = f"lesson.{step.key}.well"
            for words in (said.words, made.strings.text(praise) if made.strings.has(praise) else said.words):
                draw_lesson_panel(made.theme, window(size), art, replace(said, title=again, words=words))
                assert any(
                    len(made.theme.lines(words, WORDS[2], letters)) * line_height(made.theme, letters) <= WORDS[3]
                    for letters in range(14, 25)
                ), words
    scene._close()
    scene.update(11.0)
    scene.draw(window(size), 11.0, lambda: None)
    assert cut == []


def test_what_is_done_with_which_key_follows_the_players_own_keys() -> None:
    """Own bindings, and both keys of a pad."""
    made = world()
    made.change("keys", lee_drum=("X",))
    scene = begun(made, place=1)
    assert scene.teaching().caps == {Pad.DRUM: "X J", Pad.CYMBAL: "D K"}
    assert begun(made, place=0).teaching().caps == {Pad.DRUM: "X J"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_neutral_names_the_lesson_names_nobody(language: str) -> None:
    """The partner is told of by the office."""
    made = world(english(language=Language(language), neutral_names=True))
    said = begun(made, place=2).teaching().words
    assert Strings(language, neutral_names=True).leader(Lane.TAKAICHI) in said
    assert Strings(language).leader(Lane.TAKAICHI) not in said


def test_drawing_a_step_changes_nothing(hall: Stage) -> None:
    """The same moment is the same picture."""
    scene = running(hall)
    pictures = []
    for _ in range(2):
        canvas = pygame.Surface((1280, 720)).convert()
        scene.draw(canvas, scene.clock(), lambda: None)
        pictures.append(pygame.image.tobytes(canvas, "RGB"))
    assert pictures[0] == pictures[1]
