"""The list of songs: what is told of dropped files, what a preview plays with, and how much of a long list is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.shelf import Shelf
from drumjam.game.world import World
from drumjam.library.songs import add
from tests.charts import small_chart
from tests.game.fingers import song, world
from tests.sound.fonts import plain_font

DATA = Path(__file__).parents[1] / "data"


def drop(page: TitleScene | SelectScene, file: Path) -> None:
    """Drop a file on the window."""
    page.handle(pygame.event.Event(pygame.DROPFILE, file=str(file)))


def said(made: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list to which every line is added that is shown from now on."""
    lines: list[str] = []
    monkeypatch.setattr(made, "say", lambda text, now: lines.append(text))
    return lines


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
    new = next(entry.song for entry in page.shelf.entries if entry.dropped)
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
