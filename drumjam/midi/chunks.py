"""The chunks of a MIDI file: every MTrk is found and walked, wherever its length says it is."""

from __future__ import annotations

from drumjam.midi.header import Header
from drumjam.midi.repairs import MidiError, Repairs
from drumjam.midi.track import Columns, Ending
from drumjam.rules.tempo import DEFAULT_US_PER_BEAT, Meter

MOST_TRACKS = 65_535
TAG = b"MTrk"
END_OF_TRACK = b"\xff\x2f"


class _Tags:
    """Where the MTrk tags are; asked with rising positions it looks at each byte once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = -1

    def after(self, position: int) -> int:
        """The first tag at or after a byte; the length of the file if there is none."""
        if self._at < position:
            found = self._data.find(TAG, position)
            self._at = len(self._data) if found < 0 else found
        return self._at


def read_tracks(data: bytes, header: Header, columns: Columns, repairs: Repairs) -> list[int]:
    """Walk every track into the columns; how many channel events each of them has."""
    lengths: list[int] = []
    tags = _Tags(data)
    tick = 0
    position = _next_track(data, header.size, tags)
    while position < len(data):
        if len(lengths) == MOST_TRACKS:
            raise MidiError(f"the file holds more than {MOST_TRACKS:,} tracks", f"byte {position}")
        if header.format == 2:
            tick = _start_pattern(header, columns, len(lengths))
        before = len(columns.ticks)
        position = _read_track(data, position + 8, tags, tick, len(lengths), columns, repairs)
        lengths.append(len(columns.ticks) - before)
        position = _next_track(data, position, tags)
    if not lengths:
        raise MidiError("the file holds no track", "no MTrk tag", "copy or download it again, it may be cut")
    if len(lengths) != header.tracks:
        text = f"the header counts {header.tracks} tracks, there are {len(lengths)}"
        repairs.say("track-count", text, counted=header.tracks, found=len(lengths))
    if header.format == 2 and len(lengths) > 1:
        repairs.say("patterns", f"format 2: {len(lengths)} patterns, read one after the other", count=len(lengths))
    return lengths


def _next_track(data: bytes, position: int, tags: _Tags) -> int:
    """The next MTrk tag past unknown chunks and stray bytes; the file's length if there is none."""
    while position < len(data) and data[position : position + 4] != TAG:
        name, size = data[position : position + 4], int.from_bytes(data[position + 4 : position + 8], "big")
        after = position + 8 + size
        if name == b"MThd":
            return len(data)  # another song behind this one
        if name.isalnum() and (after == len(data) or data[after : after + 4] == TAG):
            position = after
            continue
        tag = tags.after(position)
        return len(data) if data.find(b"MThd", position, tag) >= 0 else tag
    return position


def _read_track(data: bytes, start: int, tags: _Tags, tick: int, track: int, columns: Columns, repairs: Repairs) -> int:
    """Walk one track from its first event; the byte from which the next one is looked for.

    The length is believed where the next tag or the end of the file stands behind it; otherwise the
    track goes on to its End of Track event, or to the next tag.
    """
    length = int.from_bytes(data[start - 4 : start], "big")
    stop = start + length
    sure = stop == len(data) or data[stop : stop + 4] == TAG
    end = stop
    if not sure:
        tag = tags.after(start)
        if stop > tag or data.find(END_OF_TRACK, stop, tag) >= 0:
            end = tag
    position, ending = columns.walk(data, start, end, tick, track)
    if ending is Ending.END_OF_TRACK:
        resume = stop if sure and data[position : position + 4] != TAG else position
    else:
        resume = end
    if resume != stop:
        _say_length(repairs, track, stop - len(data), length - (resume - start))
    if ending not in (Ending.END_OF_TRACK, Ending.END_OF_CHUNK):
        text = f"track {track + 1}: {ending.value} (byte {position}), the rest of the track is left out"
        code = "track-" + ending.name.lower().replace("_", "-")
        repairs.say(code, text, track=track + 1, byte=position)
    return resume


def _say_length(repairs: Repairs, track: int, missing: int, excess: int) -> None:
    number = track + 1
    if missing > 0 and missing == excess:
        text = f"track {number}: the file ends {missing} bytes early, read to there"
        repairs.say("cut", text, track=number, bytes=missing)
    elif excess > 0:
        text = f"track {number}: length {excess} bytes too long, read to its end"
        repairs.say("track-long", text, track=number, bytes=excess)
    else:
        text = f"track {number}: length {-excess} bytes too short, read to its end"
        repairs.say("track-short", text, track=number, bytes=-excess)


def _start_pattern(header: Header, columns: Columns, track: int) -> int:
    """The bar line on which a pattern of format 2 begins, with the tempo and metre that hold there."""
    tick = 0
    if track:
        meter = Meter(*columns.meters[-1])
        bar = meter.bar_ticks(header.ticks_per_beat)
        tick = meter.tick - (meter.tick - columns.last_tick) // bar * bar
        tick = max(tick, meter.tick + bar)
    columns.tempo_ticks.append(tick)
    columns.tempo_us.append(DEFAULT_US_PER_BEAT)
    columns.meters.append((tick, 4, 4))
    return tick
