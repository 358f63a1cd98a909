"""The game without a window: charts, strikes, judgements, harmony. No files, no wall clock, no devices."""
