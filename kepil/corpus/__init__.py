"""The same reading over millions of documents: inputs, blocks, workers, engines, shards, questions.

What a step needs is only imported by its module: `kepil.corpus` itself loads nothing.
"""
