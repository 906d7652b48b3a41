"""What a trained reviewer would have typed from a paper, each value with its place."""
