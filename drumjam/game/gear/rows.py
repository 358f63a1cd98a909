"""The rows of one device: whose it is, what its pads play, how hard they must be struck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drumjam.game.inputs.devices import Device, Sort
from drumjam.game.inputs.offsets import offset_ms
from drumjam.game.inputs.tuning import own_pads
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import key_rows, timing_rows
from drumjam.game.rows import Row, Shape
from drumjam.library.settings import LEADERS, THRESHOLD, Curve
from drumjam.rules.chart import Lane, Pad

OWNERS: tuple[str, ...] = ("", *LEADERS)
SOFTEST, HARDEST = 1, 64
"""Between these the softest stroke that counts can be chosen; beyond, a kit would be deaf."""

FARTHEST_MS = 500


@dataclass(frozen=True, slots=True)
class DeviceRows:
    """Makes the rows of one device.

    edit      changes settings
    device    whose rows
    learning  the pad that waits for a stroke, or None
    ask       makes a pad wait for one
    keys      leads to the keys of the keyboard
    """

    edit: Edit
    device: Device
    learning: Pad | None
    ask: Callable[[Pad], None]
    keys: Callable[[], None]

    def rows(self) -> list[Row]:
        """All of them."""
        words = self.edit.world.strings.text
        if self.device.sort is Sort.KEYBOARD:
            caps = [row for row in key_rows(self.edit, lambda _: self.keys(), None) if row.shape is Shape.KEY]
            offsets = [row for row in timing_rows(self.edit) if row.key.startswith("offset.")]
            return [*caps, *offsets, Row("keys", words("devices.keys"), "", 0.0, Shape.ACTION, choose=self.keys)]
        rows = [self._owner(), self._offset()]
        if self.device.sort is Sort.KIT:
            rows += [self._threshold(), self._curve()]
        rows += [self._learn(pad) for pad in Pad]
        return [*rows, Row("forget", words("devices.forget"), "", 0.0, Shape.ACTION, choose=self._forget)]

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

    def _threshold(self) -> Row:
        name, words = self.device.name, self.edit.world.strings.text
        least = self.edit.world.settings.devices.threshold.get(name, THRESHOLD)

        def turn(to: int) -> None:
            self._put("threshold", min(max(to, SOFTEST), HARDEST))

        return Row(
            "threshold",
            words("devices.threshold"),
            str(least),
            (least - SOFTEST) / (HARDEST - SOFTEST),
            Shape.AMOUNT,
            lambda step: turn(least + step),
            lambda share: turn(round(SOFTEST + share * (HARDEST - SOFTEST))),
        )

    def _curve(self) -> Row:
        name, words, curves = self.device.name, self.edit.world.strings.text, list(Curve)
        curve = self.edit.world.settings.devices.curve.get(name, Curve.EVEN)

        def change(step: int) -> None:
            self._put("curve", curves[(curves.index(curve) + step) % len(curves)])

        return Row("curve", words("devices.curve"), words(f"curve.{curve}"), 0.0, Shape.CHOICE, change)

    def _learn(self, pad: Pad) -> Row:
        """What plays a pad besides the usual; choosing the row asks for one more."""
        words = self.edit.world.strings.text
        own = own_pads(self.device.name, self.edit.world.settings.devices)
        codes = ", ".join(str(code) for code, known in sorted(own.items()) if known is pad)
        value = words("devices.strike") if self.learning is pad else words("devices.usual")
        if codes and self.learning is not pad:
            value = words("devices.usual_and", codes=codes)
        return Row(
            f"learn.{pad.id}", words(f"devices.pads.{pad.id}"), value, 0.0, Shape.KEY, choose=lambda: self.ask(pad)
        )

    def learn(self, code: int, pad: Pad) -> None:
        """A note or button plays that pad from now on."""
        own = self.edit.world.settings.devices.pads.get(self.device.name, {})
        self._put("pads", {**own, str(code): pad.id})

    def _forget(self) -> None:
        self._put("pads", {})

    def _put(self, name: str, value: object) -> None:
        """Change one setting of this device; nothing chosen leaves no trace."""
        known: Mapping[str, object] = getattr(self.edit.world.settings.devices, name)
        changed = {device: kept for device, kept in known.items() if device != self.device.name}
        if value not in ("", {}):
            changed[self.device.name] = value
        self.edit.put("devices", **{name: changed})
