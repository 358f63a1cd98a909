"""Commands about what a player keeps: songs, replays, scores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drumjam.cli import fail, warn
from drumjam.cli.levels import levels_json, levels_text
from drumjam.cli.report import clock, print_json, table
from drumjam.formats.replayfile import replay_json
from drumjam.library.finding import found
from drumjam.library.replays import list_replays
from drumjam.library.scores import Play, Scores
from drumjam.library.songs import Song, SongError, add, open_kept, resolve, shelf
from drumjam.rules.chart import Level
from drumjam.rules.errors import DrumjamError


def list_songs(json: bool) -> int:
    """`drumjam songs list`: every song that can be opened; what is wrong with the others on stderr."""
    songs: list[Song] = []
    for folder in shelf():
        try:
            songs.append(open_kept(folder).checked())
        except DrumjamError as error:
            warn(error)
    if json:
        print_json([_song_json(song) for song in songs])
    else:
        print(table([("id", "title", "artist", "length", "rating"), *map(_song_row, songs)]))
    return 0


def add_songs(paths: Sequence[Path]) -> int:
    """`drumjam songs add`: each song's id on stdout; a bad one is told and does not stop the rest."""
    files, failures = list(found(paths)), 0
    if not files:
        raise SongError("no songs found", ", ".join(map(str, paths)), "name MIDI files or folders that hold some")
    for path in files:
        try:
            print(add(path).id)
        except DrumjamError as error:
            failures += fail(error)
    return 1 if failures else 0


def list_kept_replays(json: bool) -> int:
    """`drumjam replay list`: the newest first; damaged files are told on stderr."""
    kept = list_replays()
    good = [(one.path, one.replay) for one in kept if one.replay is not None]
    for one in kept:
        if one.problem is not None:
            warn(one.problem)
    if json:
        print_json([{"file": str(path), **_without_strikes(replay_json(replay))} for path, replay in good])
        return 0
    rows: list[Sequence[object]] = [("score", "level", "mode", "file")]
    for path, replay in good:
        score = replay.result.get("score")
        rows.append((f"{score:,}" if isinstance(score, int) else "", levels_text(replay.levels), replay.mode, path))
    print(table(rows) if good else "no replays yet")
    return 0


def show_scores(song: str | None, json: bool) -> int:
    """`drumjam scores`: the best plays of all songs, or all plays of one."""
    scores = Scores()
    if song and not scores.plays(song):
        song = resolve(song).id  # a path, or an id that has to be one
    plays, bests = scores.plays(song), scores.bests(song)
    if scores.notice:
        warn(scores.notice)
    if json:
        print_json({"plays": [_play_json(play) for play in plays], "bests": [_play_json(play) for play in bests]})
        return 0
    shown = plays if song else bests
    rows: list[Sequence[object]] = [("score", "accuracy", "harmony", "song", "level", "mode", "played")]
    for play in shown:
        figures = (f"{play.score:,}", f"{play.accuracy:.1%}", f"{play.harmony:.2f}")
        rows.append((*figures, play.title, play.level, play.mode, play.played))
    print(table(rows) if shown else "no plays yet" if song else "no best results yet")
    return 0


def _song_json(song: Song) -> dict[str, Any]:
    chart = song.chart
    return {
        "id": song.id,
        "title": song.title,
        "titles": dict(song.titles),
        "artist": song.artist,
        "built_in": song.built_in,
        "folder": str(song.folder),
        "duration": chart.tempo.seconds(chart.end),
        "levels": levels_json(chart),
    }


def _song_row(song: Song) -> Sequence[object]:
    chart = song.chart
    ratings = " ".join(f"{chart.ratings.get(level, 0.0):.1f}" for level in Level)
    return (song.id, song.title, song.artist, clock(chart.tempo.seconds(chart.end)), ratings)


def _play_json(play: Play) -> dict[str, Any]:
    return {name: getattr(play, name) for name in play.__slots__}


def _without_strikes(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in ("strikes", "format", "version")}
