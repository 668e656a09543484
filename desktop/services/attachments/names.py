"""Names of attachments: what is none is refused, and what a disk or an eye would stumble over is kept out of a copy's."""

import re

from desktop.errors import UserError

_PATH = re.compile(r"[/\\\x00-\x1f]")
_NOT_ON_A_DISK = re.compile(r'[<>:"|?*]')
"""What Windows takes in no name."""
_PROGRAMS = frozenset({
    ".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta",
    ".msi", ".msp", ".lnk", ".jar", ".reg", ".cpl", ".sh", ".py", ".desktop",
})  # fmt: skip


def check(name: str) -> None:
    """Raise UserError for what is a path, and would lead elsewhere, as '../x'."""
    if name.strip() in {"", ".", ".."} or _PATH.search(name):
        shown = _PATH.sub("·", name)
        raise UserError(
            f"첨부의 이름 '{shown}'에 폴더를 가리키는 글자가 있습니다. 파일의 이름을 바꾸어 다시 붙여 주세요.",
            "path",
        )


def refuse_program(name: str) -> None:
    """Raise UserError for what would be run and not looked at."""
    if any(name.lower().rstrip(" .").endswith(suffix) for suffix in _PROGRAMS):
        raise UserError(
            f"'{name}': 실행되는 파일이라 열지 않습니다. 꼭 필요하면 붙인 사람에게 다른 꼴로 받아 주세요."
        )


def on_disk(name: str) -> str:
    """The name as any system's disk takes it."""
    return _NOT_ON_A_DISK.sub("_", name).rstrip(" .") or "_"
