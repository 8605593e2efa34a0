"""The store's schema from its first day on, one revision a file."""
