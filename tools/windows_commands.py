"""Every command, by the Windows program under Wine and by the one here: their answers and their files must agree.

usage: .venv/bin/python tools/windows_commands.py FOLDER      FOLDER: the zip's, unpacked on Wine's drive C (WINEPREFIX)

Each works in a folder of its own with the same relative names, so that neither needs to know how the other writes a path.
Then each is given what the other made: the data file to `check`, the certificates to `verify`.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.places import VARIABLE  # noqa: E402

ROSTER, EMPTY, SAMPLE, PAPER = "신청자 명단.xlsx", "빈 자료.db", "예제 자료.db", "수료증 모음.pdf"
_PATIENCE_S = 300
COMMANDS = (
    (EMPTY, "new"),
    (EMPTY, f"import trainees '{ROSTER}' --cohort 2022 --dry-run"),
    (EMPTY, f"import trainees '{ROSTER}' --cohort 2022 --rejects '다시 볼 것.xlsx'"),
    (EMPTY, "undo"),
    (EMPTY, "condense --days 0"),
    (SAMPLE, "sample"),
    (SAMPLE, "list trainees --cohort 2022 --search ㄱㅁㅅ"),
    (SAMPLE, "list trainees --cohort 2022 --search rlaalstn"),
    (SAMPLE, "list trainees --cohort 1999"),
    (SAMPLE, "export trainees '가린 명단.xlsx' --cohort 2022 --masked --purpose '공고'"),
    (SAMPLE, "teams --cohort 2022 --count 5 --seed 3"),
    (SAMPLE, "interviews --cohort 2022 --seed 7"),
    (SAMPLE, "survey --cohort 2022"),
    (SAMPLE, "complete --cohort 2022 --dry-run"),
    (SAMPLE, "claims --month 2022-10"),
    (SAMPLE, "select --cohort 2022 --stage 3 --seats 30 --reserves 5"),
    (SAMPLE, "match --cohort 2022 --plan most --seed 7"),
    (SAMPLE, f"certificates issue --cohort 2022 --date 2022-09-16 --office 서초구청 --issuer 서초구청장 --out '{PAPER}'"),
    (SAMPLE, f"certificates verify '{PAPER}'"),
    (SAMPLE, "certificates print --cohort 2022 --out '다시 찍은 것.pdf'"),
    (SAMPLE, "history certificates 1"),
    (SAMPLE, "backup '백업 하나.db'"),
    (SAMPLE, "restore '백업 하나.db'"),
    (SAMPLE, "check"),
    (SAMPLE, "list nobody"),
)  # fmt: skip
"""A data file and what is done to it; some are refused, by the same sentence and the same exit status."""
OF_THE_MOMENT = frozenset({"at", "data", "out", "kept", "bytes", "code"})
"""What in an answer is a time, a path, a size that depends on them, or drawn by lot."""


@dataclass(frozen=True)
class Answer:
    """What a program said: its exit status, its output, read where it is JSON, and its error output."""

    status: int
    told: Any
    refused: str


@dataclass(frozen=True)
class Side:
    """A program and the folder it works in."""

    name: str
    program: tuple[str, ...]
    folder: Path

    def run(self, data: str, words: str) -> Answer:
        """Run a command. Both inputs and outputs are pipes: Wine opens a console of its own where one is not."""
        command = [*self.program, "--data", data, *shlex.split(words), "--json"]
        own = os.environ | {VARIABLE: "자리"}
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=self.folder, env=own, input="", capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=False
        )  # fmt: skip
        told = json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout
        return Answer(done.returncode, lasting(told), done.stderr)


def lasting(told: Any) -> Any:
    """An answer without what differs from one call to the next."""
    if isinstance(told, dict):
        return {key: lasting(value) for key, value in told.items() if key not in OF_THE_MOMENT}
    return [lasting(each) for each in told] if isinstance(told, list) else told


def compared(windows: Side, here: Side) -> Iterator[str]:
    """Run every command on both sides, and say how long that took; what does not agree, a sentence each."""
    for data, words in COMMANDS:
        began = time.monotonic()
        theirs, ours = windows.run(data, words), here.run(data, words)
        sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {theirs.status}  {words}\n")
        sys.stdout.flush()
        if theirs != ours:
            yield f"{words}\n  {windows.name}: {_short(theirs)}\n  {here.name}: {_short(ours)}"


def exchanged(giver: Side, taker: Side) -> Iterator[str]:
    """Give one side what the other made; a sentence for what it does not take for whole and genuine."""
    data, paper = f"{giver.name}의 자료.db", f"{giver.name}의 수료증.pdf"
    shutil.copy(giver.folder / SAMPLE, taker.folder / data)
    shutil.copy(giver.folder / PAPER, taker.folder / paper)
    checked = taker.run(data, "check")
    if checked.status != 0 or checked.told.get("certificates") != 30:
        yield f"check {data}: {_short(checked)}"
    verified = taker.run(data, f"certificates verify '{paper}'")
    if verified.status != 0 or not verified.told.get("genuine"):
        yield f"verify {paper}: {_short(verified)}"


def _short(answer: Answer) -> str:
    return str(answer)[:2000]


def main() -> None:
    """Make the two sides, run everything, and end with SystemExit where anything differs."""
    top = Path(sys.argv[1]).resolve()
    sides = []
    for name, program, folder in (
        ("윈도우", ("wine", str(top / "python" / "python.exe"), r"..\program\main.py"), top / "작업 폴더"),
        (
            "리눅스",
            (sys.executable, str(ROOT / "main.py")),
            Path(os.environ["WINEPREFIX"]) / "리눅스 작업 폴더",
        ),
    ):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(ROOT / "resources" / "samples" / "trainees-2022.xlsx", folder / ROSTER)
        sides.append(Side(name, program, folder))
    windows, here = sides
    wrong = [*compared(windows, here), *exchanged(windows, here), *exchanged(here, windows)]
    if wrong:
        raise SystemExit("\n".join(wrong))
    sys.stdout.write(
        f"{len(COMMANDS)} commands, and each side's file and certificates on the other: the same\n"
    )


if __name__ == "__main__":
    main()
