"""Blind double coding: rounds, coders who work alone, how far they agree, adjudication, annotated texts."""
