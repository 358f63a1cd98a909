"""Charts in and out: song folders, and the formats of other games."""
