"""The terminal under the console: what may reach it, and how it is given back."""
