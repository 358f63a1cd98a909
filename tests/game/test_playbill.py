"""The playbill: whoever waits for a song sees what it is, and which keys play it."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from drumjam.game.plan import Plan, planned
from drumjam.game.playbill import PARTS, Playbill
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.request import Leader, PlayRequest
from drumjam.library.settings import Language
from drumjam.rules.chart import Lane
from tests.game.fingers import cut_texts, english, song, window, world


def drawn(made: World, plan: Plan, parts: int = PARTS) -> bytes:
    """The picture so far."""
    canvas = window(made.theme.window)
    canvas.fill((0, 0, 0))
    Playbill(made, plan).draw(canvas, parts)
    return pygame.image.tobytes(canvas, "RGB")


def words(made: World, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that stands on it."""
    said: list[str] = []
    text = type(made.theme).text
    with monkeypatch.context() as patch:
        patch.setattr(type(made.theme), "text", lambda *what, **how: said.append(what[2]) or text(*what, **how))
        drawn(made, plan)
    return said


@pytest.mark.parametrize("size", [(800, 450), (1280, 720)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_it_is_cut(
    language: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 %, with names and with offices, with one player, two and none."""
    for neutral in (False, True):
        made = world(english(language=Language(language), text_size=150, neutral_names=neutral), size)
        for number, request in enumerate((PlayRequest(players=1), PlayRequest(players=2), PlayRequest(autoplay=True))):
            cut = cut_texts(monkeypatch)
            tune = song(tmp_path / f"{neutral}{number}")
            drawn(made, planned(tune, made.settings.play, request, 1))
            assert cut == []


def test_it_says_which_keys_play_and_who_plays_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All four keys are one player's; two have two each; the other lane is the partner's, or the computer's."""
    made, tune = world(), song(tmp_path / "tune")

    def said(request: PlayRequest) -> list[str]:
        return words(made, planned(tune, made.settings.play, request, 1), monkeypatch)

    assert said(PlayRequest(leader=Leader.TAKAICHI)) == ["Lee", "Takaichi", "partner", "D", "K", "F", "J"]
    assert said(PlayRequest(players=2)) == ["Lee", "Takaichi", "D", "F", "K", "J"]
    assert said(PlayRequest(autoplay=True)) == ["Lee", "Takaichi", "computer", "computer"]


def test_it_comes_part_by_part_and_stands_still(tmp_path: Path) -> None:
    """Each frame adds something but for the one that paints the signs, and the sides follow the setting."""
    plan = planned(song(tmp_path / "tune"), english().play, PlayRequest(players=2), 1)
    made = world()
    pictures = [drawn(made, plan, parts) for parts in range(PARTS + 1)]
    assert len(set(pictures)) == PARTS
    assert drawn(made, plan) == pictures[-1]
    assert drawn(world(english(swap_sides=True)), plan) != pictures[-1]
    assert set(plan.led) == set(Lane)
