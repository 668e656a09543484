"""What is kept, and for how long: the backups beside the data file, and the journal of what was undone."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.services.datafile.settings import Setting

PAGE = "keeping"

BACKUP_ROOM = Setting(
    Field(
        "backup_room", "백업이 차지할 자리", Kind.INTEGER, unit="배", minimum=1, maximum=1000,
        help="저절로 만든 백업을 모두 합해 데이터 파일의 몇 배까지 둘지. 넘으면 오래된 것부터 지우되, 가장 새것과 달마다 하나는 "
        "남기고 512 MB까지는 언제나 둡니다.",
    ),
    20,
    PAGE,
)  # fmt: skip
CONDENSE_AFTER_DAYS = Setting(
    Field(
        "condense_after_days", "되돌린 작업의 이력", Kind.INTEGER, unit="일", minimum=1, maximum=36_500,
        help="되돌린 지 이만큼 지난 작업은 백업할 때 이력의 줄 하나만 남기고 줄입니다. 다시 실행할 수 있는 것은 줄이지 않습니다.",
    ),
    365,
    PAGE,
)  # fmt: skip
SETTINGS: tuple[Setting[Any], ...] = (BACKUP_ROOM, CONDENSE_AFTER_DAYS)
