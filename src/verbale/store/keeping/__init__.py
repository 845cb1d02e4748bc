"""Reports into the store, each whole or not at all, joined to what it has: copies, actors, utterances, instruments."""
