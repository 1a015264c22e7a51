"""Proof that nobody rewrote the log: a Merkle tree over its events, tiles, signed checkpoints, and their verification.

It knows nothing of the database. `leaf` says what of an event is hashed, `merkle` hashes and proves, `tiles` says how
the tree is published, `checkpoint` signs it, `proofs` proves single events and growth, and `verify` checks a whole log
and says where it was changed.
"""
