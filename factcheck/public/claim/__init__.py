"""What readers see of a claim: the review, its history, its corrections."""
