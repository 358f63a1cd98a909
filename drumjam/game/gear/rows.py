"""The rows of one device: whose it is, what its pads play, how hard they must be struck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drumjam.game.inputs.devices import Device, Sort
from drumjam.game.inputs.offsets import offset_ms
from drumjam.game.inputs.tuning import Touch, own_pads, touches_of
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import key_rows, timing_rows
from drumjam.game.rows import Row, Shape
from drumjam.library.settings import LEADERS, NOTHING, Curve
from drumjam.rules.chart import Lane, Pad

OWNERS: tuple[str, ...] = ("", *LEADERS)
PARTS: tuple[Pad | None, ...] = (*Pad, None)
OF_PART = ("threshold", "curve", "learn")
"""Rows about those of a device's pads that play one thing."""

SOFTEST, HARDEST = 1, 64
"""Between these the softest stroke that counts can be chosen; beyond, a kit would be deaf."""

FARTHEST_MS = 500


@dataclass(frozen=True, slots=True)
class DeviceRows:
    """Makes the rows of one device.

    edit      changes settings
    device    whose rows
    part      which of its pads the rows are about: those that play drum or cymbal, or None: that play nothing
    turn      makes the rows be about others
    learning  whether the next stroke is one of them from then on
    ask       waits for that stroke
    keys      leads to the keys of the keyboard
    """

    edit: Edit
    device: Device
    part: Pad | None
    turn: Callable[[Pad | None], None]
    learning: bool
    ask: Callable[[], None]
    keys: Callable[[], None]

    def rows(self) -> list[Row]:
        """All of them."""
        words = self.edit.world.strings.text
        if self.device.sort is Sort.KEYBOARD:
            caps = [row for row in key_rows(self.edit, lambda _: self.keys(), None) if row.shape is Shape.KEY]
            offsets = [row for row in timing_rows(self.edit) if row.key.startswith("offset.")]
            return [*caps, *offsets, Row("keys", words("devices.keys"), "", 0.0, Shape.ACTION, choose=self.keys)]
        rows = [self._owner(), self._offset(), self._part()]
        if self.device.sort is Sort.KIT and self.part is not None:
            rows += [self._threshold(self.part), self._curve(self.part)]
        return [
            *rows,
            self._learn(),
            Row("forget", words("devices.forget"), "", 0.0, Shape.ACTION, choose=self._forget),
        ]

    def _owner(self) -> Row:
        strings = self.edit.world.strings
        owner = self.edit.world.settings.devices.leader.get(self.device.name, "")
        value = strings.leader(LEADERS.index(owner)) if owner else strings.text("devices.anybody")

        def change(step: int) -> None:
            self._put("leader", OWNERS[(OWNERS.index(owner) + step) % len(OWNERS)])

        return Row("owner", strings.text("devices.owner"), value, 0.0, Shape.CHOICE, change)

    def _offset(self) -> Row:
        """How late its strikes arrive, whoever plays it; where the lanes have it differently, on each of them."""
        world, name = self.edit.world, self.device.name
        known = [offset_ms(world.settings.timing, lane, name) for lane in (world.left, world.left.other)]

        def change(step: int) -> None:
            tables, timing = {}, world.settings.timing
            for lane in Lane:
                ms = min(max(offset_ms(timing, lane, name) + step, -FARTHEST_MS), FARTHEST_MS)
                tables[f"{lane.id}_ms"] = {**getattr(timing, f"{lane.id}_ms"), name: ms}
            self.edit.put("timing", **tables)

        return self.edit.milliseconds("own_offset", change, *known, label=world.strings.text("devices.offset"))

    def _part(self) -> Row:
        """Which pads the rows below are about."""
        words = self.edit.world.strings.text
        value = words(self.part.id) if self.part is not None else words("devices.nothing")

        def change(step: int) -> None:
            self.turn(PARTS[(PARTS.index(self.part) + step) % len(PARTS)])

        return Row("part", words("devices.part"), value, 0.0, Shape.CHOICE, change)

    def _threshold(self, pad: Pad) -> Row:
        least = self._touches()[pad].threshold

        def turn(to: int) -> None:
            self._put_touch("threshold", pad, min(max(to, SOFTEST), HARDEST))

        return Row(
            "threshold",
            self.edit.world.strings.text("devices.threshold"),
            str(least),
            (least - SOFTEST) / (HARDEST - SOFTEST),
            Shape.AMOUNT,
            lambda step: turn(self._touches()[pad].threshold + step),
            lambda share: turn(round(SOFTEST + share * (HARDEST - SOFTEST))),
        )

    def _curve(self, pad: Pad) -> Row:
        words, curves = self.edit.world.strings.text, list(Curve)

        def change(step: int) -> None:
            at = curves.index(self._touches()[pad].curve)
            self._put_touch("curve", pad, curves[(at + step) % len(curves)])

        value = words(f"curve.{self._touches()[pad].curve}")
        return Row("curve", words("devices.curve"), value, 0.0, Shape.CHOICE, change)

    def _learn(self) -> Row:
        """Which pads those are besides the usual; choosing the row asks for one more."""
        words = self.edit.world.strings.text
        own = own_pads(self.device.name, self.edit.world.settings.devices)
        codes = ", ".join(str(code) for code, known in sorted(own.items()) if known is self.part)
        value = words("devices.usual_and", codes=codes) if codes else words("devices.usual")
        if self.learning:
            value = words("devices.strike")
        return Row("learn", words("devices.pads"), value, 0.0, Shape.KEY, choose=self.ask)

    def learn(self, code: int) -> None:
        """A note or button plays, from now on, what the rows are about."""
        own = self.edit.world.settings.devices.pads.get(self.device.name, {})
        self._put("pads", {**own, str(code): self.part.id if self.part is not None else NOTHING})

    def _forget(self) -> None:
        self._put("pads", {})

    def _touches(self) -> dict[Pad, Touch]:
        """How strokes on its pads are understood now."""
        return touches_of(self.device.name, self.edit.world.settings.devices)

    def _put_touch(self, name: str, pad: Pad, value: object) -> None:
        """Change how strokes on one sort of pad are understood; the other's stay as they are."""
        chosen = self.edit.world.settings.devices
        values = {one: getattr(touch, name) for one, touch in self._touches().items()} | {pad: value}
        places = {Pad.DRUM: name, Pad.CYMBAL: f"cymbal_{name}"}
        self.edit.put(
            "devices",
            **{places[one]: {**getattr(chosen, places[one]), self.device.name: values[one]} for one in Pad},
        )

    def _put(self, name: str, value: object) -> None:
        """Change one setting of this device; nothing chosen leaves no trace."""
        known: Mapping[str, object] = getattr(self.edit.world.settings.devices, name)
        changed = {device: kept for device, kept in known.items() if device != self.device.name}
        if value not in ("", {}):
            changed[self.device.name] = value
        self.edit.put("devices", **{name: changed})
