"""Drummer: one leader at the kit, put together from parts as a pose says."""

from __future__ import annotations

import pygame

from drumjam.game.palette import STANDARD, Colour
from drumjam.game.stage.arms import Arm, Piece, Point
from drumjam.game.stage.parts import Flip, Parts, Spot
from drumjam.game.stage.pose import CYMBALS, HIP, SQUASH, TILT, Mood, Pose, pose
from drumjam.game.stage.setup import Sides
from drumjam.rules.chart import Lane

ARM_STEP = 2.0
HEAD_STEP = 0.5
CYMBAL_STEP = 1.0
SPARKS = 5
MOST_LEAN = 12
AT: dict[str, Point] = {
    "kick": (0, -44),
    "tom": (31, -116),
    "snare": (80, -84),
    "floor_tom": (-86, -66),
    "hi_hat": (111, -120),
    "crash": (100, -184),
    "ride": (-104, -160),
}


def _step(degrees: float, step: float) -> float:
    return round(degrees / step) * step % 360.0


class Drummer:
    """Draws one leader. Holds pictures only; `draw` changes nothing but caches of what it has once turned."""

    def __init__(self, lane: Lane, scale: float, *, sides: Sides = Sides.USUAL, colour: Colour | None = None) -> None:
        """Prepare a leader at a scale (device pixels for one logical pixel).

        sides   who is on the left: kit and movements are mirrored on the right, face and hair never
        colour  of the light around the platform, the leader's own; the standard palette's if None
        """
        self.lane = lane
        self.scale = scale
        left = (lane is Lane.LEE) is (sides is Sides.USUAL)
        self._side = 1.0 if left else -1.0
        self._flip = Flip.AS_PAINTED if left else Flip.MIRRORED
        self._light_side = "right" if left else "left"
        self._parts = Parts(scale)
        self._glow = self._tinted(STANDARD.leaders[lane] if colour is None else colour)
        self._warm_up()

    def draw(self, surface: pygame.Surface, origin: Point, pose: Pose) -> None:
        """Draw the leader, back to front, with the floor under the kick at `origin` (logical pixels)."""
        scale, side, light = self.scale, self._side, self._parts.light(pose.harmony)
        ox, oy = origin

        def put(spot: Spot, at: Point) -> None:
            picture, x, y = spot
            corner = round((ox + side * at[0]) * scale) + x, round((oy + at[1]) * scale) + y
            surface.blit(picture, corner)

        def kit(name: str, at: Point = (0, 0), squash: float = 0.0) -> None:
            put(self._parts.spot(name, light, self._flip, squash=round(squash * 2) / 2), at)

        def turned(name: str, at: Point, degrees: float, step: float) -> None:
            put(self._parts.spot(name, light, self._flip, angle=_step(side * degrees, step)), at)

        def own(name: str, at: Point, degrees: float) -> None:
            put(self._parts.spot(f"{self.lane.id}_{name}", light, angle=_step(side * degrees, HEAD_STEP)), at)

        def upper(arm: Arm) -> None:
            turned("upper_arm", arm.shoulder, arm.upper_angle, ARM_STEP)

        def lower(arm: Arm) -> None:
            turned("forearm", arm.elbow, arm.fore_angle, ARM_STEP)
            turned("hand", (arm.grip.x, arm.grip.y), arm.grip.angle, ARM_STEP)

        def cymbal(piece: Piece, degrees: float) -> None:
            turned(piece.value, AT[piece.value], degrees, CYMBAL_STEP)

        kit("riser")
        put(self._glow, (0, 0))
        kit("stands")
        kit("legs")
        own(f"back_{self._light_side}", pose.neck, pose.hair)
        turned("torso", HIP, pose.lean, HEAD_STEP)
        own(f"head_{self._light_side}", pose.neck, pose.head)
        own(self._face(pose), (pose.neck[0] + pose.glance, pose.neck[1]), pose.head)
        if pose.mood is Mood.WORRY:
            turned("drop", pose.neck, pose.head, HEAD_STEP)
        for arm in pose.arms:
            upper(arm)
        snare, tom, floor_tom = pose.squash
        kit("tom_holder")
        kit("tom", AT["tom"])
        kit("tom", (-AT["tom"][0], AT["tom"][1]), tom)
        kit("kick", AT["kick"], pose.kick)
        kit("floor_tom", AT["floor_tom"], floor_tom)
        kit("front_stands")
        kit("snare", AT["snare"], snare)
        kit("hi_hat_low", AT["hi_hat"])
        tilts = dict(zip((Piece.HI_HAT, Piece.CRASH, Piece.RIDE), pose.tilts, strict=True))
        back = {Piece.HI_HAT, *pose.behind}
        for piece in tilts:
            if piece in back:
                cymbal(piece, tilts[piece])
        for arm in pose.arms:
            lower(arm)
        for piece in tilts:
            if piece not in back:
                cymbal(piece, tilts[piece])
        for spark in pose.sparks:
            kit(f"spark_{min(int(spark.share * SPARKS), SPARKS - 1)}", spark.at)

    def _face(self, pose: Pose) -> str:
        return pose.mood.value + ("_shut" if pose.shut and pose.mood is not Mood.JOY else "")

    def _tinted(self, colour: Colour) -> Spot:
        picture, x, y = self._parts.prepare("riser_light", self._flip)
        made = picture.copy()
        made.fill(colour, special_flags=pygame.BLEND_RGB_MULT)
        return made, x, y

    def _warm_up(self) -> None:
        """Turn beforehand whatever a play may ask for, so that no frame waits for it."""
        faces = [mood.value + shut for mood in Mood for shut in ("", "_shut") if mood is not Mood.JOY or not shut]
        heads = [f"{self.lane.id}_{name}" for name in (f"head_{self._light_side}", f"back_{self._light_side}", *faces)]
        for k in range(-MOST_LEAN, MOST_LEAN + 1):
            angle = k * HEAD_STEP % 360.0
            self._parts.prepare("torso", self._flip, angle=angle)
            for name in heads:
                self._parts.prepare(name, angle=angle)
        for k in range(round(360 / ARM_STEP)):
            for name in ("upper_arm", "forearm", "hand"):
                self._parts.prepare(name, self._flip, angle=k * ARM_STEP)
        for k in range(-round(TILT / CYMBAL_STEP), round(TILT / CYMBAL_STEP) + 1):
            for piece in CYMBALS:
                self._parts.prepare(piece.value, self._flip, angle=k * CYMBAL_STEP % 360.0)
        for k in range(SPARKS):
            self._parts.prepare(f"spark_{k}", self._flip)
        for k in range(round(2 * SQUASH) + 1):
            for name in ("snare", "tom", "floor_tom", "kick"):
                self._parts.prepare(name, self._flip, squash=k / 2)
        self.draw(pygame.Surface((1, 1)), (0, 0), pose(self.lane, (), 0.0, 0.0, 0.0))
