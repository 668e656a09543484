"""The invented list, for tests of what shows one."""

from tests.ui.invented_list import (  # noqa: F401 - fixtures
    _no_box_waits,
    desk,
    hangul,
    page,
    qapp_cls,
    table,
    theme,
    trainees,
)
