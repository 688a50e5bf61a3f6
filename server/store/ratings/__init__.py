"""Tables of ratings: what people said of their visits, and the words that stand beside the journal."""
