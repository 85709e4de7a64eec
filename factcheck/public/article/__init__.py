"""An article as readers see it: its text with the claims marked, and what is said of them."""
