"""`python -m kepil` is `kepil`."""

from __future__ import annotations

from kepil.cli import main

if __name__ == "__main__":
    main(prog_name="kepil")
