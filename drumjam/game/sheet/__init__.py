"""The sheet: a whole chart as one picture to read."""
