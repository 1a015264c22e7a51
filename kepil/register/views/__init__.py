"""What people ask of a register: lists, what is due, scoreboards, what was said again or slipped, who holds an office.

Pure functions over a store (the database, or a replay up to a moment) and a day; none reads the clock. `survey` loads
what they need once; every other view takes its result.
"""
