"""The pages of the game, one module each."""
