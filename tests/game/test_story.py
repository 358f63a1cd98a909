"""The story: what opens when, what a card says, and that nothing is ever in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pygame
import pytest

from drumjam.game.road import CARDS, PLAYED, Road, read_road
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.story import StoryScene
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.library.scores import Play, Scores
from drumjam.library.settings import Mode
from drumjam.library.songs import BUILT_IN, resolve
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from tests.game.fingers import press, world

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
    for song in BUILT_IN:
        page = SelectScene(made, song)
        page.update(1.0)
        loading = press(page, ENTER, 2.0)
        assert isinstance(loading, LoadingScene)
        assert loading.plan.song.id == song
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
def test_every_card_is_short_dated_and_names_its_source(language: str) -> None:
    """At most sixty words (or 150 signs of Japanese); neutral wording holds no family name."""
    words = Strings(language)
    for card in CARDS:
        texts = [words.text(f"story.{card.number}.{part}") for part in ("text", "neutral")]
        assert all(len(text.split()) <= 60 and len(text) <= 320 for text in texts)
        assert words.text(f"story.{card.number}.date")
        assert words.text(f"story.{card.number}.source")
        family = {"en": ("Lee", "Takaichi"), "ko": ("이재명", "다카이치"), "ja": ("李在明", "高市")}[language]
        assert not any(name in texts[1] for name in family)
        assert len(words.leader(Lane.LEE)) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_names_reach_the_story(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No family name is drawn on any card."""
    from tests.game.fingers import english

    settings = english(language=language)
    settings = replace(settings, screen=replace(settings.screen, neutral_names=True))
    made = world(settings)
    drawn: list[str] = []
    monkeypatch.setattr(made.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect())
    for card in CARDS:
        StoryScene(made, card).paint(pygame.display.get_surface(), 0.0)
    assert not [
        text for text in drawn for name in ("Lee", "Takaichi", "이재명", "다카이치", "李在明", "高市") if name in text
    ]
