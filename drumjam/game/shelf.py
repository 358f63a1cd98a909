"""Shelf: the songs of the library with what a list shows of them, read and added beside the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from drumjam.formats.atomic import WriteError
from drumjam.game.strings import Strings
from drumjam.library.finding import found
from drumjam.library.scores import Play, Scores, ScoresError
from drumjam.library.songs import Song, SongError, add, open_kept, shelf
from drumjam.rules.chart import Chart, Lane, Level, unison_ticks
from drumjam.rules.errors import DrumjamError

TRANSLATED = {
    "midi.not-midi": "not_midi",
    "midi.no-notes": "no_notes",
    "midi.all-late": "late_notes",
    "chart.all-late": "late_notes",
    "gems.no-drums": "no_drums",
}
"""Wordings of what may be wrong with a file, by the error's code."""

STRIPES = 48
"""Slices of a song in its cover's picture."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """One slice of a song: strokes of Lee, of Takaichi, and of both at once, each 0 to 1 of the busiest slice."""

    lee: float
    takaichi: float
    together: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A song as the list shows it.

    seconds   its length
    bpm       slowest and fastest pulse a minute, rounded
    meters    its metres as "4/4", in order, at most three
    ratings   by level, 0 to 10
    counts    notes by level: Lee's, Takaichi's
    bests     best plays by level's name
    stripes   its course, for the cover
    dropped   whether it was made of a file that was dropped on the window
    """

    song: Song
    seconds: float
    bpm: tuple[int, int]
    meters: tuple[str, ...]
    ratings: Mapping[Level, float]
    counts: Mapping[Level, tuple[int, int]]
    bests: Mapping[str, Play]
    stripes: tuple[Stripe, ...]
    dropped: bool = False

    def title(self, language: str) -> str:
        """The title in a language, if the song has one in it."""
        return self.song.titles.get(language) or self.song.title


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not become a song: its name, and why."""

    name: str
    error: DrumjamError

    def told(self, words: Strings) -> str:
        """One line about it; the whole reason in English, in short where it is not translated."""
        if words.language == "en":
            return f"{self.name}: {self.error.what}. {self.error.mend[:1].upper()}{self.error.mend[1:]}."
        known = TRANSLATED.get(self.error.code)
        return f"{self.name}: {words.text(known)}" if known else words.text("bad_file", name=self.name)


class Shelf:
    """Songs as they become known; a thread reads them, `take` hands them over.

    entries  what is known; another list whenever it has changed
    busy     the name of the file that is being made into a song, or ""
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.busy = ""
        self._ready: deque[Entry | Problem] = deque()
        self._wanted: deque[Path] = deque()
        self._adds = Lock()
        self._through = False
        self._thread = Thread(target=self._read, daemon=True, name="shelf")
        self._thread.start()

    @property
    def reading(self) -> bool:
        """Whether more may still come."""
        return self._thread.is_alive() or bool(self._ready)

    def has(self, song_id: str) -> bool:
        """Whether a song is known."""
        return any(entry.song.id == song_id for entry in self.entries)

    def add(self, paths: Iterable[Path]) -> None:
        """Make songs of files and folders."""
        with self._adds:
            self._wanted.extend(paths)
            if self._through or not self._thread.is_alive():
                self._through = False
                self._thread = Thread(target=self._build, daemon=True, name="adding songs")
                self._thread.start()

    def refresh(self, song: Song) -> None:
        """Read a song's bests again: it was played."""
        try:
            bests = {play.level: play for play in Scores().bests(song.id)}
        except ScoresError:
            return
        self.entries = [replace(e, bests=bests) if e.song.id == song.id else e for e in self.entries]

    def take(self) -> list[Entry | Problem]:
        """What has become known since the last take; songs are in `entries` from now on."""
        taken: list[Entry | Problem] = []
        while self._ready:
            taken.append(self._ready.popleft())
        if taken:
            known = {entry.song.id: entry for entry in self.entries}
            known.update({one.song.id: one for one in taken if isinstance(one, Entry)})
            self.entries = list(known.values())
        return taken

    def _read(self) -> None:
        try:
            folders = shelf()
        except DrumjamError as error:
            folders = []
            self._ready.append(Problem("drumjam", error))
        for folder in folders:
            try:
                self._ready.append(entry_of(open_kept(folder)))
            except DrumjamError as error:
                self._ready.append(Problem(folder.name, error))
        self._build()

    def _build(self) -> None:
        while (dropped := self._next()) is not None:
            for path in self._inside(dropped):
                self.busy = path.name
                try:
                    self._ready.append(replace(entry_of(add(path)), dropped=True))
                except DrumjamError as error:
                    self._ready.append(Problem(path.name, error))
                except OSError as error:
                    self._ready.append(Problem(path.name, WriteError(str(error), str(path))))

    def _next(self) -> Path | None:
        """The next file that was dropped; None where there is none, and the thread ends."""
        with self._adds:  # a file comes either before the thread looks, or when it is known to end
            if self._wanted:
                return self._wanted.popleft()
            self.busy = ""
            self._through = True
            return None

    def _inside(self, dropped: Path) -> list[Path]:
        """The songs in a file or folder; none where the folder cannot be searched."""
        try:
            return list(found([dropped]))
        except OSError as error:
            reason = f"the folder cannot be searched: {error.strerror}"
            self._ready.append(Problem(dropped.name, SongError(reason, str(dropped), "check its permissions")))
            return []


def entry_of(song: Song) -> Entry:
    """What the list shows of a song. Raises ChartError where its chart is broken."""
    chart = song.chart
    try:
        bests = {play.level: play for play in Scores().bests(song.id)}
    except ScoresError:
        bests = {}
    return Entry(
        song=song,
        seconds=chart.tempo.seconds(chart.end),
        bpm=_bpm(chart),
        meters=tuple(dict.fromkeys(f"{m.numerator}/{m.denominator}" for m in chart.meters))[:3],
        ratings={level: chart.ratings.get(level, 0.0) for level in Level},
        counts={level: _counts(chart, level) for level in Level},
        bests=bests,
        stripes=stripes_of(chart),
    )


def _counts(chart: Chart, level: Level) -> tuple[int, int]:
    lee = sum(note.lane is Lane.LEE for note in chart.levels[level])
    return lee, len(chart.levels[level]) - lee


def _bpm(chart: Chart) -> tuple[int, int]:
    rates = []
    for tick, us in chart.tempo.changes:
        if tick < max(chart.end, 1):
            beats = chart.meter_at(tick).pulse_ticks(chart.tempo.ticks_per_beat) / chart.tempo.ticks_per_beat
            rates.append(round(60e6 / us / beats))
    return min(rates), max(rates)


def stripes_of(chart: Chart) -> tuple[Stripe, ...]:
    """A song's course, for its cover."""
    notes = chart.levels[Level.EXPERT]
    end = max((note.tick for note in notes), default=0) + 1
    both = unison_ticks(notes)
    sums = [[0, 0, 0] for _ in range(STRIPES)]
    for note in notes:
        slice_ = sums[note.tick * STRIPES // end]
        slice_[note.lane] += 1
        slice_[2] += note.tick in both
    most = max((max(lee, takaichi) for lee, takaichi, _ in sums), default=0) or 1
    return tuple(Stripe(lee / most, takaichi / most, min(both / most / 2, 1.0)) for lee, takaichi, both in sums)
