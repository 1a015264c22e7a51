"""Pages: the register in pictures."""
