"""Parts: which pictures a drummer is put together from, and where each one turns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import bodies
import faces
import heads
import kit
import sparks
from brush import Draw, Picture, Point, bake

INWARD: Point = (0.94, -0.34)
ORIGIN: Point = (0.0, 0.0)


def _hand(canvas: object) -> None:
    bodies.stick(canvas)
    bodies.fist(canvas)


KIT: dict[str, tuple[Draw, Point, float]] = {
    "riser": (kit.riser, ORIGIN, 0.0),
    "riser_light": (kit.riser_light, ORIGIN, 0.0),
    "stands": (kit.stands, ORIGIN, 0.0),
    "front_stands": (kit.front_stands, ORIGIN, 0.0),
    "tom_holder": (kit.tom_holder, ORIGIN, 0.0),
    "kick": (kit.kick, kit.KICK, 0.5),
    "tom": (kit.tom, kit.TOM, 0.5),
    "snare": (kit.snare, kit.SNARE, 0.5),
    "floor_tom": (kit.floor_tom, kit.FLOOR_TOM, 0.5),
    "hi_hat": (kit.hi_hat, kit.HI_HAT, 0.0),
    "hi_hat_low": (kit.hi_hat_low, kit.HI_HAT, 0.0),
    "crash": (kit.crash, kit.CRASH, 0.0),
    "ride": (kit.ride, kit.RIDE, 0.0),
    "legs": (bodies.legs, ORIGIN, 0.5),
    "torso": (bodies.torso, bodies.HIP, 0.62),
    "upper_arm": (bodies.upper_arm, ORIGIN, 0.0),
    "forearm": (bodies.forearm, ORIGIN, 0.0),
    "hand": (_hand, ORIGIN, 0.0),
    "drop": (faces.drop, heads.NECK, 0.0),
}


def all_parts() -> Iterator[tuple[str, Picture]]:
    """Every part by name; `_left` and `_right` say which side of a head the light is on."""
    for name, (draw, pivot, strength) in KIT.items():
        yield name, bake(draw, pivot, rim=INWARD if strength else None, strength=strength)
    for frame in range(sparks.FRAMES):
        yield f"spark_{frame}", bake(partial(sparks.spark, frame=frame), ORIGIN)
    for leader in heads.LEADERS:
        for side, x in (("left", -INWARD[0]), ("right", INWARD[0])):
            towards = (x, INWARD[1])
            yield f"{leader}_head_{side}", bake(heads.HEADS[leader], heads.NECK, rim=towards, strength=0.85)
            yield f"{leader}_back_{side}", bake(heads.BACKS[leader], heads.NECK, rim=towards, strength=0.7)
        for mood in faces.MOODS:
            for shut in (False, True):
                if mood == "joy" and shut:
                    continue
                name = f"{leader}_{mood}" + ("_shut" if shut else "")
                yield name, bake(partial(faces.expression, leader=leader, mood=mood, shut=shut), heads.NECK)
