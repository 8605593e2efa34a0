"""Nouns, rules and time: plain values and plain functions, no files, no database, no screen."""
