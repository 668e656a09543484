"""Documents of members of the board and of those awarded on demo day: the same engine, a series of numbers for each kind."""

import datetime as dt

import pytest
from sqlalchemy import select, text, update

from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import Conflict, UserError
from desktop.model.board import Board, Member
from desktop.model.certificates import Certificate, NumberSeries
from desktop.model.people import Person
from desktop.model.training import Enrolment, ProjectTeam
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services import settings
from desktop.services.certificates import doubtful_names
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.issuing import Outcome
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.records import cards, records
from desktop.services.safety.integrity import check
from desktop.services.training.demo_day import days
from tests.earlier_versions import as_version_13_left_it
from tests.services.certificates.test_certificates import CEREMONY, PEOPLE, completed, squeezed

LAUNCH = dt.date(2022, 9, 14)
NAMES = tuple(f"{family}{given}" for family in "김이박최" for given in ("가람", "나래", "다솜", "라온"))


@pytest.fixture
def board(store):
    """A term of sixteen members, each with a department and a term of half a year; its id."""
    settings.save(store, {"name": "서초구청", "head_title": "서초구청장", "head_name": "윤가람"})
    with store.operation("위원") as op:
        made = op.add(Board(name="슈퍼히어로 1기", year=2022)).id
        people = [
            {"name": name, "birth_date": dt.date(1990 + place % 10, 3, 1)} for place, name in enumerate(NAMES)
        ]
        op.insert_many(
            Member,
            [
                {
                    "board_id": made,
                    "person_id": person,
                    "department": f"{name[0]}행정과",
                    "joined_on": LAUNCH,
                    "left_on": dt.date(2023, 3, 31),
                }
                for person, name in zip(op.insert_many(Person, people, read=True), NAMES, strict=True)
            ],
        )
    return made


@pytest.fixture
def few(store, board):
    """The ids of three of the members, of whom nobody holds anything."""
    return [who.holder_id for who in certificates.candidates(store, board, "위촉")[:3]]


@pytest.fixture
def awarded(store):
    """A cohort of which one team was given a prize on demo day; its id."""
    made = completed(store)
    days.draw(store, made, 1)
    (won,) = [each for each in days.read_day(store, made).turns if each.team == "WATCH MAN"]
    days.give_awards(store, {won.presentation_id: "최우수상"})
    return made


def lines(store):
    with store.read() as session:
        return list(session.execute(select(Certificate.number, Certificate.kind).order_by(Certificate.id)))


@pytest.mark.feature("JB-18")
def test_sixteen_members_are_appointed_under_numbers_of_their_own(store, board, tmp_path):
    cohort = completed(store, PEOPLE[:2])
    settings.save(store, {"issuer_title": "한국과학기술원 총장"})
    assert certificates.issue(store, cohort, issue_date=CEREMONY).numbers[-1] == "제2022-002호"
    done = certificates.issue(store, board, kind="위촉", issue_date=LAUNCH)
    assert done.numbers == tuple(f"위촉 제2022-{place:03d}호" for place in range(1, 17))
    assert done.warnings == ()
    require_pdfa(done.pdf)
    said = squeezed(done.pdf)
    for words in (
        "위촉장",
        "위촉제2022-001호",
        "소속김행정과",
        "김가람",
        "위촉기간2022.9.14.~2023.3.31.",
    ):
        assert words in said
    assert "귀하를서초구청「주니어보드슈퍼히어로1기」의위원으로위촉합니다." in said
    assert "서초구청장윤가람" in said, "the head of the office signs"
    assert "한국과학기술원" not in said, "who certifies the course appoints nobody to the board"
    with pytest.raises(UserError, match="발급할 사람이 없습니다"):
        certificates.issue(store, board, kind="위촉", issue_date=LAUNCH)
    other = completed(store, PEOPLE[2:3], name="다음")
    assert certificates.issue(store, other, issue_date=CEREMONY).numbers == ("제2022-003호",)
    names = [path.name for path in certificates.write_singles(store, done.ids[:2], tmp_path)]
    assert names == ["위촉장_김가람.pdf", "위촉장_김나래.pdf"]
    assert certificates.verify(store, tmp_path / names[0]).sentence.startswith(
        "발급한 그대로입니다. 위촉장 위촉 제2022-001호"
    )
    assert check(store).problems == ()


@pytest.mark.both_databases
@pytest.mark.feature("JB-18")
def test_a_commendation_has_the_guarantees_of_a_certificate(store, board, few, tmp_path):
    first, second = certificates.issue(store, board, few[:2], kind="표창", issue_date=CEREMONY).ids
    (file,) = certificates.write_singles(store, [first], tmp_path)
    assert "이에표창합니다." in squeezed(file.read_bytes())
    certificates.reissue(store, first, "이름이 틀림", corrections={"name": "김가락"})
    assert certificates.verify(store, file).outcome is Outcome.SUPERSEDED
    (again,) = certificates.frozen(store, [first])
    assert "표창제2022-001호(재발급)" in squeezed(again)
    assert "표창장" in squeezed(again)
    assert "김가락" in squeezed(again)
    certificates.void(store, second, "다른 사람")
    with pytest.raises(UserError, match="되돌릴 수 없"):
        history.undo(store)
    renewed = certificates.issue(store, board, few[1:], kind="표창", issue_date=CEREMONY)
    assert renewed.numbers == ("표창 제2022-003호", "표창 제2022-004호"), "a void number is never given again"
    with store.read() as session:
        codes = dict(session.execute(select(Certificate.number, Certificate.snapshot)).all())
        assert session.scalars(select(NumberSeries.kind)).all() == ["표창"]
    found = certificates.verify_text(store, codes["표창 제2022-002호"]["qr"])
    assert found.outcome is Outcome.VOID
    assert found.sentence.startswith("폐기된 표창장입니다. 표창 제2022-002호")
    assert "새 번호는 표창 제2022-003호입니다." in found.sentence
    assert certificates.verify_text(store, codes["표창 제2022-003호"]["qr"]).genuine
    assert check(store).problems == ()
    with store.engine.begin() as connection:
        connection.execute(update(Certificate).where(Certificate.id == first).values(board_id=None))
    assert [problem for problem in check(store).problems if "표창 제2022-001호" in problem]


def test_members_who_served_get_a_certificate_whose_term_is_left_out_where_it_is_unknown(store, board, few):
    records.save(store, "members", {"left_on": None}, record_id=few[0])
    done = certificates.issue(store, board, few[:2], kind="보드 수료", issue_date=CEREMONY)
    assert done.numbers == ("보드 수료 제2022-001호", "보드 수료 제2022-002호")
    assert any("활동기간을 쓰지 않은 사람: 김가람." in told for told in done.warnings)
    first, second = squeezed(done.pdf), squeezed(done.pdf, 1)
    assert "활동을성실히마쳤으므로이증서를수여합니다." in first
    assert "활동기간" not in first
    assert "활동기간2022.9.14.~2023.3.31." in second
    card = cards.card(store, "members", few[0], Scope(board_id=board))
    assert "수료증 보드 수료 제2022-001호 (2022. 9. 16.) 발급" in [each.text for each in card.linked]


def test_the_register_is_narrowed_to_a_kind_and_to_what_is_in_work(store, board, few):
    cohort = completed(store, PEOPLE[:1])
    certificates.issue(store, cohort, issue_date=CEREMONY)
    certificates.issue(store, board, few[:2], kind="위촉", issue_date=LAUNCH)
    certificates.issue(store, board, few[:1], kind="표창", issue_date=CEREMONY)

    def numbers(**criteria):
        listing = Listing(store.engine, LISTS["certificates"], Criteria(**criteria))
        place = 1 + [column.key for column in listing.columns].index("number")
        return [row[place] for row in listing.page(0, listing.count())]

    appointed = ["위촉 제2022-001호", "위촉 제2022-002호"]
    assert numbers(filters=(Filter("kind", Test.ONE_OF, ("위촉",)),)) == appointed
    assert numbers(scope=Scope(cohort_id=cohort)) == ["제2022-001호"]
    both = numbers(scope=Scope(cohort_id=cohort, board_id=board))
    assert sorted(both) == sorted(["제2022-001호", *appointed, "표창 제2022-001호"])
    assert len(numbers(scope=Scope(board_id=board))) == 4, "with all cohorts the whole register"


@pytest.mark.both_databases
def test_a_sentence_is_kept_for_all_years_and_asked_for_what_it_may_name(store, other, board, few):
    kept, usual = certificates.sentence_of(store, board, "위촉")
    assert kept == usual
    certificates.keep_sentence(
        store,
        "위촉",
        {"appointment_sentence": "{소속}의 귀하를 위촉합니다."},
        {"appointment_sentence": usual},
    )
    done = certificates.issue(store, board, few[:1], kind="위촉", issue_date=LAUNCH)
    assert "김행정과의귀하를위촉합니다." in squeezed(done.pdf)
    with pytest.raises(UserError, match=r"위촉장 문장의 \{과정\} 자리에") as refused:
        certificates.propose(store, board, few[1:], kind="위촉", sentence="{과정}{을/를} 위촉합니다.")
    assert refused.value.field == "appointment_sentence"
    with pytest.raises(Conflict):
        certificates.keep_sentence(
            other, "위촉", {"appointment_sentence": "다른 문장."}, {"appointment_sentence": usual}
        )
    certificates.keep_sentence(store, "위촉", {"appointment_sentence": None}, {})
    assert certificates.sentence_of(store, board, "위촉")[0] == usual


def test_nobody_is_appointed_before_it_is_known_who_heads_the_office(store, board, few):
    settings.save(store, {"head_title": "", "issuer_title": "한국과학기술원 총장"})
    assert not certificates.issuer_known(store, "위촉")
    with pytest.raises(
        UserError, match=r"위촉장을 누가 주는지 아직 적지 않았습니다\..*'기관장 직함'을 적어"
    ) as refused:
        certificates.issue(store, board, few, kind="위촉", issue_date=LAUNCH)
    assert refused.value.field == "head_title"
    with pytest.raises(UserError, match="'슈퍼히어로 1기' 기수의 해인 2022년보다 앞섭니다"):
        certificates.issue(store, board, few, kind="위촉", issue_date=dt.date(2021, 12, 31))


@pytest.mark.both_databases
@pytest.mark.feature("TR-20")
def test_a_prize_of_demo_day_goes_to_each_of_its_team_and_to_the_team(store, awarded):
    with store.operation("팀장") as op:
        hong = op.session.scalars(
            select(Enrolment).join(ProjectTeam).where(ProjectTeam.name == "WATCH MAN").order_by(Enrolment.id)
        ).all()[0]
        hong.role, taker = "팀장", hong.trainee.person_id
    each = certificates.issue(store, awarded, kind="상장", issue_date=CEREMONY)
    assert each.numbers == ("상장 제2022-001호", "상장 제2022-002호")
    said = squeezed(each.pdf)
    for words in ("상장", "최우수상", "팀명WATCHMAN", "김민수", "발표회에서우수한성적을거두었으므로"):
        assert words in said
    team = certificates.issue(store, awarded, kind="단체 상장", issue_date=CEREMONY)
    assert team.numbers == ("단체 상장 제2022-001호",)
    for words in ("WATCHMAN", "팀원홍길동,김민수", "위팀은서초구청이운영한"):
        assert words in squeezed(team.pdf)
    assert doubtful_names.question(certificates.candidates(store, awarded, "단체 상장")) == ""
    assert certificates.candidates(store, awarded, "단체 상장") == []
    with store.read() as session:
        row = session.get_one(Certificate, team.ids[0])
        assert (row.name, row.person_id) == ("WATCH MAN", taker)
        qr = row.snapshot["qr"]
    told = certificates.verify_text(store, qr).sentence
    assert told.startswith("여기서 발급한 확인번호입니다. 상장 단체 상장 제2022-001호 WATCH MAN")
    assert len(certificates.issue(store, awarded, issue_date=CEREMONY).numbers) == len(PEOPLE), (
        "a series of its own"
    )
    assert check(store).problems == ()


def test_without_an_award_nobody_gets_one(store):
    cohort = completed(store)
    for kind in ("상장", "단체 상장"):
        with pytest.raises(UserError, match="상을 받은 팀이 없거나"):
            certificates.issue(store, cohort, kind=kind, issue_date=CEREMONY)
    assert lines(store) == []


@pytest.mark.both_databases
@pytest.mark.feature("DA-14")
def test_a_register_of_an_earlier_version_keeps_all_and_takes_the_new_kinds(store, board, few, clock):
    cohort = completed(store, PEOPLE[:3])
    issued = certificates.issue(store, cohort, issue_date=CEREMONY)
    before = certificates.frozen(store, issued.ids)
    with store.engine.begin() as connection:
        as_version_13_left_it(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0013'"))
    store.close()
    with Store.open(store.location, clock=clock) as opened:
        assert certificates.frozen(opened, issued.ids) == before
        assert check(opened).problems == ()
        certificates.reissue(opened, issued.ids[0], "분실")
        done = certificates.issue(opened, board, few[:1], kind="위촉", issue_date=LAUNCH)
        assert done.numbers == ("위촉 제2022-001호",)
        assert done.ids[0] > max(issued.ids)
        assert check(opened).problems == ()
