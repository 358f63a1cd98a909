"""Commands that play: in the window, without one, with model drummers, and again from a replay."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from drumjam.cli import warn
from drumjam.cli.levels import EXPERT, chosen
from drumjam.cli.report import note, print_json, result_text, table
from drumjam.formats.atomic import WriteError
from drumjam.library.replays import chart_of, keep_replay, load_replay, save_replay, song_of
from drumjam.library.request import Leader, PlayRequest
from drumjam.library.scores import Scores, ScoresError, play_of
from drumjam.library.songs import Song, resolve
from drumjam.rules.errors import DrumjamError
from drumjam.rules.replay import Replay, ReplayError
from drumjam.rules.report import Report, report_of
from drumjam.rules.score import Result
from drumjam.rules.session import Session
from drumjam.rules.simulate import simulate

DEMO_SONG = "common-harmony"
DEMO_DRUMMERS = ("human:sd=20", "partner")
AUTOPLAY = ("autoplay", "autoplay")


def open_title() -> int:
    """The game at its title; where there is no display, a play of two model drummers instead."""
    from drumjam.game.app import NoDisplayError, run

    try:
        return run()
    except NoDisplayError as error:
        instead = f"two model drummers play {DEMO_SONG} without a window"
        sys.stderr.write(f"drumjam: {error.what} ({error.where}): {instead}\n")
    song = resolve(DEMO_SONG)
    played = datetime.now()
    session = simulate(song.chart, EXPERT, DEMO_DRUMMERS)
    _show(session.result(song=song.id, kinds=DEMO_DRUMMERS), report_of(session, DEMO_DRUMMERS), song.title, json=False)
    _keep_souvenir(song, session, played)
    return 0


def window(args: Namespace) -> int:
    """`drumjam play` in the window."""
    from drumjam.game.app import run

    request = PlayRequest(
        players=args.players,
        leader=Leader(args.leader) if args.leader else None,
        levels=chosen(args.level) if args.level else None,
        speed=args.speed,
        seed=args.seed,
        autoplay=args.autoplay,
        save_replay=args.save_replay,
    )
    if args.song:
        resolve(args.song)  # what is wrong with it is told here, before a window opens
    return run(args.song, request)


def calibration() -> int:
    """`drumjam calibrate`: the window, at the page that finds offsets."""
    from drumjam.game.app import run
    from drumjam.game.scenes.calibration import CalibrationScene
    from drumjam.game.scenes.title import TitleScene

    return run(first=lambda world: CalibrationScene(world, TitleScene))


def headless(args: Namespace) -> int:
    """`drumjam play SONG --headless --autoplay`: the computer plays both parts in no time."""
    song, levels, seed = resolve(args.song), chosen(args.level), args.seed or 0
    played = datetime.now()
    session = simulate(song.chart, levels, AUTOPLAY, seed)
    result = session.result(song=song.id, seed=seed, kinds=AUTOPLAY)
    replay = Replay(
        chart_sha256=song.chart_sha256,
        levels=levels,
        mode="watch",
        strikes=tuple(sorted(session.strikes)),
        players=AUTOPLAY,
        seed=seed,
        speed=args.speed or 1.0,
        result=result.to_json(),
    )
    _keep(replay, song, played)
    if args.save_replay:
        save_replay(args.save_replay, replay)
    _show(result, report_of(session, AUTOPLAY), song.title, args.json)
    return 0


def simulations(args: Namespace) -> int:
    """`drumjam simulate`: one play, or one for each seed and their means."""
    song, levels, who = resolve(args.song), chosen(args.level), (args.lee, args.takaichi)
    plays = []
    for seed in range(args.seed, args.seed + (args.seeds or 1)):
        session = simulate(song.chart, levels, who, seed)
        plays.append((session.result(song=song.id, seed=seed, kinds=who), report_of(session, who)))
    if args.seeds is None:
        _show(*plays[0], song.title, args.json)
        return 0
    runs = [_document(*play) for play in plays]
    if args.json:
        print_json({"runs": runs, "means": means(runs)})
    else:
        print("\n\n".join(result_text(*play, song.title) for play in plays))
        print(f"\nmeans of {len(plays)} plays\n{_means_text(means(runs))}")
    return 0


def score_replay(file: Path, chart: Path | None, json: bool) -> int:
    """`drumjam replay score`: the result, reckoned from the strikes alone."""
    replay = load_replay(file)
    session = replay.session(chart_of(replay, chart))
    result = replay.result_of(session)
    if any(replay.result.get(key) != value for key, value in result.to_json().items()):
        note("the result kept in the replay is another one: this one follows from its strikes")
    _show(result, report_of(session, replay.kinds), result.song, json)
    return 0


def watch_replay(file: Path, chart: Path | None) -> int:
    """`drumjam replay watch`: a recorded play in the window, stroke by stroke."""
    from drumjam.game.app import run
    from drumjam.game.plan import watched
    from drumjam.game.scenes.loading import LoadingScene

    replay = load_replay(file)
    if replay.practice is not None:
        told = "passes of a practice cannot be watched"
        raise ReplayError(told, str(file), "its result is told by `drumjam replay score`")
    song = song_of(replay, chart)
    return run(first=lambda world: LoadingScene(world, watched(replay, song)))


def means(documents: Sequence[Any]) -> Any:
    """The means of result documents, number by number; curves, names, seeds and what not all have are left out."""
    first = documents[0]
    if isinstance(first, dict):
        kept = {key: means([document[key] for document in documents]) for key in first if key not in ("curve", "seed")}
        return {key: value for key, value in kept.items() if value not in (None, {})}
    return sum(documents) / len(documents) if all(isinstance(one, int | float) for one in documents) else None


def _document(result: Result, report: Report) -> dict[str, Any]:
    """A play's result with what is told of the pair."""
    return {**result.to_json(), "pair": report.to_json()}


def _show(result: Result, report: Report, title: str, json: bool) -> None:
    if json:
        print_json(_document(result, report))
    else:
        print(result_text(result, report, title))


def _keep_souvenir(song: Song, session: Session, played: datetime) -> None:
    """Draw the souvenir of a play and say where it is; if it cannot be, the play was one all the same."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"  # a picture needs no window
    from drumjam.game.demo import demo_souvenir

    try:
        print(f"souvenir {demo_souvenir(song, EXPERT, session, played)}")
    except DrumjamError as error:
        warn(DrumjamError(f"the souvenir was not written: {error.what}", error.where, error.mend))


def _means_text(document: dict[str, Any]) -> str:
    rows = [("score", f"{document['score']:,.0f}"), ("accuracy", f"{document['accuracy']:.1%}")]
    rows += [(f"harmony, {key}", f"{value:.3f}") for key, value in document["harmony"].items()]
    rows += [(f"accuracy, {lane}", f"{player['accuracy']:.1%}") for lane, player in document["players"].items()]
    return table(rows)


def _keep(replay: Replay, song: Song, played: datetime) -> None:
    """Keep a play in the library; one that cannot be written to does not spoil the play."""
    try:
        path = keep_replay(replay, song.id, song.kept.data, played)
        scores = Scores()
        scores.add(play_of(replay, song.id, song.title, played, path))
        if scores.notice:
            warn(scores.notice)
    except (WriteError, ScoresError) as error:
        lost = "kept" if isinstance(error, WriteError) else "put on the score board"
        warn(DrumjamError(f"the play was not {lost}: {error.what}", error.where, error.mend))
