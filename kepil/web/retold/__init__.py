"""Sentences that other rooms make in English, for terminals and the log, in the language of the reader.

Refusals of the register, problems of a file, reasons of a link come as finished English sentences. Each is known here
as a message with places for what it names; a sentence that no message fits stays as it came.
"""
