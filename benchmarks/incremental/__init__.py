"""A thousand papers, then one more; and a run that is killed in the middle."""
