"""The commands, one small function each; what a command needs is imported when it runs."""

from __future__ import annotations

from argparse import Namespace


def title(args: Namespace) -> int:
    """`drumjam`: the game at its title; without a display a play without a window."""
    from drumjam.cli.playing import open_title

    return open_title()


def play(args: Namespace) -> int:
    """`drumjam play`, in the window or headless."""
    from drumjam.cli import playing

    return playing.headless(args) if args.headless else playing.window(args)


def calibrate(args: Namespace) -> int:
    """`drumjam calibrate`: the window, at calibration."""
    from drumjam.cli.playing import calibration

    return calibration()


def simulate(args: Namespace) -> int:
    """`drumjam simulate`: plays of model drummers."""
    from drumjam.cli.playing import simulations

    return simulations(args)


def midi_info(args: Namespace) -> int:
    """`drumjam midi info`: what is in a MIDI file."""
    from drumjam.cli.charting import info

    return info(args.file, args.json)


def chart_build(args: Namespace) -> int:
    """`drumjam chart build`: song folders from MIDI files."""
    from drumjam.cli.building import build_folders

    return build_folders(args.paths, args.output, args.json)


def chart_notes(args: Namespace) -> int:
    """`drumjam chart notes`: the notes of one level."""
    from drumjam.cli.charting import notes

    return notes(args.song, args.level, args.json)


def chart_show(args: Namespace) -> int:
    """`drumjam chart show`: a chart to read."""
    from drumjam.cli.showing import show

    return show(args.song, args.level, args.output)


def chart_check(args: Namespace) -> int:
    """`drumjam chart check`: what is wrong in charts."""
    from drumjam.cli.charting import check

    return check(args.songs)


def chart_export(args: Namespace) -> int:
    """`drumjam chart export`: a chart for another game."""
    from drumjam.cli.exporting import export_chart

    return export_chart(args.song, args.to, args.output, args.audio, args.json)


def songs_list(args: Namespace) -> int:
    """`drumjam songs list`."""
    from drumjam.cli.keeping import list_songs

    return list_songs(args.json)


def songs_add(args: Namespace) -> int:
    """`drumjam songs add`."""
    from drumjam.cli.keeping import add_songs

    return add_songs(args.paths)


def songs_remove(args: Namespace) -> int:
    """`drumjam songs remove`."""
    from drumjam.library.songs import remove

    remove(args.id)
    return 0


def render(args: Namespace) -> int:
    """`drumjam render`: a song as sound."""
    from drumjam.cli.rendering import render_song

    return render_song(args.song, args.level, args.stem, args.output)


def replay_list(args: Namespace) -> int:
    """`drumjam replay list`."""
    from drumjam.cli.keeping import list_kept_replays

    return list_kept_replays(args.json)


def replay_watch(args: Namespace) -> int:
    """`drumjam replay watch`: the window, with a recorded play."""
    from drumjam.cli.playing import watch_replay

    return watch_replay(args.file, args.chart)


def replay_score(args: Namespace) -> int:
    """`drumjam replay score`: a replay's result, reckoned again."""
    from drumjam.cli.playing import score_replay

    return score_replay(args.file, args.chart, args.json)


def scores(args: Namespace) -> int:
    """`drumjam scores`: the score board."""
    from drumjam.cli.keeping import show_scores

    return show_scores(args.song, args.json)


def devices(args: Namespace) -> int:
    """`drumjam devices`: what the game would use on this machine."""
    from drumjam.cli.devices import show_devices

    return show_devices(args.json)
