"""The office's settings, its pictures, and what it refuses."""

import pytest

from desktop.errors import UserError
from desktop.services.datafile import history
from desktop.services.office import settings as office

pytestmark = pytest.mark.both_databases

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def test_settings_are_kept_and_can_be_undone(store):
    office.save(store, {"name": "서초구청", "issuer_title": "한국과학기술원 총장", "joint_issuer": True})
    office.save(store, {"name": "동대문구청"})
    settings = office.settings(store)
    assert (settings.name, settings.joint_issuer, settings.internship_months) == ("동대문구청", True, 3)
    history.undo(store)
    assert office.settings(store).name == "서초구청"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"issuer_title": ""}, "issuer_title"),
        ({"number_format": "제{year}호"}, "number_format"),
        ({"number_format": "제{yaer}-{sequence}호"}, "number_format"),
        ({"internship_months": "0"}, "internship_months"),
        ({"logo": b"GIF89a"}, "logo"),
        ({"logo": PNG + b"\x00" * office.MAX_IMAGE_BYTES}, "logo"),
        ({"seal": PNG}, "seal_permission"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_its_field(store, raw, field):
    before = office.settings(store)
    with pytest.raises(UserError) as caught:
        office.save(store, raw)
    assert caught.value.field == field
    assert office.settings(store) == before


@pytest.mark.feature("DO-12")
def test_no_seal_is_stored_by_default_and_none_without_permission(store):
    assert office.settings(store).seal is None
    office.save(store, {"seal": PNG, "seal_permission": "총무과 2022. 9. 1."})
    assert office.settings(store).seal == PNG
    assert history.next_undo(store).name == "기관 설정 저장"
    office.save(store, {"seal": None})
    assert office.settings(store).seal is None
