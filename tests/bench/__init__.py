"""Figures, each beside the peer or the limit it is measured against: `python -m tests.bench [NAME ...]`."""
