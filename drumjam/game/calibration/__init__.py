"""Calibration in the window: a beat to tap along to, who taps with what, and how it looks."""
