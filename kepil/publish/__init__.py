"""What leaves Kepil: pages, tables, lines of JSON."""
