"""What a pooled effect means for a person: chances, familiar scales, shares of people."""
