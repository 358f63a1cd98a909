"""Devices in colour: each way to share a section has its own, made of the leaders' and of gold."""

from __future__ import annotations

from drumjam.game.palette import Colour, Palette, mix
from drumjam.rules.chart import Device


def device_colour(device: Device, p: Palette) -> Colour:
    """The colour of a device: gold for unison, the leaders' own and what lies between them for the others."""
    return {
        Device.UNISON: p.harmony,
        Device.TRADING: mix(p.lee, p.stroke, 0.2),
        Device.ECHO: mix(p.lee, p.stroke, 0.55),
        Device.LEAD: p.takaichi,
        Device.SWAP: mix(p.takaichi, p.stroke, 0.5),
        Device.HOCKET: mix(p.lee, p.takaichi, 0.5),
        Device.PARTS: p.muted,
    }[device]
