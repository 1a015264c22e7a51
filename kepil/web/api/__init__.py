"""The interface for programs: read-only JSON, described by OpenAPI; each version in a package of its own."""
