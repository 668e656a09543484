"""A backup is brought back, and the register goes on: no number is lost or given twice, and what was handed out is genuine."""

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Board, Member
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile, NumberSeries
from desktop.model.journal import Operation
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.services import settings as every_setting
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.hashes import batch_of, file_hash, file_of, row_hash
from desktop.services.certificates.recognising import Outcome
from desktop.services.certificates.settings import NEEDED
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.safety import backup
from desktop.services.safety.integrity import check
from tests.offices import SEOCHO

CEREMONY = dt.date(2026, 9, 16)
YEAR = CEREMONY.year


def complete(store: Store, names: str, cohort: str = "1기") -> int:
    """People who have completed a cohort, made where it is not there; the cohort's id."""
    if not every_setting.read(store, NEEDED)[NEEDED[0]]:
        every_setting.save(store, SEOCHO)
    with store.operation("수료") as op:
        found = op.session.scalar(select(Cohort).where(Cohort.name == cohort))
        if found is None:
            found = op.add(Cohort(name=cohort, year=YEAR, programme="AI칼리지"))
            op.add(
                Stage(
                    cohort_id=found.id,
                    name="마지막 단계",
                    position=1,
                    attendance_minimum=80,
                    score_minimum=60,
                )
            )
        stage = op.session.scalar(select(Stage).where(Stage.cohort_id == found.id))
        assert stage is not None
        for number, name in enumerate(names, 1):
            person = op.add(Person(name=f"{name}수료", birth_date=dt.date(1998, 1, number)))
            trainee = op.add(Trainee(person_id=person.id))
            op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))
        return found.id


@pytest.fixture
def live(tmp_path: Path) -> Path:
    path = tmp_path / "이음.db"
    Store.create(path).close()
    return path


def back_up(store: Store, path: Path) -> Path:
    return backup.back_up(store, path).path


def register(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.year, Certificate.sequence))
        return [(row.number, row.name, row.status) for row in rows]


def handed_out(store: Store, ids: tuple[int, ...], folder: Path) -> list[Path]:
    """The very files, as their holders have them."""
    found = []
    for row_id, pdf in zip(ids, certificates.frozen(store, ids), strict=True):
        found.append(folder / f"{row_id} {len(pdf)}.pdf")
        found[-1].write_bytes(pdf)
    return found


@pytest.mark.feature("DO-06")
@pytest.mark.feature("DA-12")
def test_what_was_issued_after_the_backup_stays_in_the_register(tmp_path: Path, live: Path) -> None:
    with Store.open(live) as store:
        cohort = complete(store, "가나")
        first = certificates.issue(store, cohort, issue_date=CEREMONY)
        old = back_up(store, tmp_path / "백업.db")
        complete(store, "다라마")  # nobody of these is in the backup
        since = certificates.issue(store, cohort, issue_date=CEREMONY)
        files = handed_out(store, first.ids + since.ids, tmp_path)
        certificates.void(store, first.ids[0], "이름이 틀림")
        certificates.reissue(store, first.ids[1], "분실")
        files += handed_out(store, (first.ids[1],), tmp_path)
        (tmp_path / "묶음.pdf").write_bytes(since.pdf)
        files.append(tmp_path / "묶음.pdf")
        stood = register(store)
        with store.read() as session:
            codes = [row.snapshot["qr"] for row in session.scalars(select(Certificate))]

    carried = backup.restore(live, old).carried

    assert carried.new == since.numbers
    assert carried.later == first.numbers
    assert f"3장({since.numbers[0]} ~ {since.numbers[-1]})" in carried.sentences[0]
    with Store.open(live) as store:
        assert register(store) == stood
        assert check(store).problems == ()
        outcomes = [certificates.verify(store, path).outcome for path in files]
        assert outcomes == [Outcome.VOID, Outcome.SUPERSEDED, *[Outcome.GENUINE] * 5]
        known = [certificates.verify_text(store, code).outcome for code in codes]
        assert known == [Outcome.VOID, *[Outcome.GENUINE] * 4]
        cohort = complete(store, "바", "2기")
        assert certificates.issue(store, cohort, issue_date=CEREMONY).numbers == (f"제{YEAR}-006호",)
        assert check(store).problems == ()
        with store.read() as session:
            line = session.scalars(select(Operation).where(Operation.name.like("백업에서 되살림%"))).one()
        assert line.name == "백업에서 되살림: 백업.db"
        assert line.sealed
        assert line.reason == " ".join(carried.sentences)
        assert history.next_undo(store).id != line.id


@pytest.mark.feature("JB-18")
def test_members_appointed_after_the_backup_stay_with_their_term(tmp_path: Path, live: Path) -> None:
    with Store.open(live) as store:
        every_setting.save(store, SEOCHO | {"head_title": "서초구청장"})
        old = back_up(store, tmp_path / "백업.db")
        with store.operation("위원") as op:
            board = op.add(Board(name="슈퍼히어로 1기", year=YEAR)).id
            person = op.add(Person(name="김하늘", birth_date=dt.date(1990, 1, 2))).id
            op.add(Member(board_id=board, person_id=person, department="청소과"))
        done = certificates.issue(store, board, kind="위촉", issue_date=CEREMONY)
        (file,) = handed_out(store, done.ids, tmp_path)
    assert backup.restore(live, old).carried.new == (f"위촉 제{YEAR}-001호",)
    with Store.open(live) as store:
        assert check(store).problems == ()
        assert certificates.verify(store, file).genuine
        with store.read() as session:
            (row,) = session.scalars(select(Certificate))
            assert session.get_one(Board, row.board_id).name == "슈퍼히어로 1기"
        assert certificates.candidates(store, row.board_id, "위촉") == [], (
            "they are holders, and no members here"
        )


def test_who_is_imported_again_gets_no_second_certificate(tmp_path: Path, live: Path) -> None:
    with Store.open(live) as store:
        old = back_up(store, tmp_path / "백업.db")
        cohort = complete(store, "가나다")
        certificates.issue(store, cohort, issue_date=CEREMONY)
    backup.restore(live, old)
    with Store.open(live) as store:
        with store.read() as session:
            assert session.scalars(select(Trainee)).all() == [], "they are holders, and no trainees here"
            stages = session.scalars(select(Stage.name)).all()
        assert stages == ["마지막 단계"], "the cohort came along with its stages"
        with store.operation("다시 가져옴") as op:
            stage = op.session.scalars(select(Stage)).one()
            for person in op.session.scalars(select(Person)).all():
                trainee = op.add(Trainee(person_id=person.id))
                op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))
        assert certificates.candidates(store, "1기") == []
        certificates.reissue(store, 1, "분실")
        assert check(store).problems == ()


@pytest.mark.feature("DA-12")
def test_ids_and_operations_go_on_behind_those_of_both_files(tmp_path: Path, live: Path) -> None:
    with Store.open(live) as store:
        every_setting.save(store, SEOCHO)
        old = back_up(store, tmp_path / "백업.db")
        complete(store, "가나다")
        with store.read() as session:
            last = session.scalars(select(Operation.id).order_by(Operation.id.desc())).first()
    backup.restore(live, old)
    with Store.open(live) as store:
        complete(store, "라", "2기")
        with store.read() as session:
            assert session.scalars(select(Person.id)).all() == [4]
            assert session.scalars(select(Operation.id)).all() == [1, last + 1, last + 2]


def test_a_number_the_backup_gave_to_somebody_else_is_told(tmp_path: Path, live: Path) -> None:
    """Both files went apart: a copy was worked in."""
    with Store.open(live) as store:
        cohort = complete(store, "가나")
        people = certificates.candidates(store, cohort)
        old = back_up(store, tmp_path / "사본.db")
        certificates.issue(store, cohort, issue_date=CEREMONY)
    with Store.open(old) as store:
        certificates.issue(store, cohort, [people[1].holder_id], issue_date=CEREMONY)
        stood = register(store)
    carried = backup.restore(live, old).carried
    assert carried.new == (f"제{YEAR}-002호",)
    assert f"제{YEAR}-001호는 백업에서는 다른 사람의 번호" in carried.sentences[1]
    with Store.open(live) as store:
        assert register(store) == [*stood, (f"제{YEAR}-002호", "나수료", "발급")]
        assert check(store).problems == ()


def test_the_file_of_another_office_gives_its_counters_alone(tmp_path: Path, live: Path) -> None:
    other = tmp_path / "다른 구.db"
    for path, names in ((live, "가나다"), (other, "라")):
        with Store.create(other) if path == other else Store.open(live) as store:
            certificates.issue(store, complete(store, names), issue_date=CEREMONY)
    carried = backup.restore(live, other).carried
    assert carried.new == ()
    assert carried.counters == 1
    assert "번호는 그 뒤로 이어집니다" in carried.sentences[0]
    with Store.open(live) as store:
        assert [name for _number, name, _status in register(store)] == ["라수료"]
        assert check(store).problems == (), "numbers another file gave are no gap"
        cohort = complete(store, "마", "2기")
        assert certificates.issue(store, cohort, issue_date=CEREMONY).numbers == (f"제{YEAR}-004호",)
        assert check(store).problems == ()


def spoil(path: Path, table: str) -> None:
    """No row of the table can be read any more, and all else can."""
    file = sqlite3.connect(path)
    (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = file.execute("PRAGMA page_size").fetchone()
    file.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize(
    ("table", "told", "next_one"),
    [("person", "번호는 그 뒤로 이어집니다", 4), ("number_series", "마지막으로 나간 번호를 확인", 1)],
)
def test_of_a_damaged_file_what_can_be_read(
    tmp_path: Path, live: Path, table: str, told: str, next_one: int
) -> None:
    with Store.open(live) as store:
        old = back_up(store, tmp_path / "백업.db")
        certificates.issue(store, complete(store, "가나다"), issue_date=CEREMONY)
    spoil(live, table)
    carried = backup.restore(live, old).carried
    assert told in carried.sentences[0]
    with Store.open(live) as store:
        assert check(store).problems == ()
        issued = certificates.issue(store, complete(store, "라"), issue_date=CEREMONY)
        assert issued.numbers == (f"제{YEAR}-{next_one:03d}호",)
        assert check(store).problems == ()


def test_a_line_altered_outside_the_program_is_still_found_where_it_was_carried_to(
    tmp_path: Path, live: Path
) -> None:
    with Store.open(live) as store:
        old = back_up(store, tmp_path / "백업.db")
        certificates.issue(store, complete(store, "가"), issue_date=CEREMONY)
    file = sqlite3.connect(live)
    file.execute("UPDATE certificate SET name = '다른 이름'")
    file.commit()
    file.close()
    backup.restore(live, old)
    with Store.open(live) as store:
        assert any(f"제{YEAR}-001호 줄이 프로그램 밖에서" in said for said in check(store).problems)


def test_under_a_passphrase_alike(tmp_path: Path) -> None:
    live, secret = tmp_path / "이음.db", "가을 하늘은 높다"
    with Store.create(live, passphrase=secret) as store:
        old = back_up(store, tmp_path / "백업.db")
        certificates.issue(store, complete(store, "가나"), issue_date=CEREMONY)
    assert len(backup.restore(live, old, passphrase=secret).carried.new) == 2
    with Store.open(live, passphrase=secret) as store:
        assert len(register(store)) == 2
        assert check(store).problems == ()


def quick_line(op, sequence: int, person: Person, cohort: Cohort) -> None:
    """A line of the register as `issue` writes it, around a certificate nobody drew."""
    pdf = f"%PDF {sequence} {person.id} {op.id}".encode()
    copy = file_of(0, op.at, pdf, reissue=False)
    values = {
        "number": f"제{YEAR}-{sequence:03d}호", "kind": "수료", "year": YEAR, "sequence": sequence, "name": person.name,
        "birth_date": None, "course": "AI칼리지", "issued_on": CEREMONY, "issuer": "구청장", "status": "발급",
        "reason": None, "status_on": None, "template": "1", "snapshot": {}, "sha256": copy["sha256"],
        "person_id": person.id, "cohort_id": cohort.id,
    }  # fmt: skip
    row = op.add(Certificate(**values, row_sha256=row_hash(values)))
    copy = {**copy, "certificate_id": row.id}
    op.add(CertificateFile(**{**copy, "row_sha256": file_hash(copy)}))
    op.add(batch_of(op.at, copy["sha256"], [row.number]))


def step(store: Store, what: str, number: int) -> None:
    with store.operation(what) as op:
        cohort = op.session.scalar(select(Cohort)) or op.add(Cohort(name="1기", year=YEAR, programme="AI"))
        series = op.session.scalar(select(NumberSeries))
        if what == "발급":
            series = series or op.add(NumberSeries(kind="수료", year=YEAR, last=0))
            for _ in range(number):
                series.last += 1
                quick_line(op, series.last, op.add(Person(name=f"사람{series.last}")), cohort)
        else:
            op.add(Person(name=f"새 사람 {number}"))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("발급", "폐기", "사람", "백업", "되살리기", "되살리기")), st.integers(1, 4)
        ),
        min_size=3,
        max_size=9,
    )
)
def test_whatever_is_backed_up_and_brought_back_no_number_is_lost_or_repeated(
    tmp_path: Path, new_file: Path, walk: list[tuple[str, int]]
) -> None:
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    live, backups = Path(shutil.copy(new_file, folder / "이음.db")), []
    model: dict[int, tuple[str, str]] = {}
    for what, number in walk:
        if what == "되살리기" and backups:
            backup.restore(live, backups[number % len(backups)])
            continue
        with Store.open(live) as store:
            if what == "백업":
                backups.append(back_up(store, folder / f"백업 {len(backups)}.db"))
            elif what == "폐기" and model:
                row_id = _id_of(store, 1 + number % len(model))
                if model[1 + number % len(model)][1] != "폐기":
                    certificates.void(store, row_id, "틀림")
                    model[1 + number % len(model)] = (model[1 + number % len(model)][0], "폐기")
            elif what in {"발급", "사람"}:
                step(store, what, number)
                for sequence in range(len(model) + 1, len(model) + 1 + (number if what == "발급" else 0)):
                    model[sequence] = (f"사람{sequence}", "발급")
    with Store.open(live) as store:
        assert [(name, status) for _number, name, status in register(store)] == list(model.values())
        assert check(store).problems == ()
        with store.read() as session:
            assert len(session.scalars(select(CertificateBatch)).all()) == len(model)


def _id_of(store: Store, sequence: int) -> int:
    with store.read() as session:
        return session.scalars(select(Certificate.id).where(Certificate.sequence == sequence)).one()


def test_a_restore_that_is_refused_carries_nothing(tmp_path: Path, live: Path) -> None:
    with Store.open(live) as store:
        certificates.issue(store, complete(store, "가"), issue_date=CEREMONY)
        stood = register(store)
    (tmp_path / "백업.db").write_text("이것은 백업이 아닙니다.\n" * 100, encoding="utf-8")
    with pytest.raises(UserError, match="데이터 파일이 아니거나"):
        backup.restore(live, tmp_path / "백업.db")
    with Store.open(live) as store:
        assert register(store) == stood
