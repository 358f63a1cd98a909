"""The souvenir: its size, the same bytes each time, all of it whole in three languages, both flags as they must be."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pygame
import pytest

from drumjam.formats import atomic
from drumjam.game.palette import PALETTES, STANDARD
from drumjam.game.pictures import keep_picture, picture_name, png_bytes
from drumjam.game.signature import LONGEST, Signature
from drumjam.game.souvenir import FLAG_WIDTH, FLAGS, SIZE, Card, draw_souvenir
from drumjam.game.stage.flags import LANE_COUNTRY, flag_pixels
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.library.paths import pictures_dir
from drumjam.rules.chart import Lane, Level
from tests.game.fingers import cut_texts
from tests.game.test_flags import PROBES, nearest
from tests.game.windows import window

SCALE = SIZE[0] / 1280
CARD = Card(
    title="Shuttle to Tomorrow",
    titles={"ko": "내일로 가는 셔틀", "ja": "明日へのシャトル"},
    levels=(Level.HARD, Level.EASY),
    score=896_847,
    harmony=0.92,
    points=((0.0, 0.15), (0.5, 0.6), (1.0, 0.92)),
    played=date(2026, 9, 20),
    signatures=(Signature("Mina"), Signature()),
)
MORE = (
    replace(CARD, signatures=(Signature("W" * LONGEST), Signature("가나다라마바사아자차카타파하거너"))),
    replace(CARD, signatures=(Signature("あ"), Signature(strokes=(((0.1, 0.2), (0.9, 0.8)),))), harmony=0.1),
    replace(CARD, points=(), harmony=0.0, played=None, score=0, levels=(Level.EXPERT, Level.EXPERT)),
)


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


def pixels(card: Card, language: str = "en") -> np.ndarray:
    """The picture as pixels (width, height, 3)."""
    return pygame.surfarray.array3d(draw_souvenir(card, Strings(language))).astype(int)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", [CARD, *MORE])
def test_the_same_result_gives_the_same_bytes(card: Card, language: str) -> None:
    """A PNG of 1200x630, twice the same to the last bit."""
    pictures = [draw_souvenir(card, Strings(language)) for _ in range(2)]
    assert [picture.get_size() for picture in pictures] == [(1200, 630)] * 2
    first, second = map(png_bytes, pictures)
    assert first == second
    assert first.startswith(b"\x89PNG")


def test_everything_that_it_tells_shows() -> None:
    """Each figure, name and switch changes the picture, and so does the language."""
    changes: list[dict[str, Any]] = [
        {"titles": {}, "title": "Another"},
        {"levels": (Level.EASY, Level.EASY)},
        {"score": 7},
        {"harmony": 0.5},
        {"points": ((0.0, 0.9), (1.0, 0.1))},
        {"played": None},
        {"played": date(2026, 9, 21)},
        {"signatures": (Signature("Nina"), Signature())},
        {"signatures": (Signature("Mina"), Signature("♪"))},
    ]
    seen = {png_bytes(draw_souvenir(replace(CARD, **change), Strings("en"))) for change in ({}, *changes)}
    seen |= {png_bytes(draw_souvenir(CARD, Strings(language))) for language in ("ko", "ja")}
    seen |= {png_bytes(draw_souvenir(CARD, Strings("en"), PALETTES["high contrast"]))}
    assert len(seen) == len(changes) + 4


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing and keeping it opens no socket."""
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("a socket was opened"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a host was looked up"))
    keep_picture("souvenir", draw_souvenir(CARD, Strings("en")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", [CARD, *MORE])
def test_no_text_is_cut(card: Card, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of it stands whole, in three languages."""
    cut = cut_texts(monkeypatch)
    draw_souvenir(card, Strings(language))
    assert cut == []


def test_both_flags_hold_their_probe_points_and_have_one_size() -> None:
    """Each stands whole, untinted and uncovered, at the same height, Lee's on Lee's side; 90x60 at least."""
    seen = pixels(CARD)
    width = round(FLAG_WIDTH * SCALE / 3) * 3
    corners = {lane: tuple(round(value * SCALE) for value in FLAGS[lane]) for lane in Lane}
    assert corners[Lane.LEE][1] == corners[Lane.TAKAICHI][1]
    assert corners[Lane.LEE][0] + width < corners[Lane.TAKAICHI][0]
    assert width >= 90
    for lane, (left, top) in corners.items():
        part = seen[left : left + width, top : top + width * 2 // 3]
        assert np.array_equal(part.transpose(1, 0, 2), flag_pixels(LANE_COUNTRY[lane], width))
        large, reach = flag_pixels(LANE_COUNTRY[lane], 900), round(1.5 * 900 / width)
        for (x, y), colour in PROBES[LANE_COUNTRY[lane]]:
            around = large[y - reach : y + reach + 1, x - reach : x + reach + 1]
            if (around == colour).all():
                assert nearest(part[int(x * width / 900), int(y * width / 900)]) == colour, (lane, x, y)


def test_nothing_but_the_flags_is_red() -> None:
    """No saturated red pixel outside of them."""
    seen = pixels(CARD)
    width = round(FLAG_WIDTH * SCALE / 3) * 3
    for lane in Lane:
        left, top = (round(value * SCALE) for value in FLAGS[lane])
        seen[left : left + width, top : top + width * 2 // 3] = 0
    red, green, blue = seen[..., 0], seen[..., 1], seen[..., 2]
    assert not ((red > 120) & (green < red * 0.4) & (blue < red * 0.4)).any()


def test_a_larger_one_for_the_screen_shows_the_same() -> None:
    """What is seen on the page is the picture that is kept: in each of 60x30 parts the same colours."""
    large = pygame.surfarray.array3d(draw_souvenir(CARD, Strings("ja"), STANDARD, 2.0)).astype(int)
    parts, kept_parts = large.reshape(60, 40, 30, 42, 3), pixels(CARD, "ja").reshape(60, 20, 30, 21, 3)
    assert np.abs(parts.mean(axis=(1, 3)) - kept_parts.mean(axis=(1, 3))).max() < 40


def test_the_names_of_pictures_of_one_play_differ() -> None:
    """A report and a souvenir of the same play do not overwrite each other."""
    played = datetime(2026, 6, 20, 18, 5, 9)
    report, souvenir = picture_name(played, "common-harmony"), picture_name(played, "common-harmony", "souvenir")
    assert report == "drumjam 2026-06-20 18.05.09 common-harmony"
    assert souvenir == f"{report} souvenir"


@pytest.mark.parametrize("moment", ["fsync", "replace"])
@pytest.mark.parametrize("before", [False, True])
def test_whatever_ends_the_game_leaves_no_half_picture(
    moment: str, before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is written the picture is not there, or as it was; nor is anything else left in the folder."""
    picture = draw_souvenir(CARD, Strings("en"))
    if before:
        keep_picture("souvenir", draw_souvenir(MORE[0], Strings("en")))
    kept = {file.name: file.read_bytes() for file in pictures_dir().glob("*")}

    def end(*_: object) -> None:
        raise SystemExit(143)

    monkeypatch.setattr(atomic.os, moment, end)
    with pytest.raises(SystemExit):
        keep_picture("souvenir", picture)
    assert {file.name: file.read_bytes() for file in pictures_dir().glob("*")} == kept
