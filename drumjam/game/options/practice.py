"""The rows of the practice page: which bars, which part, how fast, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drumjam.game.barstrip import BarStrip
from drumjam.game.figures import section_name
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import SCROLLS, SPEEDS
from drumjam.game.plan import level_of
from drumjam.game.rows import Row, Shape
from drumjam.library.settings import OtherLane
from drumjam.rules.chart import Lane, Level

LEADERS = ("both", "lee", "takaichi")

Bars = tuple[int, int]
"""The first and the last bar, counted from 1."""


@dataclass(frozen=True, slots=True)
class BarRows:
    """The rows that choose bars.

    edit    makes rows
    strip   the song
    bars    those that are chosen
    choose  takes others
    """

    edit: Edit
    strip: BarStrip
    bars: Bars
    choose: Callable[[Bars], None]

    def rows(self) -> Sequence[Row]:
        """Level, section, from, to, and how fast notes travel."""
        words, (first, last) = self.edit.world.strings.text, self.bars
        scroll = f"{self.edit.world.settings.screen.scroll_speed:.1f}×"
        return (
            self._row("level", words(f"level.{self.level.id}"), self._change_level),
            self._row("section", self._section(), self._change_section),
            self._row("from_bar", str(first), self._change_first),
            self._row("to_bar", str(last), self._change_last),
            self.edit.choice("scroll", scroll, "screen", "scroll_speed", SCROLLS),
        )

    @property
    def level(self) -> Level:
        """The level that is chosen."""
        return level_of(self.edit.world.settings.play.lee_level)

    def _row(self, key: str, value: str, change: Callable[[int], None]) -> Row:
        return Row(key, self.edit.world.strings.text(f"set.{key}"), value, 0.0, Shape.CHOICE, change, help=key)

    def _section(self) -> str:
        """The name of the section that is chosen as a whole."""
        words = self.edit.world.strings
        if self.bars == (1, self.strip.count):
            return words.text("bars.all")
        chosen = next((one.section for one in self.strip.passages if (one.first, one.last) == self.bars), None)
        return section_name(chosen, words) if chosen else words.text("bars.own")

    def _change_level(self, step: int) -> None:
        level = Level((self.level + step) % len(Level))
        self.edit.put("play", lee_level=level.id, takaichi_level=level.id)

    def _change_section(self, step: int) -> None:
        """The section after the one that is chosen, or before; the whole song stands between the last and the first."""
        places: list[Bars] = [(1, self.strip.count), *((one.first, one.last) for one in self.strip.passages)]
        if self.bars in places:
            self.choose(places[(places.index(self.bars) + step) % len(places)])
        else:
            inside = [place for place in places[1:] if place[0] <= self.bars[0] <= place[1]]
            self.choose(inside[0] if inside else places[0])

    def _change_first(self, step: int) -> None:
        first = self._round(self.bars[0] + step)
        self.choose((first, max(first, self.bars[1])))

    def _change_last(self, step: int) -> None:
        last = self._round(self.bars[1] + step)
        self.choose((min(last, self.bars[0]), last))

    def _round(self, bar: int) -> int:
        """The last bar is followed by the first."""
        return (bar - 1) % max(self.strip.count, 1) + 1


def how_rows(edit: Edit) -> Sequence[Row]:
    """Whose part, what the other lane does, how fast, whether it gets faster, the click."""
    words, chosen = edit.world.strings, edit.world.settings.practice
    lane = next((lane for lane in Lane if lane.id == chosen.leader), None)
    part = words.text("part.both") if lane is None else words.leader(lane)
    other = words.text("part.none") if lane is None else words.text(f"other.{chosen.other}")
    return (
        edit.choice("part", part, "practice", "leader", LEADERS),
        edit.choice("other", other, "practice", "other", tuple(OtherLane)),
        edit.choice("practice_speed", f"{chosen.speed:.0%}", "practice", "speed", SPEEDS),
        edit.switch("speed_up", "practice", "speed_up"),
        edit.switch("click", "practice", "click"),
    )
