"""The shelf: finds a mini-model, refuses one that breaks the contract, works it, and accounts for its numbers."""
