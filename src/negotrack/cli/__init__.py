"""The face: one file per command; parse, call one verb or question, render, exit."""
