"""Linking: statements in, typed links out.

`records` says what goes in and out, `index` how known statements are found again, `propose` does it.
"""
