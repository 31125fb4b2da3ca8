"""Answers to bytes: terminal, JSON, CSV, SVG."""
