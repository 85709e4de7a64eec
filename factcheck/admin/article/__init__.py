"""An article at the desk: its form, its text as the place of work, and new versions of it."""
