"""Trainees who came into the wrong cohort."""

import pytest
from sqlalchemy import text

from desktop.errors import UserError
from desktop.services import importing, settings
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training import cohort_moves
from tests.offices import SEOCHO
from tests.services import intake

HEADINGS = ["연번", "성명", "생년월일", "팀"]


def bring_in(store, path, cohort, **target):
    plan = importing.prepare(store, "trainees", importing.read_file(path), cohort=cohort, **target)
    return importing.run(store, plan)


def standing(store):
    """Who stands where: name, cohort, stage, status, team."""
    with store.read() as session:
        return session.execute(
            text(
                "SELECT person.name, cohort.name, stage.position, status, project_team.name FROM enrolment"
                " JOIN stage ON stage.id = stage_id JOIN cohort ON cohort.id = stage.cohort_id"
                " JOIN trainee ON trainee.id = trainee_id JOIN person ON person.id = person_id"
                " LEFT JOIN project_team ON project_team.id = team_id ORDER BY person.name"
            )
        ).all()


@pytest.fixture
def wrong(store, tmp_path):
    """Two trainees in 2021 who belong to 2022."""
    rows = [[1, "강가람", "1991.3.2", "하늘"], [2, "하나래", "1992.3.2", None]]
    bring_in(store, intake.write(tmp_path / "가.xlsx", HEADINGS, *rows), "2021", status="수료")
    bring_in(store, intake.write(tmp_path / "나.xlsx", HEADINGS, [1, "이누리", "1993.3.2", None]), "2022")


@pytest.mark.feature("DA-10")
def test_they_keep_stage_status_and_team_and_it_can_be_undone(store, wrong):
    before = standing(store)
    changes = cohort_moves.move(store, [1, 2], 1, 2)
    assert changes.name == "교육생 2명 '교육과정 2022' 기수로 옮기기"
    assert standing(store) == [
        ("강가람", "교육과정 2022", 3, "수료", "하늘"),
        ("이누리", "교육과정 2022", 1, "신청", None),
        ("하나래", "교육과정 2022", 1, "수료", None),
    ]
    history.undo(store)
    assert standing(store) == before


def test_who_holds_a_certificate_of_the_cohort_stays(store, wrong):
    settings.save(store, SEOCHO)
    certificates.issue(store, 1)
    with pytest.raises(UserError, match="강가람님은 이 기수의 수료증을 받아 옮길 수 없습니다"):
        cohort_moves.move(store, [1, 2], 1, 2)


def test_a_cohort_with_fewer_stages_says_how_to_go_on(store, wrong):
    with store.read() as session:
        last = session.scalar(text("SELECT id FROM stage WHERE cohort_id = 2 AND position = 3"))
    records.delete(store, "stages", [last])
    with pytest.raises(UserError, match=r"단계가 2개뿐입니다[.] '기수와 단계'에서 3개로 맞춘 뒤"):
        cohort_moves.move(store, [2], 1, 2)


def test_who_is_there_already_is_refused(store, wrong, tmp_path):
    rows = [[1, "하나래", "1992.3.2", None]]
    bring_in(store, intake.write(tmp_path / "다.xlsx", HEADINGS, *rows), "2022")
    with pytest.raises(UserError, match="이 단계에 이미 들어 있는 교육생입니다"):
        cohort_moves.move(store, [2], 1, 2)
