"""What the calendar of the desk writes, whichever the language: no 02/03/2023."""

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
