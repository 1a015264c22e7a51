"""The index: what lists, facets and searches are asked of, instead of the register itself.

`query` says what can be asked and `card` what comes back; `lens` is what a page asks. Behind it, `source` and `making`
work entries out, `tables` keeps them, `image` has their keys in memory, and `index` keeps all of it up to date.
"""
