"""The same work without a window, for schedules and checks: ``python main.py list trainees --json``.

Exit status 0: done; 1: refused, with the reason on the error output and nothing changed; 2: wrong usage.
Why it is long: every command and its options stand here one after the other, so that help needs nothing else loaded.
"""

import argparse
import datetime as dt
import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.cli import attendance, claim_commands
from desktop.errors import NO_MEMORY, UserError

if TYPE_CHECKING:
    from desktop.cli.commands import Outcome

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_READER_GONE = {errno.EPIPE, errno.EINVAL}
"""What writing to a closed pipe ends with; the second on Windows."""
_MODULES = {
    "certificates": "certificate_commands",
    "check": "certificate_commands",
    "select": "selection_commands",
    "teams": "team_commands",
    "match": "match_commands",
    "interviews": "interview_commands",
    "survey": "survey_commands",
}
"""Where the work of a command lies that is not among the ordinary ones."""
SURVEY = "survey"
"""What is imported though it is no kind of record: a survey's columns are its own, and its answers are nobody's."""


class _Kinds:
    """Words for kinds of record, read from their declarations when one is checked or --help tells them.

    A window about to open waits for none of those.
    """

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __contains__(self, word: object) -> bool:
        return word in self._read()


def _listed() -> Sequence[str]:
    from desktop.services.kinds import LISTS

    return tuple(LISTS)


def _imported() -> Sequence[str]:
    from desktop.services.kinds import KINDS

    return (*(kind for kind, own in KINDS.items() if own.importer is not None), SURVEY)


def _told() -> Sequence[str]:
    from desktop.services.kinds import COMPUTED

    return (*_listed(), *COMPUTED)


LISTS, TOLD, IMPORTS = _Kinds(_listed), _Kinds(_told), _Kinds(_imported)
"""What there is a list of; the same with what is only worked out; what comes in from files."""


def speak_utf8() -> None:
    """Say everything, help and wrong usage too, in one encoding: a pipe on Windows has CP949, which lacks much of 한자."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # there is none where the window was opened without a console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run(options: argparse.Namespace) -> int:
    """Run a parsed command and print what came of it."""
    try:
        outcome = _work(options)(options)
    except UserError as error:
        print(" ".join(dict.fromkeys(one.message for one in (error, *error.others))), file=sys.stderr)
        return REFUSED
    except MemoryError:
        print(NO_MEMORY, file=sys.stderr)
        return REFUSED
    except OSError as error:
        # A name too long, a stick pulled out: what no service could foresee of a file named by hand.
        why = f"파일을 읽거나 쓰지 못했습니다({error.strerror}). 이름과 폴더를 확인해 주세요."
        print(why, file=sys.stderr)
        return REFUSED
    try:
        _tell(outcome, as_json=options.json)
    except OSError as error:
        if error.errno not in _READER_GONE:
            raise
        # Whoever read along has seen enough ('… | head'); Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED if outcome.problems else DONE


def _tell(outcome: "Outcome", *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.facts, ensure_ascii=False, default=_plain))
    else:
        print("\n".join(outcome.lines))
    sys.stdout.flush()
    for problem in outcome.problems:
        print(problem, file=sys.stderr)


def _work(options: argparse.Namespace) -> "Callable[[argparse.Namespace], Outcome]":
    # Imported only now, and only this: --help, and a window about to open, wait for no library of documents.
    surveyed = options.command == "import" and options.kind == SURVEY
    module, _, name = ("survey_commands.import_survey" if surveyed else options.work).rpartition(".")
    if not module:
        module = _MODULES.get(options.command, "commands")
    work: Callable[[argparse.Namespace], Outcome] = getattr(import_module(f"desktop.cli.{module}"), name)
    return work


def _plain(value: object) -> str:
    """Dates and moments in ISO 8601, paths as they are."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class _Parser(argparse.ArgumentParser):
    """argparse, speaking Korean."""

    _SAID = (
        (r"the following arguments are required: (.+)", "빠진 것이 있습니다: {0}"),
        (r"unrecognized arguments: (.+)", "알 수 없는 말입니다: {0}"),
        (
            r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
            "{1}은(는) 쓸 수 없습니다. 쓸 수 있는 말: {2}",
        ),
        (r"argument (.+?): invalid \w+ value: (.+)", "{0} 자리에 {1}은(는) 쓸 수 없습니다."),
        (r"argument (.+?): expected .+", "{0} 뒤에 값이 있어야 합니다."),
        (r"ambiguous option: (.+?) could match (.+)", "{0}은(는) 여럿으로 읽힙니다: {1}"),
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **settings)
        self.add_argument("-h", "--help", action="help", help="이 도움말을 보여 주고 마칩니다")
        self._positionals.title, self._optionals.title = "말", "고를 것"

    def error(self, message: str) -> NoReturn:
        for pattern, korean in self._SAID:
            if said := re.fullmatch(pattern, message):
                message = korean.format(*said.groups())
        self.exit(WRONG_USAGE, f"{message}\n{self.format_usage()}자세한 것은 --help\n")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "쓰는 법: " if prefix is None else prefix)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ``command`` is None when only the window is asked for.

    Wrong usage ends the program with exit status 2.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="파일", default=argparse.SUPPRESS, help="데이터 파일이나 서버 주소")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="JSON 하나로 답합니다")
    parser = _Parser(prog="이음", description="명령 없이 부르면 창을 엽니다.", parents=[common])
    commands = parser.add_subparsers(title="명령", metavar="명령", dest="command", parser_class=_Parser)

    def command(name: str, work: str, help_: str, among: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = among.add_parser(
            name, help=help_, description=help_, parents=[common]
        )
        made.set_defaults(work=work)
        return made

    command("new", "new", "빈 데이터 파일을 만듭니다")
    command("sample", "make_sample", "예제 자료가 든 데이터 파일을 만듭니다")
    _add_lists(command)
    certificates = commands.add_parser(
        "certificates", help="수료증, 위촉장, 표창장, 상장을 발급하고, 다시 쓰고, 확인합니다"
    )
    _add_certificates(certificates, command)
    _add_programmes(command)
    _add_keeping(command)
    return parser.parse_args(arguments, argparse.Namespace(command=None, data=None, json=False))


def _add_lists(command: Callable[..., argparse.ArgumentParser]) -> None:
    """What reads lists in, shows them and writes them out."""
    _add_import(command("import", "import_file", "명단 파일을 가져옵니다"))
    told = command("list", "list_records", "목록을 보여 줍니다(개인정보는 가리고, --json은 그대로)")
    _add_list(told, TOLD)
    told.add_argument("--stage", metavar="단계", help="단계의 이름이나 번호: 단계마다 셈하는 목록에")
    export = command("export", "export", "목록을 엑셀로 내보냅니다")
    _add_list(export, LISTS)
    export.add_argument("out", metavar="OUT.xlsx", type=Path, help="쓸 파일")
    export.add_argument("--masked", action="store_true", help="이름과 번호를 가립니다")
    export.add_argument("--all-columns", action="store_true", help="목록에 숨은 열까지 모두 내보냅니다")
    export.add_argument(
        "--one-page", action="store_true", help="조금 넘치는 명단은 한 쪽에 맞게 작게 인쇄되도록 합니다"
    )
    export.add_argument("--purpose", default="", help="내보내는 목적: 이력에 남습니다")


def _add_programmes(command: Callable[..., argparse.ArgumentParser]) -> None:
    """What the two programmes do in bulk."""
    _add_teams(command("teams", "divide", "기수를 팀으로 나눕니다. 같은 씨앗은 같은 팀입니다"))
    interviews = command("interviews", "make", "기수의 면접 시간표를 만듭니다. 같은 씨앗은 같은 시간표입니다")
    interviews.add_argument("--cohort", metavar="기수", required=True, help="기수의 이름이나 연도")
    interviews.add_argument("--seed", metavar="N", type=int, default=0, help="찾는 차례의 씨앗 (보통 0)")
    command(SURVEY, "show_survey", "기수의 만족도 설문을 이름 없이 간추립니다").add_argument(
        "--cohort", metavar="기수", required=True, help="기수의 이름이나 연도"
    )
    attendance.add(command)
    claim_commands.add(command)
    _add_select(command("select", "select", "단계의 순위를 매기고, 확인한 사람이 있으면 확정합니다"))
    _add_match(command("match", "match", "교육생과 모집을 이을 안을 만듭니다. 같은 씨앗은 같은 안입니다"))


def _add_keeping(command: Callable[..., argparse.ArgumentParser]) -> None:
    """What is done about the data file itself."""
    command("undo", "undo", "되돌릴 수 있는 마지막 작업을 되돌립니다. 지나친 일이 있으면 말합니다")
    command("condense", "condense", "되돌린 지 오래된 작업의 이력을 줄입니다").add_argument(
        "--days",
        type=int,
        metavar="DAYS",
        help="되돌린 지 며칠이 지난 것부터 (없으면 설정대로, 처음에는 365)",
    )
    log = command("history", "show_history", "기록 하나의 변경 이력을 보여 줍니다")
    log.add_argument("kind", metavar="KIND", choices=LISTS, help="%(choices)s")
    log.add_argument("id", metavar="ID", type=int, help="list가 보여 주는 번호")
    command("backup", "back_up", "백업하고, 다시 열어 확인합니다").add_argument(
        "out", metavar="OUT", type=Path
    )
    command("restore", "restore", "백업에서 되살립니다").add_argument("file", metavar="FILE", type=Path)
    command("check", "check", "파일, 수료증 보관본, 번호를 살핍니다")


def _add_list(parser: argparse.ArgumentParser, kinds: _Kinds) -> None:
    parser.add_argument("kind", metavar="KIND", choices=kinds, help="%(choices)s")
    parser.add_argument("--cohort", metavar="기수", help="기수의 이름이나 연도")
    parser.add_argument("--search", metavar="글", default="", help="이름 일부, 초성, 전화 끝 네 자리")


def _add_select(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cohort", metavar="기수", required=True, help="기수의 이름이나 연도")
    parser.add_argument("--stage", metavar="단계", help="단계의 이름이나 차례; 없으면 첫 단계")
    parser.add_argument("--seats", metavar="N", type=int, help="정원; 없으면 정해 둔 대로")
    parser.add_argument("--reserves", metavar="M", type=int, help="예비 인원; 없으면 정해 둔 대로")
    parser.add_argument(
        "--ties", choices=("in", "out", "lottery"), help="합격선의 동점자를 모두 넣기, 모두 빼기, 추첨"
    )
    parser.add_argument("--seed", metavar="K", type=int, help="추첨의 씨앗: 같은 씨앗은 같은 결과를 냅니다")
    parser.add_argument("--publish", action="store_true", help="확정합니다. --confirmed-by가 있어야 합니다")
    parser.add_argument("--confirmed-by", metavar="이름", help="순위를 확인한 다른 사람: 이력에 남습니다")


def _add_match(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cohort", metavar="기수", required=True, help="기수의 이름이나 연도")
    parser.add_argument(
        "--plan",
        choices=("stable", "most", "regret"),
        default="stable",
        help="안정(보통), 최다 배정, 최소 후회",
    )
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="추첨의 씨앗 (보통 0)")
    parser.add_argument("--starts-on", metavar="날짜", help="모집에 시작 예정일이 없을 때의 시작일")
    parser.add_argument(
        "--accept", action="store_true", help="안대로 인턴 매칭을 만듭니다; 없으면 보이기만 합니다"
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=IMPORTS, help="%(choices)s")
    parser.add_argument("file", metavar="FILE", type=Path, help="xlsx, xls, ods, csv")
    parser.add_argument("--cohort", metavar="기수", help="기수의 이름이나 연도; 없으면 만듭니다")
    parser.add_argument("--stage", metavar="단계", help="단계의 이름")
    parser.add_argument("--judge", metavar="심사위원", help="점수: 한 심사위원이 낸 평가표일 때 그 이름")
    parser.add_argument("--sheet", metavar="시트", help="시트의 이름")
    parser.add_argument("--all-sheets", action="store_true", help="같은 모양의 시트를 모두 함께 가져옵니다")
    parser.add_argument(
        "--password",
        action="store_true",
        help="암호가 걸린 파일: IEUM_WORKBOOK_PASSWORD의 값, 없으면 물어봅니다",
    )
    parser.add_argument(
        "--blank-unreadable",
        action="store_true",
        help="읽지 못하는 값은, 꼭 있어야 하는 것이 아니면, 비워 두고 나머지를 가져옵니다",
    )
    parser.add_argument(
        "--accept-doubtful", action="store_true", help="칸이 밀렸을지 모르는 줄도 적힌 그대로 가져옵니다"
    )
    parser.add_argument("--dry-run", action="store_true", help="쓰지 않고 어떻게 될지만 봅니다")
    parser.add_argument(
        "--rejects", metavar="OUT.xlsx", type=Path, help="들이지 못한 줄을 사유와 함께 쓸 파일"
    )


def _add_teams(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cohort", metavar="기수", required=True, help="기수의 이름이나 연도")
    parser.add_argument("--count", metavar="N", type=int, help="팀의 수; 없으면 있는 팀만큼")
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="추첨의 씨앗 (보통 0)")
    parser.add_argument(
        "--apply", action="store_true", help="나눈 대로 팀에 넣습니다; 없으면 보이기만 합니다"
    )


def _add_certificates(
    parser: argparse.ArgumentParser, command: Callable[..., argparse.ArgumentParser]
) -> None:
    among = parser.add_subparsers(title="명령", metavar="명령", required=True, parser_class=_Parser)
    issue = command("issue", "issue", "번호를 주고 발급합니다", among)
    of = issue.add_mutually_exclusive_group(required=True)
    of.add_argument("--cohort", metavar="기수", help="기수의 이름이나 연도")
    of.add_argument("--board", metavar="보드", help="주니어보드 기수의 이름이나 연도")
    issue.add_argument(
        "--kind", metavar="종류", default="수료", help="수료, 상장, 단체 상장; 보드는 위촉, 표창, 보드 수료"
    )
    issue.add_argument(
        "--name", metavar="이름", action="append", default=[], help="이 사람이나 팀만; 여러 번 쓸 수 있습니다"
    )
    issue.add_argument("--out", metavar="OUT.pdf", type=Path, required=True, help="쓸 파일")
    issue.add_argument("--date", metavar="날짜", help="발급일; 적지 않으면 오늘")
    issue.add_argument("--office", metavar="NAME", help="발급하는 기관의 이름; 기관 설정에 남습니다")
    issue.add_argument(
        "--issuer", metavar="NAME", help="명의(예: 동대문구청장), 보드는 기관장 직함; 기관 설정에 남습니다"
    )
    issue.add_argument(
        "--accept-doubtful", action="store_true", help="이름인지 다시 보아야 할 사람도 적힌 그대로 발급합니다"
    )
    again = command("print", "print_again", "발급한 그대로 다시 씁니다", among)
    again.add_argument("--cohort", metavar="기수", help="기수의 이름이나 연도")
    again.add_argument(
        "--number", metavar="번호", action="append", default=[], help="이 번호만; 여러 번 쓸 수 있습니다"
    )
    again.add_argument("--out", metavar="OUT.pdf", type=Path, required=True, help="쓸 파일")
    verify = command("verify", "verify", "발급한 그대로인지 확인합니다", among)
    verify.add_argument("file", metavar="FILE", type=Path, nargs="?", help="받은 PDF 파일")
    verify.add_argument("--text", metavar="확인번호", help="확인번호나 QR 코드에서 읽은 글")
