"""Documents: one model for every format, one reader behind it."""
