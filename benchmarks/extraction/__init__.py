"""How well papers are read, against what people read in them."""
