"""Every page under every kind of setting: one sheet a page, small pictures in six rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame

from drumjam.game.strings import LANGUAGES
from drumjam.library.settings import Language, Layout, PaletteChoice, Settings
from tests.game.fingers import english
from tests.looks import calibration, devices, lesson, practice, scenes, stage, sticks
from tests.looks._shot import USUAL, Size, View, in_own_home, kept

SMALLEST: Size = (800, 450)
CELL: Size = (480, 270)
VIEWS: dict[str, View] = {
    **scenes.VIEWS, **practice.VIEWS, **devices.VIEWS, **calibration.VIEWS, **sticks.VIEWS, **stage.VIEWS,
    **lesson.VIEWS,
}  # fmt: skip
SEEN = "English, Korean, Japanese at 100, 125, 150 %; at 800x450 and 150 %; palettes and stillness; layouts and names"


def pictures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Draw a sheet of each page."""
    with in_own_home():
        scenes.prepare()
        for name, view in VIEWS.items():
            yield kept(_sheet(view), folder / f"matrix-{name}.png"), SEEN


def _variants() -> list[list[tuple[Settings, Size]]]:
    spoken = [english(language=Language(language)) for language in LANGUAGES]
    rows = [[(_with(one, text_size=percent), USUAL) for one in spoken] for percent in (100, 125, 150)]
    rows.append([(_with(one, text_size=150), SMALLEST) for one in spoken])
    looks = (
        {"palette": PaletteChoice.COLOUR_BLIND},
        {"palette": PaletteChoice.HIGH_CONTRAST},
        {"reduced_motion": True},
    )
    rows.append([(_with(one, **look), USUAL) for one, look in zip(spoken, looks, strict=True)])
    orders = ({"layout": Layout.STACKED}, {"swap_sides": True}, {"neutral_names": True})
    rows.append([(_with(one, **order), USUAL) for one, order in zip(spoken, orders, strict=True)])
    return rows


def _with(settings: Settings, **screen: object) -> Settings:
    return replace(settings, screen=replace(settings.screen, **screen))  # type: ignore[arg-type]


def _sheet(view: View) -> pygame.Surface:
    rows = _variants()
    sheet = pygame.Surface((3 * CELL[0], len(rows) * CELL[1]))
    for down, row in enumerate(rows):
        for along, (settings, size) in enumerate(row):
            picture = pygame.transform.smoothscale(view(settings, size), CELL)
            sheet.blit(picture, (along * CELL[0], down * CELL[1]))
    return sheet
