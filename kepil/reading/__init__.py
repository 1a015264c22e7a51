"""Document in, Statements out."""
