"""Ear: listens to one kit, and makes strikes of its MIDI messages."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from drumjam.game.inputs.guards import Guards, Verdict
from drumjam.game.inputs.notes import HATS, PEDALS
from drumjam.game.inputs.source import InputEvent
from drumjam.game.inputs.tuning import Tuning
from drumjam.rules.chart import Pad

PEDAL_CONTROL = 4
PEDAL_CLOSED, PEDAL_OPEN = 90, 64
"""Positions of the hi-hat's pedal, 0 open to 127 closed, from which it counts as closed, and as open again."""

SQUEEZED = 64
"""Pressure from which a hand holds a cymbal; kits also send 0 before each stroke."""

OPEN_HAT = 46
HEARD = frozenset({"note_on", "note_off", "polytouch", "aftertouch", "control_change"})
"""Messages that say something; clocks and sensing do not."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The last stroke of a kit, for its test light.

    t_ns      when
    code      its note
    velocity  as the kit sent it
    verdict   what became of it
    """

    t_ns: int
    code: int
    velocity: int
    verdict: Verdict


class Ear:
    """Listens to one kit.

    device      the kit's name in the game
    tuning      what its notes play, and how hard a stroke must be
    two_handed  whether one person leads both lanes, and the left half of a kit of nobody's plays one of them
    heard       its last stroke, also one that did not count
    """

    def __init__(self, device: str, tuning: Tuning) -> None:
        self.device = device
        self.tuning = tuning
        self.two_handed = False
        self.heard: Heard | None = None
        self._guards = Guards()
        self._cymbal: int | None = None
        self._closed = False

    def hear(self, message: Any, t_ns: int) -> InputEvent | None:
        """What a message (as mido has it) at a moment in ns comes to; None where nothing came of it."""
        match message.type:
            case "note_on" if message.velocity > 0:
                return self._stroke(message.note, message.velocity, t_ns)
            case "note_on" | "note_off":
                return InputEvent(t_ns, self.device, message.note, down=False)
            case "polytouch" if message.value >= SQUEEZED and self.tuning.pads.get(message.note) is Pad.CYMBAL:
                return self._choke(message.note, t_ns)
            case "aftertouch" if message.value >= SQUEEZED and self._cymbal is not None:
                return self._choke(self._cymbal, t_ns)
            case "control_change" if message.control == PEDAL_CONTROL:
                return self._pedal(message.value, t_ns)
        return None

    def _stroke(self, note: int, velocity: int, t_ns: int) -> InputEvent | None:
        pad, touch = self.tuning.pads.get(note), self.tuning.touch(note)
        shakes = pad is not None and note not in PEDALS  # a foot, or what plays nothing, is no stick on a pad
        verdict = self._guards.judge(self._guarded(note), t_ns, velocity, touch.threshold, shakes=shakes)
        self.heard = Heard(t_ns, note, velocity, verdict)
        if verdict is not Verdict.STRUCK:
            return None
        if pad is Pad.CYMBAL and note not in HATS:
            self._cymbal = note
        return InputEvent(t_ns, self.device, note, velocity=touch.bent(velocity))

    def _guarded(self, note: int) -> Hashable:
        """What sounds but once at a time: a pad, of each hand where each hand plays a lane; or a note without one."""
        pad = self.tuning.pads.get(note)
        if pad is None:
            return note
        return (pad, note in self.tuning.left) if self.two_handed and self.tuning.owner is None else pad

    def _choke(self, note: int, t_ns: int) -> InputEvent:
        return InputEvent(t_ns, self.device, note, down=False, choke=True)

    def _pedal(self, position: int, t_ns: int) -> InputEvent | None:
        """A foot that closes the hi-hat ends its ringing."""
        closed = position >= (PEDAL_OPEN if self._closed else PEDAL_CLOSED)
        closes, self._closed = closed and not self._closed, closed
        return self._choke(OPEN_HAT, t_ns) if closes else None
