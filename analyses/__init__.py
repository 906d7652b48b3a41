"""Effect tables to estimates: the statistics, importable on their own."""
