"""What leaves a register: its log to be checked and imported, tables, linked data, a calendar and a feed."""
