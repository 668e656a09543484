"""What the office is called, who works and who heads it, and whether its file holds sample data."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.services.datafile.settings import Setting, change
from desktop.services.datafile.store import Store

PAGE = "office"

NAME = Setting(Field("name", "기관 이름", max_length=60, example="예: 서초구청"), "", PAGE)
DEPARTMENT = Setting(Field("department", "부서", max_length=60), "", PAGE)
OFFICER = Setting(Field("officer", "담당자", Kind.NAME, max_length=60), "", PAGE)
HEAD_TITLE = Setting(Field("head_title", "기관장 직함", max_length=60, example="예: 서초구청장"), "", PAGE)
HEAD_NAME = Setting(Field("head_name", "기관장 이름", Kind.NAME, max_length=60), "", PAGE)
HEAD_ENGLISH = Setting(
    Field("head_english", "기관장 영문", max_length=80, example="예: Mayor of Seocho-gu"), "", PAGE
)
LOGO: Setting[bytes | None] = Setting(
    Field("logo", "기관 로고", help="수료증 오른쪽 위에 인쇄됩니다."), None, PAGE, picture=True
)
IS_SAMPLE = Setting(Field("is_sample", "예제 자료", Kind.YES_NO), False)
SETTINGS: tuple[Setting[Any], ...] = (
    NAME, DEPARTMENT, OFFICER, HEAD_TITLE, HEAD_NAME, HEAD_ENGLISH, LOGO, IS_SAMPLE,
)  # fmt: skip


def mark_as_sample(store: Store) -> None:
    """Say that the file holds invented sample data; a banner shows it."""
    with store.operation("예제 자료로 표시", sealed="예제 자료 표시는 되돌릴 수 없습니다.") as op:
        change(op, {IS_SAMPLE: True})
