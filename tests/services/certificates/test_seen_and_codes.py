"""What was seen is what is issued, and what was issued is known again by its code."""

import datetime as dt
import io

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import delete, select, text, update

from desktop.errors import UserError
from desktop.model.certificates import Certificate, CertificateSecret
from desktop.rules import certificate_codes
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.issuing import Outcome
from desktop.services.datafile.store import Store
from desktop.services.records import records
from tests.services.certificates.test_certificates import (
    CEREMONY,
    PEOPLE,
    as_version_8_left_it,
    completed,
    register,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def cohort(store):
    return completed(store)


@pytest.fixture
def issued(store, cohort):
    return certificates.issue(store, cohort, issue_date=CEREMONY)


def scanned(pdf):
    """What the QR code of a certificate says, as a scanner reads it from the page."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        (found,) = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    return found.text


def codes_of(store, ids):
    return [scanned(pdf) for pdf in certificates.frozen(store, ids)]


# What was seen


def renamed(other, who, _cohort):
    records.save(other, "trainees", {"name": "홍길순"}, record_id=who.holder_id)
    return ("홍길동 님의 성명: 보신 것은 '홍길동', 지금은 '홍길순'",)


def born_later(other, who, _cohort):
    records.save(other, "trainees", {"birth_date": "1998. 3. 2."}, record_id=who.holder_id)
    return ("홍길동 님의 생년월일: 보신 것은 '1998. 3. 1.', 지금은 '1998. 3. 2.'",)


def another_issuer(other, _who, _cohort):
    settings.save(other, {"issuer_title": "서초구청장", "issuer_name": "윤가람"})
    return ("발급 명의: 보신 것은 '한국과학기술원 총장', 지금은 '서초구청장 윤가람'",)


def another_course(other, _who, cohort):
    records.save(other, "cohorts", {"programme": "AI 기초"}, record_id=cohort)
    return ("과정명: 보신 것은 '서초 AI칼리지', 지금은 'AI 기초'",)


def other_numbers(other, _who, _cohort):
    second = completed(other, PEOPLE[:2], name="다른 기수")
    certificates.issue(other, second, issue_date=CEREMONY)
    return ("번호: 보신 것은 '제2022-001호', 지금은 '제2022-003호'",)


def one_gone(other, who, cohort):
    certificates.issue(other, cohort, [who.holder_id], issue_date=CEREMONY)
    return ("번호: ", "홍길동 님이 빠졌습니다")


@pytest.mark.parametrize(
    "change", [renamed, born_later, another_issuer, another_course, other_numbers, one_gone]
)
def test_what_another_desk_changed_since_the_preview_is_not_issued(store, other, cohort, change):
    seen = certificates.propose(store, cohort, issue_date=CEREMONY)
    said = change(other, seen.candidates[1], cohort)
    before = register(store)
    with pytest.raises(UserError, match="발급하지 않았습니다") as refused:
        certificates.issue(store, cohort, issue_date=CEREMONY, seen=seen)
    assert any(words in refused.value.message for words in said)
    assert register(store) == before
    again = certificates.propose(store, cohort, issue_date=CEREMONY)
    done = certificates.issue(store, cohort, issue_date=CEREMONY, seen=again)
    assert done.numbers == again.numbers
    assert done.pdf == again.pdf


def test_who_came_in_since_the_preview_is_not_issued(store, other, cohort):
    everyone = certificates.candidates(store, cohort)
    seen = certificates.propose(store, cohort, [who.holder_id for who in everyone[1:]], issue_date=CEREMONY)
    with pytest.raises(UserError, match=f"{everyone[0].name} 님이 새로"):
        certificates.issue(store, cohort, issue_date=CEREMONY, seen=seen)


def test_what_is_changed_while_the_pages_are_drawn_is_compared_too(store, other, cohort):
    seen = certificates.propose(store, cohort, issue_date=CEREMONY)
    who = seen.candidates[1]
    mended = []

    def mend(done, _total):
        if done == 3 and not mended:
            mended.append(done)
            records.save(other, "trainees", {"name": "홍길순"}, record_id=who.holder_id)

    with pytest.raises(UserError, match="'홍길동', 지금은 '홍길순'"):
        certificates.issue(store, cohort, issue_date=CEREMONY, seen=seen, progress=mend)
    assert register(store) == []


def test_work_elsewhere_that_is_on_no_certificate_does_not_stop_the_issue(store, other, cohort):
    seen = certificates.propose(store, cohort, issue_date=CEREMONY)
    records.save(other, "trainees", {"phone": "010-5550-1234"}, record_id=seen.candidates[1].holder_id)
    done = certificates.issue(store, cohort, issue_date=CEREMONY, seen=seen)
    assert (done.numbers, done.pdf) == (seen.numbers, seen.pdf)


def test_numbers_are_given_only_when_the_pages_could_be_kept(store, cohort):
    def full(_pdf):
        raise UserError("디스크가 가득 찼습니다.")

    with pytest.raises(UserError, match="가득"):
        certificates.issue(store, cohort, issue_date=CEREMONY, keep=full)
    assert register(store) == []
    kept = []
    done = certificates.issue(store, cohort, issue_date=CEREMONY, keep=kept.append)
    assert kept == [done.pdf]
    assert done.numbers[0] == "제2022-001호"


# What was issued


@pytest.mark.feature("DO-13")
def test_a_certificate_is_known_by_its_code_scanned_or_typed(store, issued):
    for said, number in zip(codes_of(store, issued.ids), issued.numbers, strict=True):
        code = said.rpartition(" ")[2]
        for typed in (said, code, code.replace("-", ""), f"{number} {code}"):
            verdict = certificates.verify_text(store, typed)
            assert (verdict.outcome, verdict.numbers) == (Outcome.GENUINE, (number,))
    assert "제2022-002호 홍길동 님, 2022. 9. 16. 발급, 생년월일 1998. 3. 1." in (
        certificates.verify_text(store, codes_of(store, issued.ids)[1]).sentence
    )


@pytest.mark.feature("DO-13")
def test_a_changed_or_invented_code_is_not_known(store, issued):
    first, second = codes_of(store, issued.ids[:2])
    mixed = second.rpartition(" ")[0] + " " + first.rpartition(" ")[2]
    assert certificates.verify_text(store, mixed).outcome is Outcome.UNKNOWN
    assert "다릅니다" in certificates.verify_text(store, mixed).sentence
    invented = certificate_codes.code(bytes(32), issued.numbers[0], "김민수", dt.date(1999, 5, 5), CEREMONY)
    assert certificates.verify_text(store, invented).outcome is Outcome.UNKNOWN
    with pytest.raises(UserError, match="16자리"):
        certificates.verify_text(store, "제2022-001호")


@pytest.mark.feature("DO-09")
@pytest.mark.feature("DO-13")
def test_a_reissue_gets_a_code_of_its_own_and_the_old_one_is_told(store, issued):
    (before,) = codes_of(store, issued.ids[1:2])
    certificates.reissue(store, issued.ids[1], "개명", corrections={"name": "홍길순"})
    (after,) = codes_of(store, issued.ids[1:2])
    assert after != before
    assert certificates.verify_text(store, after).outcome is Outcome.GENUINE
    told = certificates.verify_text(store, before)
    assert (told.outcome, told.numbers) == (Outcome.SUPERSEDED, issued.numbers[1:2])
    certificates.reissue(store, issued.ids[1], "훼손")
    assert codes_of(store, issued.ids[1:2]) == [after], "nothing was corrected"
    assert certificates.verify_text(store, before).outcome is Outcome.SUPERSEDED
    certificates.void(store, issued.ids[1], "잘못 발급")
    for code in (before, after):
        assert certificates.verify_text(store, code).outcome is Outcome.VOID


@pytest.mark.feature("DO-13")
def test_older_codes_without_a_key_are_still_known(store, issued):
    """As older programs wrote them: their files stay frozen, so their codes must stay known."""
    said = "수료증 제2022-001호 2022-09-16 확인 66799bab01234567"
    with store.operation("옛 확인번호") as op:
        row = op.get(Certificate, issued.ids[0])
        certificates._set(op, row, snapshot={**row.snapshot, "qr": said})
    assert certificates.verify_text(store, said).numbers == issued.numbers[:1]
    assert certificates.verify_text(store, said).genuine
    certificates.reissue(store, issued.ids[0], "훼손")
    assert certificates.verify_text(store, said).outcome is Outcome.SUPERSEDED
    assert certificates.verify_text(store, codes_of(store, issued.ids[:1])[0]).genuine


def test_a_line_changed_past_the_program_is_not_confirmed(store, issued):
    (said,) = codes_of(store, issued.ids[:1])
    with store.engine.begin() as connection:
        connection.execute(update(Certificate).where(Certificate.id == issued.ids[0]).values(name="딴사람"))
    verdict = certificates.verify_text(store, said)
    assert verdict.outcome is Outcome.UNKNOWN
    assert "딴사람" not in verdict.sentence


def secret_of(store):
    with store.read() as session:
        return session.scalars(select(CertificateSecret.value)).all()


def test_a_file_of_an_older_version_gets_a_secret_that_stays(store, cohort, clock):
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE certificate_secret"))
        as_version_8_left_it(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    store.close()
    with Store.open(store.location, clock=clock) as opened:
        (made,) = secret_of(opened)
        assert len(made) == certificate_codes.SECRET_BYTES
        certificates.issue(opened, cohort, issue_date=CEREMONY)
    with Store.open(store.location, clock=clock) as again:
        assert secret_of(again) == [made]


def test_without_its_secret_a_file_issues_nothing(store, cohort):
    with store.engine.begin() as connection:
        (kept,) = connection.execute(select(CertificateSecret.value)).scalars().all()
        connection.execute(delete(CertificateSecret))
    try:
        with pytest.raises(UserError, match="열쇠"):
            certificates.issue(store, cohort, issue_date=CEREMONY)
    finally:  # the server's database is shared by all tests
        with store.engine.begin() as connection:
            connection.execute(CertificateSecret.__table__.insert().values(id=1, value=kept))
