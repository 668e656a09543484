"""The papers of interviews: a sheet for each company, room and person; profiles of those who consented alone."""

import pypdfium2
import pytest

from desktop.errors import UserError
from desktop.services.placement.interviews import papers
from desktop.services.placement.interviews.grid import By
from desktop.services.records import records
from tests.interviews import Interviews


def pages(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.feature("CO-06")
def test_each_person_company_and_room_has_a_sheet(store, tmp_path):
    at = Interviews(store, count=2, companies=2)
    with pytest.raises(UserError, match="시각이 정해진 면접이 없습니다"):
        papers.write_sheets(store, at.cohort, By.PERSON, tmp_path / "없음.pdf")
    at.make()
    people = pages(papers.write_sheets(store, at.cohort, By.PERSON, tmp_path / "사람.pdf"))
    assert [("사람가" in each, "사람나" in each) for each in people] == [(True, False), (False, True)]
    assert all(at.times()[n] in people[0] for n in (0, 1))
    companies = pages(papers.write_sheets(store, at.cohort, By.COMPANY, tmp_path / "기업.pdf"))
    assert len(companies) == 2
    assert "사람가" in companies[0]
    assert "본관" in pages(papers.write_sheets(store, at.cohort, By.ROOM, tmp_path / "방.pdf"))[0]


@pytest.mark.feature("CO-05")
def test_who_did_not_consent_is_left_out_and_counted(store, tmp_path):
    at = Interviews(store, count=4)
    path = tmp_path / "프로필.pdf"
    with pytest.raises(UserError, match="제외 4명"):
        papers.write_profiles(store, at.companies[0], at.cohort, path)
    assert not path.exists()
    for person, scope in zip(at.people, ("수집·이용, 제3자 제공", "제3자 제공", "수집·이용"), strict=False):
        values = {"consent_date": "2022-03-01", "consent_scope": scope}
        records.save(store, "trainees", values, record_id=person)
    written = papers.write_profiles(store, at.companies[0], at.cohort, path)
    assert (written.people, written.left_out) == (2, 2)
    told = pages(written.path)
    assert len(told) == 2
    assert all("제외 2명" in each for each in told)
    assert not any(name in each for each in told for name in ("사람다", "사람라"))
