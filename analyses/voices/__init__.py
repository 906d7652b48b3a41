"""What voices say together, how far to trust that, and what the numbers say beside it."""
