"""Lights: what was struck lately, and how hard; for the test lights of each device."""

from __future__ import annotations

from dataclasses import dataclass

from drumjam.game.inputs.guards import Verdict
from drumjam.rules.chart import Pad

FADING = 0.6
"""Seconds in which a light goes out."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke.

    now       clock time in seconds
    code      the note or button
    velocity  how hard, 1 to 127
    pad       what it plays, or None
    verdict   what became of it
    """

    now: float
    code: int
    velocity: int
    pad: Pad | None
    verdict: Verdict = Verdict.STRUCK


class Lights:
    """Two lights for each device: its drum and its cymbal.

    last  each device's last stroke, also one that did not count
    """

    def __init__(self) -> None:
        self.last: dict[str, Stroke] = {}
        self._struck: dict[tuple[str, Pad], Stroke] = {}

    def strike(self, device: str, stroke: Stroke) -> None:
        """Something was struck."""
        self.last[device] = stroke
        if stroke.pad is not None and stroke.verdict is Verdict.STRUCK:
            self._struck[device, stroke.pad] = stroke

    def share(self, device: str, pad: Pad, now: float) -> float:
        """How brightly a light shines, 0 to 1: harder strokes shine brighter, all of them go out."""
        stroke = self._struck.get((device, pad))
        return 0.0 if stroke is None else _left(stroke, now) * (0.35 + 0.65 * stroke.velocity / 127)

    def level(self, device: str, now: float) -> float:
        """How hard the last stroke was, 0 to 1, sinking back."""
        stroke = self.last.get(device)
        return 0.0 if stroke is None else _left(stroke, now) * stroke.velocity / 127


def _left(stroke: Stroke, now: float) -> float:
    return min(max(1 - (now - stroke.now) / FADING, 0.0), 1.0)
