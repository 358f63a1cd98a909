"""Plays kept one after another by processes that are killed at any moment: `python -m tests.game.keeper FOLDER ROUNDS`.

Prints what was there after each kill, as JSON: how many plays had been reported kept before it, and what is wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import sleep

import pygame

from drumjam.game.keeping import Kept, keep
from drumjam.game.pictures import keep_picture
from drumjam.game.preparing import Prepared
from drumjam.game.road import read_road
from drumjam.library.paths import pictures_dir
from drumjam.library.replays import list_replays
from drumjam.library.scores import Scores
from drumjam.library.settings import Souvenir
from drumjam.library.settingsfile import load_settings, save_settings
from drumjam.library.songs import BUILT_IN
from tests.game.fingers import english, prepared, song, world

EVENING = datetime(2026, 1, 13, 17, 30)
LONGEST = 0.25
"""Seconds after which a keeper is killed at the latest."""

NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Evening:
    """A play that is kept over and over, each time as the next piece of the story."""

    play: Prepared

    @classmethod
    def of(cls, folder: Path) -> Evening:
        """A small song, played to its end."""
        ready = prepared(world(), song(folder / "tune"))
        ready.duet.play_out()
        return cls(ready)

    def keep(self, number: int) -> Kept:
        """Keep the play with this number."""
        plan = self.play.plan
        named = replace(plan, song=replace(plan.song, id=BUILT_IN[number % len(BUILT_IN)]), seed=number)
        return keep(replace(self.play, plan=named), EVENING + timedelta(seconds=number), finished=True)


def keep_on(evening: Evening, first: int, told: int) -> None:
    """Keep plays, settings and pictures until somebody ends it; each play that was kept is told at once."""
    picture = pygame.Surface((60, 32))
    for number in count(first):
        if not evening.keep(number).problem:
            os.write(told, b".")
        save_settings(replace(english(), souvenir=Souvenir(f"player {number}")))
        keep_picture("souvenir", picture)


def killed(evening: Evening, first: int, after: float) -> int:
    """Let a process keep plays, kill it after some seconds; how many it had told of."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        keep_on(evening, first, writing)
    os.close(writing)
    sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return len(pipe.read())


def wrong(reported: list[str]) -> list[str]:
    """What cannot be read, or is missing though it was reported."""
    scores = Scores()
    scores.plays()
    found = [str(scores.notice)] if scores.notice else []
    found += [str(kept.problem) for kept in list_replays() if kept.problem]
    found += [str(load_settings().notice)] if load_settings().notice else []
    for file in pictures_dir().glob("*.png"):
        found += [] if file.read_bytes().endswith(b"IEND\xaeB`\x82") else [f"half a picture: {file}"]
    return found + [f"not on the road: {song}" for song in sorted(set(reported) - set(read_road().best))]


def rounds(evening: Evening, many: int) -> Iterator[dict[str, object]]:
    """Kill so many keepers, each at another moment; look at what is there after each of them."""
    rng, reported, first = Random(13), list[str](), 0
    for _ in range(many):
        before = len(Scores().plays())
        told = killed(evening, first, rng.uniform(0.0, LONGEST))
        reported += [BUILT_IN[number % len(BUILT_IN)] for number in range(first, first + told)]
        first += told + 1
        yield {"told": told, "kept": len(Scores().plays()) - before, "wrong": wrong(reported)}


@contextmanager
def kept_out() -> Iterator[Path]:
    """A home that may be read but not written by the process that goes on; root becomes nobody."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        (home / "data").mkdir(parents=True)
        for folder in (home / "data", home, Path(name)):
            folder.chmod(0o555)
        if os.geteuid() == 0:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        os.environ["DRUMJAM_HOME"] = str(home)
        try:
            yield home
        finally:
            if os.geteuid() == NOBODY:
                os.seteuid(0)
                os.setegid(0)
            for folder in (Path(name), home, home / "data"):
                folder.chmod(0o755)


def main(folder: str, many: str) -> None:
    """Print what each kill left."""
    for told in rounds(Evening.of(Path(folder)), int(many)):
        print(json.dumps(told))


if __name__ == "__main__":
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    main(*sys.argv[1:])
