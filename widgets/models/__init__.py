"""The mini-models, one file each."""
