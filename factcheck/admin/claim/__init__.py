"""A claim at the desk: its list, its form with all that belongs to it, and the acts on it."""
