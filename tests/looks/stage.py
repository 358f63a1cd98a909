"""The stage at fixed moments of plays by computer drummers, on charts built from the test files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pygame

from drumjam.game.palette import COLOUR_BLIND, HIGH_CONTRAST, PALETTES, STANDARD, Palette
from drumjam.game.stage.moments import CountIn
from drumjam.game.stage.setup import Arrangement, Motion, Sides, StageSetup
from drumjam.game.strings import Strings
from drumjam.library.settings import Layout, Settings
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Lane, Level, Pad
from tests.game.pictures import play
from tests.game.plays import parade
from tests.looks._shot import USUAL, Size, View

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Look:
    """One picture.

    name, seen  its file's name, and what should be seen
    file        a test file to build the chart from; the parade of all kinds of notes if empty
    until       song time in seconds
    who         both drummers
    others      more of the setup
    """

    name: str
    seen: str
    file: str = ""
    until: float = 10.0
    level: Level = Level.HARD
    language: str = "en"
    who: tuple[str, str] = ("human:sd=12", "human:sd=12")
    size: Size = USUAL
    palette: Palette = STANDARD
    percent: int = 100
    count: int = 0
    others: dict[str, object] = field(default_factory=dict)


SWAPPED_KEYS = {
    (lane, pad): cap
    for lane, row in ((Lane.TAKAICHI, "FD"), (Lane.LEE, "JK"))
    for pad, cap in zip(Pad, row, strict=True)
}
GOOD = ("human:sd=10", "human:sd=10")
NOVICES = ("human:sd=45,mean=-30", "human:sd=60,mean=40,miss=0.15")
LOOKS = (
    Look(
        "stage-awkward",
        "cool light, unlit bulbs, poses apart, pointer far off the middle, scattered error bars, worry and effort",
        "groove_son_clave_3-2.mid", 21.3, Level.EASY, "ko", NOVICES,
    ),
    Look(
        "stage-harmony",
        "warm light, lights in the crowd, both faces glad, a gold thread, number near 90, gold word",
        until=37.27, who=GOOD,
    ),
    Look(
        "stage-partner",
        "Lee early, two wedges apart above the scale; Takaichi, a partner, says that she listens",
        until=24.6, who=("human:sd=14,mean=-45", "partner"),
    ),
    Look(
        "stage-count-in",
        "a large gold number over the crowd, sticks raised, the first notes on their way",
        until=1.55, level=Level.EASY, language="ja", count=2,
    ),
    Look(
        "stage-misses",
        "grey notes fade past the targets, the word for a miss, combo 0, no thread of a missed unison",
        until=17.62, who=("human:sd=30,miss=0.6", "human:sd=30,miss=0.6"),
    ),
    Look(
        "stage-expert",
        "240 bpm: many notes on each line, smaller where they would overlap, none unreadable",
        "groove_blast_240bpm.mid", 16.04, Level.EXPERT, "en", GOOD,
    ),
    Look(
        "stage-easy",
        "few notes, far apart, large",
        "arirang_3-4_euckr.mid", 14.1, Level.EASY, "ko", GOOD,
    ),
    Look(
        "stage-roll",
        "a roll in each lane: heads held in the targets, striped bars, a rounded and a pointed tail",
        until=26.32, who=GOOD,
    ),
    Look(
        "stage-turn",
        "Takaichi's lane edge lit a bar before her turn, the call in Japanese between the lines",
        until=13.1, language="ja", who=GOOD,
    ),
    Look(
        "stage-dense",
        "one groove in two lanes, sixteenths",
        until=18.3, level=Level.EXPERT, who=GOOD,
    ),
    Look(
        "stage-small",
        "800x450: everything smaller, text still readable",
        until=37.4, size=(800, 450), who=GOOD,
    ),
    Look(
        "stage-large",
        "1920x1080: everything larger and as sharp",
        until=22.0, size=(1920, 1080), who=GOOD,
    ),
    Look(
        "stage-stacked",
        "both lanes from right to left, Lee's above, upright threads, the meter at the left edge",
        until=37.27, level=Level.MEDIUM, who=GOOD, others={"arrangement": Arrangement.STACKED},
    ),
    Look(
        "stage-mixed",
        "hard beside easy: many notes for Lee, few and faster ones for Takaichi, both level names above",
        "groove_samba_2-4.mid", 21.0, who=GOOD,
        others={"levels": (Level.HARD, Level.EASY), "scrolls": (1.0, 1.4)},
    ),
    Look(
        "stage-swapped",
        "Takaichi, her flag and teal on the left; keys D F still on the left",
        until=37.27, others={"sides": Sides.SWAPPED, "keys": SWAPPED_KEYS},
    ),
    Look(
        "stage-lead",
        "two who trade the lead: a label says who holds the beat now",
        until=37.4, others={"held": ((0, Lane.LEE), (18 * 1920, Lane.TAKAICHI))},
    ),
    Look(
        "stage-colour-blind",
        "sky and orange leaders, white threads and words",
        until=5.27, palette=COLOUR_BLIND,
    ),
    Look(
        "stage-high-contrast",
        "black lanes, blue and yellow leaders, white ring",
        until=5.27, palette=HIGH_CONTRAST,
    ),
    Look(
        "stage-large-text",
        "text at 150 %: nothing cut, nothing over anything else",
        until=37.4, language="ja", percent=150, who=NOVICES,
    ),
    Look(
        "stage-still",
        "reduced motion: no ripples, no bursts, no glow with the beat",
        until=37.27, others={"motion": Motion.REDUCED},
    ),
)  # fmt: skip


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw every look into a folder, and say what should be seen."""
    drawn: list[tuple[Path, str]] = []
    for look in LOOKS:
        path = folder / f"{look.name}.png"
        pygame.image.save(_draw(look), str(path))
        drawn.append((path, look.seen))
    return drawn


def _draw(look: Look) -> pygame.Surface:
    strings = Strings(look.language)
    chart = _chart(look.file)
    fields: dict[str, object] = {
        "title": chart.titles.get(look.language) or chart.title,
        "level": " · ".join(dict.fromkeys(strings.text(f"level.{level.id}") for level in _levels(look))),
        "names": (strings.leader(Lane.LEE), strings.leader(Lane.TAKAICHI)),
        "levels": (look.level, look.level),
        "language": look.language,
        "seed": 5,
    }
    setup = StageSetup(**(fields | look.others))  # type: ignore[arg-type]
    here = play(
        setup, look.until, size=look.size, palette=look.palette, percent=look.percent, chart=chart, who=look.who
    )
    if look.count:
        here.state.count = CountIn(look.count, here.now - 0.1, here.now + 0.5)
        here.state.raised = 1.0
    return here.draw()


def _levels(look: Look) -> tuple[Level, Level]:
    levels = look.others.get("levels", (look.level, look.level))
    assert isinstance(levels, tuple)
    return levels


def _chart(file: str) -> Chart:
    return build_chart(read_midi((DATA / file).read_bytes(), file)) if file else parade()


def _view(name: str, settings: Settings, size: Size) -> pygame.Surface:
    screen = settings.screen
    look = next(one for one in LOOKS if one.name == name)
    others: dict[str, object] = dict(look.others)
    if screen.layout is Layout.STACKED:
        others["arrangement"] = Arrangement.STACKED
    if screen.swap_sides:
        others |= {"sides": Sides.SWAPPED, "keys": SWAPPED_KEYS}
    if screen.reduced_motion:
        others["motion"] = Motion.REDUCED
    language, palette = str(screen.language), PALETTES[screen.palette]
    return _draw(
        replace(look, language=language, size=size, palette=palette, percent=screen.text_size, others=others)
    ).copy()


VIEWS: dict[str, View] = {
    name: partial(_view, name)
    for name in ("stage-awkward", "stage-harmony", "stage-turn", "stage-roll", "stage-mixed", "stage-lead")
}
"""Some of them under any settings, in any window."""
