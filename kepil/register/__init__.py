"""The register: entries with their history. A log of events is the truth; state, status and proofs follow from it."""
