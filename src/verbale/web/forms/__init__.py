"""The forms, one noun a file: what is typed by people, checked."""
