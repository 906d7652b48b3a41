"""The worked-example papers of corpus/papers/example: made by `make examples`, read by tests."""
