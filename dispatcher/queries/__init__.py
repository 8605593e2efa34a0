"""Named reads: each returns frozen rows for one place on the screen."""
