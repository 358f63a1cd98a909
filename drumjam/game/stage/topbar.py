"""TopBar: the song's name and level, its section and bar, and how far it has come."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from drumjam.game.palette import mix
from drumjam.game.stage import paint
from drumjam.game.stage.caption import Caption, caption
from drumjam.game.stage.glyphs import Glyphs
from drumjam.game.stage.layout import PAUSE_BUTTON, STAGE_TOP, WIDTH, Layout
from drumjam.game.stage.plate import Plate
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import StageState
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Device

MIDDLE_Y = 22.0
PROGRESS_Y = 42.5
BAR_RIGHT = 1178
SECTION_RIGHT = 980


class TopFigures(NamedTuple):
    """What the bar tells.

    section  name, and how the leaders share it; None in a song without sections
    bar      from 1
    bars     in the song
    done     pixels of the line of progress
    """

    section: tuple[str, Device] | None
    bar: int
    bars: int
    done: int


class TopBar(Plate[TopFigures]):
    """The bar above the stage."""

    def __init__(self, theme: Theme, setup: StageSetup, layout: Layout) -> None:
        super().__init__(theme.rect(0, 0, WIDTH, STAGE_TOP))
        self._theme = theme
        self._setup = setup
        self._strings = Strings(setup.language)
        p = theme.palette
        self._bar = Glyphs(theme, 20, p.text, sample="888 / 888", width=130, most=28)
        self._bar_word = caption(theme, self._strings.text("bar"), 20, p.text, 80)
        self._sections: dict[tuple[str, Device], Caption] = {}
        self._progress = self._paint_progress(layout)
        self._knob = self._paint_knob()
        self._after_level = 0.0

    def bake(self, surface: pygame.Surface) -> None:
        """Draw the song's name, its level and the pause button."""
        theme, p = self._theme, self._theme.palette
        surface.fill(mix(p.ground, p.sunken, 0.5), theme.rect(0, 0, WIDTH, 44))
        surface.fill(p.shade, theme.rect(0, 44, WIDTH, 4))
        x = 24.0
        drawn = theme.text(surface, self._setup.title, (x, MIDDLE_Y), 22, width=420)
        x += drawn.width / theme.scale + 16
        wide = theme.width(self._setup.level, 18) + 26
        look = theme.tinted(Kind.PILL, p.harmony, 0.8)
        theme.panel(surface, (x, MIDDLE_Y - 14, wide, 28), Kind.PILL, 14, look)
        theme.text(surface, self._setup.level, (x + wide / 2, MIDDLE_Y), 18, p.harmony, align="center")
        self._after_level = x + wide + 16
        bx, by, bw, bh = PAUSE_BUTTON
        theme.panel(surface, (bx, by, bw, bh), Kind.KEY, 8)
        theme.text(surface, "Esc", (bx + bw / 2, by + bh / 2), 18, p.muted, align="center", width=bw - 8)
        surface.fill(mix(p.raised, p.muted, 0.15), theme.rect(0, PROGRESS_Y - 1.5, WIDTH, 3))

    def read(self, state: StageState, now: float) -> TopFigures:
        """The section, the bar and the progress of a song time."""
        part = state.part
        section = part.section_at(now)
        share = min(max((now - part.start) / max(part.end - part.start, 1e-6), 0.0), 1.0)
        return TopFigures(
            None if section is None else (section.name, section.device),
            part.bar_at(now) + 1,
            part.bar_count,
            self._theme.px(WIDTH * share),
        )

    def draw(self, surface: pygame.Surface, figures: TopFigures) -> None:
        """Draw them."""
        theme = self._theme
        if figures.section is not None:
            self._section(*figures.section).draw(surface, theme.point(self._after_level, MIDDLE_Y))
        self._bar.draw(surface, f"{figures.bar} / {figures.bars}", (BAR_RIGHT, MIDDLE_Y), "right")
        x, y = theme.point(BAR_RIGHT - 8, MIDDLE_Y)
        self._bar_word.draw(surface, (x - self._bar.width(f"{figures.bars} / {figures.bars}"), y), 1.0)
        left, top = theme.point(0, PROGRESS_Y - 1.5)
        surface.blit(self._progress, (left, top), (0, 0, figures.done, self._progress.get_height()))
        paint.centred(surface, self._knob, (left + figures.done, theme.point(0, PROGRESS_Y)[1]))

    def _section(self, name: str, device: Device) -> Caption:
        """What is said of a section: its name and how the leaders share it."""
        if (name, device) not in self._sections:
            shared = self._strings.text(f"device.{device.value}")
            called = self._strings.section(name)
            text = shared if called.casefold() in ("", shared.casefold()) else f"{called} · {shared}"
            room = max(SECTION_RIGHT - self._after_level, 60)
            self._sections[name, device] = caption(self._theme, text, 19, self._theme.palette.muted, room)
        return self._sections[name, device]

    def _paint_progress(self, layout: Layout) -> pygame.Surface:
        """The line of how far the song has come, whole: from the left leader's colour to the right one's."""
        p, theme = self._theme.palette, self._theme
        left, right = (p.leaders[layout.lane_of_side(side)] for side in (0, 1))
        strip = pygame.Surface((theme.px(WIDTH), max(theme.px(3), 1))).convert()
        for x in range(strip.get_width()):
            strip.fill(mix(left, right, x / strip.get_width()), (x, 0, 1, strip.get_height()))
        return strip

    def _paint_knob(self) -> pygame.Surface:
        p, s = self._theme.palette, self._theme.scale
        sheet = paint.Sheet(12 * s, 12 * s)
        ball = paint.disc(sheet.x, sheet.y, 3.9 * s)
        sheet.lay(p.stroke, paint.glow(ball, 1.6 * s) * 0.35)
        sheet.lay(p.stroke, paint.inside(ball))
        return sheet.surface()
