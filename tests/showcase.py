"""The README's pictures: `python -m tests.showcase assets/readme` (needs Pillow; development only).

A short film in three cuts of one evening, a bit awkward, a common harmony, the exchange of sticks; and four stills.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame

from drumjam.game.scenes.sticks import SticksScene
from drumjam.game.signature import Signature
from drumjam.game.souvenir import draw_souvenir
from drumjam.game.stage.stage import Stage
from drumjam.game.strings import Strings
from drumjam.game.theme import Theme
from drumjam.library.settings import Souvenir
from drumjam.library.songs import resolve
from drumjam.rules.chart import Level
from tests.game.fingers import english, world
from tests.game.plays import film, setup_for
from tests.game.windows import window
from tests.looks import scenes, stage
from tests.looks._shot import in_own_home, taken
from tests.looks.sticks import CARD, results

RATE, SIZE = 20, (640, 360)
QUALITY, STILL_QUALITY = 50, 86
AWKWARD = ("a-little-awkward", Level.EASY, ("human:sd=48,mean=-30", "human:sd=55,mean=40,miss=0.1"), 14.0, 3.4)
GOLDEN = ("shuttle-to-tomorrow", Level.HARD, ("human:sd=8", "human:sd=8"), 128.0, 5.0)
"""Song, level, who plays, seconds of the song at which the cut begins, and how long it is."""
EXCHANGE = 3.4
NAMES = ("Mina", "Kenta")


def frames() -> Iterator[bytes]:
    """RGB pictures of SIZE, RATE a second."""
    for cut in (AWKWARD, GOLDEN):
        yield from _played(*cut)
    yield from _exchanged()


def _played(name: str, level: Level, who: tuple[str, str], start: float, long: float) -> Iterator[bytes]:
    song = resolve(name)
    setup = replace(setup_for(level, title=song.title, seed=5), level=level.name.title())
    screen = window()
    drawn = Stage(Theme(), setup)
    for number, (state, now) in enumerate(film(setup, -1.0, start + long, chart=song.chart, who=who)):
        if now >= start and number % (60 // RATE) == 0:
            drawn.draw(screen, state, now)
            yield _small(screen)


def _exchanged() -> Iterator[bytes]:
    """Signed sticks change hands, a moment after the cards have gone."""
    with in_own_home():
        made = world(replace(english(), souvenir=Souvenir(*NAMES, NAMES)))
        scene = SticksScene(made, results(made))
        scene._began = 100.0
        for frame in range(round(EXCHANGE * RATE)):
            now = 100.0 + frame / RATE
            scene.update(now)
            yield _small(taken(made, scene, now))


def _small(picture: pygame.Surface) -> bytes:
    return pygame.image.tobytes(pygame.transform.smoothscale(picture, SIZE), "RGB")


def _stills() -> Iterator[tuple[str, pygame.Surface]]:
    plain, usual = english(), (1280, 720)
    yield "stage", stage.VIEWS["stage-harmony"](plain, usual)
    with in_own_home():
        scenes.prepare()
        for name in ("select", "report"):
            yield name, scenes.VIEWS[name](plain, usual)
    yield "souvenir", draw_souvenir(replace(CARD, signatures=tuple(Signature(name) for name in NAMES)), Strings("en"))


def main(folder: Path) -> None:
    """Draw them, and write each as a WebP."""
    from PIL import Image

    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    for name, picture in _stills():
        size = picture.get_size()
        still = Image.frombytes("RGB", size, pygame.image.tobytes(picture, "RGB"))
        still.save(folder / f"{name}.webp", quality=STILL_QUALITY, method=6)
    first, *rest = (Image.frombytes("RGB", SIZE, frame) for frame in frames())
    film_file = folder / "trailer.webp"
    pause = round(1000 / RATE)
    first.save(film_file, save_all=True, append_images=rest, duration=pause, loop=0, quality=QUALITY, method=6)
    for file in sorted(folder.glob("*.webp")):
        sys.stdout.write(f"{file}: {file.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
