"""The review queue: what was found, checked by people one statement after the other."""
