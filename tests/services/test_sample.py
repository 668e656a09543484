"""The practice file tells the article's numbers, each counted from rows."""

import pytest
from sqlalchemy import text

from desktop.errors import Cancelled
from desktop.places import bundled
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.board.states import PROPOSAL
from desktop.services import importing, sample
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.office import settings as office

STANDING = """
    FROM enrolment e JOIN stage s ON s.id = e.stage_id JOIN cohort c ON c.id = s.cohort_id
    JOIN trainee t ON t.id = e.trainee_id JOIN person p ON p.id = t.person_id
"""
LAST = "s.position = (SELECT max(position) FROM stage WHERE cohort_id = c.id)"
COMPLETED = f"{LAST} AND e.status = '수료'"
IN_TEAMS = "JOIN project_team pt ON pt.id = e.team_id WHERE c.year = 2022 GROUP BY pt.id"
INTERNS = """
    FROM internship_match m JOIN opening o ON o.id = m.opening_id JOIN cohort c ON c.id = o.cohort_id WHERE
"""


@pytest.mark.feature("DA-24")
@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ("SELECT count(*) FROM member", 16),
        (f"SELECT count(*) {STANDING} WHERE c.year = 2022 AND s.position = 1", 456),
        (f"SELECT count(DISTINCT p.id) {STANDING} WHERE c.year = 2022", 456),
        (f"SELECT count(*) {STANDING} WHERE c.year = 2022 AND s.position = 2", 180),
        (f"SELECT count(*) {STANDING} WHERE c.year = 2022 AND s.position = 3", 52),
        (f"SELECT count(*) {STANDING} WHERE c.year = 2022 AND {COMPLETED}", 30),
        (f"SELECT count(*) {STANDING} WHERE c.year = 2022 AND {COMPLETED} AND t.major_kind = '비전공'", 21),
        (f"SELECT count(DISTINCT e.team_id) {STANDING} WHERE c.year = 2022 AND {COMPLETED}", 5),
        (f"SELECT count(*) {STANDING} WHERE c.year < 2022 AND {COMPLETED}", 53),
        (f"SELECT count(DISTINCT m.trainee_id) {INTERNS} c.year < 2022 AND m.status <> '예정'", 36),
        (f"SELECT count(*) {INTERNS} c.year < 2022 AND m.status = '정규직 전환'", 12),
        (f"SELECT count(*) {INTERNS} c.year < 2022 AND m.status IN ('예정', '근무')", 0),
        (f"SELECT count(*) {INTERNS} c.year = 2022 AND m.status = '예정'", 6),
        ("SELECT count(*) FROM company", 20),
        ("SELECT count(*) FROM proposal", 13),
        ("SELECT count(*) FROM cohort", 4),
        ("SELECT count(*) FROM enrolment WHERE status IN ('미수료', '중도포기') AND reason IS NULL", 0),
        ("SELECT count(*) FROM authorship", 27),
    ],
)
def test_the_numbers_of_the_article(practice, counted, expected):
    with practice.read() as session:
        assert session.scalar(text(counted)) == expected


@pytest.mark.feature("DA-24")
def test_five_teams_of_six_with_their_projects(practice):
    counted = f"SELECT pt.name, pt.summary, count(*) {STANDING} {IN_TEAMS}"
    with practice.read() as session:
        teams = {name: (summary, members) for name, summary, members in session.execute(text(counted))}
    assert set(teams) == {"WATCH MAN", "You Can Makeup", "Oil Price Mate", "Deep 오션", "Saving Dog"}
    assert all(summary and members == 6 for summary, members in teams.values())


@pytest.mark.feature("DA-24")
def test_everyone_is_20_to_39_on_the_first_day_of_the_stage(practice):
    for cohort_id in range(1, 5):
        seen = Listing(
            practice.engine, LISTS["trainees"], Criteria(scope=Scope(cohort_id, None, practice.today()))
        )
        at = [column.key for column in seen.columns].index("age") + 1
        ages = [row[at] for row in seen.page(0, 500)]
        assert min(ages) >= 20
        assert max(ages) <= 39


def test_members_were_appointed_three_to_five_years_before(practice):
    with practice.read() as session:
        days = session.scalars(text("SELECT appointed_on FROM member")).all()
    assert all("2017-09-14" < day <= "2019-09-14" for day in days)


def test_the_stages_last_24_weeks(practice):
    with practice.read() as session:
        weeks = session.execute(
            text(
                "SELECT (julianday(max(ends_on)) - julianday(min(starts_on)) + 3) / 7 FROM stage GROUP BY cohort_id"
            )
        ).scalars()
        assert [round(week) for week in weeks] == [24, 24, 24, 24]


@pytest.mark.feature("DA-24")
def test_it_says_that_it_is_sample_data(practice):
    assert value(practice, office.IS_SAMPLE)
    assert value(practice, office.NAME) == "서초구청"


def test_proposals_stand_all_along_their_life(practice):
    with practice.read() as session:
        standing = dict(session.execute(text("SELECT status, count(*) FROM proposal GROUP BY status")).all())
        unexplained = text(
            "SELECT count(*) FROM proposal WHERE status IN ('보류', '불채택') AND reason IS NULL"
        )
        assert session.scalar(unexplained) == 0
    assert set(standing) == set(PROPOSAL.statuses)


@pytest.mark.feature("JB-02")
def test_three_policies_four_teams_and_one_change_of_leader(practice):
    with practice.read() as session:
        assert session.scalars(text("SELECT name FROM policy ORDER BY id")).all() == ["쾌적", "안전", "투명"]
        assert session.scalars(text("SELECT name FROM board_team ORDER BY id")).all() == [
            "걷는팀", "밤길팀", "인사팀", "문화팀",
        ]  # fmt: skip
        led = session.execute(
            text(
                "SELECT t.name, l.starts_on, l.ends_on FROM team_leader l JOIN board_team t ON t.id = l.team_id"
                " ORDER BY l.id"
            )
        ).all()
        assert [tuple(row) for row in led if row.name == "걷는팀"] == [
            ("걷는팀", "2022-09-28", "2022-11-01"),
            ("걷는팀", "2022-11-01", None),
        ]
        assert [row.ends_on for row in led if row.name != "걷는팀"] == [None] * 3


@pytest.mark.feature("JB-04")
def test_a_launch_with_a_lecture_and_three_more_meetings(practice):
    with practice.read() as session:
        held = session.execute(text("SELECT held_on, title FROM meeting ORDER BY held_on")).all()
    assert [tuple(row) for row in held] == [
        ("2022-09-14", "발대식과 특강"), ("2022-09-28", "1차 정기회의"),
        ("2022-10-12", "2차 정기회의"), ("2022-10-26", "3차 정기회의"),
    ]  # fmt: skip


@pytest.mark.feature("JB-11")
def test_two_opinions_one_extension_one_pilot_and_one_revived_idea(practice):
    with practice.read() as session:
        proposals = set(session.scalars(text("SELECT proposal_id FROM opinion")))
        assert len(proposals) == 1
        departments = session.scalars(text("SELECT department FROM opinion ORDER BY id")).all()
        assert departments == ["건설관리과", "도시안전과"]
        extended = session.execute(
            text("SELECT proposal_id, extended_by FROM review WHERE extended_by IS NOT NULL")
        ).all()
        assert [tuple(row) for row in extended] == [(*proposals, 10)]
        measured = session.execute(text("SELECT baseline, target, actual FROM indicator")).all()
        assert [tuple(row) for row in measured] == [(4000, 6000, 5500)]
        revived = session.execute(
            text(
                "SELECT n.title, n.status, o.title, o.status FROM proposal n"
                " JOIN proposal o ON o.id = n.revived_from_id"
            )
        ).all()
        assert [tuple(row) for row in revived] == [
            ("모든 부서 재택근무 의무화", "발굴", "모든 부서 재택근무 의무화", "불채택")
        ]


@pytest.mark.parametrize(
    "backwards",
    [
        "SELECT title FROM proposal WHERE received_on < proposed_on OR status_on < proposed_on",
        "SELECT p.title FROM proposal p JOIN meeting m ON m.id = p.meeting_id WHERE p.proposed_on < m.held_on",
        "SELECT m.title FROM meeting m JOIN board b ON b.id = m.board_id WHERE m.held_on < b.opened_on",
        "SELECT task FROM action_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.due_on < m.held_on",
        "SELECT task FROM action_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.done_on < m.held_on",
        "SELECT l.id FROM team_leader l, board b WHERE l.starts_on < b.opened_on",
        "SELECT r.id FROM review r JOIN proposal p ON p.id = r.proposal_id WHERE r.received_on <> p.received_on",
        "SELECT r.id FROM review r JOIN proposal p ON p.id = r.proposal_id WHERE r.answered_on < r.received_on",
        "SELECT o.id FROM opinion o JOIN review r USING (proposal_id) WHERE o.asked_on < r.received_on",
        "SELECT i.id FROM pilot i JOIN review r USING (proposal_id) WHERE i.starts_on < r.received_on",
        "SELECT i.id FROM pilot i JOIN proposal p ON p.id = i.proposal_id WHERE i.starts_on < p.status_on",
        "SELECT id FROM pilot WHERE ends_on < starts_on",
        "SELECT id FROM condition WHERE look_again_on <= set_on",
        "SELECT c.id FROM condition c JOIN proposal p ON p.id = c.proposal_id WHERE c.set_on <> p.status_on",
        "SELECT n.id FROM notice n JOIN review r USING (proposal_id) WHERE n.told_on < r.answered_on",
        "SELECT s.id FROM score_sheet s JOIN review r USING (proposal_id) WHERE s.closed_on > r.answered_on",
        "SELECT v.id FROM vote v JOIN proposal p ON p.id = v.proposal_id WHERE v.held_on < p.proposed_on",
        "SELECT n.id FROM proposal n JOIN proposal o ON o.id = n.revived_from_id WHERE n.proposed_on < o.status_on",
    ],
)
def test_the_days_of_the_boards_year_follow_one_another(practice, backwards):
    with practice.read() as session:
        assert session.scalars(text(backwards)).all() == []


@pytest.mark.feature("TR-02")
def test_the_sheet_of_applicants_is_a_messy_one(practice):
    """What the importer has to repair is in it: lost zeros, dates of every kind, names with spaces."""
    workbook = importing.read_file(bundled("resources", "samples", "trainees-2022.xlsx"))
    plan = importing.prepare(practice, "trainees", workbook, sheet="기초과정")
    assert (plan.total, plan.duplicates, plan.rejected) == (456, 456, 0), "a second import brings nothing new"
    repaired = {repair.column.split()[-1] for repair in plan.repairs}
    assert {"성명", "생년월일", "휴대전화"} <= repaired
    assert plan.header_rows == (4, 5)


def test_cancelling_leaves_no_file(tmp_path):
    path = tmp_path / "예제.db"

    def stop(done, _total):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        Store.create(path, fill=lambda store: sample.create(store, stop))
    assert not list(tmp_path.iterdir())
