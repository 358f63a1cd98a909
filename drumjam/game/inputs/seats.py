"""Seats: who plays what with which key."""

from __future__ import annotations

from drumjam.game.inputs.keys import Bindings, Slot, key_label
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
