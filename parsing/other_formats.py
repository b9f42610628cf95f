"""What can't be read, by its first bytes: each with its own reason and what to do in its program."""

from __future__ import annotations

import re

from parsing.unreadable import EncryptedDocument, Reason, UnknownFormat

_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP",
    b"8BPS",
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# CNKI's formats: CAJ, KDH, NH, and one that begins with C8 00.
_CNKI = (b"CAJ", b"KDH ", b"HN\0\0", b"NH\0\0", b"\xc8\0\0\0", b"TEB")
_WORD_XML = re.compile(rb"progid=\"Word\.Document\"|<w:wordDocument|<pkg:package")
_XML_LOOKED_AT = 2048

AS_PLAIN_TEXT = "save the page as .docx, .pdf or plain text"


def refuse_other_formats(data: bytes, name: str = "") -> None:
    """Raise UnknownFormat, or EncryptedDocument, for formats that are known and not read; else do nothing.

    `name` only chooses between programs that write the same format.
    """
    if (
        data.startswith(_IMAGES)
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or data[4:8] == b"ftyp"
    ):
        raise UnknownFormat(
            Reason.IMAGE,
            "an image or a video",
            "send the page's text, a PDF with text in it, or what a text recognition makes of the image",
        )
    if data.startswith(_ARCHIVES):
        raise UnknownFormat(
            Reason.ARCHIVE, "an archive of another kind than .zip", "unpack it, or pack its pages as .zip"
        )
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        raise UnknownFormat(Reason.OTHER_OFFICE, "an RTF file", AS_PLAIN_TEXT)
    if data.startswith(_CNKI):
        raise UnknownFormat(
            Reason.CAJ,
            "a CAJ file of CNKI",
            "in CAJViewer export it as PDF, or copy its text into a .txt file",
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _WORD_XML.search(data[:_XML_LOOKED_AT]):
        raise UnknownFormat(Reason.WORD_XML, "a Word 2003 XML file", "in Word or WPS save it as .docx")


def _refuse_ole(data: bytes, name: str) -> None:
    """Old Office's container: locked files, Word's, WPS's, tables, slides, mails."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise EncryptedDocument
    if holds("WpsCustomData") or name.lower().endswith((".wps", ".wpt")):
        raise UnknownFormat(Reason.WPS, "a file of WPS Writer (.wps)", "in WPS save it as .docx")
    if holds("Workbook") or holds("PowerPoint Document"):
        raise UnknownFormat(Reason.OTHER_OFFICE, "an old table or slides (.xls, .ppt)", AS_PLAIN_TEXT)
    if holds("__substg1.0_"):
        raise UnknownFormat(
            Reason.OTHER_OFFICE,
            "a mail of Outlook (.msg)",
            "save the mail as .eml or its attachment by itself",
        )
    raise UnknownFormat(Reason.OLD_OFFICE, "an old Office file (.doc)", "in Word or WPS save it as .docx")


def refuse_other_zip(names: set[str]) -> None:
    """Raise UnknownFormat for a zip file of another program, by its members' names."""
    if any(name.rpartition("/")[2] == "OFD.xml" for name in names):
        raise UnknownFormat(
            Reason.OFD, "an OFD file", "in its reader (WPS, Suwell) export it as PDF or copy its text"
        )
    if any(name.startswith(("xl/", "ppt/", "Index/")) for name in names) or "mimetype" in names:
        raise UnknownFormat(Reason.OTHER_OFFICE, "an Office file of another kind", AS_PLAIN_TEXT)
    raise UnknownFormat(Reason.ARCHIVE, "a zip archive without pages", "put .docx, .pdf, .html or .txt in it")
