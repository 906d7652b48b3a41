"""Run the engine on reference cases that R computed, and compare."""
