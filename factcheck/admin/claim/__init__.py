"""A claim at the desk: the list of claims, a claim's form with its parts, and the acts on it."""
