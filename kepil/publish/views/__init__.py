"""Views of a register for people and for programs: tables and small charts for terminals, rows, plain data."""
