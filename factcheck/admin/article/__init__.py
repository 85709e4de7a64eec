"""An article at the desk: its form, the workbench of its text, and new versions of the text."""
