"""A later program: the same store, and one step more; to try what an upgrade does with a store in use."""
