"""Drummer: one leader at the kit, put together from parts as a pose says."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from drumjam.game.palette import STANDARD, Colour
from drumjam.game.stage.arms import Arm, Piece, Point
from drumjam.game.stage.parts import LIGHTS, Flip, Parts, Spot, joined, lit, table
from drumjam.game.stage.pose import CYMBALS, SQUASH, TILT, Mood, Pose, pose
from drumjam.game.stage.setup import Sides
from drumjam.rules.chart import Lane

ARM_STEP = 2.0
HEAD_STEP = 0.5
CYMBAL_STEP = 1.0
SQUASH_STEP = 0.5
MOST_LEAN = 6.0
SPARKS = 5
Placed = tuple[Spot, Point]
"""A picture and where its pivot is in rig coordinates."""


class Drummer:
    """Draws one leader. It holds pictures only: the same pose gives the same picture."""

    def __init__(self, lane: Lane, scale: float, *, sides: Sides = Sides.USUAL, colour: Colour | None = None) -> None:
        """Prepare a leader at a scale (device pixels for one logical pixel).

        sides   who is on the left: kit and movements are mirrored on the right, face and hair never
        colour  of the light around the platform, the leader's own; the standard palette's if None
        """
        self.lane = lane
        self.scale = scale
        left = (lane is Lane.LEE) is (sides is Sides.USUAL)
        self._flip = Flip.AS_PAINTED if left else Flip.MIRRORED
        self._head = f"{lane.id}_head_{'right' if left else 'left'}"
        self._back = f"{lane.id}_back_{'right' if left else 'left'}"
        self._parts = Parts(scale)
        colour = STANDARD.leaders[lane] if colour is None else colour
        self._seats = [self._seat(light, colour) for light in range(LIGHTS)]
        self._warm_up()

    def draw(self, surface: pygame.Surface, origin: Point, pose: Pose) -> None:
        """Draw the leader, back to front, with the floor under the kick at `origin` (logical pixels)."""
        side, scale = self._flip.value, self.scale
        for (picture, x, y), at in self._placed(pose):
            place = (origin[0] + side * at[0]) * scale, (origin[1] + at[1]) * scale
            surface.blit(picture, (round(place[0]) + x, round(place[1]) + y))
        self._parts.look_ahead()

    def _placed(self, pose: Pose) -> Iterator[Placed]:
        """Everything there is to draw, from back to front."""
        light = self._parts.light(pose.harmony)
        snare, tom, floor_tom = pose.squash
        tilts = dict(zip(CYMBALS, pose.tilts, strict=True))
        behind = {Piece.HI_HAT, *pose.behind}
        yield self._seats[light], (0.0, 0.0)
        yield from self._upper_body(pose, light)
        yield self._still("tom_holder", light)
        yield self._still("tom", light)
        yield self._still("tom", light, tom, outer=True)
        yield self._still("kick", light, pose.kick)
        yield self._still("floor_tom", light, floor_tom)
        yield self._still("front_stands", light)
        yield self._still("snare", light, snare)
        yield self._still("hi_hat_low", light)
        yield from (self._cymbal(piece, tilts[piece], light) for piece in CYMBALS if piece in behind)
        for arm in pose.arms:
            yield from self._forearm(arm, light)
        yield from (self._cymbal(piece, tilts[piece], light) for piece in CYMBALS if piece not in behind)
        for spark in pose.sparks:
            frame = min(int(spark.share * SPARKS), SPARKS - 1)
            yield self._parts.spot(f"spark_{frame}", light, self._flip), spark.at

    def _upper_body(self, pose: Pose, light: int) -> Iterator[Placed]:
        """Hair, trunk, head, face and upper arms."""
        neck, glancing = pose.neck, (pose.neck[0] + pose.glance, pose.neck[1])
        face = pose.mood.value + ("_shut" if pose.shut and pose.mood is not Mood.JOY else "")
        yield self._own(self._back, light, pose.hair), neck
        yield self._turned("torso", light, pose.lean, HEAD_STEP), table()["torso"].at
        yield self._own(self._head, light, pose.head), neck
        yield self._own(f"{self.lane.id}_{face}", light, pose.head), glancing
        if pose.mood is Mood.WORRY:
            yield self._turned("drop", light, pose.head, HEAD_STEP), neck
        for arm in pose.arms:
            yield self._turned("upper_arm", light, arm.upper_angle, ARM_STEP), arm.shoulder

    def _forearm(self, arm: Arm, light: int) -> Iterator[Placed]:
        yield self._turned("forearm", light, arm.fore_angle, ARM_STEP), arm.elbow
        yield self._turned("hand", light, arm.grip.angle, ARM_STEP), (arm.grip.x, arm.grip.y)

    def _still(self, name: str, light: int, squash: float = 0.0, *, outer: bool = False) -> Placed:
        """A part of the kit at its own place; `outer` puts a tom on the other side."""
        x, y = table()[name].at
        flat = round(squash / SQUASH_STEP) * SQUASH_STEP
        return self._parts.spot(name, light, self._flip, squash=flat), (-x if outer else x, y)

    def _cymbal(self, piece: Piece, tilt: float, light: int) -> Placed:
        return self._turned(piece.value, light, tilt, CYMBAL_STEP), table()[piece.value].at

    def _turned(self, name: str, light: int, degrees: float, step: float) -> Spot:
        """A part that is mirrored on the right, turned in rig coordinates."""
        return self._parts.spot(name, light, self._flip, angle=self._angle(degrees, step))

    def _own(self, name: str, light: int, degrees: float) -> Spot:
        """A part that is never mirrored, tilted towards the centre of the stage."""
        return self._parts.spot(name, light, angle=self._angle(degrees, HEAD_STEP))

    def _angle(self, degrees: float, step: float) -> float:
        """The nearest prepared angle on the screen."""
        return round(self._flip.value * degrees / step) * step % 360.0

    def _seat(self, light: int, colour: Colour) -> Spot:
        """What never moves behind the leader, in one step of light: platform, its own light, stands and legs."""
        spots: list[Spot] = []
        for name in ("riser", "riser_light", "stands", "legs"):
            picture, x, y = self._parts.prepare(name, self._flip)
            spots.append((lit(picture, colour if name == "riser_light" else self._parts.tint.at(light)), x, y))
        return joined(spots)

    def _warm_up(self) -> None:
        """Turn beforehand whatever a play may ask for, so that no frame waits for it."""
        faces = [mood.value + shut for mood in Mood for shut in ("", "_shut") if mood is not Mood.JOY or not shut]
        for angle in self._angles(MOST_LEAN, HEAD_STEP):
            self._parts.prepare("torso", self._flip, angle=angle)
            for name in (self._head, self._back, *(f"{self.lane.id}_{face}" for face in faces)):
                self._parts.prepare(name, angle=angle)
        for angle in self._angles(180.0, ARM_STEP):
            for name in ("upper_arm", "forearm", "hand"):
                self._parts.prepare(name, self._flip, angle=angle)
        for angle in self._angles(TILT, CYMBAL_STEP):
            for piece in CYMBALS:
                self._parts.prepare(piece.value, self._flip, angle=angle)
        for k in range(round(SQUASH / SQUASH_STEP) + 1):
            for name in ("snare", "tom", "floor_tom", "kick"):
                self._parts.prepare(name, self._flip, squash=k * SQUASH_STEP)
        for k in range(SPARKS):
            self._parts.prepare(f"spark_{k}", self._flip)
        for _ in self._placed(pose(self.lane, (), 0.0, 0.0, 0.0)):
            pass

    def _angles(self, most: float, step: float) -> list[float]:
        """Every prepared angle from -most to most, as `_angle` gives them."""
        count = round(most / step)
        return [k * step % 360.0 for k in range(-count, count + 1)]
