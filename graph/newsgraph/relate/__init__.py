"""What articles say: who said what, what happened, how things are related, each locked to its words."""
