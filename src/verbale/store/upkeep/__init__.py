"""A store kept well: whether all of it still holds, backups of it, and how it is set up."""
