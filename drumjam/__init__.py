"""A rhythm game for two drummers, made from any MIDI file."""
