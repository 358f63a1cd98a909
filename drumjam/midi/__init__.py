"""A MIDI file becomes a chart: bytes, drums, two lanes, four levels."""
