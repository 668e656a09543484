"""Finishing a drawn PDF as PDF/A-1b (ISO 19005-1), the form in which archives keep documents.

The same drawing gives the same bytes: nothing in them depends on the clock or the machine.
"""

import datetime as dt
import io
import re
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from desktop.documents.pdf.pdf_fonts import DocumentFonts

_PRODUCER = "Ieum"
_UNSAYABLE = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to hold, and white space that two ways of writing the properties would keep differently."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{date}T00:00:00+09:00</xmp:CreateDate>
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; a title without personal data, the issuer, the date of issue."""

    title: str
    author: str
    date: dt.date


def archived(drawn: bytes, fonts: DocumentFonts, about: About) -> bytes:
    """The drawing with its fonts, colour profile and metadata, written as PDF/A-1b."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        return finished(pdf, fonts, fonts.text, about)


def finished(pdf: pikepdf.Pdf, fonts: DocumentFonts, text: str, about: About) -> bytes:
    """The same for pages taken out of a drawing, on which only ``text`` stands."""
    fonts.embed(pdf, text)
    for page in pdf.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]  # ReportLab leaves an empty one, which PDF/A-1 does not know
    pdf.Root.Lang = String("ko")
    pdf.Root.OutputIntents = Array([_output_intent(pdf)])
    _describe(pdf, about)
    return _written(pdf)


def merged(files: Sequence[bytes], about: About) -> bytes:
    """Archived files one after another as one, their pages untouched."""
    with ExitStack() as opened:
        first, *others = [opened.enter_context(pikepdf.open(io.BytesIO(file))) for file in files]
        for other in others:
            first.pages.extend(other.pages)
        _describe(first, about)
        return _written(first)


def _written(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, **_save_settings(), progress=_let_others_run)
    return written.getvalue()


def _let_others_run(_percent: int) -> None:
    """Qpdf holds Python's lock while it writes: being told how far it is lets the window have a turn."""


def require_pdfa(written: bytes) -> None:
    """Raise `pikepdf.pdfa.PdfaError` unless the file is found to be PDF/A-1b."""
    # Imported when first used: the validator takes 0.2 s, which opening the window should not wait for.
    from pikepdf import pdfa

    report = pdfa.validate_written(io.BytesIO(written), "1b")
    if not report.passed:
        raise pdfa.PdfaError(report)


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    """The document's properties, in the old dictionary and, in the same words, in XMP."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    title, author = _UNSAYABLE.sub(" ", about.title), _UNSAYABLE.sub(" ", about.author)
    properties = pdf.docinfo
    properties[Name.Title] = String(title)
    properties[Name.Author] = String(author)
    properties[Name.Producer] = String(_PRODUCER)
    properties[Name.CreationDate] = String(f"D:{about.date:%Y%m%d}000000+09'00'")
    words = {
        "title": title,
        "author": author,
        "producer": _PRODUCER,
        "date": about.date.isoformat(),
    }
    packet = _XMP.format(**{key: escape(word) for key, word in words.items()}).encode()
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(b"", N=3)
    profile.write(_srgb(), filter=Name.FlateDecode)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB", Info="sRGB",
            DestOutputProfile=profile,
        )
    )  # fmt: skip


@cache
def _srgb() -> bytes:
    """The colour profile, compressed once for all documents."""
    return zlib.compress(files("pikepdf.pdfa").joinpath("data/sRGB.icc").read_bytes())


@cache
def _save_settings() -> dict[str, Any]:
    from pikepdf import pdfa

    settings = dict(pdfa.resolve_save_kwargs("1b", deterministic_id=True))
    del settings["progress"]
    return settings
