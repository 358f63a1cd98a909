"""Seats: who plays what with which key, pad or button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drumjam.game.inputs.keys import Bindings, Slot, key_label
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.inputs.tuning import Tuning
from drumjam.rules.chart import Lane, Pad

LEFT_HAND = frozenset({Slot.LEE_CYMBAL, Slot.LEE_DRUM})
DRUMS = frozenset({Slot.LEE_DRUM, Slot.TAKAICHI_DRUM})


def pad_of(slot: Slot) -> Pad:
    """Drum or cymbal."""
    return Pad.DRUM if slot in DRUMS else Pad.CYMBAL


def lane_of(slot: Slot, led: frozenset[Lane], left: Lane) -> Lane | None:
    """The lane that a pad key plays while people lead the lanes `led`.

    With one lane led, every key plays that one; with both, the left keys play the lane that is on the `left` of
    the screen (Lee's, unless the sides are swapped), the right keys the other; with none, no key plays.
    """
    if len(led) == 1:
        return next(iter(led))
    return (left if slot in LEFT_HAND else left.other) if led else None


def caps(bindings: Bindings, lane: Lane, led: frozenset[Lane], left: Lane) -> dict[Pad, str]:
    """What stands on the keys of each pad of a lane, `D K`; empty for a leader whom nobody plays."""
    return {
        pad: " ".join(
            key_label(code)
            for slot in Slot
            if pad_of(slot) is pad and lane_of(slot, led, left) is lane
            for code in bindings.codes(slot)
        )
        for pad in Pad
    }


def dealt(devices: Iterable[str], owners: Mapping[str, Lane], left: Lane) -> dict[str, Lane]:
    """Whose each device is where two people play: its owner's; those of nobody go round, on the left first.

    A leader who has a device of his own is passed over as long as the other has none.
    """
    seats = {name: owners[name] for name in devices if name in owners}
    for name in devices:
        if name not in seats:
            held = list(seats.values())
            seats[name] = min((left, left.other), key=held.count)
    return seats


@dataclass(frozen=True, slots=True)
class Seats:
    """Who plays what in one play.

    bindings  the keyboard's pad keys
    tuning    what the parts of a device do
    led       the lanes that people lead
    left      the lane on the left of the screen
    players   whose each device is, where two people play; {}: one person plays all of them
    """

    bindings: Bindings
    tuning: Callable[[str], Tuning]
    led: frozenset[Lane]
    left: Lane
    players: Mapping[str, Lane]

    def seat(self, event: InputEvent) -> tuple[Lane, Pad] | None:
        """The lane and the pad that a key, pad or button plays; None if it plays nothing."""
        if event.device == KEYBOARD:
            slot = self.bindings.slots.get(event.code)
            lane = lane_of(slot, self.led, self.left) if slot else None
            return (lane, pad_of(slot)) if slot and lane is not None else None
        tuning = self.tuning(event.device)
        pad = tuning.pads.get(event.code)
        lane = self._lane(event, tuning)
        return (lane, pad) if pad is not None and lane is not None else None

    @property
    def two_handed(self) -> bool:
        """Whether one person leads both lanes: the left hand plays the lane on the left, the right hand the other."""
        return len(self.led) > 1 and not self.players

    def lanes(self, device: str) -> frozenset[Lane]:
        """The lanes that a device plays."""
        if len(self.led) < 2 or device not in self.players:
            return self.led
        return frozenset({self.players[device]})

    def _lane(self, event: InputEvent, tuning: Tuning) -> Lane | None:
        if len(self.led) < 2:
            return next(iter(self.led), None)
        if self.players:
            return self.players.get(event.device, self.left)
        if tuning.owner is not None:
            return tuning.owner
        return self.left if event.code in tuning.left else self.left.other
