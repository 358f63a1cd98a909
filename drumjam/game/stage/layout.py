"""Layout: where everything on the stage stands, in logical pixels of 1280x720. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drumjam.game.stage.setup import Arrangement, StageSetup
from drumjam.rules.chart import Lane, Note, Pad

WIDTH, HEIGHT = 1280, 720
MIDDLE = WIDTH / 2

Box = tuple[float, float, float, float]
Point = tuple[float, float]

STAGE_TOP, STAGE_BOTTOM = 48, 416
PAUSE_BUTTON: Box = (1198, 8, 58, 28)
SCREEN: Box = (425, 64, 430, 152)
FLAG_WIDTH, FLAG_HEIGHT = 180, 120
FLAG_LEFT, FLAG_RIGHT, FLAG_TOP = 449, 651, 80
CROWD: Box = (430, 236, 420, 164)
DRUMMER_X = (300, 980)
FLOOR_Y = 400
LANES_TOP, LANES_BOTTOM = 424, 624
PANEL_TOP, PANEL_HEIGHT = 640, 72
LEADER_PARTS: tuple[Box, Box] = ((140, 92, 280, 324), (860, 92, 280, 324))
CROWD_PARTS: tuple[Box, ...] = (
    (420, 214, 440, 202), (420, 92, 28, 122), (832, 92, 28, 122), (0, 388, 140, 28), (1140, 388, 140, 28),
)  # fmt: skip
FLOOR_PART: Box = (0, STAGE_BOTTOM, WIDTH, PANEL_TOP - STAGE_BOTTOM)
"""Where something moves in every frame: all that is ever seen of each leader at the kit but what reaches over to the
middle; the crowd, what reaches there, and what the lanes and the ring send up beside the leaders; the lanes."""

SIDE_PANELS: tuple[Box, Box] = ((16, 640, 440, 72), (824, 640, 440, 72))
MIDDLE_PANEL: Box = (464, 640, 352, 72)

DISC, DIAMOND = 48, 56
TARGET_DISC, TARGET_DIAMOND = 72, 80
ROLL_HEIGHT = 28
ACCENT = 1.15
SMALLEST_NOTE = 28
ROOM = 0.9
"""Where notes would overlap they shrink to this share of their distance."""

MISS_TRAVEL = 48
RING_RADIUS = 56
LEADS_RANGE = 0.060
LEADS_TRAVEL = 50
LEADS_REST = 0.010
ERROR_RANGE = 0.100
ERROR_WIDTH = 160


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """One lane's line of travel.

    lane      whose
    box       the lane's panel
    target_x  where its notes are struck
    rows      y of the drum's line and of the cymbal's, by pad
    start_x   where a note is when its approach begins
    approach  seconds from there to the target
    size      share of the usual size at which its notes are drawn
    word      where the grade is said; text runs from there away from the target
    velocity  of notes, logical pixels a second, negative to the left
    """

    lane: Lane
    box: Box
    target_x: float
    rows: tuple[float, float]
    start_x: float
    approach: float
    size: float
    word: Point
    velocity: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "velocity", (self.target_x - self.start_x) / self.approach)

    @property
    def direction(self) -> int:
        """1 if notes travel to the right, -1 if to the left."""
        return 1 if self.velocity > 0 else -1

    @property
    def speed(self) -> float:
        """Logical pixels a second."""
        return abs(self.velocity)

    def x(self, lead: float) -> float:
        """Where a note is that is due in `lead` seconds; past the target when it is negative."""
        return self.target_x - self.velocity * lead

    def y(self, pad: Pad) -> float:
        """The line a pad's notes travel on."""
        return self.rows[pad]

    def target(self, pad: Pad) -> Point:
        """The middle of a pad's target."""
        return self.target_x, self.rows[pad]

    def sight(self) -> float:
        """Seconds before its time at which a note's first pixel may be seen."""
        edge = 0 if self.direction > 0 else WIDTH
        return (abs(self.target_x - edge) + DIAMOND) / self.speed

    def past(self) -> float:
        """Seconds a missed note still travels."""
        return MISS_TRAVEL / self.speed


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture's places for one setup.

    lanes     Lee's and Takaichi's, by lane
    ring      centre of the harmony ring
    leads     centre of the scale that shows who strikes first
    sides     for each lane 0 if its leader is on the left, 1 if on the right
    """

    lanes: tuple[LaneLayout, LaneLayout]
    ring: Point
    leads: Point
    sides: tuple[int, int]
    arrangement: Arrangement

    def flag_x(self, lane: Lane) -> int:
        """Left edge of the flag behind a leader."""
        return (FLAG_LEFT, FLAG_RIGHT)[self.sides[lane]]

    def lane_of_side(self, side: int) -> Lane:
        """Who is on the left (0) or the right (1)."""
        return Lane(self.sides.index(side))


def arrange(setup: StageSetup) -> Layout:
    """The places of one setup."""
    left = setup.left()
    sides = (0, 1) if left is Lane.LEE else (1, 0)
    make = _facing if setup.arrangement is Arrangement.FACING else _stacked
    lanes = (
        make(Lane.LEE, sides[0], setup.approach(Lane.LEE)),
        make(Lane.TAKAICHI, sides[1], setup.approach(Lane.TAKAICHI)),
    )
    ring = (MIDDLE, 500.0) if setup.arrangement is Arrangement.FACING else (84.0, 500.0)
    return Layout(lanes, ring, (ring[0], 602.0), sides, setup.arrangement)


def _facing(lane: Lane, side: int, approach: float) -> LaneLayout:
    height = LANES_BOTTOM - LANES_TOP
    if side == 0:
        return LaneLayout(lane, (0, LANES_TOP, 568, height), 520, (566, 474), 0, approach, 1.0, (452, 520))
    return LaneLayout(lane, (712, LANES_TOP, 568, height), 760, (566, 474), WIDTH, approach, 1.0, (828, 520))


def _stacked(lane: Lane, side: int, approach: float) -> LaneLayout:
    top = LANES_TOP + 102 * side
    box = (152, top, WIDTH - 152, 98)
    return LaneLayout(lane, box, 200, (top + 73, top + 25), WIDTH, approach, 0.8, (256, top + 49))


def note_sizes(notes: Sequence[Note], times: Sequence[float], layout: Layout) -> list[float]:
    """The share of its usual size at which each note is drawn, so that neighbours on a line do not overlap.

    notes, times  of both lanes, sorted by time, seconds
    """
    sizes = [1.0] * len(notes)
    before: dict[tuple[Lane, Pad], int] = {}
    for i, note in enumerate(notes):
        place = layout.lanes[note.lane]
        full = (DISC if note.pad is Pad.DRUM else DIAMOND) * place.size
        j = before.get((note.lane, note.pad))
        if j is not None:
            room = ROOM * place.speed * (times[i] - times[j])
            share = min(1.0, max(room / full, SMALLEST_NOTE / full))
            sizes[i] = min(sizes[i], share)
            sizes[j] = min(sizes[j], share)
        before[note.lane, note.pad] = i
    return sizes
