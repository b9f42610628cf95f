"""PDFs as browsers print them: Type 3 fonts, whose glyphs have no metrics but what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
# Browsers scale the page; fonts are set larger and made smaller by the matrix.
SCALE = 0.75
GLYPHS_OF_A_FONT = 200


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text at a place: points from the left and from the foot of the page, and its size."""

    text: str
    left: float
    foot: float
    size: float = 11.0


def type3_pdf(pages: Sequence[Sequence[SetLine]]) -> bytes:
    """A PDF with these lines on its pages; each glyph is drawn as high and as wide as chance has it."""
    characters = sorted({one for page in pages for line in page for one in line.text if one != " "})
    fonts = [characters[at : at + GLYPHS_OF_A_FONT] for at in range(0, len(characters), GLYPHS_OF_A_FONT)]
    place = {one: (number, code) for number, some in enumerate(fonts) for code, one in enumerate(some, 1)}
    objects: list[bytes] = [b"", b""]

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    references = [_font(some, add) for some in fonts]
    resources = " ".join(f"/F{number} {one} 0 R" for number, one in enumerate(references))
    kids = []
    for page in pages:
        content = add(_stream("\n".join(_shown(line, place) for line in page).encode("ascii")))
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content} 0 R"
                f"/Resources<</Font<<{resources}>>>>>>".encode()
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>".encode()
    return _file(objects)


def _advance(character: str) -> int:
    return 1000 if character > "\u2e7f" else 500


def _font(characters: Sequence[str], add: object) -> int:
    assert callable(add)
    procs = []
    for code, one in enumerate(characters, 1):
        low, high = 60 * (ord(one) % 5), 700 + 40 * (ord(one) % 4)
        right = _advance(one) - 60
        drawn = f"{_advance(one)} 0 {low} {low} {right} {high} d1 {low} {low} {right - low} {high - low} re f"
        procs.append((code, add(_stream(drawn.encode()))))
    mapped = "\n".join(
        f"<{code:02X}> <{one.encode('utf-16-be').hex()}>" for code, one in enumerate(characters, 1)
    )
    to_unicode = add(
        _stream(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
                "/CMapType 2 def "
                f"1 begincodespacerange <00> <FF> endcodespacerange {len(characters)} beginbfchar\n{mapped}\n"
                "endbfchar endcmap end end"
            ).encode()
        )
    )
    names = " ".join(f"/g{code}" for code, _ in procs)
    widths = " ".join(str(_advance(one)) for one in characters)
    glyphs = " ".join(f"/g{code} {number} 0 R" for code, number in procs)
    return int(
        add(
            f"<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1"
            f"/LastChar {len(characters)}/Encoding<</Type/Encoding/Differences[1 {names}]>>/Widths[{widths}]"
            f"/CharProcs<<{glyphs}>>/Resources<<>>/ToUnicode {to_unicode} 0 R>>".encode()
        )
    )


def _shown(line: SetLine, place: dict[str, tuple[int, int]]) -> str:
    """The operators that set a line; a space is only white, as browsers leave it."""
    set_, left = [], line.left
    for one in line.text:
        if one != " ":
            font, code = place[one]
            set_.append(
                f"BT /F{font} {line.size / SCALE:.3f} Tf {SCALE} 0 0 {SCALE} {left:.3f} {line.foot:.3f} Tm "
                f"<{code:02X}> Tj ET"
            )
        left += _advance(one) / 1000 * line.size
    return "\n".join(set_)


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
