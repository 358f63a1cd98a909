""".chart files: a drum part as text, with its own tempo and metre, read line by line however damaged."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drumjam.formats.gems import MOST_GEMS, Colour, Gem, GemTrack, Layout, Phrase
from drumjam.formats.miditracks import FINEST, LONGEST_REST, SLOWEST
from drumjam.formats.songini import SongIni, number, plain_text
from drumjam.midi.repairs import Repairs
from drumjam.midi.smf import LONGEST_SONG
from drumjam.midi.text import choose_charset
from drumjam.midi.track import MOST_METERS, MOST_TEMPOS
from drumjam.rules.chart import Level, Remark
from drumjam.rules.errors import DrumjamError
from drumjam.rules.tempo import Meter, TempoMap
from drumjam.rules.touch import Touch

USUAL_RESOLUTION = 192
LONGEST_LINE = 1_000
"""Letters of a line that is read; longer ones are no events."""
MOST_PEEKED = 2**16
"""Bytes from which the charset is told: the song's name and artist stand at the top."""

_HEAD = re.compile(r"\[([^\[\]]{1,60})\]")
_VALUE = re.compile(r"(\w{1,40})\s*=\s*(.*)")
_EVENT = re.compile(r"(\d{1,18})\s*=\s*([A-Za-z]{1,2})\s+(-?\d{1,18})(?:\s+(-?\d{1,18}))?")
_OTHER_EVENT = re.compile(r"(\d{1,18})\s*=\s*[AEH]\b.*", re.IGNORECASE)
"""Anchors, texts and a hand's movements: they matter for the length of a song alone."""
_DRUMS = {f"{level.id}drums": level for level in Level}
_PLAIN = ("song", "synctrack", "events")
_GEMS = {int(colour): colour for colour in Colour}
_CYMBALS = {64 + colour: colour for colour in (Colour.YELLOW, Colour.BLUE, Colour.GREEN)}
_ACCENTS = {33 + colour: colour for colour in Colour if colour}
_GHOSTS = {39 + colour: colour for colour in Colour if colour}
_DOUBLE_KICK = 32
_PHRASES = {0: 0, 1: 1, 65: 2, 66: 3}
"""Special phrases: of player 1, of player 2, a roll on one lane, a roll on two."""


class DotChartError(DrumjamError):
    """A file that cannot be read as a .chart: says what is wrong, where, and how to mend it."""

    advice = "save the chart again with its editor and try that one"


@dataclass(frozen=True, slots=True)
class DotChart:
    """What a .chart file holds.

    track          its drums; None where it has none
    tempo, meters  its time
    said           what its [Song] section says about the song
    repairs        what had to be passed over to read it
    """

    track: GemTrack | None
    tempo: TempoMap
    meters: tuple[Meter, ...]
    said: SongIni
    repairs: tuple[Remark, ...]


def read_dotchart(data: bytes, name: str = "", ini: SongIni | None = None) -> DotChart:
    """Read the drums of a .chart file; `name` stands in messages only.

    ini  what the song.ini beside it says: it goes before what the file itself says

    Lines that make no sense are passed over and said. Raises DotChartError, and nothing else.
    """
    reader = _Reader(ini or SongIni())
    try:
        for at, line in enumerate(_lines(data), 1):
            reader.read(at, line)
        return reader.result()
    except DotChartError as error:
        raise error.at(name) if name else error from None


def _lines(data: bytes) -> Iterator[str]:
    """The lines of a file, without the white space around them, in the charset that fits its top."""
    top = data if len(data) <= MOST_PEEKED else data[: data.rfind(b"\n", 0, MOST_PEEKED) + 1] or data[:MOST_PEEKED]
    text = io.TextIOWrapper(io.BytesIO(data), choose_charset([top]), "replace")
    while line := text.readline(LONGEST_LINE):
        yield line.strip("\ufeff \t\r\n")


@dataclass(slots=True)
class _Reader:
    """What the lines read so far have said."""

    ini: SongIni
    section: str = ""
    known: bool = False
    values: dict[str, str] = field(default_factory=dict)
    tempos: dict[int, int] = field(default_factory=dict)
    meters: dict[int, tuple[int, int]] = field(default_factory=dict)
    notes: dict[Level, set[tuple[int, int]]] = field(default_factory=lambda: {level: set() for level in Level})
    phrases: tuple[set[Phrase], ...] = field(default_factory=lambda: (set(), set(), set(), set()))
    end: int = 0
    count: int = 0
    odd: int = 0
    first_odd: int = 0
    late: int = 0

    def read(self, at: int, line: str) -> None:
        """Take one line in; `at` counts from 1."""
        if head := _HEAD.fullmatch(line):
            self.section = head[1].strip().lower()
            self.known |= self.section in _PLAIN or self.section in _DRUMS
        elif self.section == "song":
            if value := _VALUE.fullmatch(line):
                self.values.setdefault(value[1].lower(), value[2])
        elif line not in ("", "{", "}") and (self.section in _PLAIN or self.section in _DRUMS):
            if event := _EVENT.fullmatch(line):
                values = int(event[3]), None if event[4] is None else int(event[4])
                self._event(int(event[1]), event[2].upper(), *values)
            elif other := _OTHER_EVENT.fullmatch(line):
                self.end = max(self.end, min(int(other[1]), LONGEST_REST))
            else:
                self.odd += 1
                self.first_odd = self.first_odd or at

    def _event(self, tick: int, kind: str, value: int, more: int | None) -> None:
        level = _DRUMS.get(self.section)
        if tick > LONGEST_REST:
            self.late += kind == "N" and level is not None
            return
        self.end = max(self.end, tick)
        if level is not None:
            self.count += 1
            if self.count > MOST_GEMS:
                raise DotChartError(f"the file holds more than {MOST_GEMS:,} notes", mend="split the song")
            if kind == "N":
                self.notes[level].add((tick, value))
            elif kind == "S" and level is Level.EXPERT and value in _PHRASES and (more or 0) > 0:
                phrase = Phrase(tick, min(tick + (more or 0), LONGEST_REST))
                self.phrases[_PHRASES[value]].add(phrase)
                self.end = max(self.end, phrase.end)
        elif kind == "B" and value > 0 and len(self.tempos) < MOST_TEMPOS:
            self.tempos[tick] = max(1, min(round(60e9 / value), SLOWEST))
        elif kind == "TS" and 0 < value < 256 and len(self.meters) < MOST_METERS:
            exponent = 2 if more is None else more
            if 0 < exponent <= 7:
                self.meters[tick] = value, 1 << exponent

    def result(self) -> DotChart:
        """All that was said, or what is wrong with it."""
        if not self.known:
            raise DotChartError("the file is not a .chart", mend="choose the notes.chart of a Clone Hero song")
        repairs = Repairs("chart")
        resolution = self._resolution(repairs)
        tempo = TempoMap(resolution, sorted(self.tempos.items()))
        last = min(LONGEST_REST, int(tempo.ticks(float(LONGEST_SONG))))
        late = self.late + sum(tick > last for notes in self.notes.values() for tick, _ in notes)
        if late:
            repairs.say("late", f"{late} notes later than six hours, left out", count=late)
        track = self._track(last)
        if track is None and late:
            told = "all drum notes lie later than six hours"
            raise DotChartError(told, mend="choose a song that begins sooner", code="chart.all-late")
        if self.odd:
            text = f"{self.odd} lines that make no sense, passed over, the first is line {self.first_odd}"
            repairs.say("lines", text, count=self.odd, line=self.first_odd)
        meters = {0: (4, 4), **self.meters}
        return DotChart(
            track=track,
            tempo=tempo,
            meters=tuple(Meter(tick, *meter) for tick, meter in sorted(meters.items())),
            said=self._said(),
            repairs=repairs.remarks(),
        )

    def _resolution(self, repairs: Repairs) -> int:
        resolution = int(number(self.values.get("resolution", "")))
        if resolution > FINEST:
            where, mend = "[Song], Resolution", f"save it with {FINEST} or fewer"
            raise DotChartError(f"{resolution} ticks in a beat are more than can be counted", where, mend)
        if resolution < 1:
            repairs.say("resolution", f"no Resolution, taken as {USUAL_RESOLUTION}", ticks=USUAL_RESOLUTION)
        return resolution if resolution >= 1 else USUAL_RESOLUTION

    def _said(self) -> SongIni:
        """What [Song] says; what song.ini says goes first."""
        own = {key: plain_text(self.values.get(key, "")) for key in ("name", "artist", "charter")}
        offset = number(self.values.get("offset", "").strip('"')) * 1000.0
        return SongIni(
            name=self.ini.name or own["name"],
            artist=self.ini.artist or own["artist"],
            charter=self.ini.charter or own["charter"],
            pro_drums=self.ini.pro_drums,
            five_lanes=self.ini.five_lanes,
            delay_ms=self.ini.delay_ms or offset,
        )

    def _track(self, last: int) -> GemTrack | None:
        values = {value for notes in self.notes.values() for _, value in notes}
        pro = self.ini.pro_drums or bool(values & set(_CYMBALS))
        levels = {level: self._gems(level, last, pro) for level in Level}
        if not any(levels.values()):
            return None
        one, two, single, double = map(_apart, self.phrases)
        five = (self.ini.five_lanes or Colour.FIFTH in values) and not pro
        return GemTrack(
            levels={level: gems for level, gems in levels.items() if gems},
            doubled=tuple(sorted(t for t, value in self.notes[Level.EXPERT] if value == _DOUBLE_KICK and t <= last)),
            rolls=(single, double),
            players=(one, two),
            layout=Layout.FIVE if five else Layout.FOUR,
            end=min(self.end, last),
        )

    def _gems(self, level: Level, last: int, pro: bool) -> tuple[Gem, ...]:
        """The gems of a level. Where nothing tells toms from cymbals, all that may be a cymbal is one, as in MIDI."""
        notes = self.notes[level]
        marks = {(tick, colour) for tick, value in notes if (colour := _CYMBALS.get(value)) is not None}
        marks |= {(tick, Colour.FIFTH) for tick, colour in marks if colour is Colour.GREEN}
        accents = {(tick, _ACCENTS[value]) for tick, value in notes if value in _ACCENTS}
        ghosts = {(tick, _GHOSTS[value]) for tick, value in notes if value in _GHOSTS}
        gems = []
        for tick, value in notes:
            if value in _GEMS and tick <= last:
                place = (tick, _GEMS[value])
                touch = Touch.ACCENT if place in accents else Touch.SOFT if place in ghosts else Touch.PLAIN
                gems.append(Gem(*place, place in marks or (not pro and value >= Colour.YELLOW), touch))
        return tuple(sorted(gems))


def _apart(phrases: set[Phrase]) -> tuple[Phrase, ...]:
    """Phrases in order, those that overlap joined."""
    found: list[Phrase] = []
    for phrase in sorted(phrases):
        if found and phrase.start < found[-1].end:
            found[-1] = Phrase(found[-1].start, max(found[-1].end, phrase.end))
        else:
            found.append(phrase)
    return tuple(found)
