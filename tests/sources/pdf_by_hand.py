"""Small PDFs written by hand."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, float, str]
"""Left edge, baseline from the bottom, size of the type, words (Latin-1)."""


def pdf(pages: Sequence[Sequence[Line]], *, title: str = "", trailer: str = "", extra: Sequence[str] = ()) -> bytes:
    """A PDF of A4 pages with lines of Helvetica at given places.

    Args:
        pages: The lines of each page, in the order in which they are drawn.
        title: What the file gives as its title.
        trailer: More entries of the trailer dictionary.
        extra: Bodies of more objects; the first has number `4 + 2 * len(pages) + 1`.
    """
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< /Title ({title}) >>".encode("latin-1"))
    for number, lines in enumerate(pages):
        content = b"\n".join(_drawn(line) for line in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects += [body.encode("latin-1") for body in extra]
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = " /Info 4 0 R" if title else ""
    entries = f"/Size {len(objects) + 1} /Root 1 0 R{info} {trailer}"
    return data + f"trailer\n<< {entries} >>\nstartxref\n{start}\n%%EOF\n".encode()


def paragraph(words: str, *, left: float, top: float, columns: int, pitch: float = 14, size: float = 11) -> list[Line]:
    """Words set in lines of at most some characters, from a baseline downwards."""
    lines: list[str] = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > columns:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [(left, top - pitch * number, size, line) for number, line in enumerate(lines)]


def _drawn(line: Line) -> bytes:
    left, base, size, words = line
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (" % (size, left, base) + escaped + b") Tj ET"
