"""Numbers of a paper for a given outcome, intervention and comparator."""
