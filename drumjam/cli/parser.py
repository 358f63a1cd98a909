"""What can be written after `drumjam`, and which command it calls. Imports nothing heavy: help is at once there."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import drumjam.cli.commands as commands
from drumjam import __version__

LEVELS = ("easy", "medium", "hard", "expert")
FORMATS = ("clonehero", "osu", "tja", "sm", "midi")
SONG = "id of a song (see `drumjam songs list`), MIDI file, song folder, chart file, or folder of a Clone Hero song"

Parser = argparse.ArgumentParser


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The words of a command line; wrong usage is told and exits with 2."""
    parser = Parser("drumjam", description="A rhythm game for two drummers, made from any MIDI file.")
    parser.add_argument("--version", action="version", version=f"drumjam {__version__}")
    parser.set_defaults(run=commands.title, command="")
    groups = parser.add_subparsers(metavar="COMMAND", title="commands; without one the game opens at its title")
    _play(groups)
    _command(groups, "calibrate", "find out how late keys, pads and the picture are", commands.calibrate)
    _simulate(groups)
    _midi(groups)
    _chart(groups)
    _songs(groups)
    _render(groups)
    _replay(groups)
    _scores(groups)
    _devices(groups)
    args = parser.parse_args(argv)
    _refuse_contradictions(args)
    return args


def _play(groups: Any) -> None:
    parser = _command(groups, "play", "play a song", commands.play)
    parser.add_argument("song", metavar="SONG", nargs="?", help=f"{SONG}; asked in the window if left out")
    parser.add_argument("--players", type=int, choices=(1, 2), help="people who play")
    parser.add_argument("--leader", choices=("lee", "takaichi", "both"), help="whose part one player plays")
    _level(parser, "expert if headless, else the last one played")
    speeds = "0.5 to 1.5 (default: 1 if headless, else the last one chosen)"
    parser.add_argument("--speed", type=_number(0.5, 1.5), metavar="S", help=speeds)
    parser.add_argument("--seed", type=_whole(0), metavar="N", help="of the computer's drummers")
    parser.add_argument("--autoplay", action="store_true", help="the computer plays both parts")
    parser.add_argument("--headless", action="store_true", help="no window, no sound, as fast as it goes")
    parser.add_argument("--save-replay", type=Path, metavar="FILE", help="write the replay there as well")
    _json(parser)
    parser.set_defaults(parser=parser)


def _simulate(groups: Any) -> None:
    parser = _command(groups, "simulate", "play a song with model drummers", commands.simulate)
    parser.add_argument("song", metavar="SONG", help=SONG)
    who = (
        "perfect, human:sd=12[,mean=0][,miss=0.1][,extra=0.25][,drift=0.02], silent, masher:hz=20, random, "
        "partner[:temper=attentive|steady|own]"
    )
    parser.add_argument("--lee", metavar="WHO", required=True, help=who)
    parser.add_argument("--takaichi", metavar="WHO", required=True, help="the same")
    _level(parser)
    parser.add_argument("--seed", type=_whole(0), default=0, metavar="N", help="of the drummers (default: 0)")
    parser.add_argument("--seeds", type=_whole(1), metavar="K", help="K plays with seeds N, N+1, ...")
    _json(parser)


def _midi(groups: Any) -> None:
    actions = _group(groups, "midi", "look into MIDI files")
    parser = _command(actions, "info", "what is in a MIDI file", commands.midi_info, "midi info")
    parser.add_argument("file", metavar="FILE", type=Path)
    _json(parser)


def _chart(groups: Any) -> None:
    actions = _group(groups, "chart", "build and read charts")
    parser = _command(actions, "build", "build song folders from MIDI files", commands.chart_build, "chart build")
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="MIDI files, Clone Hero charts, or folders to search"
    )
    parser.add_argument("-o", "--output", metavar="FOLDER", type=Path, default=Path(), help="where (default: here)")
    _json(parser)
    parser = _command(actions, "notes", "the notes of one level", commands.chart_notes, "chart notes")
    parser.add_argument("song", metavar="SONG", help=SONG)
    _level(parser)
    _json(parser)
    parser = _command(actions, "show", "a chart to read: as text, or as a picture", commands.chart_show, "chart show")
    parser.add_argument("song", metavar="SONG", help=SONG)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="a PNG picture instead of text; ends in .png")
    _level(parser)
    parser.set_defaults(parser=parser)
    parser = _command(actions, "check", "what is wrong or unplayable, a line each", commands.chart_check, "chart check")
    parser.add_argument("songs", metavar="SONG", nargs="+", help=SONG)
    _export(actions)


def _export(actions: Any) -> None:
    parser = _command(actions, "export", "a chart in the format of another game", commands.chart_export, "chart export")
    parser.add_argument("song", metavar="SONG", help=SONG)
    says = "Clone Hero, osu!taiko, TJA, StepMania (sm), or MIDI with a track for each leader (the expert notes)"
    parser.add_argument("--to", choices=FORMATS, required=True, help=says)
    parser.add_argument("-o", "--output", metavar="FOLDER", type=Path, required=True, help="where the files go")
    parser.add_argument("--audio", action="store_true", help="the song as sound, too, where the game looks for it")
    _json(parser)
    parser.set_defaults(parser=parser)


def _songs(groups: Any) -> None:
    actions = _group(groups, "songs", "the songs of the library")
    parser = _command(actions, "list", "every song", commands.songs_list, "songs list")
    _json(parser)
    parser = _command(actions, "add", "copy songs into the library", commands.songs_add, "songs add")
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="MIDI files, Clone Hero charts, song folders, whole folders"
    )
    parser = _command(actions, "remove", "take an added song out", commands.songs_remove, "songs remove")
    parser.add_argument("id", metavar="ID")


def _render(groups: Any) -> None:
    parser = _command(groups, "render", "write a song as sound", commands.render)
    parser.add_argument("song", metavar="SONG", help=SONG)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="ends in .wav, .flac or .ogg")
    stems = "drums: the notes of both lanes; backing: all the rest (default: mix)"
    parser.add_argument("--stem", choices=("backing", "drums", "mix"), default="mix", help=stems)
    _level(parser)
    parser.set_defaults(parser=parser)


def _replay(groups: Any) -> None:
    actions = _group(groups, "replay", "recorded plays")
    parser = _command(actions, "list", "every replay of the library", commands.replay_list, "replay list")
    _json(parser)
    parser = _command(actions, "score", "reckon a replay's result again", commands.replay_score, "replay score")
    _recorded(parser)
    _json(parser)
    parser = _command(actions, "watch", "watch a recorded play in the window", commands.replay_watch, "replay watch")
    _recorded(parser)


def _recorded(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--chart", metavar="PATH", type=Path, help="the chart it was played on, if not in the library")


def _scores(groups: Any) -> None:
    parser = _command(groups, "scores", "the score board", commands.scores)
    parser.add_argument("song", metavar="SONG", nargs="?", help="id of a song")
    _json(parser)


def _devices(groups: Any) -> None:
    parser = _command(groups, "devices", "sound, kits and game pads that the game would use", commands.devices)
    _json(parser)


def _command(groups: Any, name: str, says: str, run: Callable[[argparse.Namespace], int], command: str = "") -> Parser:
    parser: Parser = groups.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
    parser.set_defaults(run=run, command=command or name)
    return parser


def _group(groups: Any, name: str, says: str) -> Any:
    parser = groups.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
    return parser.add_subparsers(metavar="COMMAND", title="commands", required=True)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def _level(parser: Parser, default: str = "expert") -> None:
    says = f"easy, medium, hard or expert; LEVEL,LEVEL for Lee's and Takaichi's (default: {default})"
    parser.add_argument("--level", type=_levels, metavar="LEVEL", help=says)


def _levels(text: str) -> tuple[str, str]:
    names = text.split(",")
    if len(names) > 2 or not set(names) <= set(LEVELS):
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(LEVELS)}, nor two of them with a comma")
    return names[0], names[-1]


def _whole(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) < 2**53:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} on")
        return int(text)

    return whole


def _number(least: float, most: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {least:g} to {most:g}")
        return value

    return number


def _refuse_contradictions(args: argparse.Namespace) -> None:
    """Usage that each option allows but not together."""
    if args.command == "render" and args.output.suffix.lower() not in (".wav", ".flac", ".ogg"):
        args.parser.error("the file's name must end in .wav, .flac or .ogg")
    if args.command == "chart show" and args.output and args.output.suffix.lower() != ".png":
        args.parser.error("the picture's name must end in .png")
    if args.command == "chart export" and args.to == "midi" and args.audio:
        args.parser.error("--audio goes with games that play a sound file, not with midi")
    if args.command != "play":
        return
    if args.headless and not args.autoplay:
        args.parser.error("--headless needs --autoplay: nobody can play without a window")
    if args.headless and not args.song:
        args.parser.error("--headless needs a SONG: there is no window to ask in")
    if args.json and not args.headless:
        args.parser.error("--json needs --headless --autoplay")
    if args.players == 2 and args.leader in ("lee", "takaichi"):
        args.parser.error("two players lead both parts: leave --leader out, or --leader both")
