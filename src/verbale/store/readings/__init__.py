"""What one reading of a report says, as rows: pure functions of the record, which ``verify`` can call again."""
