"""What people decide: actions on what was read, each an entry in the chain of reviews."""
