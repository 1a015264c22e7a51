"""The same reading over millions of documents: inputs, blocks, workers, engines, shards, and questions to what came out.

What a step needs is only imported by its module: `kepil.corpus` itself loads nothing.
"""
