"""The sign sheet of a session and the lists of the ceremony, as they are printed."""

import datetime as dt

import pypdfium2
import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Session
from desktop.services.certificates import issuing
from desktop.services.training.attendance import paper
from tests.services.training.attendance import books


def pages(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [(page.get_size(), page.get_textpage().get_text_bounded()) for page in pdf]


@pytest.mark.feature("TR-13")
def test_thirty_sign_on_a4_under_a_heading_on_every_page(store, tmp_path):
    made = books.make(store, count=30, sessions=2)
    landed = paper.write(
        store, paper.sign_sheet(store, made.stage_id, made.sessions[0]), tmp_path / "서명부.pdf"
    )
    printed = pages(landed)
    assert len(printed) == 2
    for number, (size, text) in enumerate(printed, 1):
        assert [round(side / 72 * 25.4) for side in size] == [210, 297]
        assert "수령 서명" in text or "서명" in text
        assert "성명" in text
        assert f"{number} / 2" in text
    whole = "".join(text for _size, text in printed)
    assert "2022. 6. 4.(토) 10:00~12:00" in whole
    assert sum(f"이{place:04}" in whole for place in range(6, 30)) == 24
    with store.read() as session:
        last = session.scalars(select(Operation.name).order_by(Operation.id.desc())).first()
    assert last == "출석 서명부 30명 PDF로 내보내기 (개인정보 성명, 생년월일): 서명부.pdf"


def test_only_those_sign_to_whom_the_session_belongs(store):
    made = books.make(store, count=3, sessions=2)
    books.change(store, Enrolment, made.people[0], joined_on=books.FIRST + dt.timedelta(days=1))
    assert [row[0] for row in paper.sign_sheet(store, made.stage_id, made.sessions[0]).rows] == [
        "김민수", "김민수",
    ]  # fmt: skip
    books.change(store, Session, made.sessions[0], kind="휴강", reason="태풍")
    with pytest.raises(UserError, match="서명할 사람이 없습니다"):
        paper.sign_sheet(store, made.stage_id, made.sessions[0])


@pytest.mark.feature("TR-23")
def test_the_lists_of_the_ceremony_are_in_the_order_of_the_certificates(store):
    made = books.make(store, count=6, sessions=1, status="수료")
    with pytest.raises(UserError, match="수료 처리"):
        paper.ceremony_lists(store, 99_999)
    with store.operation("팀") as op:
        cohort = op.session.scalars(select(Cohort.id)).one()
        late = op.add(ProjectTeam(cohort_id=cohort, name="가람", position=2)).id
        early = op.add(ProjectTeam(cohort_id=cohort, name="하늘", position=1)).id
    for place, team in enumerate((late, early, late, early)):
        books.change(store, Enrolment, made.people[place], team_id=team)
    certificates = [(each.name, each.birth_date) for each in issuing.candidates(store, "2022")]
    call, signed = paper.ceremony_lists(store, made.stage_id)
    assert [tuple(row[:2]) for row in call.rows] == certificates
    assert [tuple(row[:2]) for row in signed.rows] == certificates
    assert [row[2] for row in call.rows] == ["하늘", "하늘", "가람", "가람", "", ""]
    assert [row[3] for row in call.rows][:2] == ["1열 1번", "1열 2번"]
    assert signed.options.signatures


@pytest.mark.feature("TR-23")
def test_name_tags_are_ten_to_a_sheet_in_the_order_of_the_ceremony(store, tmp_path):
    made = books.make(store, count=12, sessions=1, status="수료")
    printed = pages(paper.write_name_tags(store, made.stage_id, tmp_path / "이름표.pdf"))
    assert len(printed) == 2
    names = [str(row[0]) for row in paper.ceremony_lists(store, made.stage_id)[0].rows]
    found = ["".join(text.split()) for _size, text in printed]
    assert [name in found[0] for name in names[:10]] == [True] * 10
    assert [name in found[1] for name in names[10:]] == [True] * 2
