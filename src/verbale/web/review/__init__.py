"""What the reviewers' pages are made of: an item in its passage, corrections by quoting it, decisions in words."""
