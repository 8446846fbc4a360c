"""A graph folder as the explorer shows it: gathered, laid out and packed into few bytes."""
