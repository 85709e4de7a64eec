"""What readers see of the record: a claim's revisions, their differences, corrections."""
