"""A name that is none is asked about before a certificate is issued."""

import datetime as dt

import pytest

from desktop.cli import command_line
from desktop.errors import UserError
from desktop.services.certificates import doubtful_names
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.settings import value
from desktop.services.office import settings as office
from desktop.services.records import records
from tests.offices import SEOCHO
from tests.services.certificates.test_certificates import CEREMONY, completed

NONE_AT_ALL = ["nan", "None", "NULL", "N/A", "상동", "#REF!", "###"]
MORE_THAN_A_NAME = ["홍길동 님", "홍길동님", "홍길동씨", "김하늘*", "※ 김하늘", "김하늘 팀장", "①김하늘"]
SEVERAL = ["홍길동, 김하늘", "홍길동/김하늘", "홍길동 외 2명", "홍길동 및 김하늘"]
PEOPLES = ["홍길동", "남궁민수", "이솔", "독고영재", "선우씨", "Nguyen Van An", "김 하늘", "최다은(개명)"]


@pytest.mark.parametrize("name", [*NONE_AT_ALL, *MORE_THAN_A_NAME, *SEVERAL])
def test_what_is_no_plain_name_is_doubted(name):
    assert doubtful_names.doubt(name)
    assert not doubtful_names.doubt(name).endswith(".")


@pytest.mark.parametrize("name", PEOPLES)
def test_peoples_names_are_not(name):
    assert doubtful_names.doubt(name) == ""


@pytest.fixture
def cohort(store):
    born = dt.date(1998, 3, 1)
    return completed(store, [("가팀", "홍길동", born), ("가팀", "nan", born), ("나팀", "김하늘님", born)])


@pytest.mark.both_databases
def test_without_having_been_asked_nothing_is_issued_and_the_people_are_named(store, cohort):
    with pytest.raises(UserError) as refused:
        certificates.issue(store, cohort, issue_date=CEREMONY, accept_doubtful=False)
    assert "2명 있습니다" in refused.value.message
    assert "'nan': 'nan'은 빈 값을 뜻하는 말입니다." in refused.value.message
    assert "'김하늘님': 이름이 아닌 말이나 표시가 붙어 있습니다." in refused.value.message
    assert certificates.propose(store, cohort, issue_date=CEREMONY).numbers[0] == "제2022-001호"
    assert len(certificates.issue(store, cohort, issue_date=CEREMONY).ids) == 3


@pytest.mark.both_databases
def test_where_the_names_are_mended_nothing_is_asked(store, cohort):
    for person in certificates.candidates(store, cohort):
        records.save(store, "trainees", {"name": "김하늘"}, record_id=person.holder_id)
    issued = certificates.issue(store, cohort, issue_date=CEREMONY, accept_doubtful=False)
    assert len(issued.ids) == 3


def test_what_is_doubted_is_told_with_the_preview(store, cohort):
    warned = certificates.propose(store, cohort, issue_date=CEREMONY).warnings
    assert any("'nan'" in said and "'김하늘님'" in said for said in warned)


def issue_by_command(store, tmp_path, *more):
    out = str(tmp_path / "수료증.pdf")
    words = ["--data", store.location, "certificates", "issue", "--cohort", "2022", "--out", out, *more]
    return command_line.run(command_line.parse([*words, "--date", "2022-09-16", "--office", "다른 구청"]))


@pytest.mark.both_databases
def test_the_command_refuses_and_keeps_nothing_until_it_is_told_to_go_on(store, cohort, tmp_path, capsys):
    assert issue_by_command(store, tmp_path) == command_line.REFUSED
    assert "'nan'" in (said := capsys.readouterr().err)
    assert "--accept-doubtful" in said
    assert value(store, office.NAME) == SEOCHO["name"]
    assert not (tmp_path / "수료증.pdf").exists()
    assert issue_by_command(store, tmp_path, "--accept-doubtful") == command_line.DONE
    assert (tmp_path / "수료증.pdf").exists()
