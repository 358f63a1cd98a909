"""Commands about MIDI files and charts: what is in them, checking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from drumjam.cli import fail
from drumjam.cli.levels import chosen, levels_text
from drumjam.cli.report import plain, print_json, table
from drumjam.formats.check import faults
from drumjam.library.naming import name_of
from drumjam.library.songs import Song, notes_in, resolve
from drumjam.rules.chart import Chart, ChartError, Level, Notes, unison_ticks
from drumjam.rules.errors import DrumjamError


def info(file: Path, json: bool) -> int:
    """`drumjam midi info`: of a file, or of the one with the notes in the folder of a Clone Hero song."""
    from drumjam.library.making import midi_of
    from drumjam.midi.info import info as describe

    notes = (notes_in(file) if file.is_dir() else None) or file
    document = describe(midi_of(notes), name_of(notes) + notes.suffix)
    if json:
        print_json(document)
    else:
        print(_info_text(document))
    return 0


def notes(argument: str, level: tuple[str, str] | None, json: bool) -> int:
    """`drumjam chart notes`."""
    song, levels = resolve(argument), chosen(level)
    chart = song.chart
    duet = chart.duet(*levels)
    if json:
        print_json(_notes_json(song, levels, duet))
        return 0
    print(f"{plain(song.title)}, {levels_text(levels)}: {len(duet)} notes")
    print(table([("tick", "time", "lane", "pad", "key", "velocity", ""), *_note_rows(chart, duet)]))
    return 0


def check(arguments: Sequence[str]) -> int:
    """`drumjam chart check`: a line for each fault; 1 if there is any, or if a song cannot be opened."""
    bad = 0
    for argument in arguments:
        try:
            lines = [fault.text for fault in faults(resolve(argument).chart)]
        except ChartError as error:
            lines = [str(error)]
        except DrumjamError as error:
            bad += fail(error)
            continue
        for line in lines:
            print(f"{argument}: {line}")
        bad += len(lines)
    return 1 if bad else 0


def _notes_json(song: Song, levels: tuple[Level, Level], duet: Notes) -> dict[str, Any]:
    from drumjam.rules.score import level_to_json

    chart = song.chart
    unisons = unison_ticks(duet)
    return {
        "song": {"id": song.id, "title": song.title, "artist": song.artist},
        "level": level_to_json(levels),
        "ticks_per_beat": chart.tempo.ticks_per_beat,
        "rating": round(max(chart.ratings.get(level, 0.0) for level in levels), 1),
        "notes": [
            {
                "tick": note.tick,
                "time": time,
                "lane": note.lane.id,
                "pad": note.pad.id,
                "key": note.key,
                "velocity": note.velocity,
                "unison": note.tick in unisons,
                "roll_until": note.roll_until,
            }
            for note, time in zip(duet, _times(chart, duet), strict=True)
        ],
        "sections": [
            {"tick": s.tick, "time": chart.tempo.seconds(s.tick), "name": s.name, "device": s.device.value}
            for s in chart.sections
        ],
    }


def _note_rows(chart: Chart, duet: Notes) -> list[Sequence[object]]:
    unisons = unison_ticks(duet)
    rows: list[Sequence[object]] = []
    for note, time in zip(duet, _times(chart, duet), strict=True):
        marks = ["unison"] if note.tick in unisons else []
        marks += [f"roll until {note.roll_until}"] if note.roll_until is not None else []
        rows.append((note.tick, f"{time:.3f}", note.lane.id, note.pad.id, note.key, note.velocity, ", ".join(marks)))
    return rows


def _times(chart: Chart, duet: Notes) -> list[float]:
    times: list[float] = chart.tempo.seconds(np.array([note.tick for note in duet], np.int64)).tolist()
    return times


def _info_text(document: dict[str, Any]) -> str:
    tempi = sorted({round(change["bpm"], 1) for change in document["tempo"]})
    meters = dict.fromkeys(f"{meter['numerator']}/{meter['denominator']}" for meter in document["meter"])
    rows: list[tuple[str, str]] = [
        ("title", document["title"]),
        ("format", f"{document['format']}, {document['ticks_per_beat']} ticks per beat"),
        ("length", f"{document['duration']:.2f} s, last note at {document['last_onset']:.2f} s"),
        ("tempo", " to ".join(dict.fromkeys(f"{bpm:g}" for bpm in (tempi[0], tempi[-1]))) + " bpm"),
        ("metre", ", ".join(meters)),
        ("notes", f"{document['notes']}, of them drums: {document['drum_notes']}"),
    ]
    for part in document["drum_parts"]:
        name = f"{part['name']!r}, " if part["name"] else ""
        rows.append(("drum part", f"track {part['track']}, {name}{part['notes']} notes ({part['why']})"))
    rows += [("repaired", repair) for repair in document["repairs"]]
    return "\n".join(f"{what:9}  {plain(told)}" for what, told in rows)
