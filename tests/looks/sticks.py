"""Signing, the exchange of sticks and the souvenir, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from math import cos, sin
from pathlib import Path

import pygame

from drumjam.game.keeping import keep
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared, Sounds
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.souvenir import SouvenirScene
from drumjam.game.scenes.sticks import SticksScene
from drumjam.game.signature import Signature
from drumjam.game.souvenir import Card, draw_souvenir
from drumjam.game.stage.exchange import CAUGHT, JOINED, MEETING, PARTED
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.world import World
from drumjam.library.settings import Language, Mode, PaletteChoice, Settings, Souvenir
from drumjam.library.songs import resolve
from drumjam.rules.chart import Lane, Level
from drumjam.rules.duet import Duet
from drumjam.rules.simulate import simulate
from tests.game.fingers import english, world
from tests.looks._shot import USUAL, Size, View, in_own_home, kept, taken

HARD = (Level.HARD, Level.HARD)
NAMES = {"en": ("Mina", "Kenta"), "ko": ("김민아", "켄타"), "ja": ("みな", "けんた♪")}
LONG = {"en": "Wilhelmina Wood W", "ko": "가나다라마바사아자차카타파하거너", "ja": "寿限無寿限無五劫の擦り切れ海砂利"}
SCRAWL = tuple(
    tuple((0.06 + 0.0085 * t + 0.035 * sin(t / 2.6), 0.52 - 0.34 * cos(t / 2.6) * (1 - t / 130)) for t in part)
    for part in ([k / 3 for k in range(180)], [66 + k / 3 for k in range(126)])
)
CARD = Card(
    title="Shuttle to Tomorrow",
    titles={"ko": "내일로 가는 셔틀", "ja": "明日へのシャトル"},
    levels=HARD,
    score=896_847,
    harmony=0.92,
    points=tuple((t / 90, 0.15 + 0.77 * (t / 90) ** 0.7 + 0.04 * sin(t / 4)) for t in range(91)),
    played=date(2026, 6, 20),
    signatures=(Signature("Mina"), Signature()),
)


@dataclass(frozen=True)
class Look:
    """One picture of the page on which sticks are signed and exchanged.

    since  seconds of the exchange, None before it
    """

    name: str
    seen: str
    since: float | None = None
    mode: Mode = Mode.TWO
    language: str = "en"
    names: tuple[str, str] | None = None
    drawn: bool = False
    settings: Callable[..., Settings] = english
    size: Size = USUAL


LOOKS = (
    *(
        Look(f"before-{language}", "each leader's own colour on the sticks, both names, gold button", language=language)
        for language in LANGUAGES
    ),
    *(
        Look(f"before-{language}-150", "letters of 150 %, none cut, none touching", language=language,
             settings=lambda **more: english(text_size=150, **more))
        for language in LANGUAGES
    ),
    Look("before-solo", "Lee's field empty with a note on the stick, Takaichi's says that she signs with one",
         mode=Mode.SOLO, names=("", "")),
    Look("before-both", "one name on both pairs", mode=Mode.BOTH_HANDS),
    Look("before-drawn", "a drawing on Lee's sticks; boxes for letters that are missing, and a line that says so",
         names=("Mina", "قلم"), drawn=True),
    Look("before-800x450", "all of it, small", size=(800, 450)),
    Look("before-1920x1080", "all of it, large and sharp", size=(1920, 1080), language="ko"),
    Look("parted", "cards gone, sticks held up, plates in their own colours", PARTED),
    Look("flight", "both pairs in the air, arms stretched, on their way to the middle", MEETING - 0.22),
    Look("meeting", "both pairs cross as an X in the middle, a ripple begins", MEETING + 0.03),
    Look("caught", "joy, each holds the other's sticks, plates in the other's colour, a gold glint", CAUGHT + 0.08),
    Look("after", "sticks crossed, the other's name in each hand, ripples", JOINED + 0.25, language="ja"),
    Look("after-long", "sixteen letters fit on sticks and plates", JOINED + 0.9, language="ko",
         names=(LONG["ko"], LONG["en"][:16])),
    Look("after-still", "reduced motion: the same without ripples", 0.2,
         settings=lambda **more: english(reduced_motion=True, **more)),
    Look("after-high-contrast", "blue and yellow rings and plates", JOINED + 0.25,
         settings=lambda **more: english(palette=PaletteChoice.HIGH_CONTRAST, **more)),
)  # fmt: skip


def pictures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Draw all of them into a folder, and say what should be seen."""
    with in_own_home():
        for look in LOOKS:
            yield _draw(folder, look), look.seen
        yield from _souvenirs(folder)


def results(made: World, mode: Mode = Mode.TWO) -> ResultsScene:
    """The results of a play of people who err a little."""
    tune = resolve("common-harmony")
    led = frozenset({Lane.LEE}) if mode is Mode.SOLO else frozenset(Lane)
    kinds = ("human", "partner") if mode is Mode.SOLO else ("human", "human")
    plan = Plan(tune, HARD, mode, led, kinds, seed=3)
    session = simulate(tune.chart, HARD, ("human:sd=17,mean=3,miss=0.02", "partner"), 3)
    ready = Prepared(plan, setup_of(made, plan), session, Duet(session, {}), Sounds(None, {}), 2.0)
    return ResultsScene(made, ready, keep(ready, datetime(2026, 6, 20, 18, 0), finished=False))


def _draw(folder: Path, look: Look) -> Path:
    settings = look.settings(language=Language(look.language))
    return kept(_view(look, settings, look.size), folder / f"sticks-{look.name}.png")


def _view(look: Look, settings: Settings, size: Size) -> pygame.Surface:
    names = look.names or NAMES[str(settings.screen.language)]
    made = world(replace(settings, souvenir=Souvenir(names[0], names[1], names)), size)
    scene = SticksScene(made, results(made, look.mode))
    if look.drawn:
        scene.signing.signers[0].strokes = [list(stroke) for stroke in SCRAWL]
    if look.since is not None:
        scene._began = 100.0 - look.since
    scene.update(99.0)
    scene.update(100.0)
    return taken(made, scene, 100.0)


def _souvenir(settings: Settings, size: Size) -> pygame.Surface:
    made = world(settings, size)
    lee, takaichi = (Signature(name) for name in NAMES[str(settings.screen.language)])
    scene = SouvenirScene(made, results(made), (lee, takaichi))
    scene.update(99.0)
    return taken(made, scene, 100.0)


def _souvenirs(folder: Path) -> Iterator[tuple[Path, str]]:
    """The souvenir's page and the picture itself."""
    for language in LANGUAGES:
        for percent in (100, 150):
            file = folder / f"scene-souvenir-{language}-{percent}.png"
            picture = _souvenir(english(language=Language(language), text_size=percent), USUAL)
            yield kept(picture, file), "the souvenir large; a switch, a gold button, two more"
    for language in LANGUAGES:
        cards = {
            "solo": CARD,
            "two": replace(CARD, signatures=tuple(Signature(name) for name in NAMES[language])),
            "long": replace(CARD, signatures=(Signature(LONG[language][:16]), Signature("W" * 16)), played=None),
            "drawn": replace(CARD, signatures=(Signature(strokes=SCRAWL), Signature("I")), harmony=0.41),
        }
        for name, card in cards.items():
            file = folder / f"souvenir-{name}-{language}.png"
            pygame.image.save(draw_souvenir(card, Strings(language)), str(file))
            yield file, "1200x630: crossed sticks with both names, ring, curve, flags of one size, plates"


VIEWS: dict[str, View] = {
    **{f"sticks-{name}": partial(_view, Look(name, "", since)) for name, since in (("before", None), ("after", 1.0))},
    "souvenir": _souvenir,
}
"""The pages under any settings, in any window."""
