"""Numbers and statistics in running text and in table cells."""
