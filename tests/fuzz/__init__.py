"""Mutated hostile texts for everything that reads what somebody typed or wrote."""
