"""The stage: the picture while a song is played. `stage.py` draws it, `state.py` remembers what happened."""
