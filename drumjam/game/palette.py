"""Palette: every colour of the game, in three sets."""

from __future__ import annotations

from dataclasses import dataclass, replace

Colour = tuple[int, int, int]


def rgb(code: str) -> Colour:
    """A colour of six hexadecimal digits, as red, green, blue from 0 to 255."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """The colour at `share` (0 to 1) of the way from a to b."""
    t = min(max(share, 0.0), 1.0)
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, by what they are for.

    leaders         Lee's and Takaichi's, in lane order
    harmony         gold: what is together, and what is chosen
    harmony_deep    the lower end of a gold gradient
    on_harmony      text upon gold
    ground          the window's own colour, around and behind everything
    night, dusk, teal_night  the light upon the ground in menus: cool above, warm below
    lane            lanes and panels
    raised          the lighter upper end of a panel or a button
    sunken          hollows: bars, fields, ratings
    text, muted     first and second text
    missed          a note that was missed
    jumpsuit        of both leaders
    cool, warm      the stage's light at harmony 0 and 1
    bubble, ink     a comment's paper and its letters
    stroke          thin light edges of panels
    shade           shadows
    """

    leaders: tuple[Colour, Colour]
    harmony: Colour
    harmony_deep: Colour
    on_harmony: Colour
    ground: Colour
    night: Colour
    dusk: Colour
    teal_night: Colour
    lane: Colour
    raised: Colour
    sunken: Colour
    text: Colour
    muted: Colour
    missed: Colour
    jumpsuit: Colour
    cool: Colour
    warm: Colour
    bubble: Colour
    ink: Colour
    stroke: Colour
    shade: Colour

    @property
    def lee(self) -> Colour:
        """Lee's colour."""
        return self.leaders[0]

    @property
    def takaichi(self) -> Colour:
        """Takaichi's colour."""
        return self.leaders[1]


STANDARD = Palette(
    leaders=(rgb("549BF5"), rgb("74EBCD")),
    harmony=rgb("FFB52E"),
    harmony_deep=rgb("EE8F0E"),
    on_harmony=rgb("161008"),
    ground=rgb("0E1A2B"),
    night=rgb("1B3358"),
    dusk=rgb("4A382E"),
    teal_night=rgb("1C4048"),
    lane=rgb("16263D"),
    raised=rgb("22385C"),
    sunken=rgb("0B1524"),
    text=rgb("F4F7FB"),
    muted=rgb("9DB0C8"),
    missed=rgb("8796AB"),
    jumpsuit=rgb("4A86CF"),
    cool=rgb("1E3A5F"),
    warm=rgb("7A5524"),
    bubble=rgb("F4F7FB"),
    ink=rgb("12203A"),
    stroke=rgb("FFFFFF"),
    shade=rgb("040A14"),
)
COLOUR_BLIND = replace(
    STANDARD,
    leaders=(rgb("56B4E9"), rgb("E69F00")),
    harmony=rgb("FFFFFF"),
    harmony_deep=rgb("C9D6E6"),
    on_harmony=rgb("0B1524"),
)
HIGH_CONTRAST = replace(
    STANDARD,
    leaders=(rgb("7DB4FF"), rgb("FFD23F")),
    harmony=rgb("FFFFFF"),
    harmony_deep=rgb("E2E8F0"),
    on_harmony=rgb("000000"),
    ground=rgb("000000"),
    night=rgb("000000"),
    dusk=rgb("000000"),
    teal_night=rgb("000000"),
    lane=rgb("000000"),
    raised=rgb("101418"),
    sunken=rgb("20262E"),
    text=rgb("FFFFFF"),
    muted=rgb("D5DEEA"),
    missed=rgb("9AA7B8"),
)
PALETTES = {"standard": STANDARD, "colour-blind": COLOUR_BLIND, "high contrast": HIGH_CONTRAST}
"""The palettes by the names that settings keep."""
