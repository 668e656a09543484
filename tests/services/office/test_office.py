"""The office's settings, its pictures, and what it refuses."""

import pytest

from desktop.errors import Conflict, UserError
from desktop.services import settings
from desktop.services.certificates.settings import (
    ISSUER_TITLE,
    JOINT_ISSUER,
    NUMBER_FORMAT,
    SEAL,
    SEAL_PERMISSION,
)
from desktop.services.datafile import history
from desktop.services.datafile.settings import MAX_IMAGE_BYTES, read, value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.placement.settings import INTERNSHIP_MONTHS
from desktop.services.records import choices, records
from desktop.services.training.settings import ATTENDANCE_MINIMUM, SCORE_MINIMUM

pytestmark = pytest.mark.both_databases

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def test_settings_are_kept_and_can_be_undone(store):
    settings.save(store, {"name": "서초구청", "issuer_title": "한국과학기술원 총장", "joint_issuer": True})
    settings.save(store, {"name": "동대문구청"})
    known = read(store, settings.SETTINGS)
    assert (known[office.NAME], known[JOINT_ISSUER], known[INTERNSHIP_MONTHS]) == ("동대문구청", True, 3)
    history.undo(store)
    assert value(store, office.NAME) == "서초구청"


def test_settings_stand_after_reopening_and_are_read_within_an_operation(store):
    settings.save(store, {"internship_months": "6", "officer": "박주무관"})
    store.close()
    with Store.open(store.location) as again, again.operation("읽기") as op:
        assert value(op.session, INTERNSHIP_MONTHS) == 6
        assert value(again, office.OFFICER) == "박주무관"


def test_a_blank_is_the_default_again(store):
    settings.save(store, {"name": "서초구청", "officer": "박주무관"})
    settings.save(store, {"name": "", "officer": None})
    known = read(store, settings.SETTINGS)
    assert (known[office.NAME], known[office.OFFICER]) == ("", "")


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"programme_name": ""}, "programme_name"),
        ({"number_format": "제{year}호"}, "number_format"),
        ({"number_format": "제{yaer}-{sequence}호"}, "number_format"),
        ({"internship_months": "0"}, "internship_months"),
        ({"internship_months": "25"}, "internship_months"),
        ({"internship_months": ""}, "internship_months"),
        ({"attendance_minimum": "101"}, "attendance_minimum"),
        ({"score_minimum": "여든"}, "score_minimum"),
        ({"officer": "980301-1234567"}, "officer"),
        ({"logo": b"GIF89a"}, "logo"),
        ({"logo": PNG + b"\x00" * MAX_IMAGE_BYTES}, "logo"),
        ({"seal": PNG}, "seal_permission"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_its_field(store, raw, field):
    before = read(store, settings.SETTINGS).by_key()
    with pytest.raises(UserError) as caught:
        settings.save(store, {"name": "서초구청", **raw})
    assert caught.value.field == field
    assert read(store, settings.SETTINGS).by_key() == before


def test_all_that_is_wrong_is_told_at_once(store):
    with pytest.raises(UserError) as caught:
        settings.save(store, {"internship_months": "0", "score_minimum": "101", "logo": b"GIF89a"})
    wrong = [caught.value, *caught.value.others]
    assert {error.field for error in wrong} == {"internship_months", "score_minimum", "logo"}


@pytest.mark.feature("DO-12")
def test_no_seal_is_stored_by_default_and_none_without_permission(store):
    assert value(store, SEAL) is None
    settings.save(store, {"seal": PNG, "seal_permission": "총무과 2022. 9. 1."})
    assert value(store, SEAL) == PNG
    assert history.next_undo(store).name == "기관 설정 저장"
    settings.save(store, {"seal": None})
    assert value(store, SEAL) is None


@pytest.mark.feature("DO-12")
def test_the_word_that_allowed_a_seal_is_not_taken_away_from_under_it(store):
    settings.save(store, {"seal": PNG, "seal_permission": "총무과 2022. 9. 1."})
    with pytest.raises(UserError, match="허락한 사람과 날짜") as caught:
        settings.save(store, {"seal_permission": ""})
    assert caught.value.field == SEAL_PERMISSION.key


def test_every_setting_has_a_key_of_its_own_and_a_default_its_field_takes(store):
    keys = [each.key for each in settings.SETTINGS]
    assert len(set(keys)) == len(keys)
    for each in settings.SETTINGS:
        assert each.page in {"", *settings.PAGES}, each.key
        assert value(store, each) == each.default
        if each.default not in ("", None):
            assert settings.validate((each,), {each.key: each.default}, store.today()) == {each: each.default}


def test_a_page_saved_unchanged_writes_nothing(store):
    seen = read(store, settings.of_page(office.PAGE)).by_key()
    assert not settings.save(store, seen, seen)
    assert history.next_undo(store) is None


# Two desks


def test_what_another_desk_set_meanwhile_stays_where_this_one_set_something_else(store, other):
    seen = read(store, settings.of_page(office.PAGE)).by_key()
    settings.save(other, {"officer": "박주무관", "logo": PNG}, {"officer": "", "logo": None})
    settings.save(store, {**seen, "department": "일자리정책과"}, seen)
    known = read(store, settings.SETTINGS)
    assert (known[office.OFFICER], known[office.DEPARTMENT]) == ("박주무관", "일자리정책과")
    assert known[office.LOGO] == PNG


@pytest.mark.parametrize("first", [{}, {"officer": "최주무관"}])
def test_what_both_desks_set_is_told_to_the_second(store, other, clock, first):
    settings.save(store, {**first, "internship_months": "4"})
    seen = read(store, settings.SETTINGS).by_key()
    clock.advance(minutes=5)
    settings.save(other, {"officer": "박주무관", "internship_months": "6"})
    with pytest.raises(Conflict) as caught:
        settings.save(store, {"officer": "김주무관", "internship_months": "4", "name": "서초구청"}, seen)
    (difference,) = caught.value.differences
    assert (difference.field, difference.mine, difference.theirs) == ("officer", "김주무관", "박주무관")
    assert (difference.who, difference.at) == ("이주무관", clock())
    known = read(store, settings.SETTINGS)
    assert (known[office.OFFICER], known[office.NAME], known[INTERNSHIP_MONTHS]) == ("박주무관", "", 6)


def test_a_picture_both_desks_set_is_told_too(store, other):
    seen = read(store, settings.SETTINGS).by_key()
    settings.save(other, {"logo": PNG})
    with pytest.raises(Conflict) as caught:
        settings.save(store, {"logo": PNG + b"\x01"}, seen)
    assert caught.value.differences[0].now == PNG


def test_doing_again_what_another_desk_has_set_since_is_refused_in_a_sentence(store, other):
    settings.save(store, {"officer": "김주무관"})
    history.undo(store)
    settings.save(other, {"officer": "이주무관"})
    with pytest.raises(UserError, match="같은 설정이 저장되었습니다"):
        history.redo(store)
    assert value(store, office.OFFICER) == "이주무관"


# What they are for


def test_a_new_stage_asks_for_what_the_office_says(store):
    settings.save(store, {"attendance_minimum": "75", "score_minimum": "50"})
    raw = {"name": "AI칼리지 2022", "year": 2022, "programme": "AI칼리지"}
    cohort = records.save(store, "cohorts", raw).inserted["cohort"][0]
    scope = choices.Scope(cohort_id=cohort, today=store.today())
    added = records.save(store, "stages", {"name": "취업 준비", "position": 4}, scope=scope).inserted[
        "stage"
    ][0]
    own = {"name": "특강", "position": 5, "attendance_minimum": 90}
    of_its_own = records.save(store, "stages", own, scope=scope).inserted["stage"][0]
    first = choices.of(store, "stages", scope)[0][0]
    asked = [records.read(store, "stages", each) for each in (first, added, of_its_own)]
    assert [(each["attendance_minimum"], each["score_minimum"]) for each in asked] == [
        (75, 50),
        (75, 50),
        (90, 50),
    ]


def test_what_the_office_never_set_is_the_usual(store):
    known = read(store, (ATTENDANCE_MINIMUM, SCORE_MINIMUM, INTERNSHIP_MONTHS, NUMBER_FORMAT, ISSUER_TITLE))
    assert known.by_key() == {
        "attendance_minimum": 80,
        "score_minimum": 60,
        "internship_months": 3,
        "number_format": "제{year}-{sequence:03d}호",
        "issuer_title": "",
    }
