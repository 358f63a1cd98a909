"""Sign card: where one pair of sticks is signed. The stick from near, to draw upon, and the field for a name."""

from __future__ import annotations

import pygame

from drumjam.game.faces import face
from drumjam.game.lettering import MISSING
from drumjam.game.menu import Box
from drumjam.game.signature import Signature, inked
from drumjam.game.signing import Signer
from drumjam.game.stage.longsticks import LABEL, label_size, long_stick
from drumjam.game.stage.parts import Flip, Parts
from drumjam.game.stage.pose import Mood
from drumjam.game.theme import Kind, Theme
from drumjam.game.world import World
from drumjam.rules.chart import Lane

CARDS: tuple[Box, Box] = ((32, 404, 600, 218), (648, 404, 600, 218))
NEAR = 1.64
"""How much larger the stick is here than in a hand."""

AXIS, MARGIN = 108.0, 20.0
"""From a card's upper edge to the stick's middle, and from its side to the butt's end."""

FIELD: Box = (20, 156, 404, 48)
CLEAR: Box = (440, 156, 140, 48)
FLIPS = (Flip.AS_PAINTED, Flip.MIRRORED)


def within(lane: Lane, box: Box) -> Box:
    """A box of a card, on the page."""
    x, y, _, _ = CARDS[lane]
    return x + box[0], y + box[1], box[2], box[3]


def wood(lane: Lane) -> Box:
    """The wood that can be drawn upon, on the page."""
    x, y, w, _ = CARDS[lane]
    wide, high = (LABEL[1] - LABEL[0]) * NEAR, LABEL[2] * NEAR
    start = MARGIN + LABEL[0] * NEAR
    left = x + start if FLIPS[lane] is Flip.AS_PAINTED else x + w - start - wide
    return left, y + AXIS - high / 2, wide, high


class SignCards:
    """Both cards' pictures at one window size; the sticks are painted anew when what stands on them has changed."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._parts = Parts(theme.scale * NEAR)
        self._painted: dict[Lane, tuple[Signature, pygame.Surface]] = {}

    def follow(self, signatures: tuple[Signature, Signature]) -> None:
        """Paint what has changed."""
        theme = self.theme
        for lane in Lane:
            if lane not in self._painted or self._painted[lane][0] != signatures[lane]:
                size = label_size(theme.scale * NEAR)
                label = inked(signatures[lane], size, theme.palette.ink, theme.lettering)
                made, _ = long_stick(self._parts, theme.palette.leaders[lane], label, FLIPS[lane])
                self._painted[lane] = signatures[lane], made

    def draw(
        self,
        canvas: pygame.Surface,
        world: World,
        lane: Lane,
        signer: Signer | None,
        now: float,
        light: float,
        down: float,
    ) -> None:
        """One card.

        signer  who signs here, or None
        light   how far its field is lit, 0 to 1
        down    logical pixels that it has sunk
        """
        theme, p, words = self.theme, self.theme.palette, world.strings
        x, y, w, h = CARDS[lane]
        y += down
        theme.panel(canvas, (x, y, w, h), Kind.PANEL, 20, theme.tinted(Kind.PANEL, p.leaders[lane], 0.24))
        face(theme, canvas, lane, (x + 40, y + 36), 24, Mood.HAPPY)
        theme.text(canvas, words.leader(lane), (x + 76, y + 36), 24, p.leaders[lane], width=300, room=40)
        self._stick(canvas, lane, (x, y, w, h))
        if signer is not None:
            self._field(canvas, world, signer, (x + FIELD[0], y + FIELD[1], *FIELD[2:]), now, light)

    def _stick(self, canvas: pygame.Surface, lane: Lane, card: Box) -> None:
        """The stick, which goes on beyond the card's far side."""
        theme, (x, y, w, h) = self.theme, card
        _, left, top = self._parts.prepare("long_stick", FLIPS[lane])
        clip = canvas.get_clip()
        canvas.set_clip(theme.rect(x + 2, y + 2, w - 4, h - 4).clip(clip))
        butt = x + MARGIN if FLIPS[lane] is Flip.AS_PAINTED else x + w - MARGIN
        px, py = theme.point(butt, y + AXIS)
        canvas.blit(self._painted[lane][1], (px + left, py + top))
        canvas.set_clip(clip)

    def _field(self, canvas: pygame.Surface, world: World, signer: Signer, box: Box, now: float, light: float) -> None:
        """The name as it is typed."""
        theme, p, field = self.theme, self.theme.palette, signer.field
        x, y, w, h = box
        theme.panel(canvas, box, Kind.PILL, h / 2)
        if light > 0.3 or field.typing:
            theme.panel(canvas, box, Kind.PILL, h / 2, theme.ring_look())
        caret = "|" if field.typing and now % 1.0 < 0.5 else ""
        empty = not field.shown and not field.typing
        text = world.strings.text("sticks.name") if empty else field.shown + caret
        colour = p.muted if empty or signer.strokes else p.text
        theme.text(canvas, text, (x + 24, y + h / 2), 22, colour, width=w - 48, room=h)


def boxed(theme: Theme, name: str) -> bool:
    """Whether a name has signs that the game's letters lack and that stand as boxes."""
    return theme.lettering.shown(name).count(MISSING) > name.count(MISSING)
