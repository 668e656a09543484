"""The workbook's live formulas, recalculated by LibreOffice, give the ranks, results and distances of the program."""

import shutil
import subprocess

import openpyxl
import pytest

from desktop.documents.selection import rank_workbook
from desktop.documents.selection.rank_formulas import FIRST_ROW, plan
from desktop.rules.scoring import Trim
from desktop.rules.selection import Ties
from desktop.services.training.selection import crosscheck, ranking, scores
from desktop.services.training.selection.ranking import Settings
from desktop.services.training.selection.scores import Place

GIVEN = (
    (81.5, 84, 90), (82.1, 83.4, 91.2), (83.1, 84.0, 88.2), (70, 70, 70), (70, 70, 70), ("결시", 90, 90), (60, 61, 62),
)  # fmt: skip


def recalculated(sheet, folder):
    """The values that LibreOffice works out, by column letter and row."""
    rank_workbook.write(folder / "순위.xlsx", sheet)
    out = folder / "다시"
    soffice = shutil.which("soffice")
    assert soffice, "tools/set-up installs LibreOffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(folder / "순위.xlsx")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return openpyxl.load_workbook(out / "순위.xlsx", data_only=True).worksheets[0]


@pytest.mark.feature("TR-07")
def test_libreoffice_recalculates_it_to_the_same_ranks(selecting, tmp_path):
    selecting.three()
    talk = selecting.criteria["면접"]
    with selecting.store.operation("심사위원마다") as op:
        op.get(ranking.score_sheet.Criterion, talk).judged = True
    judges = [selecting.judge(f"심사{letter}") for letter in "가나다"]
    texts = {}
    for number, given in enumerate(GIVEN):
        person = selecting.add(f"사람{number}")
        for criterion, score in zip(selecting.criteria.values(), given, strict=True):
            for nth, judge in enumerate(judges if criterion == talk else (None,)):
                texts[Place(person, criterion, judge)] = str(score if judge is None else score + nth * number)
    assert not scores.put(selecting.store, selecting.stage, "선발", texts).refused
    with selecting.store.read() as session:
        sheet = ranking.read_sheet(session, selecting.stage)
    ranked = ranking.rank(sheet, Settings(3, 2, Ties.ALL_IN, trim=Trim.PER_JUDGE, trim_from=3))
    crosscheck.check(ranked)
    written = crosscheck.sheet_of(ranked)
    made, page = plan(written), recalculated(written, tmp_path)
    for row, line in enumerate(ranked.selection.lines, FIRST_ROW):
        read = [page[f"{letter}{row}"].value for letter in (made.total, made.rank, made.result, made.reserve)]
        total = None if line.scored.total is None else float(line.scored.total)
        assert [None if each == "" else each for each in read] == [
            total,
            line.rank,
            line.result.value,
            line.reserve,
        ]
        distance = page[f"{made.distance}{row}"].value
        assert (None if distance in {"", None} else round(distance, 2)) == (
            None if line.distance is None else float(line.distance)
        )
