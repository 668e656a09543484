"""How long certificates take, beside reportlab used plainly: everything drawn anew on every page, its own QR widget.

    python tests/benchmarks/bench_certificates.py [--pages 30 1000] [--rounds 3]

이음 writes PDF/A-1b with only the glyphs used; an issue adds a frozen file for each person, validation, numbers and the
register, in one transaction. The plain page embeds no profile, proves nothing and keeps nothing.
"""

import argparse
import datetime as dt
import functools
import sys
from pathlib import Path
from typing import Any

from desktop.services import settings
from tests.offices import SEOCHO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from side_by_side import MEMORY, Figures, peak, people, print_table, take_turns, timed

BATCH, SINGLES, ISSUE, SIZE = "한 파일로", "낱장으로", "발급 전체", "파일 KB"
DAY = dt.date(2022, 9, 16)


def drawing_alone(pages: int, _folder: Path) -> Figures:
    """One file, with the QR read back from its last page."""
    from desktop.documents.certificates.certificate_template import bundled_template
    from desktop.documents.certificates.certificates import Drawing

    figures: Figures = {}
    with timed(figures, BATCH):
        pdf = Drawing(faces(pages), bundled_template()).batch()
    figures[SIZE] = len(pdf) / 1024
    figures[MEMORY] = peak()
    check(pdf, pages)
    return figures


def with_ieum(pages: int, folder: Path) -> Figures:
    """Singles, and a whole issue."""
    from desktop.documents.certificates.certificate_template import bundled_template
    from desktop.documents.certificates.certificates import Drawing
    from desktop.services.certificates import issuing as certificates
    from desktop.services.datafile.store import Store

    figures: Figures = {}
    drawing = Drawing(faces(pages), bundled_template())
    with timed(figures, SINGLES):
        assert len(list(drawing.singles())) == pages
    with Store.create(folder / "견줌.ieum") as store:
        cohort = complete(store, pages)
        with timed(figures, ISSUE):
            assert len(certificates.issue(store, cohort, issue_date=DAY).ids) == pages
    return figures


def faces(pages: int) -> list[Any]:
    """Certificates of invented people."""
    from desktop.documents.certificates.certificate_face import CertificateFace, Issuer

    issuers = (Issuer("서초구청장", ""),)
    return [
        CertificateFace(
            f"제2022-{number:03}호", name, birth, "AI칼리지", DAY, DAY, DAY, issuers, f"IEUM {number}"
        )
        for number, (name, birth, *_others) in enumerate(people(pages), 1)
    ]


def check(pdf: bytes, pages: int) -> None:
    """As many pages, and the code of the last one says what it should."""
    import pypdfium2
    import zxingcpp

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == pages
        picture = document[pages - 1].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"IEUM {pages}"]


def complete(store, number: int) -> int:  # type: ignore[no-untyped-def]
    """A cohort of people who have earned one."""
    from desktop.model.people import Person
    from desktop.model.training import Cohort, Enrolment, Stage, Trainee

    settings.save(store, SEOCHO)
    with store.operation("견줌") as op:
        cohort = op.add(Cohort(name="견줌", year=2022, programme="AI칼리지", starts_on=DAY, ends_on=DAY))
        stage = op.add(
            Stage(cohort_id=cohort.id, name="심화", position=1, attendance_minimum=80, score_minimum=60)
        )
        persons = op.insert_many(
            Person, [{"name": name, "birth_date": birth} for name, birth, *_others in people(number)]
        )
        trainees = op.insert_many(Trainee, [{"person_id": person} for person in persons])
        rows = [{"trainee_id": trainee, "stage_id": stage.id, "status": "수료"} for trainee in trainees]
        op.insert_many(Enrolment, rows)
    return cohort.id


def with_reportlab(pages: int, folder: Path) -> Figures:
    """A page as the manual shows it."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    figures: Figures = {}
    wide, tall = A4
    out = folder / "수료증.pdf"
    with timed(figures, BATCH):
        pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
        canvas = Canvas(str(out), A4)
        for number, (name, birth, *_others) in enumerate(people(pages), 1):
            canvas.rect(30, 30, wide - 60, tall - 60)
            canvas.rect(36, 36, wide - 72, tall - 72)
            lines = (
                f"제2022-{number:03}호", "수 료 증", name, f"{birth}",
                "위 사람은 AI칼리지 과정을", "마쳤으므로 이 증서를 드립니다.", "2022년 9월 16일", "서초구청장",
            )  # fmt: skip
            for place, line in enumerate(lines):
                canvas.setFont("HYSMyeongJo-Medium", 24 if place == 1 else 14)
                canvas.drawCentredString(wide / 2, tall - 120 - 70 * place, line)
            code = Drawing()
            code.add(QrCodeWidget(f"IEUM {number}"))
            renderPDF.draw(code, canvas, 60, 60)
            canvas.showPage()
        canvas.save()
    figures[SIZE] = out.stat().st_size / 1024
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[30, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.pages:
        cases = {
            "이음, 그리기만": functools.partial(drawing_alone, size),
            "이음, 발급": functools.partial(with_ieum, size),
            "reportlab": functools.partial(with_reportlab, size),
        }
        print_table(f"수료증 {size:,}장, 초", take_turns(cases, options.rounds))
