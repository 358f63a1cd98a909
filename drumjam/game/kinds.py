"""Kinds: what a panel or a button is, and how each is painted."""

from __future__ import annotations

from enum import Enum

from drumjam.game.palette import Palette, mix
from drumjam.game.panels import Look


class Kind(Enum):
    """What a panel or a button is: decides how it is painted."""

    PANEL = "panel"
    CARD = "card"
    CHOSEN = "chosen"
    BUTTON = "button"
    PRIMARY = "primary"
    SUNKEN = "sunken"
    PILL = "pill"
    BUBBLE = "bubble"
    KEY = "key"


def look_of(kind: Kind, p: Palette) -> Look:
    """How panels of a kind are painted in a palette."""
    shadow = Look(p.raised, p.lane, 236, p.stroke, glow=p.shade, glow_alpha=90, spread=18)
    match kind:
        case Kind.PANEL:
            return shadow
        case Kind.CARD:
            return Look(p.raised, p.lane, 200, p.stroke, 46, 14)
        case Kind.CHOSEN:
            top, bottom = mix(p.raised, p.lee, 0.22), mix(p.lane, p.lee, 0.16)
            return Look(top, bottom, 250, p.harmony, 255, 255, 2.0, p.harmony, 90, 16)
        case Kind.BUTTON:
            return Look(
                mix(p.raised, p.lee, 0.06), p.lane, 240, p.stroke, 60, 24, glow=p.shade, glow_alpha=80, spread=10
            )
        case Kind.PRIMARY:
            top = mix(p.harmony, p.stroke, 0.28)
            return Look(top, p.harmony_deep, 255, mix(p.harmony, p.stroke, 0.6), 255, 150, 1.6, p.harmony, 110, 18)
        case Kind.SUNKEN:
            return Look(p.sunken, p.sunken, 210, p.stroke, 20, 40)
        case Kind.PILL:
            return Look(p.sunken, p.lane, 235, p.stroke, 40, 40)
        case Kind.BUBBLE:
            return Look(
                p.bubble, mix(p.bubble, p.muted, 0.25), 255, p.stroke, 0, 0, glow=p.shade, glow_alpha=80, spread=8
            )
        case Kind.KEY:
            return Look(mix(p.raised, p.stroke, 0.12), p.raised, 255, p.stroke, 90, 30)
