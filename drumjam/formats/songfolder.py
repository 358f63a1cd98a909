"""Song folders: a chart in `chart.json` beside the MIDI file it was built from.

`chart.json` keeps MIDI ticks and the tempo map, one note a line, the same bytes for the same chart:

    format, version      "drumjam-chart", 1
    title, artist        texts; `titles` the title by language
    credits              texts, a line each
    source               drums, two parts, chart, melody
    midi                 name of the MIDI file in the same folder, or null
    ticks_per_beat, end  ticks
    tempo                [tick, microseconds per beat]
    meters               [tick, numerator, denominator]
    sections             [tick, name, device]
    ratings              0 to 10 by level, one decimal
    warnings             {code, text, params}
    levels               by level: [tick, lane, pad, key, velocity] and, for a roll, the tick of its end

Keys that are not named here are left alone: a later version may say more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path
from stat import S_ISREG

from drumjam.formats.atomic import write_whole
from drumjam.formats.document import Document, Row
from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Note, Pad, Remark, Section, Source
from drumjam.rules.errors import DrumjamError
from drumjam.rules.notes import rows_of
from drumjam.rules.tempo import Meter, TempoMap

FORMAT, VERSION = "drumjam-chart", 1
CHART_NAME = "chart.json"
LARGEST_FILE = 64 * 2**20
"""Bytes; a chart of two million notes stays below."""


@dataclass(frozen=True)
class SongFolder:
    """A song as it is kept: what a list shows is read at once, the notes when they are asked for.

    file           chart.json, or the MIDI file the chart was made from
    data           the bytes of chart.json, whose SHA-256 names the chart in replays
    midi           the MIDI file, or None where the folder has none
    midi_name      what chart.json calls it, or ""
    title, titles, artist  as in the chart
    """

    file: Path
    data: bytes
    midi: Path | None
    midi_name: str
    title: str
    titles: Mapping[str, str]
    artist: str

    @cached_property
    def chart(self) -> Chart:
        """The chart, read and checked the first time. Raises ChartError."""
        return parse_chart(self.data, str(self.file))


def save_song(folder: Path, chart: Chart, midi: bytes, midi_name: str = "song.mid") -> None:
    """Write a song folder: the MIDI file first, then chart.json, each whole or not at all (WriteError)."""
    write_whole(folder / midi_name, midi)
    write_whole(folder / CHART_NAME, chart_bytes(chart, midi_name))


def open_song(path: Path) -> SongFolder:
    """Open a song folder, or the chart file in it. Raises ChartError; the notes are checked by `chart`."""
    file = path / CHART_NAME if path.is_dir() else path
    data = _read(file)
    document = _document(data, str(file))
    name = _plain(document.text("midi", ""), str(file))
    midi = file.parent / name
    return SongFolder(
        file=file,
        data=data,
        midi=midi if name and midi.is_file() else None,
        midi_name=name,
        title=document.text("title"),
        titles=document.part("titles", optional=True).texts(),
        artist=document.text("artist", ""),
    )


def parse_chart(data: bytes, name: str = CHART_NAME) -> Chart:
    """The chart in the bytes of a chart.json; `name` stands in messages. Raises ChartError, nothing else."""
    return _chart(_document(data, name), name)


def chart_bytes(chart: Chart, midi_name: str | None = "song.mid") -> bytes:
    """The bytes of chart.json: the same for the same chart, on every machine."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "title": chart.title,
        "titles": dict(sorted(chart.titles.items())),
        "artist": chart.artist,
        "credits": list(chart.credits),
        "source": chart.source.value,
        "midi": midi_name,
        "ticks_per_beat": chart.tempo.ticks_per_beat,
        "end": chart.end,
        "ratings": {level.id: round(chart.ratings[level], 1) for level in Level if level in chart.ratings},
    }
    lines = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    lines.append(_rows("tempo", chart.tempo.changes))
    lines.append(_rows("meters", ((m.tick, m.numerator, m.denominator) for m in chart.meters)))
    lines.append(_rows("sections", ((s.tick, s.name, s.device.value) for s in chart.sections)))
    warnings = ({"code": w.code, "text": w.text, "params": dict(w.params)} for w in chart.warnings)
    lines.append(_rows("warnings", warnings))
    levels = (_rows(level.id, starmap(_row, rows_of(chart.levels[level])), "  ") for level in Level)
    lines.append(' "levels": {\n' + ",\n".join(levels) + "\n }")
    # A lone half of a surrogate pair, from a badly decoded title, has no UTF-8.
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "replace")


def _row(tick: int, lane: Lane, pad: Pad, key: int, velocity: int, until: int | None) -> list[int | str]:
    row: list[int | str] = [tick, lane.id, pad.id, key, velocity]
    return row if until is None else [*row, until]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rows(key: str, rows: Iterable[object], indent: str = " ") -> str:
    body = ",\n".join(f"{indent} {_json(row)}" for row in rows)
    return f"{indent}{_json(key)}: [\n{body}\n{indent}]" if body else f"{indent}{_json(key)}: []"


def _read(file: Path) -> bytes:
    try:
        status = file.stat()
        if not S_ISREG(status.st_mode):  # a pipe would be waited for, a device read without end
            raise ChartError("not a file", str(file), "name a song folder or its chart.json", code="chart.unreadable")
        if status.st_size > LARGEST_FILE:
            raise ChartError(f"larger than {LARGEST_FILE // 2**20} MiB, so no chart", str(file), code="chart.large")
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ChartError(f"cannot read the chart: {reason}", str(file), code="chart.unreadable") from error


def _document(data: bytes, name: str) -> Document:
    document = Document.parse(data, name, ChartError)
    document.expect(FORMAT, VERSION)
    return document


def _chart(document: Document, name: str) -> Chart:
    try:
        return Chart(
            title=document.text("title"),
            source=document.choice("source", Source),
            tempo=TempoMap(document.whole("ticks_per_beat", 1, 2**31), [*map(_change, document.rows("tempo"))]),
            levels=_levels(document.part("levels")),
            meters=tuple(map(_meter, document.rows("meters"))),
            sections=tuple(map(_section, document.rows("sections"))),
            artist=document.text("artist", ""),
            titles=document.part("titles", optional=True).texts(),
            ratings=_ratings(document.part("ratings", optional=True)),
            end=document.whole("end"),
            warnings=tuple(map(_warning, document.parts("warnings"))),
            credits=tuple(document.lines("credits")),
        )
    except ChartError as error:
        raise error if error.where.startswith(name) else error.at(name) from None
    except DrumjamError as error:
        raise ChartError(error.what, name) from error


def _change(row: Row) -> tuple[int, int]:
    row.length(2)
    return row.whole(0), row.whole(1, 1, 2**32)


def _meter(row: Row) -> Meter:
    row.length(3)
    return Meter(row.whole(0), row.whole(1, 1, 255), row.whole(2, 1, 255))


def _section(row: Row) -> Section:
    row.length(3)
    return Section(row.whole(0), row.text(1), row.choice(2, Device))


def _warning(part: Document) -> Remark:
    return Remark(part.text("code"), part.text("text"), tuple(part.part("params", optional=True).scalars()))


def _ratings(part: Document) -> dict[Level, float]:
    return {_level(part, key): part.number(key, 0.0, 10.0) for key in part.values}


def _levels(part: Document) -> dict[Level, tuple[Note, ...]]:
    return {_level(part, key): tuple(map(_note, part.rows(key))) for key in part.values}


def _level(part: Document, key: str) -> Level:
    level = next((level for level in Level if level.id == key), None)
    if level is None:
        known = ", ".join(level.id for level in Level)
        raise ChartError(f"unknown level {key[:40]!r}", part.place, f"levels are {known}", code="chart.level")
    return level


def _note(row: Row) -> Note:
    row.length(5, 6)
    return Note(
        row.whole(0),
        Lane[row.word(1, ("lee", "takaichi")).upper()],
        Pad[row.word(2, ("drum", "cymbal")).upper()],
        row.whole(3, 0, 127),
        row.whole(4, 0, 127),
        row.whole(5) if row.has(5) else None,
    )


def _plain(name: str, place: str) -> str:
    """A file name without a way out of its folder."""
    if name in (".", "..") or any(sign in name for sign in "/\\:\0"):
        mend = "name a file in the song's own folder"
        raise ChartError(f"midi is {name[:40]!r}, which is no plain file name", place, mend, code="chart.midi-name")
    return name
