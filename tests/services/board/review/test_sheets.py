"""Sheets of proposals: one page each however long, and one for each author of what became of theirs."""

import datetime as dt

import pypdfium2
import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Proposal, Review
from desktop.queries.list_spec import Scope
from desktop.services.board.review import sheets
from desktop.services.records import moves, records

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
    assert "불채택:예산이없음풀릴조건:예산·추경·2023.3.2.에다시봄" in page
    assert page.count("지금차례:제안자") == 7, "of all that is not over"
    assert "소식이없습니다" not in page


@pytest.mark.feature("JB-22")
def test_ninety_days_of_silence_are_told(store, ids, tmp_path):
    with store.operation("제안일") as op:
        for proposal_id, days in zip(ids, (90, 91), strict=False):
            proposal = op.get(Proposal, proposal_id)
            proposal.status_on = store.today() - dt.timedelta(days=days)
    (page,) = pages(sheets.write_outcomes(store, ids[:2], tmp_path / "그 뒤.pdf"))
    assert page.count("소식이없습니다") == 1
    assert "※91일동안소식이없습니다." in page


def test_without_an_author_nobody_can_be_told(store, scope, tmp_path):
    lone = records.save(store, "proposals", {"title": "이름 없는 제안"}, scope=scope).inserted["proposal"]
    with pytest.raises(UserError, match="제안자가 없습니다"):
        sheets.write_outcomes(store, lone, tmp_path / "그 뒤.pdf")
    assert not (tmp_path / "그 뒤.pdf").exists()


def test_a_text_too_long_for_one_page_is_refused_by_its_title(store, ids, tmp_path):
    records.save(store, "proposals", {"idea": (LONG * 4)[:5000]}, record_id=ids[2])
    with pytest.raises(UserError, match="'제안 3'의 글이 길어"):
        sheets.write_proposals(store, ids, tmp_path / "제안서.pdf")
    assert not (tmp_path / "제안서.pdf").exists()
