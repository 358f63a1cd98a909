"""Songs as two people play them who share them in another way than they are written."""

from __future__ import annotations

from dataclasses import replace

from drumjam.formats.songfolder import chart_bytes
from drumjam.library.songs import Song
from drumjam.rules.form import Form
from drumjam.rules.forms import formed


def retold(song: Song, form: Form) -> Song:
    """The song with the chart that a form makes of it, under its own name; the song itself where that is the same.

    Raises ChartError where its chart cannot be read.
    """
    chart = formed(song.chart, form)
    if chart is song.chart:
        return song
    kept = song.kept
    return replace(song, kept=replace(kept, data=chart_bytes(chart, kept.midi_name or None)))
