"""The story: what opens when, what a card says, and that nothing is ever in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pygame
import pytest

from drumjam.game.road import CARDS, PLAYED, Road, read_road
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.story import StoryScene
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.library.scores import Play, Scores
from drumjam.library.songs import BUILT_IN
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from tests.game.fingers import press, world

ENTER, RIGHT = pygame.KSCAN_RETURN, pygame.KSCAN_RIGHT
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
    """Enter on the card, Enter on Play; further along the road there is nothing to press yet."""
    made = world()
    page = StoryScene(made)
    page.update(0.0)
    assert page.menu.focus == "card.3"
    press(page, ENTER, 1.0)
    assert page.menu.focus == "play.a-little-awkward"
    loading = press(page, ENTER, 2.0)
    assert isinstance(loading, LoadingScene)
    assert loading.plan.song.id == "a-little-awkward"
    loading.leave()
    page = StoryScene(made, CARDS[4])
    page.update(0.0)
    drawn: list[str] = []
    monkeypatch.setattr(made.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect())
    page.paint(pygame.display.get_surface(), 1.0)
    assert not [item.key for item in page.menu.items if item.key.startswith("play.")]
    assert any("A Little Awkward" in text for text in drawn)


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
