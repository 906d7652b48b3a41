"""All defensible ways to pool the same evidence, and whether the answer depends on the way."""
