"""The disco band: its instruments, and how they play each chord for a bar, straight and in threes (`notation.vamp`)."""

from __future__ import annotations

from fractions import Fraction

from drumjam.setlist.score import Part

KOTO = Part("Koto", program=107, volume=88, pan=44, ring=Fraction(3, 2), room=56)
FLUTE = Part("Flute", program=73, volume=90, pan=84, room=70)
LEAD = Part("Lead", program=80, volume=62, pan=64, room=44)
PIANO = Part("Piano", program=2, volume=80, pan=76, room=38)
GUITAR = Part("Guitar", program=27, volume=66, pan=38, room=26)
STRINGS = Part("Strings", program=48, volume=80, pan=70, ring=Fraction(1), room=82)
BRASS = Part("Brass", program=61, volume=82, pan=54, room=60)
BASS = Part("Bass", program=33, volume=100, pan=64, room=8)

CHORDS = {
    "D": "D4+F#4+A4",
    "A": "C#4+E4+A4",
    "Bm": "D4+F#4+B4",
    "G": "D4+G4+B4",
    "F#m": "C#4+F#4+A4",
    "C": "C4+E4+G4",
    "F": "C4+F4+A4",
    "Bb": "D4+F4+Bb4",
    "Am": "C4+E4+A4",
    "Dm": "D4+F4+A4",
}
STABS = {name: f"-:.5 {chord}' - {chord}' - {chord}' - {chord}'" for name, chord in CHORDS.items()}
SCRATCH = {name: f"{c}:.25' - {c}' - {c}' {c}' - {c}' {c}' - {c}' - {c}' {c}' - {c}'" for name, c in CHORDS.items()}
PULSED = {name: f"{chord}:1' {chord}' {chord}' {chord}'" for name, chord in CHORDS.items()}
HELD = {name: f"{chord}:4" for name, chord in CHORDS.items()}
LILTED = {name: f"{c}:1' -:2/3 {c}:1/3' {c}:1' -:2/3 {c}:1/3'" for name, c in CHORDS.items()}
OCTAVES = {
    "D": "D2:.5 D3' D2 D3' D2 D3' D2 C#2",
    "A": "C#2:.5 C#3' C#2 C#3' C#2 C#3' E2 C#2",
    "Bm": "B1:.5 B2' B1 B2' B1 B2' B1 A1",
    "G": "G1:.5 G2' G1 G2' G1 G2' A1 B1",
    "F#m": "F#1:.5 F#2' F#1 F#2' F#1 F#2' G1 A1",
}
ROLLING = {
    "D": "D2:2/3 D3:1/3' D2:2/3 D3:1/3' A1:2/3 A2:1/3' D2:2/3 C#2:1/3",
    "Bm": "B1:2/3 B2:1/3' B1:2/3 B2:1/3' F#1:2/3 F#2:1/3' B1:2/3 A1:1/3",
    "G": "G1:2/3 G2:1/3' G1:2/3 G2:1/3' D2:2/3 D3:1/3' G1:2/3 B1:1/3",
    "C": "C2:2/3 C3:1/3' C2:2/3 C3:1/3' G1:2/3 G2:1/3' C2:2/3 A1:1/3",
    "F": "F1:2/3 F2:1/3' F1:2/3 F2:1/3' C2:2/3 C3:1/3' F1:2/3 A1:1/3",
    "Bb": "Bb1:2/3 Bb2:1/3' Bb1:2/3 Bb2:1/3' F1:2/3 F2:1/3' Bb1:2/3 D2:1/3",
    "Am": "A1:2/3 A2:1/3' A1:2/3 A2:1/3' E1:2/3 E2:1/3' A1:2/3 C2:1/3",
    "Dm": "D2:2/3 D3:1/3' D2:2/3 D3:1/3' A1:2/3 A2:1/3' D2:2/3 C2:1/3",
}
