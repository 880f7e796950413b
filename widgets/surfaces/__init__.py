"""The surfaces: bring a mini-model to a static page or to a live kernel, its numbers with it."""
