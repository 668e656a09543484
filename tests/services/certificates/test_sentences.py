"""Who issues is asked and never supposed; what a certificate says is the office's own sentence, kept with its cohort."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.model.certificates import Certificate
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates import sentences
from desktop.services.certificates.numbers import next_sequence
from desktop.services.certificates.settings import sealed_title
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training.demo_day import days
from tests.services.certificates.test_certificates import (
    CEREMONY,
    PEOPLE,
    completed,
    picture,
    pictures_in,
    register,
    squeezed,
)

OURS = {"name": "동대문구청", "issuer_title": "동대문구청장", "joint_host": ""}
VALUES = {"기관": "동대문구청", "공동 기관": "", "과정": "누리 교실", "기간": "", "시간": "480시간"}
KEY = sentences.KEY
both_databases = pytest.mark.both_databases


@pytest.fixture
def cohort(store):
    made = completed(store, PEOPLE[:2])
    settings.save(store, OURS)
    return made


def say(store, cohort, sentence):
    records.save(store, "cohorts", {KEY: sentence}, record_id=cohort)


# Who issues


@both_databases
@pytest.mark.parametrize(
    ("known", "field", "asked"),
    [
        ({}, "name", "'기관 이름' · '수료증 명의'를 적어"),
        ({"name": "동대문구청"}, "issuer_title", "'수료증 명의'를 적어"),
        ({"issuer_title": "동대문구청장"}, "name", "'기관 이름'을 적어"),
    ],
)
def test_a_file_that_names_no_office_or_issuer_issues_nothing(store, known, field, asked):
    made = completed(store, PEOPLE[:2])
    settings.save(store, {"name": "", "issuer_title": "", **known})
    assert not certificates.issuer_known(store)
    for attempt in (certificates.issue, certificates.propose):
        with pytest.raises(UserError, match=asked) as refused:
            attempt(store, made, issue_date=CEREMONY)
        assert refused.value.field == field
    assert register(store) == []
    assert next_sequence(store, 2022) == 1


def test_nobody_else_is_named_on_an_offices_certificate(store, cohort):
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    said = squeezed(done.pdf)
    assert "위사람은동대문구청이운영한「서초AI칼리지」를성실히이수하였으므로이증서를수여합니다." in said
    assert "동대문구청장" in said
    assert "한국과학기술원" not in said
    assert "서초구" not in said
    assert next_sequence(store, 2022) == 3


@both_databases
@pytest.mark.feature("TR-20")
def test_the_award_of_demo_day_is_named_on_the_certificates_of_its_team_alone(store):
    made = completed(store)
    settings.save(store, OURS)
    days.draw(store, made, 1)
    (won,) = [each for each in days.read_day(store, made).turns if each.team == "WATCH MAN"]
    days.give_awards(store, {won.presentation_id: "최우수상"})
    proposed = certificates.propose(store, made, issue_date=CEREMONY)
    said = {
        person.holder_id: (person.team, face.values["sentence"])
        for person, face in zip(proposed.candidates, proposed.faces, strict=True)
    }
    with_award = (
        "「서초 AI칼리지」를 성실히 이수하고 발표회에서 「최우수상」을 수상하였으므로 이 증서를 수여합니다."
    )
    assert len(said) == len(PEOPLE)
    for team, sentence in said.values():
        assert sentence.endswith(with_award) == (team == "WATCH MAN")
        assert sentence.endswith("성실히 이수하였으므로 이 증서를 수여합니다.") == (team != "WATCH MAN")
    lacking = certificates.propose(store, made, issue_date=CEREMONY, sentence="{상}{을/를} 받았습니다.")
    assert any("{상}이 비어 있습니다" in each for each in lacking.warnings)
    issued = certificates.issue(store, made, issue_date=CEREMONY, seen=proposed)
    assert "수상하였으므로" in squeezed(issued.pdf)


@pytest.mark.parametrize(
    ("head", "issuer", "joint", "sealed"),
    [
        ("서초구청장", "서초구청장", False, "서초구청장"),
        ("서초구청장", "한국과학기술원 총장", False, ""),
        ("서초구청장", "한국과학기술원 총장", True, "서초구청장"),
        ("", "한국과학기술원 총장", True, ""),
        ("", "", False, ""),
    ],
)
def test_the_seal_is_the_heads_own(head, issuer, joint, sealed):
    assert sealed_title(head, issuer, joint=joint) == sealed


# What it says


@both_databases
def test_the_sentence_of_a_cohort_is_its_own(store, cohort):
    other = completed(store, PEOPLE[2:4], name="다른 기수")
    settings.save(store, OURS)
    say(store, cohort, "위 사람은 {기관}{와/과} 온누리대학교가 연 {과정}[ {시간}]{을/를} 마쳤습니다.")
    ours = squeezed(certificates.issue(store, cohort, issue_date=CEREMONY).pdf)
    assert "위사람은동대문구청과온누리대학교가연서초AI칼리지를마쳤습니다." in ours
    assert "온누리" not in squeezed(certificates.issue(store, other, issue_date=CEREMONY).pdf)


@both_databases
def test_a_certificate_made_out_again_says_what_it_said(store, cohort):
    issued = certificates.issue(store, cohort, issue_date=CEREMONY)
    say(store, cohort, "{과정} 수료.")
    settings.save(store, {"name": "중랑구청"})
    certificates.reissue(store, issued.ids[0], "분실")
    (again,) = certificates.frozen(store, issued.ids[:1])
    assert "위사람은동대문구청이운영한「서초AI칼리지」를" in squeezed(again)


def test_one_of_before_its_sentence_was_kept_says_what_it_said(store, cohort):
    issued = certificates.issue(store, cohort, issue_date=CEREMONY)
    with store.operation("예전 모습") as op:
        row = op.get(Certificate, issued.ids[0])
        row.snapshot = {**row.snapshot, "values": {"host": "서초구청"}}
    certificates.reissue(store, issued.ids[0], "분실")
    (again,) = certificates.frozen(store, issued.ids[:1])
    assert "위사람은서초구청과한국과학기술원이함께운영한「서초AI칼리지」를" in squeezed(again)


def test_the_sentence_is_kept_undone_and_tried_without_being_kept(store, cohort):
    usual = certificates.sentence_of(store, cohort)
    assert usual == (sentences.USUAL, sentences.USUAL)
    tried = certificates.propose(store, cohort, issue_date=CEREMONY, sentence="{과정}{을/를} 마쳤습니다.")
    assert "서초AI칼리지를마쳤습니다." in squeezed(tried.pdf)
    assert certificates.sentence_of(store, cohort) == usual
    say(store, cohort, "{과정}{을/를} 마쳤습니다.")
    assert certificates.sentence_of(store, cohort)[0] == "{과정}{을/를} 마쳤습니다."
    history.undo(store)
    assert certificates.sentence_of(store, cohort) == usual


def test_hours_of_all_stages_and_the_period_stand_in_it(store, cohort):
    with store.operation("시간") as op:
        stages = sentences_of_stages(op)
        for stage, hours in zip(stages, (480, 600, None), strict=True):
            stage.hours = hours
    tried = certificates.propose(store, cohort, issue_date=CEREMONY, sentence="{기간} {시간} {과정} 수료")
    assert "2022.4.2.~2022.9.16.1,080시간서초AI칼리지수료" in squeezed(tried.pdf)
    assert not [said for said in tried.warnings if "비어 있습니다" in said]


def sentences_of_stages(op):
    from sqlalchemy import select

    from desktop.model.training import Stage

    return op.session.scalars(select(Stage).order_by(Stage.position)).all()


def test_a_place_without_a_value_is_told_before_the_issue(store, cohort):
    tried = certificates.propose(store, cohort, issue_date=CEREMONY, sentence="{공동 기관} {시간} 수료")
    (said,) = [said for said in tried.warnings if "비어 있습니다" in said]
    assert said.startswith("수료증 문장의 {공동 기관}, {시간}이 비어 있습니다.")


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{이름} 수료", "{이름} 자리에 무엇을"),
        ("{} 수료", "{} 자리에"),
        ("{과정 수료", "괄호가 짝이"),
        ("과정} 수료", "괄호가 짝이"),
        ("[{과정} 수료", "괄호가 짝이"),
        ("   ", "적어 주세요"),
        ("{a/b} 수료", "{a/b} 자리에"),
    ],
)
def test_a_sentence_that_cannot_be_filled_is_refused(store, cohort, pattern, sentence):
    with pytest.raises(UserError) as refused:
        certificates.propose(store, cohort, issue_date=CEREMONY, sentence=pattern)
    assert sentence in refused.value.message
    assert refused.value.field == KEY


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{기관}{이/가} 연 {과정}{을/를}", "동대문구청이 연 누리 교실을"),
        ("{기관}[{와/과} {공동 기관}]{이/가} 연", "동대문구청이 연"),
        ("[{시간} ]과정[ {기간}]", "480시간 과정"),
        ("그대로 둔 글", "그대로 둔 글"),
    ],
)
def test_places_particles_and_parts_left_out(pattern, said):
    assert sentences.filled(pattern, VALUES) == said


@given(st.text(max_size=60))
def test_any_text_is_filled_or_refused_by_a_sentence(pattern):
    said, refused = "", None
    try:
        said = sentences.filled(pattern, VALUES)
    except UserError as error:
        refused = error
    assert "{" not in said
    assert refused is None or (refused.field == KEY and refused.message.endswith("주세요."))


def test_what_stands_on_paper_is_read_by_another_program(store, cohort):
    say(store, cohort, "{기관} {과정} 수료")
    done = certificates.issue(store, cohort, issue_date=CEREMONY)
    page = pypdfium2.PdfDocument(done.pdf)[0].get_textpage().get_text_range()
    assert "동대문구청 서초 AI칼리지 수료" in page


@both_databases
def test_the_logo_is_printed_and_stays_on_what_is_made_out_again(store, cohort):
    people = [who.holder_id for who in certificates.candidates(store, cohort)]
    plain = certificates.issue(store, cohort, people[:1], issue_date=CEREMONY)
    assert pictures_in(plain.pdf) == []
    settings.save(store, {"logo": picture()})
    seen = certificates.propose(store, cohort, people[1:], issue_date=CEREMONY)
    done = certificates.issue(store, cohort, people[1:], issue_date=CEREMONY, seen=seen)
    (shown,) = placed_pictures(done.pdf)
    left, bottom, right, top = (side / 72 * 25.4 for side in shown)
    assert right == pytest.approx(183, abs=0.2), "in the upper right corner of its room"
    assert 297 - top == pytest.approx(24, abs=0.2)
    assert right - left == pytest.approx(top - bottom, abs=0.2), "as it is, not stretched"
    settings.save(store, {"logo": None})
    certificates.reissue(store, done.ids[0], "훼손")
    (again,) = certificates.frozen(store, done.ids)
    assert placed_pictures(again) == [shown]
    certificates.reissue(store, plain.ids[0], "훼손")
    assert pictures_in(certificates.frozen(store, plain.ids)[0]) == []


def test_a_logo_changed_after_the_preview_is_not_issued_unseen(store, cohort):
    seen = certificates.propose(store, cohort, issue_date=CEREMONY)
    settings.save(store, {"logo": picture()})
    with pytest.raises(UserError, match="기관 로고"):
        certificates.issue(store, cohort, issue_date=CEREMONY, seen=seen)


def placed_pictures(pdf):
    """Where the pictures of the first page lie, in points: left, bottom, right, top."""
    page = pypdfium2.PdfDocument(pdf)[0]
    images = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return [tuple(round(side, 1) for side in image.get_bounds()) for image in images]
