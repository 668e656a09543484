"""Sheets of proposals: one page each however long, and one for each author of what became of theirs."""

import datetime as dt

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Proposal, Review
from desktop.model.journal import Operation
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.board.proposals import merging, reviving
from desktop.services.board.review import sheets, showcase
from desktop.services.datafile import history
from desktop.services.records import cards, choices, moves, records

SIXTEEN = [f"김{name}솔" for name in "가나다라마바사아자차카타파하거너"]
LONG = "걷는 사람이 마음 놓고 다니는 길을 만들려면 무엇이 있어야 하는지 살폈다. " * 40


@pytest.fixture
def scope(store):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    return Scope(board_id=board, today=store.today())


@pytest.fixture
def ids(store, scope):
    member = records.save(store, "members", {"name": "김하늘", "department": "감사담당관"}, scope=scope)
    authors = (member.inserted["member"][0],)
    texts = {"problem": LONG[:400], "idea": LONG[:500], "effect": LONG[:300], "authors": authors}
    return [
        records.save(store, "proposals", {"title": f"제안 {number}", **texts}, scope=scope).inserted[
            "proposal"
        ][0]
        for number in range(1, 9)
    ]


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


@pytest.mark.feature("JB-17")
def test_eight_proposals_are_eight_pages_with_all_their_letters(store, ids, tmp_path):
    told = pages(sheets.write_proposals(store, ids, tmp_path / "제안서.pdf"))
    assert len(told) == 8
    whole = [LONG[:500], LONG[:400], LONG[:300]]
    for number, page in enumerate(told, start=1):
        assert f"제안{number}" in page
        assert all("".join(text.split()) in page for text in whole)


@pytest.mark.feature("JB-17")
def test_a_sheet_tells_what_was_answered_and_how_the_pilot_went(store, ids, scope, tmp_path):
    for to in ("제출", "검토", "시범"):
        moves.move(store, "proposals", ids[:1], to, "", scope, {})
    pilot = records.save(
        store, "pilots", {"proposal_id": ids[0], "place": "역 앞", "starts_on": "2022-09-01"}
    ).inserted["pilot"][0]
    measured = {"name": "만족도", "baseline": "40", "target": "60", "actual": "55", "pilot_id": pilot}
    records.save(store, "indicators", measured)
    with store.operation("답변") as op:
        review = op.session.scalars(select(Review)).one()
        review.answer, review.expected_on = "내년 예산에 넣겠습니다.", dt.date(2023, 3, 2)
    first, second = pages(sheets.write_proposals(store, ids[:2], tmp_path / "제안서.pdf"))
    for words in (
        "심사결과",
        "시범운영",
        "내년예산에넣겠습니다.시행예정일2023.3.2.",
        "역앞·2022.9.1.~",
        "달성률75.0%",
    ):
        assert words in first
    assert "심사결과" not in second
    assert "시범운영" not in second


@pytest.mark.feature("JB-17")
def test_a_sheet_tells_how_its_review_ended_why_and_when(store, ids, scope, clock, tmp_path):
    condition = {"obstacle": "예산", "words": "추경", "look_again_on": "2023-03-02"}
    moves.move(store, "proposals", ids[:5], "제출", "", scope, {})
    moves.move(store, "proposals", ids[2:5], "검토", "", scope, {})
    clock.advance(days=4)
    for proposal_id, (to, reason, given) in zip(
        ids,
        (
            ("보류", "용역이 끝난 뒤", condition),
            ("취하", "이미 하고 있음", {}),
            ("불채택", "예산이 없음", condition),
            ("부분채택", "두 곳에서만", {"expected_on": dt.date(2023, 3, 2)}),
            ("보완", "도면을 붙여 주세요", {}),
        ),
        strict=False,
    ):
        moves.move(store, "proposals", [proposal_id], to, reason, scope, given)
    again = "풀릴조건:예산·추경·2023.3.2.에다시봄"
    told = pages(sheets.write_proposals(store, ids[:6], tmp_path / "제안서.pdf"))
    assert [page.rpartition("".join(LONG[:300].split()))[2] for page in told] == [
        f"보류:용역이끝난뒤보류한날2022.9.20.{again}",
        "취하:이미하고있음취하한날2022.9.20.",
        f"불채택:예산이없음답한날2022.9.20.{again}",
        "부분채택:두곳에서만답한날2022.9.20.시행예정일2023.3.2.",
        "보완:도면을붙여주세요",
        "",
    ]
    assert ["심사결과" in page for page in told] == [True] * 5 + [False]
    assert all("2022.9.20.기준" in page for page in told)


@pytest.mark.both_databases
@pytest.mark.feature("JB-17")
def test_a_sheet_tells_why_only_a_part_was_adopted_of_what_is_carried_out(store, ids, scope, tmp_path):
    two = ids[:2]
    for to in ("제출", "검토"):
        moves.move(store, "proposals", two, to, "", scope, {})
    planned = {"expected_on": dt.date(2023, 3, 2)}
    moves.move(store, "proposals", two, "부분채택", "두 곳에서만", scope, planned)
    history.undo(store)
    moves.move(store, "proposals", ids[:1], "부분채택", "세 곳에서만", scope, planned)
    moves.move(store, "proposals", ids[1:2], "채택", "", scope, planned)
    moves.move(store, "proposals", two, "시행", "", scope, {})

    def result():
        told = pages(sheets.write_proposals(store, two, tmp_path / "제안서.pdf"))
        return [page.rpartition("".join(LONG[:300].split()))[2] for page in told]

    days = "답한날2022.9.16.·시행한날2022.9.16.시행예정일2023.3.2."
    assert result() == [f"시행부분채택:세곳에서만{days}", f"시행{days}"]
    moves.move(store, "proposals", two, "종료", "다른 사업에 듦", scope, {})
    _pdf, workbook = showcase.write(store, two, tmp_path / "성과공유회.pdf")
    cells = [str(each.value) for row in load_workbook(workbook).active.rows for each in row]
    assert [each for each in cells if "다른 사업" in each] == [
        "다른 사업에 듦\n부분채택: 세 곳에서만", "다른 사업에 듦",
    ]  # fmt: skip
    assert [each.partition("답한날")[0] for each in result()] == [
        "종료:다른사업에듦부분채택:세곳에서만", "종료:다른사업에듦",
    ]  # fmt: skip


@pytest.mark.feature("JB-20")
def test_a_revived_proposal_and_its_old_one_are_told_apart_on_paper(store, ids, scope, tmp_path):
    old = ids[:1]
    for to, reason, given in (("제출", "", {}), ("검토", "", {}), ("불채택", "인력", {"obstacle": "인력"})):
        moves.move(store, "proposals", old, to, reason, scope, given)
    both = [*old, *reviving.revive(store, old[0], scope).inserted["proposal"]]
    was, now = "되살아난제안:제안1(발굴)", "되살린제안:제안1(불채택:인력)"
    first, second = pages(sheets.write_proposals(store, both, tmp_path / "제안서.pdf"))
    assert (was in first, now in first, was in second, now in second) == (True, False, False, True)
    (page,) = pages(sheets.write_outcomes(store, both, tmp_path / "그 뒤.pdf"))
    assert page.count(f"{was}불채택") == page.count(f"{now}발굴") == 1


def test_a_file_of_sheets_is_named_after_its_proposal_or_its_term(store, ids):
    assert sheets.named(store, ids[1:2]) == "제안 2"
    assert sheets.named(store, ids) == "슈퍼히어로 1기"
    assert sheets.named(store, [9999]) == sheets.named(store, []) == ""


@pytest.mark.feature("JB-22")
def test_every_author_is_told_what_became_of_every_proposal(store, ids, scope, tmp_path):
    for to, reason, given in (
        ("제출", "", {}),
        ("검토", "", {}),
        ("불채택", "예산이 없음", {"obstacle": "예산", "words": "추경", "look_again_on": "2023-03-02"}),
    ):
        moves.move(store, "proposals", ids[:1], to, reason, scope, given)
    (page,) = pages(sheets.write_outcomes(store, ids, tmp_path / "그 뒤.pdf"))
    assert "김하늘님의제안" in page
    assert all(f"제안{number}" in page for number in range(1, 9))
    assert "불채택:예산이없음답한날2022.9.16.풀릴조건:예산·추경·2023.3.2.에다시봄" in page
    assert page.count("지금차례:제안자") == 7, "of all that is not over"
    assert "소식이없습니다" not in page
    assert "2022.9.16.기준" in page
    assert "지금차례:제안자,2022년9월16일부터1일째" in page, "as of a day, of which the year is told too"


@pytest.mark.feature("JB-22")
def test_ninety_days_of_silence_are_told(store, ids, tmp_path):
    with store.operation("제안일") as op:
        for proposal_id, days in zip(ids, (90, 91), strict=False):
            proposal = op.get(Proposal, proposal_id)
            proposal.status_on = store.today() - dt.timedelta(days=days)
    (page,) = pages(sheets.write_outcomes(store, ids[:2], tmp_path / "그 뒤.pdf"))
    assert page.count("소식이없습니다") == 1
    assert "※91일동안소식이없습니다." in page


def test_how_long_a_silence_is_told_is_a_setting(store, ids, tmp_path):
    settings.save(store, {"review_silent": 30})
    with store.operation("제안일") as op:
        for proposal_id, days in zip(ids, (30, 31), strict=False):
            op.get(Proposal, proposal_id).status_on = store.today() - dt.timedelta(days=days)
    (page,) = pages(sheets.write_outcomes(store, ids[:2], tmp_path / "그 뒤.pdf"))
    assert page.count("소식이없습니다") == 1
    assert "※31일동안소식이없습니다." in page


@pytest.fixture
def sixteen(store, scope, clock):
    """Sixteen authors of nine proposals, and who wrote which: the third wrote two."""
    members = [
        records.save(store, "members", {"name": name, "department": "청소과"}, scope=scope)
        .inserted["member"][0]
        for name in SIXTEEN
    ]  # fmt: skip
    groups = [members[:2], *([each] for each in members[2:7]), members[7:9], members[9:12], members[12:]]
    groups[0].append(members[2])
    made = [
        records.save(store, "proposals", {"title": f"<{number}>번 제안", "authors": tuple(group)}, scope=scope)
        .inserted["proposal"][0]
        for number, group in enumerate(groups, 1)
    ]  # fmt: skip
    return made, members, groups


@pytest.mark.feature("JB-22")
def test_sixteen_authors_get_sixteen_pages_and_nobody_is_left_out(store, scope, sixteen, clock, tmp_path):
    made, members, groups = sixteen
    merging.merge(store, made[0], [made[-1]])
    clock.advance(days=91)
    for to, given in (("제출", {}), ("검토", {}), ("채택", {"expected_on": None})):
        moves.move(store, "proposals", made[:1], to, "", scope, given)
    listed = made[:-1]  # one merged into another stands in no list
    told = pages(sheets.write_outcomes(store, listed, tmp_path / "그 뒤.pdf"))
    assert told == pages(sheets.write_outcomes_of_term(store, scope.board_id, tmp_path / "기수.pdf"))
    assert len(told) == len(members) == 16
    assert all(f"{name}님의제안" in page for name, page in zip(SIXTEEN, told, strict=True))
    assert (
        sum(page.count("번제안") for page in told) == sum(map(len, groups)) + 4
    )  # those whose own was merged
    assert sum("합쳐진곳'<1>번제안':채택답한날2022.12.16.지금차례" in page for page in told) == len(
        groups[-1]
    )
    assert sum(page.count("91일동안소식이없습니다") for page in told) == sum(map(len, groups[1:-1]))


@pytest.mark.feature("JB-09")
def test_authors_of_what_was_merged_are_named_wherever_authors_are(store, scope, sixteen, tmp_path):
    made, _members, _groups = sixteen
    merging.merge(store, made[3], [made[4]])
    (page,) = pages(sheets.write_proposals(store, [made[3]], tmp_path / "제안서.pdf"))
    assert f"{SIXTEEN[4]},{SIXTEEN[5]}" in page
    told = [each.text for each in cards.card(store, "proposals", made[3], scope).linked]
    assert [each for each in told if each.startswith("제안자")] == [
        f"제안자 {SIXTEEN[4]}",
        f"제안자 {SIXTEEN[5]}",
    ]


@pytest.mark.feature("JB-22")
def test_an_author_of_more_than_a_page_holds_gets_more_pages_with_every_letter(store, ids, scope, tmp_path):
    for to in ("제출", "검토"):
        moves.move(store, "proposals", ids, to, "", scope)
    with store.operation("답변") as op:
        for number, review in enumerate(op.session.scalars(select(Review)), 1):
            review.answer = f"<{number}>번: " + "제안해 주셔서 고맙습니다. " * 60
    told = pages(sheets.write_outcomes(store, ids, tmp_path / "그 뒤.pdf"))
    assert len(told) > 1
    for number, page in enumerate(told, 1):
        assert f"그뒤:김하늘님의제안·{number}/{len(told)}" in page
    whole = "".join(told)
    assert whole.count("맙") == 8 * 60
    assert all(f"<{number}>번:" in whole for number in range(1, 9))


@pytest.mark.feature("JB-17")
def test_the_set_for_the_sharing_day_is_a_page_and_a_row_for_each(store, ids, scope, tmp_path):
    values = {"name": "걷기", "policy_id": choices.of(store, "policies", scope)[0][0]}
    theme = records.save(store, "themes", values, scope=scope).inserted["theme"][0]
    records.save(store, "proposals", {"theme_id": theme}, record_id=ids[0])
    for to in ("제출", "검토", "시범"):
        moves.move(store, "proposals", ids[:3], to, "", scope, {})
    tried = {"proposal_id": ids[0], "place": "역 앞", "starts_on": "2022-09-01"}
    pilot = records.save(store, "pilots", tried).inserted["pilot"][0]
    measured = {"name": "만족도", "baseline": "40", "target": "60", "actual": "55", "pilot_id": pilot}
    records.save(store, "indicators", measured)
    moves.move(store, "proposals", ids[:2], "채택", "", scope, {"expected_on": dt.date(2023, 3, 2)})
    moves.move(store, "proposals", ids[1:2], "시범", "", scope, {})  # taken up, and tried out once more
    pdf, workbook = showcase.write_of_term(store, scope.board_id, tmp_path / "성과공유회 자료.pdf")
    assert (pdf.name, workbook.name) == ("성과공유회 자료.pdf", "성과공유회 자료.xlsx")
    assert [page.count("제안1") for page in pages(pdf)] == [1, 0]
    assert "슈퍼히어로 1기" in str(load_workbook(workbook).active["A2"].value)
    heads, first, second = list(load_workbook(workbook).active.iter_rows(values_only=True))[-3:]
    told = [
        {head: cell.date() if isinstance(cell, dt.datetime) else cell for head, cell in zip(heads, row, strict=True)}
        for row in (first, second)
    ]  # fmt: skip
    day = dt.date(2022, 9, 16)
    assert told[0] == {
        "연번": 1, "제목": "제안 1", "제안자": "김하늘", "팀": None, "주제": "걷기", "운영방침": "쾌적", "상태": "채택",
        "사유": None, "접수일": day, "답한 날": day, "시행 예정일": dt.date(2023, 3, 2),
        "시범 결과": "역 앞 · 2022. 9. 1. ~\n만족도: 40에서 60까지 목표, 결과 55 (달성률 75.0 %)",
    }  # fmt: skip
    assert (told[1]["제목"], told[1]["상태"]) == ("제안 2", "시범")
    with store.read() as session:
        done = session.scalars(select(Operation.name).order_by(Operation.id.desc()).limit(1)).one()
    assert done == "성과공유회 자료 2건 저장 (개인정보 성명): 성과공유회 자료.pdf, 성과공유회 자료.xlsx"


def test_a_term_without_anything_taken_up_has_no_set(store, ids, scope, tmp_path):
    with pytest.raises(UserError, match="채택한 제안이 아직 없습니다"):
        showcase.write_of_term(store, scope.board_id, tmp_path / "자료.pdf")
    assert not list(tmp_path.glob("자료.*"))


def test_without_an_author_nobody_can_be_told(store, scope, tmp_path):
    lone = records.save(store, "proposals", {"title": "이름 없는 제안"}, scope=scope).inserted["proposal"]
    with pytest.raises(UserError, match="제안자가 있는 제안이 없습니다"):
        sheets.write_outcomes(store, lone, tmp_path / "그 뒤.pdf")
    assert not (tmp_path / "그 뒤.pdf").exists()


def test_a_text_too_long_for_one_page_is_refused_by_its_title(store, ids, tmp_path):
    records.save(store, "proposals", {"idea": (LONG * 4)[:5000]}, record_id=ids[2])
    with pytest.raises(UserError, match="'제안 3'의 글이 길어"):
        sheets.write_proposals(store, ids, tmp_path / "제안서.pdf")
    assert not (tmp_path / "제안서.pdf").exists()


@pytest.mark.feature("JB-17")
@pytest.mark.parametrize(
    "texts",
    [
        {"idea": "\n".join(f"{number}번째 줄" for number in range(1, 51)), "effect": "짧은 기대 효과"},
        dict.fromkeys(("problem", "idea", "effect"), LONG[:1000]),
    ],
    ids=["many short lines", "three times 1,000 letters"],
)
def test_a_page_loses_none_of_its_lines_or_is_refused(store, scope, tmp_path, texts):
    made = records.save(store, "proposals", {"title": "줄이 많은 제안", **texts}, scope=scope).inserted[
        "proposal"
    ]
    (page,) = pages(sheets.write_proposals(store, made, tmp_path / "제안서.pdf"))
    for text in texts.values():
        assert all("".join(line.split()) in page for line in text.split("\n"))
    longer = {"idea": "\n".join(f"{number}번째 줄" for number in range(1, 61))}
    records.save(store, "proposals", longer, record_id=made[0])
    with pytest.raises(UserError, match="'줄이 많은 제안'의 글이 길어"):
        sheets.write_proposals(store, made, tmp_path / "긴 제안서.pdf")
    assert not (tmp_path / "긴 제안서.pdf").exists()
