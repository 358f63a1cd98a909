"""The story: what opens when, what a card says, and that nothing is ever in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pygame
import pytest

from drumjam.game.homeward import goal_mark
from drumjam.game.keeping import keep
from drumjam.game.road import CARDS, PLAYED, Card, Road, Stop, read_road
from drumjam.game.scenes import ending as ending_module
from drumjam.game.scenes.ending import EndingScene
from drumjam.game.scenes.join import JoinScene
from drumjam.game.scenes.loading import LoadingScene, setup_of
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.sticks import CUES
from drumjam.game.scenes.story import StoryScene
from drumjam.game.stage.exchange import ENDED
from drumjam.game.stage.setup import Sides
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.world import World
from drumjam.library.scores import Play, Scores
from drumjam.library.settings import Mode
from drumjam.library.songs import BUILT_IN, resolve
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from tests.game.fingers import english, prepared, press, song, world

pytestmark = pytest.mark.once

ENTER, ESCAPE = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE
RIGHT, UP = pygame.KSCAN_RIGHT, pygame.KSCAN_UP
STOPS = [stop for card in CARDS for stop in card.stops]


def played(song: str, harmony: float = 0.5, mode: str = "solo") -> None:
    """A play on the score board."""
    when = datetime(2026, 1, 13, 17, 30).isoformat()
    Scores().add(Play(when, song, song, "0" * 64, "easy", mode, ("human", "partner"), 1.0, 1, 0.5, harmony, True))


def test_the_road_holds_every_built_in_song_once_in_order() -> None:
    """Five pieces on seven cards."""
    assert [stop.song for stop in STOPS] == list(BUILT_IN)
    assert [card.number for card in CARDS] == list(range(1, 8))


def test_each_piece_opens_the_next_and_none_can_be_failed() -> None:
    """Played to its end is enough, however it went; what lies behind waits for exactly that."""
    for place, stop in enumerate(STOPS):
        road = read_road()
        waiting = [road.waits_for(card, one) for card in CARDS for one in card.stops]
        assert waiting == [None] * (place + 1) + [stop.song] * (len(STOPS) - place - 1)
        played(stop.song, harmony=0.01)
    road = read_road()
    assert road.here is CARDS[-1]
    assert [road.waits_for(card) for card in CARDS] == [None] * 7
    assert not any(map(road.reached, STOPS))


def test_a_goal_is_reached_by_the_best_play() -> None:
    """A worse play afterwards takes nothing back."""
    stop = STOPS[0]
    for harmony in (stop.goal + 0.1, stop.goal - 0.1):
        played(stop.song, harmony)
    assert read_road().reached(stop)


def test_only_plays_of_people_count() -> None:
    """Watching is no playing, and practice is for oneself."""
    for mode in ("watch", "practice"):
        played(STOPS[0].song, mode=mode)
    assert read_road() == Road({})
    assert PLAYED == ("solo", "both hands", "two")


def test_a_board_that_cannot_be_read_is_a_road_not_begun(home) -> None:
    """The story opens all the same."""
    board = home / "data" / "plays.sqlite3"
    board.parent.mkdir(parents=True)
    board.mkdir()
    assert read_road().here.number == 3


def test_a_card_leads_to_its_piece_and_a_closed_one_says_what_it_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter on the card, Enter on Play; further along the road only the way to what is wanted can be pressed."""
    made = world()
    page = StoryScene(made, CARDS[2])
    page.update(0.0)
    assert page.menu.focus == "card.3"
    press(page, ENTER, 1.0)
    assert page.menu.focus == "play.a-little-awkward"
    loading = press(page, ENTER, 2.0)
    assert isinstance(loading, LoadingScene)
    assert loading.plan.song.id == "a-little-awkward"
    assert loading.plan.card == 3
    back = press(loading, ESCAPE, 3.0)
    assert isinstance(back, StoryScene)
    assert back.card is CARDS[2]
    loading.leave()
    page = StoryScene(made, CARDS[4])
    page.update(0.0)
    drawn: list[str] = []
    monkeypatch.setattr(made.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect())
    page.paint(pygame.display.get_surface(), 1.0)
    assert not [item.key for item in page.menu.items if item.key.startswith("play.")]
    assert any("A Little Awkward" in text for text in drawn)
    press(page, ENTER, 2.0)
    press(page, ENTER, 3.0)
    page.update(3.1)
    assert page.card is CARDS[2]


def test_who_begins_the_story_begins_at_its_first_card() -> None:
    """And reads on by Enter; who has played before finds the next piece."""
    page = StoryScene(world())
    seen = []
    for moment in range(5):
        page.update(moment)
        seen.append(page.menu.focus)
        press(page, ENTER, moment + 0.5)
    assert seen == ["card.1", "next", "card.2", "next", "card.3"]
    played(STOPS[0].song)
    assert StoryScene(world()).card is CARDS[2]
    played(STOPS[1].song)
    assert StoryScene(world()).card is CARDS[3]


def test_what_a_piece_teaches_is_in_it_and_in_none_before() -> None:
    """The devices and sections that a card calls new, in the order in which the pieces come."""
    known: set[str] = set()
    for stop in STOPS:
        sections = resolve(stop.song).chart.sections
        heard = {f"device.{one.device}" for one in sections} | {f"section.{one.name.casefold()}" for one in sections}
        assert set(stop.teaches) <= heard - known
        devices = {key for key in heard if key.startswith("device.")} - known
        assert devices <= set(stop.teaches)
        known |= heard


def test_every_song_may_be_played_freely_whatever_is_open_on_the_road() -> None:
    """The list of songs offers all five to who has not begun the story, and each of them leads to its play."""
    assert read_road() == Road({})
    made = world()
    songs = SelectScene(made)
    songs.shelf._thread.join(20)
    songs.update(0.0)
    assert [entry.song.id for entry in songs.shelf.entries] == list(BUILT_IN)
    for name in BUILT_IN:
        page = SelectScene(made, name)
        page.update(1.0)
        loading = press(page, ENTER, 2.0)
        assert isinstance(loading, LoadingScene)
        assert loading.plan.song.id == name
        assert not loading.plan.card
        loading.leave()


def test_who_plays_is_chosen_on_the_card() -> None:
    """Alone as either leader, with both hands, or two; the play is theirs. Who only watches elsewhere drums here."""
    made = world()
    made.change("play", mode=Mode.WATCH)
    page = StoryScene(made, CARDS[2])
    page.update(0.0)
    page.menu.focus = "who"
    plans = []
    for moment in range(5):
        plans.append(page._plan(STOPS[0]))
        press(page, RIGHT, 1.0 + moment)
    assert [(str(plan.mode), plan.kinds.count("human")) for plan in plans] == [
        ("solo", 1), ("solo", 1), ("both hands", 2), ("two", 2), ("solo", 1)
    ]  # fmt: skip
    assert plans[0].led == plans[4].led != plans[1].led


def finished(made: World, folder: Path, stop: Stop, card: Card) -> ResultsScene:
    """The results of a piece that two people have played to its end on a card of the story."""
    ready = prepared(made, song(folder / f"{stop.song}-{card.number}"))
    plan = replace(ready.plan, song=replace(ready.plan.song, id=stop.song), card=card.number)
    ready = replace(ready, plan=plan)
    ready.duet.play_out()
    page = ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13, 17, 30), finished=True))
    page.update(0.0)
    return page


def test_a_play_of_the_story_leads_on_along_the_road(tmp_path: Path) -> None:
    """To the card with the next piece, after the last one to the ending; Esc goes back to the card it was begun on."""
    made = world()
    seen = []
    for card in CARDS:
        for stop in card.stops:
            page = finished(made, tmp_path, stop, card)
            after = page.onward()
            seen.append(after.card.number if isinstance(after, StoryScene) else type(after).__name__)
            back = press(page, ESCAPE, 5.0)
            assert isinstance(back, StoryScene)
            assert back.card is card
    assert seen == [3, 4, 5, 6, "EndingScene"]
    again = finished(made, tmp_path / "again", STOPS[0], CARDS[2]).onward()
    assert isinstance(again, StoryScene)
    assert again.card is CARDS[6]


def test_a_play_outside_the_story_leads_to_the_songs(tmp_path: Path) -> None:
    """Of the same piece: whoever chose it from the list goes back there."""
    page = finished(world(), tmp_path, STOPS[0], CARDS[2])
    page.prepared = replace(page.prepared, plan=replace(page.prepared.plan, card=0))
    assert isinstance(page.onward(), SelectScene)
    assert isinstance(press(page, ESCAPE, 5.0), SelectScene)
    assert goal_mark(page.prepared.plan, 1.0, Strings()) == []


def test_the_results_tell_the_goal_of_the_evening(tmp_path: Path) -> None:
    """Beside the level: what harmony was asked for, and whether the mean has reached it."""
    plan = finished(world(), tmp_path, STOPS[1], CARDS[2]).prepared.plan
    told = [goal_mark(plan, harmony, Strings()) for harmony in (0.44, 0.45)]
    assert told == [["Goal: harmony 45"], ["Goal reached: harmony 45"]]


def test_two_players_come_back_to_the_card_from_which_they_took_their_places() -> None:
    """By the way on and by the way back; what they have set there is how they play the piece."""
    made = world()
    made.change("play", mode=Mode.TWO)
    for key in ("songs", "back"):
        page = StoryScene(made, CARDS[2])
        page.update(0.0)
        page.menu.focus = "places"
        join = press(page, ENTER, 1.0)
        assert isinstance(join, JoinScene)
        made.change("play", lee_level="hard", takaichi_level="medium")
        made.change("screen", swap_sides=True)
        join.update(2.0)
        join.menu.focus = key
        after = press(join, ENTER, 3.0)
        assert isinstance(after, StoryScene)
        assert after.card is CARDS[2]
        plan = after._plan(STOPS[0])
        assert [level.id for level in plan.levels] == ["hard", "medium"]
        assert setup_of(made, plan).sides is Sides.SWAPPED


@pytest.mark.parametrize(
    ("mode", "leader", "names"),
    [
        (Mode.TWO, "lee", ["Mina", "Ken"]),
        (Mode.BOTH_HANDS, "lee", ["Mina", "Mina"]),
        (Mode.SOLO, "lee", ["Mina", ""]),
        (Mode.SOLO, "takaichi", ["", "Mina"]),
    ],
)
def test_the_ending_shows_the_names_that_were_signed(mode: Mode, leader: str, names: list[str]) -> None:
    """Each on the sticks of the leader whom its owner has played; the computer's leader leaves a note."""
    made = world()
    made.change("play", mode=mode, leader=leader)
    made.change("souvenir", player="Mina", guest="Ken")
    assert [one.name for one in EndingScene(made).signatures] == names


def names_from_the_road(made: World) -> list[str]:
    """What stands on the sticks in the ending that the road's last card opens."""
    ending = StoryScene(made, CARDS[-1])._end()
    assert isinstance(ending, EndingScene)
    return [one.name for one in ending.signatures]


@pytest.mark.parametrize(("leader", "names"), [("lee", ["Mina", "Ken"]), ("takaichi", ["Ken", "Mina"])])
def test_the_ending_shows_who_joined_the_last_play_also_from_the_road(leader: str, names: list[str]) -> None:
    """The settings still tell of one player alone; after a play without the other one, only that name stands there."""
    made = world()
    made.change("play", mode=Mode.SOLO, leader=leader)
    made.change("souvenir", player="Mina", guest="Ken")
    for stop in STOPS:
        played(stop.song, mode="two" if stop is STOPS[-1] else "solo")
    assert names_from_the_road(made) == names
    played(STOPS[0].song)
    assert names_from_the_road(made) == ["" if name == "Ken" else name for name in names]


def test_the_exchange_is_seen_again_as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins anew on the button; its sounds are heard each time."""
    made = world()
    page = EndingScene(made)
    now = [10.0]
    monkeypatch.setattr(ending_module, "perf_counter", lambda: now[0])
    heard = []
    for _ in range(2):
        for frame in range(round(ENDED * 60)):
            page.update(now[0] + frame / 60)
        heard.append(len(made.audio.heard))
        now[0] += ENDED + 1
        page.menu.focus = "again"
        press(page, ENTER, now[0])
    assert heard == [len(CUES), 2 * len(CUES)]


@pytest.mark.parametrize("number", [card.number for card in CARDS])
def test_the_pictures_of_the_cards_move_but_stand_still_where_motion_is_reduced(number: int) -> None:
    """Slowly: two moments differ; with reduced motion they are the same picture."""
    for still in (False, True):
        made = world(english(reduced_motion=still))
        page = StoryScene(made, CARDS[number - 1])
        page.road = Road(dict.fromkeys(BUILT_IN, 0.5))
        page.update(0.0)
        pictures = []
        for moment in (1.0, 4.0):
            canvas = pygame.Surface((1280, 720))
            page._paint_picture(canvas, (44.0, 244.0), moment, closed=False)
            pictures.append(pygame.image.tobytes(canvas, "RGB"))
        assert (pictures[0] == pictures[1]) is still


def test_up_from_a_piece_leads_to_its_own_card() -> None:
    """Another station may lie straight above it; the card that is open stays open."""
    page = StoryScene(world(), CARDS[2])
    page.update(0.0)
    page.menu.focus = f"play.{STOPS[0].song}"
    press(page, UP, 1.0)
    assert page.menu.focus == "card.3"
    assert page.card is CARDS[2]


def test_one_bell_is_rung_on_the_fourth_card() -> None:
    """It can be rung once the card is open."""
    for stop in STOPS[:2]:
        played(stop.song)
    made = world()
    page = StoryScene(made, CARDS[3])
    page.update(0.0)
    page.menu.focus = "bell"
    press(page, ENTER, 1.0)
    assert [heard.what for heard in made.audio.heard] == [Click.BELL]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dates_on_the_cards_are_those_of_the_events(language: str) -> None:
    """The same day in every language, written as the reader writes it."""
    words = Strings(language)
    days = {"story.1": (2025, 10, 30), "story.2": (2026, 1, 13), "story.3": (2026, 1, 13), "story.4": (2026, 1, 14)}
    days |= {"story.6": (2026, 1, 20), "ending": (2026, 1, 13)}
    assert {key: words.text(f"{key}.date") for key in days} == {key: words.date(*day) for key, day in days.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_short_dated_and_names_its_source(language: str) -> None:
    """At most sixty words (or 150 signs of Japanese); neutral wording holds no family name."""
    words = Strings(language)
    for place in (*(f"story.{card.number}" for card in CARDS), "ending"):
        texts = [words.text(f"{place}.{part}") for part in ("text", "neutral")]
        assert all(len(text.split()) <= 60 and len(text) <= 320 for text in texts)
        assert words.text(f"{place}.date")
        assert words.text(f"{place}.source")
        family = {"en": ("Lee", "Takaichi"), "ko": ("이재명", "다카이치"), "ja": ("李在明", "高市")}[language]
        assert not any(name in texts[1] for name in family)
        assert len(words.leader(Lane.LEE)) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_names_reach_the_story(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No family name is drawn on any card."""
    settings = english(language=language)
    settings = replace(settings, screen=replace(settings.screen, neutral_names=True))
    made = world(settings)
    drawn: list[str] = []
    monkeypatch.setattr(made.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect())
    for card in CARDS:
        StoryScene(made, card).paint(pygame.display.get_surface(), 0.0)
    ending = EndingScene(made)
    ending.update(0.0)
    ending.paint(pygame.display.get_surface(), 0.0)
    assert not [
        text for text in drawn for name in ("Lee", "Takaichi", "이재명", "다카이치", "李在明", "高市") if name in text
    ]
