"""Lines of JSON: everything that was found, one object a document, for programs."""

from __future__ import annotations

import json

from kepil.model import Reading


def line(reading: Reading) -> str:
    """One document as one line that ends in a line feed; the fields are those of `Reading.to_json()`.

    The same reading always gives the same characters. Letters of all scripts are written as they are.
    """
    return json.dumps(reading.to_json(), ensure_ascii=False, allow_nan=False) + "\n"
