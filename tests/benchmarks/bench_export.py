"""How long an export of 14 columns takes, beside openpyxl's fastest way and, where installed, other writers of workbooks.

    python tests/benchmarks/bench_export.py [--rows 456 20000 100000] [--rounds 3] [--office]

The peers get the rows ready in memory and write plain cells under a bold heading. 이음 is measured twice: writing the same
rows from memory, with title, borders, print setting, row heights and a guard against formulas; and the whole export,
which asks the data for them, flushes to the disk and puts a line in the history. What 이음 writes is read back, by
calamine and, with --office, by LibreOffice too; the floor is deflating the finished XML.
"""

import argparse
import functools
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from side_by_side import HEADINGS, Figures, people, print_table, take_turns, timed

XLSX, WHOLE, PDF, MASKED, SIZE = (
    "엑셀, 메모리에서",
    "엑셀, 자료에서",
    "PDF/A, 자료에서",
    "엑셀, 가림",
    "엑셀 파일 MB",
)
MOST_ON_PAPER = 20_000


def with_ieum(rows: int, office: bool, folder: Path) -> Figures:
    """The list of trainees as it stands, all that has a column and repeated to fourteen."""
    from desktop.documents.lists import list_pdf, sheets  # noqa: F401 - loaded beforehand, as the peers are
    from desktop.queries.list_spec import Criteria, Scope
    from desktop.queries.listing import Listing
    from desktop.services.datafile.store import Store
    from desktop.services.kinds import LISTS
    from desktop.services.records import exporting

    figures: Figures = {}
    write_from_memory(rows, folder / "메모리.xlsx", figures)
    check(folder / "메모리.xlsx", rows, office=office)
    with Store.create(folder / "견줌.ieum") as store:
        fill(store, rows)
        listing = Listing(store.engine, LISTS["trainees"], Criteria(scope=Scope(1, None, store.today())))
        keys = [column.key for column in listing.columns]
        columns = (keys * 2)[: len(HEADINGS) - 1]  # the number in front is the fourteenth
        for name, options, file in (
            (WHOLE, exporting.ExportOptions(), "명단.xlsx"),
            (MASKED, exporting.ExportOptions(masked=True), "가림.xlsx"),
            *([(PDF, exporting.ExportOptions(), "명단.pdf")] if rows <= MOST_ON_PAPER else []),
        ):
            with timed(figures, name):
                exported = exporting.export_list(store, listing, folder / file, options, columns=columns)
            assert exported.rows == rows
        check(folder / "명단.xlsx", rows, office=False)
    return figures


def write_from_memory(rows: int, path: Path, figures: Figures) -> None:
    """The very rows the peers write, as a list of an office."""
    from desktop.documents.lists.sheets import SheetColumn, SheetOptions, SheetSpec, write_sheet
    from desktop.rules.fields import Field, Kind

    made = people(rows)
    columns = tuple(
        SheetColumn(Field(f"column{place}", heading, Kind.DATE if heading == "생년월일" else Kind.TEXT))
        for place, heading in enumerate(HEADINGS)
    )
    sheet = SheetSpec("명단", columns, made, unit="명", options=SheetOptions(number_column=False))
    with timed(figures, XLSX):
        write_sheet(path, sheet)
    figures[SIZE] = path.stat().st_size / 2**20


def check(path: Path, rows: int, *, office: bool) -> None:
    """The file is read back: its rows, a date as a date, and no formula in it."""
    import datetime as dt
    import shutil
    import subprocess
    import zipfile

    import python_calamine

    (*_, last) = read = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows < len(read) <= rows + 8
    assert any(isinstance(value, dt.date) for value in last)
    with zipfile.ZipFile(path) as file, file.open("xl/worksheets/sheet1.xml") as sheet:
        assert not any(b"<f>" in part for part in iter(lambda: sheet.read(1 << 20), b""))
    if office and (program := shutil.which("soffice")):
        command = [program, "--headless", "--convert-to", "csv", "--outdir", str(path.parent), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        assert path.with_suffix(".csv").read_bytes().count(b"\n") >= rows


def fill(store, rows: int) -> None:  # type: ignore[no-untyped-def]
    """A cohort of invented people."""
    from desktop.model.people import Person
    from desktop.model.training import Cohort, Enrolment, Stage, Trainee

    with store.operation("견줌") as op:
        cohort = op.add(Cohort(name="견줌", year=2022, programme="견줌"))
        stage = op.add(
            Stage(cohort_id=cohort.id, name="기초과정", position=1, attendance_minimum=80, score_minimum=60)
        )
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


def with_rustpy(rows: int, folder: Path) -> Figures:
    from rustpy_xlsxwriter import FastExcel, Format

    figures: Figures = {}
    made = people(rows)
    with timed(figures, XLSX):
        FastExcel(str(folder / "명단.xlsx")).freeze(row=1).sheet(
            "명단",
            (dict(zip(HEADINGS, row, strict=True)) for row in made),
            column_formats={"생년월일": Format().set_num_format("yyyy-mm-dd")},
            header_format=Format().set_bold().set_background_color("#DDE6F0"),
            dedupe_strings=False,
        ).save()
    figures[SIZE] = (folder / "명단.xlsx").stat().st_size / 2**20
    return figures


def floor(rows: int, folder: Path) -> Figures:
    """Deflating what 이음 writes, once it is there."""
    import zipfile

    figures: Figures = {}
    write_from_memory(rows, folder / "명단.xlsx", {})
    with zipfile.ZipFile(folder / "명단.xlsx") as file:
        xml = file.read("xl/worksheets/sheet1.xml")
    with (
        timed(figures, XLSX),
        zipfile.ZipFile(folder / "바닥.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
    ):
        file.writestr("sheet1.xml", xml)
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
    "바닥(압축만)": ("zipfile", floor),
    "rustpy-xlsxwriter": ("rustpy_xlsxwriter", with_rustpy),
    "openpyxl write_only": ("openpyxl", with_openpyxl),
    "xlsxwriter": ("xlsxwriter", with_xlsxwriter),
    "reportlab LongTable": ("reportlab", with_reportlab),
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--office", action="store_true", help="LibreOffice reads the file back, too")
    options = parser.parse_args()
    for size in options.rows:
        cases = {"이음": functools.partial(with_ieum, size, options.office)}
        for name, (module, peer) in PEERS.items():
            if importlib.util.find_spec(module) and not (peer is with_reportlab and size > 5_000):
                cases[name] = functools.partial(peer, size)
        print_table(f"{size:,}줄 × {len(HEADINGS)}칸, 초", take_turns(cases, options.rounds))
