"""Issuing, voiding, reissuing and recognising certificates, on a real data file."""

import datetime as dt
import hashlib
import io
import json
from importlib import import_module
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from PIL import Image
from sqlalchemy import delete, select, text, update

from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import Cancelled, UserError
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile
from desktop.model.journal import Operation
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.hashes import altered_lines
from desktop.services.certificates.issuing import Outcome
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety.integrity import check
from tests.earlier_versions import as_version_10_left_it
from tests.offices import SEOCHO

pytestmark = pytest.mark.both_databases

CEREMONY = dt.date(2022, 9, 16)
# Two teams, the second in ceremony order first in the alphabet; two people of one name, two of one name and year.
PEOPLE = (
    ("WATCH MAN", "홍길동", dt.date(1998, 3, 1)),
    ("WATCH MAN", "김민수", dt.date(1999, 5, 5)),
    ("Deep 오션", "김민수", dt.date(1997, 1, 2)),
    ("Deep 오션", "남궁민수", None),
    (None, "이영희", dt.date(1996, 7, 8)),
    (None, "이영희", dt.date(1996, 9, 9)),
)


def completed(store, people=PEOPLE, name="서초 AI칼리지 2022"):
    """A cohort whose people have all completed the last stage; its id."""
    settings.save(store, SEOCHO)
    with store.operation("수료한 기수") as op:
        period = {"starts_on": dt.date(2022, 4, 2), "ends_on": CEREMONY}
        cohort = op.add(Cohort(name=name, year=2022, programme="서초 AI칼리지", **period))
        last = [
            op.add(
                Stage(
                    cohort_id=cohort.id,
                    name=f"{place}단계",
                    position=place,
                    attendance_minimum=80,
                    score_minimum=60,
                )
            )
            for place in (1, 2, 3)
        ][-1]
        teams = {}
        for place, team in enumerate(dict.fromkeys(team for team, *_ in people if team), start=1):
            teams[team] = op.add(ProjectTeam(cohort_id=cohort.id, name=team, position=place)).id
        for team, person, born in people:
            row = op.add(Person(name=person, birth_date=born))
            trainee = op.add(Trainee(person_id=row.id))
            op.add(Enrolment(trainee_id=trainee.id, stage_id=last.id, team_id=teams.get(team), status="수료"))
    return cohort.id


@pytest.fixture
def cohort(store):
    return completed(store)


@pytest.fixture
def issued(store, cohort):
    return certificates.issue(store, cohort, issue_date=CEREMONY)


def register(store):
    """(number, name, status) of every line."""
    with store.read() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.year, Certificate.sequence))
        return [(row.number, row.name, row.status) for row in rows]


def squeezed(pdf, page=0):
    return "".join(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range().split())


@pytest.mark.feature("DO-10")
def test_candidates_come_in_the_order_of_the_ceremony(store, cohort):
    found = certificates.candidates(store, "서초 AI칼리지 2022")
    assert [(who.team, who.name) for who in found] == [
        ("WATCH MAN", "김민수"), ("WATCH MAN", "홍길동"), ("Deep 오션", "김민수"), ("Deep 오션", "남궁민수"),
        ("", "이영희"), ("", "이영희"),
    ]  # fmt: skip
    assert found == certificates.candidates(store, "2022") == certificates.candidates(store, cohort)


def test_who_has_not_completed_the_last_stage_is_no_candidate(store, cohort):
    with store.operation("수료 취소") as op:
        first = op.session.scalar(select(Enrolment).order_by(Enrolment.id))
        first.status = "미수료"
    assert "홍길동" not in [who.name for who in certificates.candidates(store, cohort)]


@pytest.mark.feature("DO-06")
@pytest.mark.feature("DO-08")
def test_issuing_gives_numbers_lines_and_frozen_files_at_once(store, cohort):
    told = []
    store.committed.append(told.append)
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    assert done.numbers == tuple(f"제2022-00{place}호" for place in range(1, 7))
    assert [name for _, name, _ in register(store)] == [
        "김민수",
        "홍길동",
        "김민수",
        "남궁민수",
        "이영희",
        "이영희",
    ]
    require_pdfa(done.pdf)
    assert len(pypdfium2.PdfDocument(done.pdf)) == 6
    copies = certificates.frozen(store, done.ids)
    for page, copy in enumerate(copies):
        require_pdfa(copy)
        assert squeezed(copy) == squeezed(done.pdf, page)
    with store.read() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.id)).all()
        assert [row.sha256 for row in rows] == [hashlib.sha256(copy).hexdigest() for copy in copies]
        assert rows[0].snapshot["name"] == "김민수"
        assert rows[0].template.startswith("kaist 3 (")
        assert list(altered_lines(session)) == []
    assert told == [done.changes]
    assert not done.changes.undoable
    assert check(store).problems == ()


def test_a_second_issue_finds_nobody_left(store, issued):
    with pytest.raises(UserError, match="발급할 사람이 없습니다"):
        certificates.issue(store, "2022", issue_date=CEREMONY)


def test_some_of_them_can_be_issued_first(store, cohort):
    found = certificates.candidates(store, cohort)
    some = [found[3].holder_id, found[1].holder_id]
    assert certificates.issue(store, cohort, some, issue_date=CEREMONY).numbers == (
        "제2022-001호",
        "제2022-002호",
    )
    assert [name for _, name, _ in register(store)] == ["홍길동", "남궁민수"]
    with pytest.raises(UserError, match="1명은 발급 대상이 아닙니다"):
        certificates.issue(store, cohort, [found[1].holder_id, found[0].holder_id], issue_date=CEREMONY)
    with pytest.raises(UserError, match="한 명 이상"):
        certificates.issue(store, cohort, [], issue_date=CEREMONY)


_SAID_BEFORE = (
    "number", "kind", "year", "sequence", "name", "birth_date", "course", "issued_on", "issuer", "status", "reason",
    "status_on", "template", "snapshot", "sha256",
)  # fmt: skip


def as_version_8_left_it(connection):
    """Cohorts without a sentence, operations done at no desk in particular."""
    as_version_10_left_it(connection)
    for column in ("desk", "condensed"):
        connection.execute(text(f"ALTER TABLE operation DROP COLUMN {column}"))
    connection.execute(text("ALTER TABLE cohort DROP COLUMN certificate_sentence"))


def as_version_6_left_it(connection):
    """An office nobody has set anything of, in a table of its own, and cohorts without a sentence."""
    as_version_8_left_it(connection)
    connection.execute(text("DROP TABLE setting"))
    before = import_module("desktop.model.migrations.versions.0001_first_tables")
    with Operations.context(MigrationContext.configure(connection)):
        before._office()


def as_version_5_left_it(store):
    """Frozen files without a hash, and nothing in the journal of when they and the batches came."""
    with store.engine.begin() as connection:
        kept = connection.execute(text("SELECT value FROM certificate_secret")).scalar_one()
        connection.execute(text("DROP TABLE certificate_secret"))
        as_version_6_left_it(connection)
        connection.execute(text("ALTER TABLE certificate_file DROP COLUMN row_sha256"))
        connection.execute(
            text("DELETE FROM change WHERE table_name IN ('certificate_file', 'certificate_batch')")
        )
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    return kept


def put_back(opened, secret):
    """The secret that made the codes on what these tests issued: files of those versions have no codes yet."""
    with opened.engine.begin() as connection:
        connection.execute(text("UPDATE certificate_secret SET value = :it"), {"it": secret})


def as_version_3_left_it(store):
    """Batches without a hash, and lines whose hash says neither whose they are nor of which cohort."""
    kept = as_version_5_left_it(store)
    with store.engine.begin() as connection:
        if store.path is None:
            connection.execute(text("DROP INDEX ix_trainee_line_pairs"))
            connection.execute(text("DROP FUNCTION hangul_pairs"))
        columns = Certificate.__table__.c
        for row in connection.execute(select(columns.id, *(columns[key] for key in _SAID_BEFORE))).mappings():
            said = json.dumps(
                {key: row[key] for key in _SAID_BEFORE}, ensure_ascii=False, sort_keys=True, default=str
            )
            connection.execute(
                text("UPDATE certificate SET row_sha256 = :hash WHERE id = :id"),
                {"id": row["id"], "hash": hashlib.sha256(said.encode()).hexdigest()},
            )
        connection.execute(text("ALTER TABLE certificate_batch DROP COLUMN row_sha256"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    return kept


@pytest.mark.feature("DA-14")
def test_an_older_register_gets_its_new_hashes_and_is_not_whitewashed(store, issued, clock):
    secret = as_version_3_left_it(store)
    with store.engine.begin() as connection:
        connection.execute(
            text("UPDATE certificate SET name = '딴사람' WHERE number = :it"), {"it": issued.numbers[1]}
        )
    store.close()
    with Store.open(store.location, clock=clock) as opened:
        put_back(opened, secret)
        (problem,) = check(opened).problems
        assert issued.numbers[1] in problem
        with opened.engine.begin() as connection:
            connection.execute(
                text("UPDATE certificate SET cohort_id = NULL WHERE number = :it"), {"it": issued.numbers[0]}
            )
            connection.execute(text("UPDATE certificate_batch SET sha256 = 'a'"))
        first, second, batch = check(opened).problems
        assert issued.numbers[0] in first
        assert issued.numbers[1] in second
        assert "수료증 묶음의 줄이" in batch


@pytest.mark.feature("DA-14")
def test_older_files_and_batches_get_their_hashes_and_are_not_whitewashed(store, issued, clock):
    clock.advance(days=1)
    certificates.reissue(store, issued.ids[0], "훼손")
    secret = as_version_5_left_it(store)
    moved, broken = (
        update(CertificateFile).where(CertificateFile.certificate_id == row_id) for row_id in issued.ids[1:3]
    )
    with store.engine.begin() as connection:
        connection.execute(moved.values(made_at=clock() + dt.timedelta(hours=1)))
        connection.execute(broken.values(pdf=b"x"))
    store.close()
    second, third = issued.numbers[1:3]
    altered = (
        f"{second} 수료증의 보관본에 적힌",
        f"{third} 수료증의 보관본이 발급한 것과",
        f"{third} 수료증의 보관본에 적힌",
        f"{third} 수료증은 발급대장과 맞는 보관본이",
    )
    with Store.open(store.location, clock=clock) as opened:
        put_back(opened, secret)
        found = check(opened).problems
        assert [problem.startswith(words) for problem, words in zip(found, altered, strict=True)] == [
            True
        ] * 4
        with opened.engine.begin() as connection:
            connection.execute(delete(CertificateFile).where(CertificateFile.reissue))
            connection.execute(delete(CertificateBatch))
        gone = [problem for problem in check(opened).problems if "때 남긴" in problem]
    assert [problem.partition(" 기록 1건이 없습니다. ")[0] for problem in gone] == [
        f"2022. 9. 17. '수료증 {issued.numbers[0]} 재발급' 때 남긴 수료증 원본",
        f"2022. 9. 16. '수료증 6장 발급: {issued.numbers[0]} ~ {issued.numbers[5]}' 때 남긴 수료증 묶음",
    ]


@pytest.mark.feature("DO-06")
def test_a_void_number_stays_and_is_never_given_again(store):
    thirty = [("팀", f"김{chr(0xAC00 + 28 * place)}", dt.date(1998, 1, 1)) for place in range(30)]
    cohort = completed(store, thirty)
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    assert done.numbers[-1] == "제2022-030호"
    fifth = register(store)[4]
    certificates.void(store, done.ids[4], "이름을 잘못 적음")
    again = certificates.issue(store, cohort, issue_date=CEREMONY)
    assert again.numbers == ("제2022-031호",)
    assert register(store)[4] == (fifth[0], fifth[1], "폐기")
    assert register(store)[30][1] == fifth[1]
    assert check(store).problems == ()


@pytest.mark.feature("DO-06")
def test_numbers_run_per_kind_and_year(store, cohort):
    certificates.issue(store, cohort, issue_date=CEREMONY)
    other = completed(store, PEOPLE[:2], name="다음 기수")
    assert certificates.issue(store, other, issue_date=dt.date(2023, 1, 5)).numbers[0] == "제2023-001호"
    board = records.save(store, "boards", {"name": "1기", "year": 2022}).inserted["board"][0]
    records.save(store, "members", {"name": "김하늘", "department": "청소과"}, scope=Scope(board_id=board))
    settings.save(store, {"head_title": "서초구청장"})
    appointed = certificates.issue(store, board, kind="위촉", issue_date=CEREMONY)
    assert appointed.numbers == ("위촉 제2022-001호",)
    settings.save(store, {"number_format": "서초-{year}-{sequence:04d}"})
    third = completed(store, PEOPLE[:1], name="또 다음 기수")
    assert certificates.issue(store, third, issue_date=CEREMONY).numbers == ("서초-2022-0007",)


@pytest.mark.feature("DO-06")
def test_an_issue_that_fails_or_is_stopped_leaves_no_gap(store, cohort):
    def stop(done, _total):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        certificates.issue(store, cohort, issue_date=CEREMONY, progress=stop)
    records.save(
        store, "trainees", {"name": "홍😀동"}, record_id=certificates.candidates(store, cohort)[1].holder_id
    )
    with pytest.raises(UserError, match="홍😀동 님의 이름"):
        certificates.issue(store, cohort, issue_date=CEREMONY)
    assert register(store) == []
    records.save(
        store, "trainees", {"name": "홍길동"}, record_id=certificates.candidates(store, cohort)[1].holder_id
    )
    assert certificates.issue(store, cohort, issue_date=CEREMONY).numbers[0] == "제2022-001호"


def test_what_changes_while_the_pages_are_drawn_is_on_them(store, cohort):
    """Another desk mends a name between drawing and numbering: the pages are drawn anew."""
    who = certificates.candidates(store, cohort)[1]
    mended = []

    def mend_once(_done, _total):
        if not mended:
            mended.append(records.save(store, "trainees", {"name": "홍길순"}, record_id=who.holder_id))

    done = certificates.issue(store, cohort, issue_date=CEREMONY, progress=mend_once)
    assert "홍길순" in [name for _, name, _ in register(store)]
    assert "홍길순" in squeezed(done.pdf, 1)
    assert len(register(store)) == len(PEOPLE)


def test_issuing_cannot_be_undone(store, issued):
    with pytest.raises(UserError, match="폐기"):
        history.undo(store, issued.changes.operation_id)
    assert len(register(store)) == len(PEOPLE)


def test_the_history_tells_which_numbers_were_given_and_handed_out(store, issued, tmp_path):
    certificates.write_singles(store, issued.ids[1:2], tmp_path)
    certificates.write_batch(store, [issued.ids[0], *issued.ids[2:4]], tmp_path / "묶음.pdf")
    with store.read() as session:
        said = session.scalars(select(Operation.name).order_by(Operation.id.desc()).limit(3)).all()
    assert said == [
        "수료증 3장 PDF 저장: 제2022-001호, 제2022-003호 ~ 제2022-004호",
        "수료증 1장 낱장 저장: 제2022-002호",
        "수료증 6장 발급: 제2022-001호 ~ 제2022-006호",
    ]


@pytest.mark.feature("DO-06")
@pytest.mark.parametrize(
    "day", [dt.date(1900, 1, 1), dt.date(2022, 4, 1), dt.date(2023, 9, 18), dt.date(2199, 1, 1)]
)
def test_no_number_is_given_under_a_day_no_certificate_bears(store, cohort, day):
    for attempt in (certificates.issue, certificates.propose):
        with pytest.raises(
            UserError, match=r"발급일 .*(시작한 2022. 4. 2.보다 앞섭니다|1년도 더 뒤)"
        ) as refused:
            attempt(store, cohort, issue_date=day)
        assert refused.value.field == "issue_date"
    assert register(store) == []
    assert len(certificates.issue(store, cohort, issue_date=dt.date(2022, 4, 2)).ids) == len(PEOPLE)


def test_an_issuer_without_a_name_is_told_before_the_issue(store, cohort):
    said = certificates.propose(store, cohort, issue_date=CEREMONY).warnings
    assert "'한국과학기술원 총장' 명의에 이름이 없습니다" in "".join(said)
    settings.save(store, {"issuer_name": "홍길동"})
    assert "명의에 이름이" not in "".join(certificates.propose(store, cohort, issue_date=CEREMONY).warnings)


@pytest.mark.feature("DO-08")
def test_an_old_copy_stays_as_it_is_when_the_office_changes(store, issued):
    before = certificates.frozen(store, issued.ids)
    settings.save(
        store, {"name": "동대문구청", "issuer_title": "동대문구청장", "joint_host": "", "logo": picture()}
    )
    assert certificates.frozen(store, issued.ids) == before
    certificates.void(store, issued.ids[0], "잘못")
    newer = certificates.issue(store, "2022", issue_date=CEREMONY)
    assert "위사람은동대문구청이운영한「서초AI칼리지」를" in squeezed(newer.pdf)
    assert "한국과학기술원" not in squeezed(newer.pdf)
    assert "동대문구청" not in squeezed(before[1])


@pytest.mark.feature("DO-02")
def test_the_head_of_the_office_signs_too_when_the_office_says_so(store, cohort):
    settings.save(
        store,
        {
            "joint_issuer": True,
            "head_title": "서초구청장",
            "head_name": "윤가람",
            "issuer_name": "홍길동",
            "name": "서초구청",
        },
    )
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    assert "한국과학기술원총장홍길동" in squeezed(done.pdf)
    assert "서초구청장윤가람" in squeezed(done.pdf)


@pytest.mark.feature("DO-02")
def test_english_names_are_printed_where_they_are_known(store, cohort):
    settings.save(store, {"issuer_english": "President, KAIST"})
    first, second, *_others = certificates.candidates(store, cohort)
    records.save(store, "trainees", {"english_name": "Hong Gildong"}, record_id=first.holder_id)
    done = certificates.issue(store, cohort, [first.holder_id, second.holder_id], issue_date=CEREMONY)
    with_english, without = (squeezed(pdf) for pdf in certificates.frozen(store, done.ids))
    assert "HongGildong" in with_english
    assert "Gildong" not in without
    assert "President,KAIST" in with_english
    assert "President,KAIST" in without


def picture():
    kept = io.BytesIO()
    Image.new("RGBA", (60, 60), (200, 20, 20, 255)).save(kept, "PNG")
    return kept.getvalue()


def pictures_in(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


@pytest.mark.feature("DO-12")
def test_the_office_seal_is_never_put_on_another_house_and_its_use_is_on_record(store, cohort):
    people = [who.holder_id for who in certificates.candidates(store, cohort)]
    settings.save(
        store, {"head_title": "서초구청장", "seal": picture(), "seal_permission": "총무과 2022. 9. 1."}
    )
    kaist = certificates.issue(store, cohort, people[:1], issue_date=CEREMONY)
    assert pictures_in(kaist.pdf) == []
    settings.save(store, {"issuer_title": "서초구청장"})
    own = certificates.issue(store, cohort, people[1:2], issue_date=CEREMONY)
    assert len(pictures_in(own.pdf)) == 1
    assert history.next_undo(store) is None or "발급" not in history.next_undo(store).name
    with store.read() as session:
        told = text("SELECT reason FROM operation WHERE name LIKE '%발급:%' ORDER BY id")
        said = session.execute(told).scalars().all()
    assert said == [None, "직인 그림 사용 — 총무과 2022. 9. 1."]


@pytest.mark.feature("DO-09")
def test_a_void_certificate_says_so_with_reason_and_date_and_points_to_the_new_number(
    store, issued, tmp_path
):
    (path,) = certificates.write_singles(store, issued.ids[1:2], tmp_path)
    with pytest.raises(UserError, match="사유"):
        certificates.void(store, issued.ids[1], "  ")
    certificates.void(store, issued.ids[1], "이름을 잘못 적음")
    verdict = certificates.verify(store, path)
    assert verdict.outcome is Outcome.VOID
    assert "이름을 잘못 적음" in verdict.sentence
    assert f"{store.today().year}. {store.today().month}. {store.today().day}." in verdict.sentence
    certificates.issue(store, "2022", issue_date=CEREMONY)
    assert "새 번호는 제2022-007호" in certificates.verify(store, path).sentence
    with pytest.raises(UserError):
        certificates.void(store, issued.ids[1], "다시")
    with pytest.raises(UserError, match="되돌릴 수 없"):
        history.undo(store, certificates.void(store, issued.ids[2], "잘못").operation_id)


@pytest.mark.feature("DO-09")
def test_a_reissue_keeps_number_and_date_is_marked_and_may_mend_the_name(store, issued, tmp_path):
    (old,) = certificates.write_singles(store, issued.ids[1:2], tmp_path)
    certificates.reissue(store, issued.ids[1], "분실", corrections={"name": "홍길순"})
    (copy,) = certificates.frozen(store, issued.ids[1:2])
    require_pdfa(copy)
    assert "제2022-002호(재발급)" in squeezed(copy)
    assert "홍길순" in squeezed(copy)
    assert "2022.9.16.한국과학기술원총장" in squeezed(copy)
    assert register(store)[1] == ("제2022-002호", "홍길순", "재발급")
    assert certificates.verify(store, old).outcome is Outcome.SUPERSEDED
    (new,) = certificates.write_singles(store, issued.ids[1:2], tmp_path)
    assert certificates.verify(store, new).genuine
    certificates.reissue(store, issued.ids[1], "또 분실")
    with pytest.raises(UserError, match="사유"):
        certificates.reissue(store, issued.ids[1], "")
    certificates.void(store, issued.ids[1], "수료 취소")
    with pytest.raises(UserError, match="폐기된 번호"):
        certificates.reissue(store, issued.ids[1], "분실")
    with store.read() as session:
        assert list(altered_lines(session)) == []
    assert check(store).problems == ()


@pytest.mark.feature("DO-10")
def test_people_of_one_name_get_files_of_their_own(store, issued, tmp_path):
    paths = certificates.write_singles(store, issued.ids, tmp_path)
    assert [path.name for path in paths] == [
        "수료증_김민수_1999년생.pdf", "수료증_홍길동.pdf", "수료증_김민수_1997년생.pdf", "수료증_남궁민수.pdf",
        "수료증_이영희_제2022-005호.pdf", "수료증_이영희_제2022-006호.pdf",
    ]  # fmt: skip
    assert [path.read_bytes() for path in paths] == certificates.frozen(store, issued.ids)
    assert sorted(tmp_path.glob("*.pdf")) == sorted(paths)
    assert certificates.write_singles(store, issued.ids, tmp_path) == paths


@pytest.mark.feature("DO-10")
def test_a_namesakes_file_already_in_the_folder_is_kept(store, issued, tmp_path):
    (first,) = certificates.write_singles(store, issued.ids[0:1], tmp_path)
    (second,) = certificates.write_singles(store, issued.ids[2:3], tmp_path)
    assert first.name == "수료증_김민수.pdf"
    assert second.name == "수료증_김민수_1997년생.pdf"
    assert first.read_bytes() == certificates.frozen(store, issued.ids[0:1])[0]


def test_names_that_are_no_file_names_are_made_so(store, tmp_path):
    cohort = completed(store, [(None, 'A/B:"C"', dt.date(1998, 1, 1))])
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    (path,) = certificates.write_singles(store, done.ids, tmp_path)
    assert path.name == "수료증_A_B__C_.pdf"


@pytest.mark.feature("DO-10")
def test_a_batch_file_holds_the_frozen_pages_in_the_order_asked_for(store, issued, tmp_path):
    ids = list(reversed(issued.ids))
    path = certificates.write_batch(store, ids, tmp_path / "수료증 묶음.pdf")
    require_pdfa(path.read_bytes())
    assert [squeezed(path.read_bytes(), page) for page in range(6)] == [
        squeezed(copy) for copy in certificates.frozen(store, ids)
    ]
    assert certificates.verify(store, path).genuine
    with pytest.raises(UserError, match="한 장 이상"):
        certificates.write_batch(store, [], tmp_path / "빈.pdf")


@pytest.mark.feature("DO-08")
def test_what_was_handed_out_is_recognised_and_one_changed_byte_is_not(store, issued, tmp_path):
    batch = tmp_path / "발급한 묶음.pdf"
    batch.write_bytes(issued.pdf)
    (single,) = certificates.write_singles(store, issued.ids[:1], tmp_path)
    for path, numbers in ((batch, issued.numbers), (single, issued.numbers[:1])):
        verdict = certificates.verify(store, path)
        assert (verdict.outcome, verdict.numbers) == (Outcome.GENUINE, numbers)
        changed = bytearray(path.read_bytes())
        changed[len(changed) // 2] ^= 1
        path.write_bytes(changed)
        assert certificates.verify(store, path).outcome is Outcome.UNKNOWN
    certificates.void(store, issued.ids[2], "잘못")
    batch.write_bytes(issued.pdf)
    assert certificates.verify(store, batch).outcome is Outcome.VOID
    with pytest.raises(UserError, match="읽을 수 없습니다"):
        certificates.verify(store, tmp_path / "없는 파일.pdf")


def test_handing_out_goes_on_record(store, issued, tmp_path):
    certificates.write_batch(store, issued.ids, tmp_path / "묶음.pdf", user="김주무관")
    certificates.for_printing(store, issued.ids[:2], user="김주무관")
    with store.read() as session:
        said = session.execute(
            select(Operation.name, Operation.user).order_by(Operation.id.desc()).limit(2)
        ).all()
    assert [tuple(line) for line in said] == [
        (f"수료증 2장 인쇄: {issued.numbers[0]} ~ {issued.numbers[1]}", "김주무관"),
        (f"수료증 6장 PDF 저장: {issued.numbers[0]} ~ {issued.numbers[5]}", "김주무관"),
    ]


def test_a_proposal_shows_what_would_be_issued_without_giving_a_number(store, cohort):
    shown = certificates.propose(store, cohort, issue_date=CEREMONY)
    assert shown.numbers[0] == "제2022-001호"
    assert any("남궁민수" in warning for warning in shown.warnings)
    assert register(store) == []
    assert certificates.issue(store, cohort, issue_date=CEREMONY).pdf == shown.pdf


def test_lines_and_files_changed_past_the_program_are_noticed(store, issued, tmp_path):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE certificate SET name = '가짜' WHERE id = :id"), {"id": issued.ids[0]})
        connection.execute(
            text("UPDATE certificate_file SET pdf = :pdf WHERE certificate_id = :id"),
            {"id": issued.ids[1], "pdf": b"0"},
        )
    with store.read() as session:
        assert list(altered_lines(session)) == [issued.numbers[0]]
    assert any(issued.numbers[0] in problem for problem in check(store).problems)
    with store.read() as session:
        assert session.scalar(select(CertificateFile.id)) is not None
    with pytest.raises(UserError, match="손상"):
        certificates.write_singles(store, issued.ids[1:2], tmp_path)
    assert list(Path(tmp_path).glob("*.pdf")) == []


def test_an_unknown_cohort_is_refused(store):
    with pytest.raises(UserError, match="그런 기수가 없습니다"):
        certificates.issue(store, "2099", issue_date=CEREMONY)
