"""Every page of the game at fixed times, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pygame

from drumjam.game.keeping import Kept, keep
from drumjam.game.offer import Offer
from drumjam.game.options.tabs import Tab
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared, Sounds
from drumjam.game.road import BELL, CARDS
from drumjam.game.scenes.credits import CreditsScene
from drumjam.game.scenes.ending import EndingScene
from drumjam.game.scenes.join import JoinScene
from drumjam.game.scenes.loading import LoadingScene, setup_of
from drumjam.game.scenes.mode import ModeScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.report import ReportScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.story import StoryScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.retold import retold
from drumjam.library.settings import Language, Mode, PaletteChoice, Settings
from drumjam.library.songs import BUILT_IN, add, resolve
from drumjam.rules.chart import Lane, Level
from drumjam.rules.duet import Duet
from drumjam.rules.form import Form
from drumjam.rules.simulate import simulate
from tests.game.fingers import PADS, english, event, world
from tests.looks._shot import MOMENT, USUAL, Make, Size, View, in_own_home, kept, shot, shown

DATA = Path(__file__).parents[1] / "data"
ADDED = ("sakura_4-4_sjis.mid", "arirang_3-4_euckr.mid", "groove_samba_2-4.mid", "swing_humanised.mid")
HARD = (Level.HARD, Level.HARD)
PERSON_AND_PARTNER = ("human", "partner")


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw all pages into a folder; each file with what should be seen."""
    with in_own_home():
        return _pictures(folder)


def _pictures(folder: Path) -> list[tuple[Path, str]]:
    prepare()
    drawn = [
        draw(folder, f"{name}-{language}", make, seen, english(language=Language(language)))
        for name, (make, seen) in PAGES.items()
        for language in LANGUAGES
    ]
    for language in LANGUAGES:
        large = english(language=Language(language), text_size=150)
        for name in ("select", "results", "results-offer", "report", "settings-screen", "settings-keys", "mode"):
            make, _ = PAGES[name]
            drawn.append(
                draw(folder, f"{name}-{language}-150", make, "letters of 150 %, none cut, none touching", large)
            )
    for palette in (PaletteChoice.COLOUR_BLIND, PaletteChoice.HIGH_CONTRAST):
        for name in ("title", "select", "results"):
            make, _ = PAGES[name]
            file = f"{name}-{palette.replace(' ', '-')}"
            drawn.append(draw(folder, file, make, f"the {palette} palette", english(palette=palette)))
    small = draw(folder, "select-800x450", PAGES["select"][0], "all of it, small", english(), (800, 450))
    tall = draw(folder, "title-1000x900", PAGES["title"][0], "ground above and below", english(), (1000, 900))
    return [*drawn, small, tall]


def draw(folder: Path, name: str, make: Make, seen: str, settings: Settings, size: Size = USUAL) -> tuple[Path, str]:
    """One page a moment after it was opened; its file and what should be seen."""
    return kept(_view(make, settings, size), folder / f"scene-{name}.png"), seen


def _played() -> None:
    """Two plays on the score board, so that the list has best results."""
    made = world()
    for song, level in (("common-harmony", Level.EASY), ("a-little-awkward", Level.EASY)):
        keep(_finished(made, song, (level, level)), datetime(2026, 1, 13, 17, 30), finished=True)


def _finished(made: World, song: str, levels: tuple[Level, Level]) -> Prepared:
    """A play of a person who errs a little, and the partner."""
    tune = resolve(song)
    plan = Plan(tune, levels, Mode.SOLO, frozenset({Lane.LEE}), PERSON_AND_PARTNER, seed=3)
    session = simulate(tune.chart, levels, ("human:sd=17,mean=3,miss=0.02", "partner"), 3)
    return Prepared(plan, setup_of(made, plan), session, Duet(session, {}), Sounds(), 2.0)


def _select(made: World) -> SelectScene:
    scene = SelectScene(made, BUILT_IN[1])
    scene.shelf._thread.join(30)
    return scene


def _searched(query: str, made: World) -> SelectScene:
    scene = _select(made)
    scene.search.field.text = query
    return scene


def _joined(made: World) -> JoinScene:
    made.change("souvenir", player="Mina", guest="Kenta", names=("Kenta", "Mina"))
    made.change("play", lee_level="hard", takaichi_scroll=1.4)
    scene = JoinScene(made)
    for key in (PADS["d"], PADS["f"], *[PADS["j"]] * 7, PADS["k"]):
        scene.press(event(key, MOMENT - 2))
    return scene


def _select_two(made: World) -> SelectScene:
    made.change("play", mode=Mode.TWO, lee_level="hard", takaichi_level="easy")
    made.evening += [0.58, 0.71, 0.84]
    return _select(made)


def _select_form(made: World) -> SelectScene:
    made.change("play", mode=Mode.TWO, form=Form.LEAD)
    return _select(made)


def _results_two(made: World) -> ResultsScene:
    made.change("souvenir", player="Mina", guest="Kenta", names=("Kenta", "Mina"))
    tune = retold(resolve("light-music-club"), Form.LESSON)
    levels = (Level.HARD, Level.EASY)
    plan = Plan(
        tune, levels, Mode.TWO, frozenset(Lane), ("human", "human"), windows=(1.0, 1.5), form=Form.LESSON, seed=3
    )
    session = simulate(tune.chart, levels, ("human:sd=14,mean=-4", "human:sd=24,mean=6,miss=0.05"), 3)
    ready = Prepared(plan, setup_of(made, plan), session, Duet(session, {}), Sounds(), 2.0)
    return ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13, 18, 0), finished=False))


def _results(made: World) -> ResultsScene:
    ready = _finished(made, "common-harmony", HARD)
    kept = keep(ready, datetime(2026, 1, 13, 18, 0), finished=False)
    return ResultsScene(made, ready, replace(kept, best=True))


def _offered(made: World) -> ResultsScene:
    scene = _results(made)
    scene.offer.open = Offer(Lane.LEE, "keyboard", 14, 14, 3)
    return scene


def _report(made: World) -> ReportScene:
    return ReportScene(made, _results(made))


def paused(made: World) -> PlayScene:
    """A play in the pause."""
    scene = PlayScene(made, _finished(made, "common-harmony", HARD))
    scene.performance.conductor.start(MOMENT - 40, 0.0)
    scene._begun = True
    scene.performance.state.advance(scene.performance.pos(MOMENT - 1.5))
    scene.pause()
    scene.kept = Kept(scene.prepared.session.result(), None, datetime(2026, 1, 13), None, False, False)  # type: ignore[arg-type]
    return scene


def _loading(made: World) -> LoadingScene:
    tune = resolve("common-harmony")
    plan = replace(Plan(tune, HARD, Mode.SOLO, frozenset({Lane.LEE}), PERSON_AND_PARTNER))
    scene = LoadingScene(made, plan)
    scene.readying.preparation.stop()
    scene.readying.preparation._thread.join(60)
    scene.readying.preparation.ready = None
    scene.readying.preparation.progress = 0.62
    return scene


def _story_two(made: World) -> StoryScene:
    made.change("play", mode=Mode.TWO)
    return StoryScene(made, CARDS[2])


def _bell_rung(made: World) -> StoryScene:
    scene = StoryScene(made, CARDS[BELL - 1])
    scene.rung = MOMENT - 0.9
    return scene


PAGES: dict[str, tuple[Make, str]] = {
    "title": (TitleScene, "the name, both leaders with raised sticks, a golden thread, six buttons, languages"),
    "mode": (ModeScene, "two large cards with a portrait each, three small ones; Lee's chosen"),
    "select": (_select, "six songs, the second chosen with its cover, levels and counts; best results in two rows"),
    "select-golden": (partial(_searched, "golden"), "a panel: why the song is not there, how one's own comes in"),
    "select-none": (partial(_searched, "waltz"), "a panel: nothing found, how one's own comes in"),
    "join": (JoinScene, "two pale places that ask for a stroke, rows of both, a gold button"),
    "join-joined": (_joined, "both cards lit, Lee's pads on the level, Takaichi ready in gold, names of their own"),
    "select-two": (
        _select_two,
        "hard for Lee, easy for Takaichi, numbers of notes in white where they are played; three songs this evening",
    ),
    "select-form": (_select_form, "two players who trade the lead, and in two lines what that is"),
    "results-two": (
        _results_two,
        "a lesson at mixed levels, wide windows; five buttons",
    ),
    "loading": (_loading, "the song's title, a bar two thirds full, two notes that hop"),
    "pause": (paused, "the stage darkened but for the flags, a panel below them with four buttons"),
    "results-offer": (_offered, "the results, and along the foot an offer with its key, Yes and No"),
    "results": (_results, "equal cards, a rising curve with sections, a histogram in the middle, New best"),
    **{
        f"settings-{tab}": (
            partial(SettingsScene, back_to=TitleScene, tab=tab),
            f"the {tab} tab open, rows, help, lanes",
        )
        for tab in Tab
    },
    **{
        f"story-{card.number}": (
            partial(StoryScene, card=card),
            "seven stations, the card's picture, date, text and source; its pieces, goals, what is new; who plays",
        )
        for card in CARDS
    },
    "story-two": (_story_two, "the third card for two players: a button to names, places and levels"),
    "story-bell": (_bell_rung, "rings of gold, blue and teal around the bell, the log drawn near"),
    "ending": (EndingScene, "both leaders glad, each with the other's sticks; date, text, source; the road's harmony"),
    "report": (_report, "sentences with gold dots, advice below; sections with bars; two faces, an arrow of teal"),
    "credits": (CreditsScene, "one page of text, the unofficial line last"),
}
"""Pages by name: how to open them, and what should be seen."""


def prepare() -> None:
    """Songs of the player's own, and best results, so that there is something to show."""
    for name in ADDED:
        add(DATA / name)
    _played()


def _view(make: Make, settings: Settings, size: Size) -> pygame.Surface:
    return shot(lambda made: shown(make(made)), settings, size)


VIEWS: dict[str, View] = {name: partial(_view, make) for name, (make, _) in PAGES.items()}
"""Pages under any settings, in any window; `prepare` comes first."""
