"""What the store answers: searches, reports as they stand now, dossiers, positions, meetings, figures."""
