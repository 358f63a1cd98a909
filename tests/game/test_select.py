"""The list of songs: what is told of dropped files, what a preview plays with, and how much of a long list is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from drumjam.game.scene import Command
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.search import Search
from drumjam.game.shelf import Shelf, entry_of
from drumjam.game.songviews import KEPT, LIST, NEAR, SongViews
from drumjam.game.world import World
from drumjam.library.settings import Language
from drumjam.library.songs import add
from tests.charts import small_chart
from tests.game.fingers import ARROWS, event, press, song, window, world
from tests.sound.fonts import plain_font

DATA = Path(__file__).parents[1] / "data"
MANY = 120
DOWN, TAB = ARROWS[Command.DOWN], pygame.KSCAN_TAB


def drop(page: TitleScene | SelectScene, file: Path) -> None:
    """Drop a file on the window."""
    page.handle(pygame.event.Event(pygame.DROPFILE, file=str(file)))


def said(made: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list to which every line is added that is shown from now on."""
    lines: list[str] = []
    monkeypatch.setattr(made, "say", lambda text, now: lines.append(text))
    return lines


def long_list(tmp_path: Path) -> SelectScene:
    """The list of so many songs that few of them are in sight, the first in focus."""
    made = world()
    made.shelf = Shelf()
    made.shelf._thread.join(30)
    made.shelf.take()
    one = entry_of(song(tmp_path / "tune"))
    made.shelf.entries = [
        replace(one, song=replace(one.song, id=f"{i:03d}", kept=replace(one.song.kept, title=f"Song {i:03d}")))
        for i in range(MANY)
    ]
    page = SelectScene(made)
    page.update(0.0)
    return page


def made_rows(page: SelectScene) -> list[str]:
    """The songs that are items of the page."""
    return [item.key for item in page.menu.items if item.key.startswith("song.")]


def test_of_a_file_dropped_on_the_title_alone_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Songs of the library that become known with it, or after it, are not new; nor do they take the focus."""
    for name in ("First", "Second"):
        add(song(tmp_path / name, replace(small_chart(), title=f"Old {name}")).folder)
    made = world()
    made.shelf = Shelf()
    made.shelf._thread.join(30)
    lines = said(made, monkeypatch)
    title = TitleScene(made)
    drop(title, DATA / "harmony_unison.mid")
    page = title.update(1.0)
    assert isinstance(page, SelectScene)
    page.update(1.1)
    page.shelf._thread.join(30)
    page.update(1.2)
    new = page.shelf.entries[-1].song
    assert lines == [made.strings.text("added", name=new.title)]
    assert page.menu.focus == f"song.{new.id}"


def test_a_soundfont_dropped_on_the_list_is_the_one_that_previews_play_with(tmp_path: Path) -> None:
    """From the next frame on, without leaving the page."""
    page = SelectScene(world())
    page.update(0.0)
    assert page.preview.font is None
    font = plain_font(tmp_path).path
    drop(page, font)
    page.update(0.1)
    assert page.preview.font == font


def test_songs_are_sought_anew_only_where_list_query_or_language_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in every frame; what was found is right nevertheless."""
    page, asked = long_list(tmp_path), []
    matches = Search.matches
    monkeypatch.setattr(Search, "matches", lambda self, *texts: asked.append(texts) or matches(self, *texts))

    def frames() -> int:
        asked.clear()
        for at in (1.0, 1.1, 1.2):
            page.update(at)
            page.draw(window(), at, lambda: None)
        return len(asked)

    assert frames() == 0
    page.search.field.text = "nothing of this name"
    assert frames() == MANY
    assert page.entry is None
    page.search.clear()
    assert frames() == MANY
    page.world.change("screen", language=Language("ko"))
    assert frames() == MANY
    drop(page, DATA / "harmony_unison.mid")
    page.update(2.0)
    page.shelf._thread.join(30)
    assert frames() == MANY + 1
    assert page.entry is page.shelf.entries[-1]


@pytest.mark.parametrize("key", [DOWN, TAB])
def test_keys_reach_every_song_of_a_long_list_though_few_are_items(tmp_path: Path, key: int) -> None:
    """One after another, to the last."""
    page = long_list(tmp_path)
    seen = [page.menu.focus]
    for step in range(1, MANY):
        press(page, key, float(step))
        seen.append(page.menu.focus)
        assert len(made_rows(page)) < MANY // 2
    assert seen == [f"song.{entry.song.id}" for entry in page.shelf.entries]
    press(page, TAB, 200.0)
    assert not page.menu.focus.startswith("song.")
    page.menu.command(Command.PREVIOUS, 201.0)
    assert page.menu.focus == seen[-1]


def test_several_steps_between_two_pictures_and_a_wheel_lose_no_song(tmp_path: Path) -> None:
    """The song in focus is an item also where it was turned out of sight."""
    page = long_list(tmp_path)
    for _ in range(NEAR):
        page.press(event(DOWN, 1.0))
        page.press(event(DOWN, 1.0, down=False))
    page.update(1.0)
    assert page.menu.focus == f"song.{NEAR:03d}"
    page.world.mouse = (LIST[0] + 9, LIST[1] + 9)
    for _ in range(MANY):
        page.handle(pygame.event.Event(pygame.MOUSEWHEEL, y=-1))
    page.update(2.0)
    assert page.scroll.top == MANY - page.scroll.rows
    assert len(made_rows(page)) < MANY // 2
    press(page, DOWN, 3.0)
    assert page.menu.focus == f"song.{NEAR + 1:03d}"


def test_what_a_search_finds_is_in_sight(tmp_path: Path) -> None:
    """Also where one had turned far down the list."""
    page = long_list(tmp_path)
    press(page, DOWN, 1.0)
    page.scroll.turn(MANY, MANY)
    page.menu.go("search", 2.0)
    page.search.field.text = "song 00"
    page.update(2.0)
    assert page.scroll.top <= 10 - page.scroll.rows


def test_the_covers_wanted_last_are_kept_and_no_others(tmp_path: Path) -> None:
    """However many songs one looks at."""
    page = long_list(tmp_path)
    views, entries = SongViews(page.world), page.shelf.entries
    first = views.cover(entries[0], (70, 70))
    for entry in entries[1:]:
        views.cover(entry, (70, 70))
        assert views.cover(entries[0], (70, 70)) is first
    assert len(views._covers) == KEPT
