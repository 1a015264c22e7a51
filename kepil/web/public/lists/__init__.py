"""Pages: the list of promises with facets and search, and its tables."""
