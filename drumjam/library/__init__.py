"""What a player keeps: settings, songs, plays and replays, and where all of it is."""
