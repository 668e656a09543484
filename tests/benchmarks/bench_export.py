"""How long an export of 14 columns takes, beside openpyxl's fastest way and, where installed, other writers of workbooks.

    python tests/benchmarks/bench_export.py [--rows 456 20000] [--rounds 3]

The peers get the rows ready in memory and write plain cells under a bold heading; 이음 asks the data for them, draws
title, borders and print setting, guards against formulas, flushes to the disk and puts a line in the history.
"""

import argparse
import functools
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from side_by_side import HEADINGS, Figures, people, print_table, take_turns, timed

XLSX, PDF, MASKED = "엑셀", "PDF/A", "엑셀, 가림"


def with_ieum(rows: int, folder: Path) -> Figures:
    """The list of trainees as it stands, all that has a column and repeated to fourteen."""
    from desktop.documents import list_pdf, sheets  # noqa: F401 - loaded beforehand, as the peers are
    from desktop.queries.kinds import SPECS
    from desktop.queries.listing import Criteria, Listing, Scope
    from desktop.services import exporting
    from desktop.services.store import Store

    figures: Figures = {}
    with Store.create(folder / "견줌.ieum") as store:
        fill(store, rows)
        listing = Listing(store.engine, SPECS["trainees"], Criteria(scope=Scope(1, None, store.today())))
        keys = [column.key for column in listing.columns]
        columns = (keys * 2)[: len(HEADINGS) - 1]  # the number in front is the fourteenth
        for name, options, file in (
            (XLSX, exporting.ExportOptions(), "명단.xlsx"),
            (MASKED, exporting.ExportOptions(masked=True), "가림.xlsx"),
            (PDF, exporting.ExportOptions(), "명단.pdf"),
        ):
            with timed(figures, name):
                exported = exporting.export_list(store, listing, folder / file, options, columns=columns)
            assert exported.rows == rows
    return figures


def fill(store, rows: int) -> None:  # type: ignore[no-untyped-def]
    """A cohort of invented people."""
    from desktop.model.people import Person
    from desktop.model.training import Cohort, Enrolment, Stage, Trainee

    with store.operation("견줌") as op:
        cohort = op.add(Cohort(name="견줌", year=2022, programme="견줌"))
        stage = op.add(Stage(cohort_id=cohort.id, name="기초과정", position=1))
        keys = ("name", "birth_date", "gender", "phone", "email", "address")
        made = people(rows)
        ids = op.insert_many(Person, [dict(zip(keys, row, strict=False)) for row in made])
        trainees = op.insert_many(
            Trainee,
            [
                {"person_id": person, "school": row[6], "major": row[7], "major_kind": row[8]}
                for person, row in zip(ids, made, strict=True)
            ],
        )
        op.insert_many(
            Enrolment,
            [{"trainee_id": trainee, "stage_id": stage.id, "status": "수강"} for trainee in trainees],
        )


def with_openpyxl(rows: int, folder: Path) -> Figures:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    figures: Figures = {}
    made = people(rows)
    with timed(figures, XLSX):
        workbook = openpyxl.Workbook(write_only=True)
        sheet = workbook.create_sheet("명단")
        headings = [WriteOnlyCell(sheet, heading) for heading in HEADINGS]
        for cell in headings:
            cell.font = Font(bold=True)
        sheet.append(headings)
        for row in made:
            sheet.append(row)
        workbook.save(folder / "명단.xlsx")
    return figures


def with_xlsxwriter(rows: int, folder: Path) -> Figures:
    import xlsxwriter

    figures: Figures = {}
    made = people(rows)
    with timed(figures, XLSX):
        workbook = xlsxwriter.Workbook(
            folder / "명단.xlsx", {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
        )
        sheet = workbook.add_worksheet("명단")
        sheet.write_row(0, 0, HEADINGS, workbook.add_format({"bold": True}))
        for number, row in enumerate(made, 1):
            sheet.write_row(number, 0, row)
        workbook.close()
    return figures


def with_reportlab(rows: int, folder: Path) -> Figures:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

    figures: Figures = {}
    made = people(rows)
    with timed(figures, PDF):
        pdfmetrics.registerFont(UnicodeCIDFont("HYGothic-Medium"))
        style = TableStyle(
            [("FONT", (0, 0), (-1, -1), "HYGothic-Medium", 5), ("GRID", (0, 0), (-1, -1), 0.3, "grey")]
        )
        table = LongTable([HEADINGS, *(tuple(map(str, row)) for row in made)], repeatRows=1, style=style)
        SimpleDocTemplate(str(folder / "명단.pdf"), pagesize=landscape(A4)).build([table])
    return figures


PEERS: dict[str, tuple[str, Callable[[int, Path], Figures]]] = {
    "openpyxl write_only": ("openpyxl", with_openpyxl),
    "xlsxwriter": ("xlsxwriter", with_xlsxwriter),
    "reportlab LongTable": ("reportlab", with_reportlab),
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.rows:
        cases = {"이음": functools.partial(with_ieum, size)}
        for name, (module, peer) in PEERS.items():
            if importlib.util.find_spec(module) and not (peer is with_reportlab and size > 5_000):
                cases[name] = functools.partial(peer, size)
        print_table(f"{size:,}줄 × {len(HEADINGS)}칸, 초", take_turns(cases, options.rounds))
