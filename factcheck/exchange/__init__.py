"""Import and export, for commands and admin alike."""
