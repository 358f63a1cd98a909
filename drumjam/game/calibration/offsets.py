"""Offsets: where the settings keep what calibration finds."""

from __future__ import annotations

from collections.abc import Mapping

from drumjam.game.inputs.offsets import lanes_of, offset_ms
from drumjam.library.settings import Timing
from drumjam.rules.chart import Lane

Target = tuple[Lane, str]
"""A player, by lane, and the name of a device."""


def with_offsets(timing: Timing, offsets: Mapping[Target, float]) -> dict[str, dict[str, float]]:
    """The values of `timing` that change where offsets in ms replace those that were set."""
    changed: dict[str, dict[str, float]] = {}
    for (found, device), ms in offsets.items():
        for lane in lanes_of(found, device):
            if offset_ms(timing, lane, device) != ms:
                changed.setdefault(f"{lane.id}_ms", dict(_known(timing, lane)))[device] = float(ms)
    return changed


def refused_ms(timing: Timing, lane: Lane, device: str) -> float | None:
    """The offset in ms that a player did not want for a device, or None."""
    return _refused(timing, lane).get(device)


def with_refusal(timing: Timing, lane: Lane, device: str, ms: float) -> dict[str, dict[str, float]]:
    """The values of `timing` that change where an offered offset in ms is not wanted."""
    return {f"{one.id}_refused_ms": {**_refused(timing, one), device: float(ms)} for one in lanes_of(lane, device)}


def _refused(timing: Timing, lane: Lane) -> Mapping[str, float]:
    return timing.lee_refused_ms if lane is Lane.LEE else timing.takaichi_refused_ms


def _known(timing: Timing, lane: Lane) -> Mapping[str, float]:
    return timing.lee_ms if lane is Lane.LEE else timing.takaichi_ms
