"""Pages of settings: forms made of their schema, and the words for each."""
