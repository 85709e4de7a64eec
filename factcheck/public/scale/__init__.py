"""The scale as readers see it: what its words mean, and how claims spread over them."""
