"""Documents and coded records to typed tables. Knows no workflow and no page."""
