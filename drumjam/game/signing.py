"""Signing: who signs which sticks after a play, and what each has written so far."""

from __future__ import annotations

from drumjam.game.field import Field, Left
from drumjam.game.inputs.source import InputEvent
from drumjam.game.plan import Plan
from drumjam.game.signature import LONGEST, Signature, Stroke, cleaned
from drumjam.library.settings import Mode, Souvenir
from drumjam.rules.chart import Lane

NAMES_KEPT = 8
STEP = 0.004
"""Share of the field's width that the pen must move before a point is added."""

MOST_POINTS = 3000
"""Points of a drawing; a pen that goes on for minutes writes no more."""


class Signer:
    """One player with a pair of sticks.

    lane     whose sticks
    field    where a name is typed
    strokes  what was drawn instead
    """

    def __init__(self, lane: Lane, name: str) -> None:
        self.lane = lane
        self.field = Field(LONGEST, cleaned(name))
        self.strokes: list[list[tuple[float, float]]] = []
        self.drawing = False
        self._before = self._typed = self.field.text

    @property
    def signature(self) -> Signature:
        """What stands on the sticks now, letters that are being composed included."""
        strokes: tuple[Stroke, ...] = tuple(tuple(stroke) for stroke in self.strokes)
        return Signature(self.field.shown.strip()[:LONGEST], strokes)

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.strokes and not self.field.shown

    def clear(self) -> None:
        """Wipe what was drawn, else the name."""
        if not self.strokes:
            self.field.text = ""
        self.strokes.clear()

    # -- a name -----------------------------------------------------------------------------------

    def type(self) -> None:
        """Letters go here from now on."""
        self._before = self.field.text

    def press(self, event: InputEvent) -> bool:
        """A key while letters go here; whether it ended that. Esc brings back what stood there before."""
        left = self.field.press(event)
        if left is Left.CANCELLED:
            self.field.text = self._before
        if left is not None:
            self.finish()
        return left is not None

    def finish(self) -> None:
        """Nothing is typed any more: the name is tidied."""
        self.field.close()
        self._typed = self.field.text = cleaned(self.field.text)

    def step(self, step: int, names: tuple[str, ...]) -> None:
        """The next of the names that were typed here or signed before, and of the note after them."""
        known = [*dict.fromkeys(name for name in (self._typed, *names) if name), ""]
        here = known.index(self.field.text) if self.field.text in known else -1
        self.field.text = known[(here + step) % len(known)]
        self.strokes.clear()

    # -- a drawing --------------------------------------------------------------------------------

    def draw(self, x: float, y: float) -> None:
        """The pen is at a point, shares of the field's width and height; what lies outside is drawn at its edge."""
        point = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        if not self.drawing:
            self.drawing = True
            self.strokes.append([point])
        elif sum(map(len, self.strokes)) < MOST_POINTS:
            last = self.strokes[-1][-1]
            if abs(point[0] - last[0]) >= STEP or abs(point[1] - last[1]) >= STEP * 4:
                self.strokes[-1].append(point)

    def lift(self) -> None:
        """The pen is lifted."""
        self.drawing = False


class Signing:
    """Everybody who signs after a play: each of two players, or the one who played.

    names  names signed before, newest first
    """

    def __init__(self, plan: Plan, kept: Souvenir) -> None:
        self.plan = plan
        self.names = tuple(dict.fromkeys(name for name in map(cleaned, kept.names) if name))
        lanes = (plan.first, plan.first.other) if plan.mode is Mode.TWO else (min(plan.led),)
        last = (kept.player, kept.guest)
        self.signers = tuple(Signer(lane, name) for lane, name in zip(lanes, last, strict=False))

    def signer(self, lane: Lane) -> Signer | None:
        """Who signs a leader's sticks; None for the computer, and for the other hand of one player."""
        return next((signer for signer in self.signers if signer.lane is lane), None)

    @property
    def signatures(self) -> tuple[Signature, Signature]:
        """On Lee's sticks and on Takaichi's: who plays with both hands signs both pairs, the computer writes a note."""
        lee, takaichi = (self._signature(lane) for lane in Lane)
        return lee, takaichi

    def _signature(self, lane: Lane) -> Signature:
        signer = self.signer(lane) or (self.signers[0] if lane in self.plan.led else None)
        return signer.signature if signer else Signature()

    @property
    def typing(self) -> Signer | None:
        """Who is typing."""
        return next((signer for signer in self.signers if signer.field.typing), None)

    @property
    def drawing(self) -> Signer | None:
        """Who is drawing."""
        return next((signer for signer in self.signers if signer.drawing), None)

    def kept(self, before: Souvenir) -> dict[str, object]:
        """The settings that remember these names."""
        signed = [signer.field.text for signer in self.signers]
        names = tuple(name for name in dict.fromkeys((*signed, *self.names)) if name)[:NAMES_KEPT]
        last = {"player": signed[0], "guest": signed[1] if len(signed) > 1 else before.guest}
        return {**last, "names": names}
