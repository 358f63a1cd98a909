"""What eight kinds of pairs are told after a song: results and reports, one sheet a language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pygame

from drumjam.game.keeping import Kept
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared, Sounds
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.report import ReportScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.strings import LANGUAGES
from drumjam.library.settings import Language, Mode
from drumjam.library.songs import resolve
from drumjam.rules.chart import Lane, Level
from drumjam.rules.duet import Duet
from drumjam.rules.replay import Replay
from drumjam.rules.simulate import simulate
from tests.game.fingers import english, world

PAIRS = (
    ("two good ones", "human:sd=10", "human:sd=10"),
    ("a person and the partner", "human:sd=18,mean=4,miss=0.02", "partner"),
    ("one is first", "human:sd=14,mean=-34", "human:sd=14"),
    ("two beginners", "human:sd=42,miss=0.06", "human:sd=42,miss=0.06"),
    ("much goes by", "human:sd=20,miss=0.25", "partner"),
    ("many strays", "human:sd=12,extra=0.4", "human:sd=12,extra=0.3"),
    ("late together", "human:sd=12,mean=45", "human:sd=12,mean=45"),
    ("early beside a steady beat", "human:sd=20,mean=-40", "partner:temper=own"),
)
LEVELS = (Level.HARD, Level.HARD)
SHOWN = (640, 360)


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw a sheet a language: of each pair the results, and the report below."""
    told = "; ".join(name for name, _, _ in PAIRS)
    return [(_sheet(folder, language), f"four by four, results above their reports: {told}") for language in LANGUAGES]


def _sheet(folder: Path, language: str) -> Path:
    sheet = pygame.Surface((4 * SHOWN[0], 4 * SHOWN[1]))
    for place, (_, *who) in enumerate(PAIRS):
        results = _results(language, (who[0], who[1]))
        left, top = place % 4 * SHOWN[0], place // 4 * 2 * SHOWN[1]
        for row, scene in enumerate((results, ReportScene(results.world, results))):
            scene.update(0.0)
            scene.update(9.0)
            canvas = pygame.display.get_surface()
            scene.draw(canvas, 9.0, lambda: None)
            sheet.blit(pygame.transform.smoothscale(canvas, SHOWN), (left, top + row * SHOWN[1]))
    file = folder / f"pairs-{language}.png"
    pygame.image.save(sheet, str(file))
    return file


def _results(language: str, who: tuple[str, str]) -> ResultsScene:
    made = world(english(language=Language(language)))
    song = resolve("common-harmony")
    kinds = ("human", "human" if who[1].startswith("human") else who[1])
    led = frozenset(Lane) if kinds[1] == "human" else frozenset({Lane.LEE})
    plan = Plan(song, LEVELS, Mode.TWO if len(led) == 2 else Mode.SOLO, led, kinds, seed=3)
    session = simulate(song.chart, LEVELS, who, 3)
    prepared = Prepared(plan, setup_of(made, plan), session, Duet(session, {}), Sounds(None, {}), 2.0)
    result = replace(session.result(song=song.id, seed=3, kinds=kinds))
    replay = Replay(song.chart_sha256, LEVELS, str(plan.mode), (), kinds)
    return ResultsScene(made, prepared, Kept(result, replay, datetime(2026, 1, 13, 18), None, False, True))
