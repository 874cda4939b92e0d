"""The steps of linting one reply: cues, findings, gaps."""
