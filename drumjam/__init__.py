"""A rhythm game for two drummers, made from any MIDI file."""

__version__ = "0.1.0"
