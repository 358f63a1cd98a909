"""The greeting: the two songs of that evening and no others, in the list, on the stage and in the search."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.furnishing import Furnished
from drumjam.game.greeting import greets, seeks
from drumjam.game.plan import Plan
from drumjam.game.preparing import Sounds, seated
from drumjam.game.scenes.help import HelpScene
from drumjam.game.scenes.loading import LoadingScene, setup_of
from drumjam.game.scenes.mode import ModeScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.strings import LANGUAGES
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.settings import Language, Mode
from drumjam.rules.chart import Lane, Level
from tests.charts import small_chart
from tests.game.fingers import cut_texts, english, song, window, world
from tests.game.plays import setup_for

pytestmark = pytest.mark.once

TITLES = [
    ("Golden", True),
    ("HUNTR/X - Golden", True),
    ("골든", True),
    ("ゴールデン", True),
    ("BTS (방탄소년단) 'Dynamite'", True),
    ("다이너마이트", True),
    ("ダイナマイト", True),
    ("ＧＯＬＤＥＮ", True),
    ("Golden Slumbers", False),
    ("Golden Brown", False),
    ("Goldener Reiter", False),
    ("Dynamite (Remix of Golden)", False),
    ("Napoleon Dynamite", False),
    ("Golden Hour", False),
    ("", False),
    ("BTS", False),
]
"""Titles, and whether they are greeted."""

EASY = (Level.EASY, Level.EASY)


@pytest.mark.parametrize(("title", "welcome"), TITLES)
def test_the_greeting_knows_the_two_songs_and_no_others(title: str, welcome: bool) -> None:
    """With or without the artist's name, in three scripts; a title that only holds the word is another song."""
    assert greets(title) is welcome


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once; what it shows does not matter here."""
    return Stage(Theme(window().get_size()), setup_for(Level.EASY))


def opened(made: World, hall: Stage, folder: Path, title: str) -> PlayScene:
    """The play of a song of this title, as the page before it opens it."""
    plan = Plan(song(folder, replace(small_chart(), title=title)), EASY, Mode.SOLO, frozenset({Lane.LEE}), HUMAN)
    page = LoadingScene(made, plan)
    page.leave()
    ready = seated(plan, setup_of(made, plan), Sounds(), 2.0)
    play = page.opened(ready, Furnished(hall, StageState(ready.session, ready.setup)))
    assert isinstance(play, PlayScene)
    return play


HUMAN = ("human", "partner")


@pytest.mark.parametrize(("title", "welcome"), TITLES)
def test_the_stage_greets_the_two_songs_and_no_others(title: str, welcome: bool, tmp_path: Path, hall: Stage) -> None:
    """In a line of its own."""
    made = world()
    opened(made, hall, tmp_path / "tune", title)
    said = made.notice.text if made.notice else ""
    assert said == ("A song of that evening. Have fun!" if welcome else "")


def test_where_a_song_has_no_title_its_name_counts(tmp_path: Path, hall: Stage) -> None:
    """That of its file or folder."""
    made = world()
    opened(made, hall, tmp_path / "golden", "")
    assert made.notice is not None


def test_the_greeting_changes_no_score(tmp_path: Path, hall: Stage) -> None:
    """The same strikes are worth as much under any title."""
    scores = []
    for title in ("Golden", "Plain"):
        play = opened(world(), hall, tmp_path / title, title)
        play.prepared.duet.play_out()
        scores.append(play.prepared.session.result().score)
    assert scores[0] == scores[1] > 0


def test_each_of_them_is_greeted_once(tmp_path: Path, hall: Stage) -> None:
    """Who plays it again is not told again; the other one is greeted as well."""
    made = world()
    heard = []
    for place, title in enumerate(("Golden", "Golden", "Dynamite")):
        made.notice = None
        opened(made, hall, tmp_path / str(place), title)
        heard.append(made.notice is not None)
    assert heard == [True, False, True]


@pytest.mark.parametrize(
    ("query", "sought"),
    [
        ("gold", True),
        ("Golden", True),
        ("bts dyna", True),
        ("BTS", True),
        ("골든", True),
        ("다이너", True),
        ("ゴールデン", True),
        ("ダイナ", True),
        ("huntr/x", True),
        ("go", False),
        ("golden slumbers", False),
        ("d", False),
        ("dinner", False),
        ("", False),
    ],
)
def test_the_search_knows_who_looks_for_one_of_them(query: str, sought: bool) -> None:
    """Half of a title is enough, in three scripts, or an artist; other songs are other songs."""
    assert seeks(query) is sought


def searched(made: World, query: str) -> SelectScene:
    """The list of songs after something was typed into the search."""
    scene = SelectScene(made)
    scene.shelf._thread.join(30)
    scene.search.field.text = query
    scene.update(0.0)
    return scene


def words_on(page: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that is written on a page, in one."""
    drawn: list[str] = []
    theme = page.world.theme
    text = type(theme).text

    def watched(self: Theme, canvas: pygame.Surface, words: str, *how: Any, **more: Any) -> pygame.Rect:
        drawn.append(words)
        rect: pygame.Rect = text(self, canvas, words, *how, **more)
        return rect

    monkeypatch.setattr(type(theme), "text", watched)
    page.draw(window(theme.window), 1.0, lambda: None)
    return " ".join(drawn)


@pytest.mark.parametrize("query", ["golden", "zzz"])
def test_a_search_that_finds_nothing_says_how_ones_own_song_comes_in(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the two songs also why they are not there; what is brought stays on the machine."""
    said = words_on(searched(world(), query), monkeypatch)
    assert "Drop it on the window" in said
    assert "stays on this machine" in said
    assert ("“Golden” and “Dynamite”" in said) is (query == "golden")
    assert ("Nothing found." in said) is (query == "zzz")


def test_where_files_are_dropped_and_in_the_keys_it_is_said_that_they_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the list of songs and under F1."""
    assert "Your files stay on this machine." in words_on(searched(world(), ""), monkeypatch)
    keys = HelpScene(made := world(), ModeScene(made))
    keys.update(0.0)
    assert "They stay on this machine." in words_on(keys, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(800, 450), (1280, 720)])
def test_what_is_said_of_ones_own_songs_is_never_cut(
    language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 %, in three languages."""
    made = world(english(language=Language(language), text_size=150), size)
    cut = cut_texts(monkeypatch)
    keys = HelpScene(made, ModeScene(made))
    for page in (searched(made, "golden"), searched(made, "zzz"), keys):
        page.update(0.0)
        page.draw(window(size), 1.0, lambda: None)
    assert cut == []
