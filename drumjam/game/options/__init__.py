"""The pages of the settings: which rows each has, and what they change."""
