"""How fast papers are read, and in how much memory."""
