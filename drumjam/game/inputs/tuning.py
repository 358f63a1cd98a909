"""Tuning: what the parts of one device do, as usual or as the player has said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drumjam.game.scene import Command
from drumjam.library.settings import THRESHOLD, Curve, Devices
from drumjam.rules.chart import Lane, Pad

GAMMA = {Curve.SOFT: 0.6, Curve.EVEN: 1.0, Curve.HARD: 1.6}


@dataclass(frozen=True, slots=True)
class Touch:
    """How strokes on one sort of pad are understood.

    threshold  softest velocity that counts, 1 to 127
    curve      how velocities are understood
    """

    threshold: int = THRESHOLD
    curve: Curve = Curve.EVEN

    def bent(self, velocity: int) -> int:
        """A velocity as the curve understands it, 1 to 127."""
        share: float = (velocity / 127) ** GAMMA[self.curve]
        return max(round(127 * share), 1)


@dataclass(frozen=True, slots=True)
class Tuning:
    """One device. Codes are a kit's notes, or buttons, directions and triggers of a game pad.

    pads       what each code plays; others play nothing
    left       codes under the left hand, where one person leads both parts
    commands   what each code means on a menu page
    pauses     codes that pause a play
    owner      whose the device is, or None: whoever plays
    touches    how strokes on drums and on cymbals are understood
    """

    pads: Mapping[int, Pad] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    commands: Mapping[int, Command] = field(default_factory=dict)
    pauses: frozenset[int] = frozenset()
    owner: Lane | None = None
    touches: Mapping[Pad, Touch] = field(default_factory=dict)

    def is_hat(self, code: int) -> bool:
        """Whether a code is a hi-hat's: on menu pages it leads back."""
        return self.commands.get(code) is Command.PREVIOUS

    def touch(self, code: int) -> Touch:
        """How strokes that bring a code are understood; those that play nothing as on a drum."""
        return self.touches.get(self.pads.get(code, Pad.DRUM), Touch())


def kit_tuning(name: str, chosen: Devices) -> Tuning:
    """The tuning of a kit: on menu pages its drums choose, its hi-hat goes back and its cymbals go on."""
    from drumjam.game.inputs.notes import HATS, LEFT_SIDE, usual_pads

    pads = taught(usual_pads(name), name, chosen)
    commands = {
        note: Command.CHOOSE if pad is Pad.DRUM else Command.PREVIOUS if note in HATS else Command.NEXT
        for note, pad in pads.items()
    }
    return Tuning(
        pads=pads,
        left=LEFT_SIDE,
        commands=commands,
        owner=owner_of(name, chosen),
        touches=touches_of(name, chosen),
    )


def touches_of(name: str, chosen: Devices) -> dict[Pad, Touch]:
    """How strokes on a kit are understood, by pad: its cymbals' as its drums', unless the player says otherwise."""
    drum = Touch(chosen.threshold.get(name, THRESHOLD), chosen.curve.get(name, Curve.EVEN))
    threshold = chosen.cymbal_threshold.get(name, drum.threshold)
    return {Pad.DRUM: drum, Pad.CYMBAL: Touch(threshold, chosen.cymbal_curve.get(name, drum.curve))}


def own_pads(name: str, chosen: Devices) -> dict[int, Pad | None]:
    """What the player has said that codes of a device play, None: nothing; what is no number is left out."""
    named = {pad.id: pad for pad in Pad}
    return {int(code): named.get(pad) for code, pad in chosen.pads.get(name, {}).items() if code.isdecimal()}


def taught(usual: Mapping[int, Pad], name: str, chosen: Devices) -> dict[int, Pad]:
    """What codes of a device play, beginning with the usual; those that play nothing are not in it."""
    return {code: pad for code, pad in {**usual, **own_pads(name, chosen)}.items() if pad is not None}


def owner_of(name: str, chosen: Devices) -> Lane | None:
    """Whose a device is."""
    return next((lane for lane in Lane if lane.id == chosen.leader.get(name)), None)
