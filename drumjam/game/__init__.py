"""The window: the only place with pygame and with live MIDI ports."""

import os

# pygame greets on stdout, where a command may print a document
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
