"""What several formats need: places in the file, excerpts of a sentence, safe characters."""
