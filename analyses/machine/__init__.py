"""What machine-read numbers would mean: their effects, what they would change, what to check."""
