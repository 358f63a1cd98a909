"""Songs to export: the game's own, and those of all MIDI files at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from drumjam.formats.songfolder import open_song
from drumjam.rules.chart import Chart
from tests.charts import OWN_SONGS
from tests.midi.measures import built, songs

PATHS = [*OWN_SONGS, *songs()]

every_song = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@cache
def chart_of(path: Path) -> Chart:
    """The chart in a song folder, or the one built from a MIDI file."""
    return open_song(path).chart if path.is_dir() else built(path)
