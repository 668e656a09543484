"""Certificates on paper: faces and a template in, PDF/A-1b out.

What the certificates of a batch have in common (frame, title, labels, course, issuers, seal) is drawn once, as a
form that the pages use; a page of its own holds a few short texts and the QR code.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.certificates.certificate_drawing import draw_lines, draw_logo, draw_seal, strokes
from desktop.documents.certificates.certificate_face import CertificateFace, check_glyphs
from desktop.documents.certificates.certificate_face import Issuer as Issuer
from desktop.documents.certificates.certificate_layout import MM, Placed
from desktop.documents.certificates.certificate_setting import Setting
from desktop.documents.certificates.certificate_template import Template
from desktop.documents.certificates.qr import qr_path
from desktop.documents.pdf import fonts as font_files
from desktop.documents.pdf.fonts import Fonts
from desktop.documents.pdf.pdf_archive import About, archived, finished
from desktop.documents.pdf.pdf_fonts import DocumentFonts
from desktop.errors import Progress, no_progress

rl_config.useA85 = 0  # streams as bytes: a quarter smaller than as ASCII, and faster


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One certificate set out: the form it shares with others, its own texts and code."""

    face: CertificateFace
    form: tuple[object, ...]
    own: list[Placed]
    code: str


class Drawing:
    """Certificates set out on paper and ready to be written, as one file or each as its own."""

    def __init__(
        self, faces: Sequence[CertificateFace], template: Template, fonts: Fonts | None = None
    ) -> None:
        """Lay out ``faces``; UserError, naming the person, when one holds what no font draws or things lie on each other."""
        fonts = fonts or font_files.serif()
        check_glyphs(faces, template, fonts)
        self._template = template
        self._size = (template.width * MM, template.height * MM)
        self._frame = strokes(template)
        qr_at = template.qr.x * MM, (template.height - template.qr.y - template.qr.side) * MM
        self._forms: dict[tuple[object, ...], list[Placed]] = {}
        self._sheets: list[_Sheet] = []
        setting = Setting(template, fonts)
        for face in faces:
            form, shared, own = setting.set_out(face)
            self._forms[form] = shared
            self._sheets.append(_Sheet(face, form, own, qr_path(face.qr, *qr_at, template.qr.side * MM)))
        self._fonts = DocumentFonts(fonts, self._words(self._sheets))
        self._paper = self._drawn()

    def misfits(self) -> list[str]:
        """A sentence for each text that is too long for its place even at the smallest size."""
        return [
            f"{sheet.face.name} 님의 {self._template.title}에서 '{' '.join(line.text for line in placed.lines)}' 부분이 "
            f"{placed.text.smallest:g}pt로도 자리에 다 들어가지 않습니다. 인쇄 모양을 확인해 주세요."
            for sheet in self._sheets
            for placed in (*sheet.own, *self._forms[sheet.form])
            if not placed.fits
        ]

    def batch(self) -> bytes:
        """One file with a page for each certificate, in their order."""
        return archived(self._paper, self._fonts, self._about(self._sheets))

    def singles(self, progress: Progress = no_progress) -> Iterator[bytes]:
        """A file for each certificate, in their order: its page, with just the characters that stand on it."""
        with pikepdf.open(io.BytesIO(self._paper)) as whole:
            for done, (sheet, page) in enumerate(zip(self._sheets, whole.pages, strict=True)):
                progress(done, len(self._sheets))
                with pikepdf.new() as single:
                    single.pages.append(page)
                    yield finished(single, self._fonts, self._words([sheet]), self._about([sheet]))

    def _drawn(self) -> bytes:
        """All pages as ReportLab draws them, still without their fonts."""
        drawn = io.BytesIO()
        canvas = _Canvas(drawn, self._size, pageCompression=1, invariant=1)
        forms: dict[tuple[object, ...], str] = {}
        for sheet in self._sheets:
            if sheet.form not in forms:
                forms[sheet.form] = f"form{len(forms)}"
                self._draw_form(canvas, sheet, forms[sheet.form])
            canvas.doForm(forms[sheet.form])
            draw_lines(canvas, self._fonts, sheet.own)
            canvas.addLiteral(sheet.code)
            canvas.showPage()
        canvas.save()
        return drawn.getvalue()

    def _words(self, sheets: Sequence[_Sheet]) -> str:
        shared = [placed for key in {sheet.form: None for sheet in sheets} for placed in self._forms[key]]
        own = [placed for sheet in sheets for placed in sheet.own]
        return "".join([line.text for placed in (*shared, *own) for line in placed.lines])

    def _draw_form(self, canvas: Canvas, sheet: _Sheet, name: str) -> None:
        canvas.beginForm(name, 0, 0, *self._size)
        canvas.addLiteral(self._frame)
        if sheet.face.logo is not None:
            draw_logo(canvas, self._template, sheet.face.logo)
        placed = self._forms[sheet.form]
        for text in placed:
            if text.seal_at is not None:
                picture = sheet.face.issuers[text.text.seal - 1].seal
                if (
                    picture is not None
                ):  # else the place stays white: marks would be seen round the stamp for good
                    draw_seal(canvas, self._template.seal, text.seal_at, picture)
        draw_lines(canvas, self._fonts, placed)
        canvas.endForm()

    def _about(self, sheets: Sequence[_Sheet]) -> About:
        first, last = sheets[0].face, sheets[-1].face
        numbers = first.number if first is last else f"{first.number} ~ {last.number}"
        author = " · ".join(issuer.title for issuer in first.issuers)
        return About(f"{self._template.title} {numbers}", author, first.issue_date)


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab carries no types
    """A canvas whose pages do not begin by naming ReportLab's own font, which is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def draw(faces: Sequence[CertificateFace], template: Template, fonts: Fonts | None = None) -> bytes:
    """The certificates as one PDF/A-1b file, in the order given."""
    return Drawing(faces, template, fonts).batch()
