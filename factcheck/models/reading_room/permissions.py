# The rows of the reading room are written by publishing alone.
NOBODY_EDITS: tuple[str, ...] = ()
