"""Everything that is about English: words, patterns and grammars. Nothing English is written elsewhere."""
