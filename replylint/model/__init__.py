"""What flows through replylint: frozen data, no input or output, no spaCy."""
