"""A MIDI file becomes sound: arrays in, arrays out, no device."""
