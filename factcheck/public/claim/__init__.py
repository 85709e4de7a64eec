"""What readers see of a claim, and the page that shows it."""
