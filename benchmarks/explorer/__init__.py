"""How soon the Explorer and the gap map answer in a real browser."""
