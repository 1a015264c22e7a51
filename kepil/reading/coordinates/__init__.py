"""One file a coordinate, each with the same three verbs: find, resolve, compare."""
