"""Pages: one promise, its documents, its proof, its embeds."""
