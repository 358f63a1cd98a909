"""Keepsake: both leaders, large, with the sticks they sign and exchange, in warm light."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pygame

from drumjam.game.palette import Palette, mix
from drumjam.game.stage import paint
from drumjam.game.stage.arms import Arm, Grip, Hand, Point, bend
from drumjam.game.stage.backdrop import whole
from drumjam.game.stage.exchange import Hold, Moment
from drumjam.game.stage.layout import HEIGHT, WIDTH
from drumjam.game.stage.longsticks import LongSticks
from drumjam.game.stage.parts import Flip, Parts, Spot
from drumjam.game.stage.pose import Mood
from drumjam.rules.chart import Lane

LARGE = 1.7
"""How much larger the leaders are than at their kits."""

NECKS: tuple[Point, Point] = ((192.0, 296.0), (1088.0, 296.0))
NECK_IN_RIG: Point = (0.0, -160.0)
SHOULDER: Point = (42.0, -139.0)
OUTER_ARM = (122.0, 58.0)
"""Degrees of the upper arm and the forearm whose hand is on the hip."""

ARM_STEP, HEAD_STEP = 2.0, 0.5
MEETING_POINT: Point = (640.0, 204.0)
RIPPLE, RIPPLE_FRAMES, RIPPLE_REACH = 0.9, 18, 190.0
"""Seconds that a ripple lasts, its pictures, and the logical pixels it travels."""

FLIPS = (Flip.AS_PAINTED, Flip.MIRRORED)


class Keepsake:
    """Draws the leaders and their sticks; it holds pictures only."""

    def __init__(self, scale: float, palette: Palette, offset: tuple[int, int] = (0, 0)) -> None:
        """Load the pictures.

        scale   device pixels for one logical pixel of the 1280x720 canvas
        offset  where the canvas begins on the surfaces drawn to, in device pixels
        """
        self.scale = scale
        self.palette = palette
        self.offset = offset
        self.parts = Parts(scale)
        self._ground = whole("keepsake", (round(WIDTH * scale), round(HEIGHT * scale)))
        self._ripples: dict[int, pygame.Surface] = {}
        self._sticks: tuple[LongSticks, LongSticks] | None = None

    def sign(self, labels: tuple[pygame.Surface | None, pygame.Surface | None]) -> None:
        """Put signatures (of `label_size`) on Lee's sticks and on Takaichi's."""
        lee, takaichi = self.palette.leaders
        self._sticks = LongSticks(self.parts, lee, labels[0]), LongSticks(self.parts, takaichi, labels[1])

    def draw(self, surface: pygame.Surface, moment: Moment, shut: tuple[bool, bool] = (False, False)) -> None:
        """Draw all of it.

        shut  whose eyes are shut for a blink
        """
        surface.blit(self._ground, self.offset)
        for lane in Lane:
            self._bust(surface, lane, moment, shut[lane])
        for age in moment.ripples:
            self._ripple(surface, age)
        left, right = moment.sticks, moment.sticks.mirrored
        if self._sticks is not None:
            pairs = sorted(zip(self._sticks, (left, right), strict=True), key=lambda pair: -pair[1].flip.value)
            for sticks, hold in pairs:
                sticks.draw(surface, hold, self.offset)
        self._hands(surface, moment)

    def _hands(self, surface: pygame.Surface, moment: Moment) -> None:
        """The inner forearms and hands, in front of the sticks."""
        arm = _reaching(moment)
        for lane, flip, hold in zip(Lane, FLIPS, (moment.hand, moment.hand.mirrored), strict=True):
            spot, (x, y) = self._limb("large_forearm", flip, arm.fore_angle, arm.elbow)
            self._put(surface, spot, (NECKS[lane][0] + x, NECKS[lane][1] - moment.bob + y))
            turn = hold.angle - (180.0 if flip is Flip.MIRRORED else 0.0)
            self._put(surface, self._turned("large_hand", flip, turn), (hold.x, hold.y))

    def _bust(self, surface: pygame.Surface, lane: Lane, moment: Moment, shut: bool) -> None:
        """A leader to the waist, both arms, without the inner hand."""
        for spot, (x, y) in self._pieces(lane, moment, shut):
            at = NECKS[lane][0] + x, NECKS[lane][1] - moment.bob + y
            self._put(surface, spot, at)

    def _pieces(self, lane: Lane, moment: Moment, shut: bool) -> Iterator[tuple[Spot, Point]]:
        """Everything from back to front, and where it stands from the neck, in logical pixels."""
        flip = FLIPS[lane]
        tilt = round(moment.tilt * flip.value / HEAD_STEP) * HEAD_STEP % 360.0
        face = moment.mood.value + ("_shut" if shut and moment.mood is not Mood.JOY else "")
        yield self.parts.prepare(f"large_{lane.id}_back", angle=tilt), (0.0, 0.0)
        yield self.parts.prepare("large_torso", flip), (0.0, 0.0)
        outer = (-SHOULDER[0], SHOULDER[1])
        elbow = (
            outer[0] + 38.0 * math.cos(math.radians(OUTER_ARM[0])),
            outer[1] + 38.0 * math.sin(math.radians(OUTER_ARM[0])),
        )
        yield self._limb("large_upper_arm", flip, OUTER_ARM[0], outer)
        yield self._limb("large_forearm", flip, OUTER_ARM[1], elbow)
        yield self.parts.prepare(f"large_{lane.id}_head", angle=tilt), (0.0, 0.0)
        yield self.parts.prepare(f"large_{lane.id}_{face}", angle=tilt), (0.0, 0.0)
        arm = _reaching(moment)
        yield self._limb("large_upper_arm", flip, arm.upper_angle, arm.shoulder)

    def _limb(self, name: str, flip: Flip, degrees: float, joint: Point) -> tuple[Spot, Point]:
        """A bone of an arm, turned about its joint in rig coordinates."""
        x, y = (joint[0] - NECK_IN_RIG[0]) * LARGE, (joint[1] - NECK_IN_RIG[1]) * LARGE
        return self._turned(name, flip, flip.value * degrees), (flip.value * x, y)

    def _turned(self, name: str, flip: Flip, degrees: float) -> Spot:
        return self.parts.prepare(name, flip, angle=round(degrees / ARM_STEP) * ARM_STEP % 360.0)

    def _put(self, surface: pygame.Surface, spot: Spot, at: Point) -> None:
        picture, x, y = spot
        left, top = self.offset
        surface.blit(picture, (left + round(at[0] * self.scale) + x, top + round(at[1] * self.scale) + y))

    def _ripple(self, surface: pygame.Surface, age: float) -> None:
        """A round wave from where the sticks met."""
        if not 0.0 <= age < RIPPLE:
            return
        frame = int(age / RIPPLE * RIPPLE_FRAMES)
        if frame not in self._ripples:  # one at a time: all of them at once would hold the sticks up
            self._ripples[frame] = self._wave((frame + 0.5) / RIPPLE_FRAMES)
        picture = self._ripples[frame]
        half = picture.get_width() // 2, picture.get_height() // 2
        self._put(surface, (picture, -half[0], -half[1]), MEETING_POINT)

    def _wave(self, share: float) -> pygame.Surface:
        """One moment of it: three rings, light gold and both leaders' colours, fainter the further they have come."""
        s, p = self.scale, self.palette
        far = 1 - (1 - share) ** 2
        sheet = paint.Sheet((RIPPLE_REACH * far + 24) * 2 * s, (RIPPLE_REACH * far + 24) * 2 * s)
        bright = mix(p.harmony, p.stroke, 0.65)
        for lag, colour, strength in ((0.32, p.lee, 0.8), (0.16, p.takaichi, 0.8), (0.0, bright, 1.0)):
            if far > lag:
                ring = paint.disc(sheet.x, sheet.y, (14 + RIPPLE_REACH * (far - lag)) * s)
                sheet.lay(colour, paint.glow(abs(ring), 9 * s) * 0.3 * strength * (1 - share))
                sheet.lay(colour, paint.band(ring, 4.5 * s) * strength * (1 - share))
        return paint.packed(sheet.surface())


def _reaching(moment: Moment) -> Arm:
    """The left leader's inner arm, in rig coordinates."""
    hold: Hold = moment.hand
    x = (hold.x - NECKS[0][0]) / LARGE + NECK_IN_RIG[0]
    y = (hold.y - NECKS[0][1] + moment.bob) / LARGE + NECK_IN_RIG[1]
    return bend(SHOULDER, Grip(x, y, hold.angle), Hand.INNER)
