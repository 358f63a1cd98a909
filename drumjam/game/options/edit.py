"""Edit: makes the rows of the settings; each shows one setting and changes it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from time import perf_counter

from drumjam.game.rows import Row, Shape
from drumjam.game.world import World

VOLUME_STEP = 0.05
PAN_STEP = 0.1


class Edit:
    """Rows over the world's settings. A row's label is the string `set.KEY`, its help `set.KEY.help`."""

    def __init__(self, world: World) -> None:
        self.world = world

    def put(self, part: str, **values: object) -> None:
        """Change settings of one part; say so where they could not be kept."""
        if not self.world.change(part, **values):
            self.world.say(self.world.strings.text("unsaved"), perf_counter())

    def choice(
        self, key: str, value: str, part: str, name: str, values: Sequence[object], *, label: str | None = None
    ) -> Row:
        """One of some values, which reads `value` now; the last is followed by the first.

        Where the value now is none of them, the nearest number is where a step begins.
        """

        def change(step: int) -> None:
            at = _place(values, getattr(getattr(self.world.settings, part), name))
            self.put(part, **{name: values[(at + step) % len(values)]})

        return self._row(key, value, 0.0, Shape.CHOICE, change, label)

    def switch(self, key: str, part: str, name: str, *, label: str | None = None) -> Row:
        """On or off."""
        on = bool(getattr(getattr(self.world.settings, part), name))

        def change(_: int) -> None:
            self.put(part, **{name: not on})

        return self._row(key, self.world.strings.text("on" if on else "off"), float(on), Shape.SWITCH, change, label)

    def amount(self, key: str, name: str, *, label: str | None = None) -> Row:
        """A volume of 0 to 1, in steps or along its groove."""
        share: float = getattr(self.world.settings.sound, name)

        def turn(volume: float) -> None:
            volume = min(max(round(volume, 2), 0.0), 1.0)
            if volume != getattr(self.world.settings.sound, name):
                self.put("sound", **{name: volume})

        def change(step: int) -> None:
            turn(getattr(self.world.settings.sound, name) + VOLUME_STEP * step)

        def slide(to: float) -> None:
            turn(round(to / VOLUME_STEP) * VOLUME_STEP)

        return self._row(key, f"{share:.0%}", share, Shape.AMOUNT, change, label, slide)

    def pan(self, key: str, name: str, *, label: str) -> Row:
        """A place from -1 left to 1 right, which reads "← 30", "0" or "30 →": sides are not named beside a leader."""
        pan: float = getattr(self.world.settings.sound, name)

        def change(step: int) -> None:
            place = min(max(round(getattr(self.world.settings.sound, name) + PAN_STEP * step, 2), -1.0), 1.0)
            self.put("sound", **{name: place})

        percent = round(abs(pan) * 100)
        value = f"← {percent}" if pan < 0 < percent else f"{percent} →" if percent else "0"
        return self._row(key, value, 0.0, Shape.CHOICE, change, label)

    def milliseconds(self, key: str, change: Callable[[int], None], *times: float, label: str | None = None) -> Row:
        """A signed time in ms that a step moves by one; those of several lanes where they are not the same."""
        signed = dict.fromkeys(f"{'+' if ms > 0 else '−' if ms < 0 else ''}{abs(round(ms))}" for ms in times)
        return self._row(key, f"{' / '.join(signed)} ms", 0.0, Shape.CHOICE, change, label)

    def typed(
        self, key: str, value: str, change: Callable[[int], None], type_: Callable[[], None], *, label: str
    ) -> Row:
        """Words that are stepped through, or typed."""
        return replace(self._row(key, value, 0.0, Shape.CHOICE, change, label), choose=type_)

    def action(self, key: str, choose: Callable[[], None]) -> Row:
        """Something that is done when the row is chosen."""
        return Row(key, self.world.strings.text(f"set.{key}"), "", 0.0, Shape.ACTION, choose=choose, help=key)

    def _row(
        self,
        key: str,
        value: str,
        share: float,
        shape: Shape,
        change: Callable[[int], None],
        label: str | None = None,
        slide: Callable[[float], None] | None = None,
    ) -> Row:
        label = self.world.strings.text(f"set.{key}") if label is None else label
        return Row(key, label, value, share, shape, change, slide, help=key.partition(".")[0])


def _place(values: Sequence[object], now: object) -> int:
    """Where a value stands among others; the nearest number where it is none of them."""
    if now in values or not isinstance(now, float):
        return values.index(now) if now in values else 0
    away = [abs(one - now) if isinstance(one, int | float) else inf for one in values]
    return away.index(min(away))
