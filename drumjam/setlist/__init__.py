"""The game's own music: pieces written down as they are read, and turned into MIDI files and charts."""
