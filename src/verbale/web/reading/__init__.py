"""What the page of a report and the page of a statement are made of."""
