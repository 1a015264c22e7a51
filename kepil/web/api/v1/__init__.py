"""Version 1 of the interface for programs. What a field means never changes; fields may come."""
