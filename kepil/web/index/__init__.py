"""The index: what lists, facets and searches are asked of, instead of the register itself."""
