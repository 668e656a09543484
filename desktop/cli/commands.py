"""What each command of the command line does: called with its options, it returns what to print.

Why it is long: the commands that any kind of record has stand together; those of a slice have files of their own.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from desktop.errors import UserError
from desktop.places import default_data_file
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, as_json, show
from desktop.services import importing, sample
from desktop.services.datafile import condensing, engines, history, rights
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.desks.network_drives import on_network
from desktop.services.datafile.history import HistoryLine
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store, desk_user, now
from desktop.services.kinds import COMPUTED, KINDS, LISTS
from desktop.services.office.keeping import CONDENSE_AFTER_DAYS
from desktop.services.records import access, exporting
from desktop.services.records.cards import parts_of
from desktop.services.safety import backup, rescue
from desktop.services.safety.counted import PEOPLE
from desktop.services.safety.passphrases import check_new

PASSPHRASE = "IEUM_PASSPHRASE"  # noqa: S105 - the variable's name
WORKBOOK_PASSWORD = "IEUM_WORKBOOK_PASSWORD"  # noqa: S105 - likewise


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: the object printed with --json, the lines printed without, problems for the error output."""

    facts: dict[str, Any]
    lines: Sequence[str]
    problems: Sequence[str] = ()


def _location(options: argparse.Namespace) -> str:
    return options.data or str(default_data_file())


def _passphrase() -> str | None:
    return os.environ.get(PASSPHRASE) or None


def _workbook_password() -> str:
    """Never an argument: those stand in the list of processes, for everybody at the machine to read."""
    return os.environ.get(WORKBOOK_PASSWORD) or getpass.getpass("파일의 암호: ")


@contextmanager
def open_store(options: argparse.Namespace) -> Iterator[Store]:
    """The data to work on; for looking only where nothing can be written, or while another desk does on a network drive.

    Where the file is damaged, the newest good backup is named.
    """
    location = _location(options)
    path, why_read_only = engines.file_of(location), ""
    copy = neighbours.copy_at(path) if path is not None else None
    turn: engines.Turn = engines.at_once
    with ExitStack() as held:
        if copy is not None:
            why_read_only = copy.why
        elif path is not None and path.is_file() and on_network(path):
            lock = DeskLock(path)
            held.callback(lock.release)
            holder, turn = lock.take(desk_user(), now()), lock.make_sure
            why_read_only = holder.sentence() if holder else ""
        if path is not None and os.access(path, os.R_OK) and not rights.can_be_written(path):
            why_read_only = (
                f"'{path}' 파일은 쓸 수 없는 곳에 있습니다. 'backup'으로 쓸 수 있는 폴더에 사본을 두세요."
            )
        opened = rescue.try_to_open(
            location, passphrase=_passphrase(), read_only=bool(why_read_only), turn=turn
        )
        if isinstance(opened, rescue.Refusal):
            if path is None or opened.good is None:
                raise opened.error
            told = f"'{opened.good.path}'가 쓸 수 있는 최근 백업입니다. 'restore'로 되살려 주세요."
            raise UserError(f"'{path.name}' 파일이 손상되었습니다. {told}") from opened.error
        opened.why_read_only = why_read_only
        if copy is not None:
            opened.way_out = ""  # the sentence has told it
        access.hand_over_with_writes(opened)
        if opened.lost and options.command != "check":  # which counts it among what is wrong
            sys.stderr.write(f"{opened.lost}\n")
        if copy is not None:
            opened.way_out = ""  # the sentence has told it
        yield held.enter_context(opened)


def new(options: argparse.Namespace) -> Outcome:
    Store.create(_location(options), passphrase=check_new(_passphrase())).close()
    data = engines.shown(_location(options))
    return Outcome({"data": data}, [f"새 데이터 파일을 만들었습니다: {data}"])


def make_sample(options: argparse.Namespace) -> Outcome:
    with Store.create(_location(options), passphrase=check_new(_passphrase()), fill=sample.create) as store:
        counts = {
            kind: Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today()))).total()
            for kind in LISTS
            if KINDS[kind].by_hand
        }
    counted = ", ".join(
        f"{LISTS[kind].noun} {number:,}{LISTS[kind].counter}" for kind, number in counts.items()
    )
    data = engines.shown(_location(options))
    lines = [f"예제 자료를 만들었습니다: {data}", counted]
    return Outcome({"data": data, "counts": counts}, lines)


def import_file(options: argparse.Namespace) -> Outcome:
    workbook = importing.read_file(options.file, _workbook_password() if options.password else None)
    with open_store(options) as store:
        plan = importing.prepare(
            store,
            options.kind,
            workbook,
            sheet=options.sheet,
            cohort=options.cohort,
            stage=options.stage,
            judge=options.judge,
            together=options.all_sheets,
            blank_unreadable=options.blank_unreadable,
            accept_doubtful=options.accept_doubtful,
        )
        # The file of rejected rows first: where it cannot be written, nothing is imported either.
        rejects = importing.write_rejects(plan, options.rejects) if options.rejects and plan.rejects else None
        if not options.dry_run and plan.added + plan.updated:
            importing.run(store, plan)
    lines = _import_lines(plan, "가져오면" if options.dry_run else "가져왔습니다")
    if rejects:
        lines.append(f"거절한 줄을 여기 썼습니다: {rejects}")
    return Outcome({**plan.as_json(), "dry_run": options.dry_run, "rejects": rejects}, lines)


def _import_lines(plan: importing.ImportPlan, did: str) -> list[str]:
    """The counts, then everything a person should look at, by the rows of the file."""
    called, (cells, people) = plan.rows.shown, plan.could_blank
    return [
        f"{plan.source} {did}: 모두 {plan.total:,}건 — 추가 {plan.added:,}, 고침 {plan.updated:,}, "
        f"중복 {plan.duplicates:,}, 거절 {plan.rejected:,}",
        *(f"{called(problem.row)}행 {problem.column}: {problem.reason}" for problem in plan.problems),
        *([f"--blank-unreadable: {cells:,}칸은 비워 두고 {people:,}건도 가져옵니다"] if people else []),
        *([f"--accept-doubtful: {plan.doubtful:,}건도 적힌 그대로 가져옵니다"] if plan.doubtful else []),
        *(f"{called(blank.row)}행 {blank.column}: 비워 두었습니다. {blank.reason}" for blank in plan.blanked),
        *(
            f"{called(repeat.row)}행: "
            + (f"{called(repeat.like)}행과 같습니다." if repeat.like else "이미 있는 자료와 같습니다.")
            for repeat in plan.repeats
        ),
        *(f"{called(flag.row)}행 {flag.name}: {flag.word}. {flag.what}. {flag.rule}" for flag in plan.flags),
        *([f"읽으며 고친 값 {len(plan.repairs):,}개"] if plan.repairs else []),
        *([f"가져오지 않는 열: {', '.join(plan.ignored_columns)}"] if plan.ignored_columns else []),
        *plan.notes,
    ]


def list_records(options: argparse.Namespace) -> Outcome:
    if options.kind in COMPUTED:
        return _list_computed(options)
    with open_store(options) as store:
        listing = _listing(store, options)
        rows = listing.page(0, listing.count())
        if options.json and rows:
            exporting.log_read_out(store, listing, len(rows))
    keys = ["id", *(column.key for column in listing.columns)]
    shown = [(place, column.field) for place, column in enumerate(listing.columns, 1) if column.shown]
    lines = [f"{listing.spec.title} {len(rows):,}{listing.spec.counter}"]
    if rows:
        lines.append("\t".join(["번호", *(field.title for _place, field in shown)]))
    lines += [
        "\t".join([str(row[0]), *(show(field, row[place], masked=True) for place, field in shown)])
        for row in rows
    ]
    fields = [column.field for column in listing.columns]
    records = [dict(zip(keys, (row[0], *map(as_json, fields, row[1:])), strict=True)) for row in rows]
    return Outcome({"columns": keys, "rows": records, "total": len(rows)}, lines)


def _list_computed(options: argparse.Namespace) -> Outcome:
    listed = COMPUTED[options.kind]
    with open_store(options) as store:
        found = listed.rows(store, options.cohort, options.stage)
        rows = [row for row in found if options.search in row["name"]]
        if options.json and rows:
            exporting.log_told(store, listed.title, listed.counter, listed.fields, len(rows))
    keys = [field.key for field in listed.fields]
    lines = [
        f"{listed.title} {len(rows):,}{listed.counter}",
        *(["\t".join(field.title for field in listed.fields)] if rows else []),
        *("\t".join(show(field, row[field.key], masked=True) for field in listed.fields) for row in rows),
    ]
    return Outcome({"columns": keys, "rows": rows, "total": len(rows)}, lines)


def export(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        chosen = exporting.ExportOptions(
            masked=options.masked, one_page=options.one_page, purpose=options.purpose
        )
        listing = _listing(store, options)
        columns = [column.key for column in listing.columns] if options.all_columns else ()
        exported = exporting.export_list(store, listing, options.out, chosen, columns=columns)
    facts = {"rows": exported.rows, "out": exported.path, "masked": options.masked}
    return Outcome(facts, [f"{exported.rows:,}건을 내보냈습니다: {exported.path}"])


def _listing(store: Store, options: argparse.Namespace) -> Listing:
    scope = scope_of(store, options.kind, options.cohort)
    return Listing(store.engine, LISTS[options.kind], Criteria(search=options.search, scope=scope))


def scope_of(store: Store, kind: str, wanted: str | None) -> Scope:
    """What a list is narrowed to, by name or year: a cohort, or the term of the junior board."""
    if not wanted:
        return Scope(today=store.today())
    within = KINDS[LISTS[kind].narrowed_to or "cohorts"]
    assert within.named is not None
    with store.read() as session:
        found = within.named(session, wanted)
    if found is None:
        raise UserError(f"'{wanted}' 기수가 없습니다. 기수의 이름이나 연도를 확인해 주세요.")
    return Scope(today=store.today()).within(within.kind, found.id)


def undo(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        # Nobody sits at a command to be asked: it says what it passes over.
        final = history.final_in_the_way(store)
        store.told_final = final.id if final else 0
        changes = history.undo(store)
    passed = [f"그 뒤의 '{final.name}' 작업은 그대로입니다. {final.sealed}"] if final else []
    facts = {
        "undone": changes.name,
        "changes": changes.summary(),
        "passed_over": final.name if final else None,
    }
    return Outcome(facts, [changes.name, *passed])


def condense(options: argparse.Namespace) -> Outcome:
    if options.days is not None and options.days < 0:
        raise UserError("날수는 0이나 그보다 큰 수로 적어 주세요.")
    with open_store(options) as store:
        days = value(store, CONDENSE_AFTER_DAYS) if options.days is None else options.days
        done = condensing.condense(store, days=days)
    said = f"되돌린 작업 {done.operations:,}건의 이력 {done.changes:,}줄을 줄였습니다."
    return Outcome(asdict(done), [said if done.operations else "줄일 이력이 없습니다."])


def show_history(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        with store.read() as session:
            rows = parts_of(session, options.kind, options.id)
        confidential = {field.key for field in KINDS[options.kind].fields if field.confidential}
        found = [line for line in history.of_record(store, rows) if line.field not in confidential]
    if not found:
        raise UserError(
            f"{options.id}번 기록에는 이력이 없습니다. 'list {options.kind}'로 번호를 확인해 주세요."
        )
    lines = [
        f"{line.at.astimezone():%Y-%m-%d %H:%M}\t{line.user}\t{line.operation}"
        + (f"\t{_edited(options.kind, line)}" if line.field else "")
        + (f"\t사유: {line.reason}" if line.reason else "")
        for line in found
    ]
    return Outcome({"history": [asdict(line) for line in found], "total": len(found)}, lines)


def _edited(kind: str, line: HistoryLine) -> str:
    fields = {column.key: column.field for column in LISTS[kind].columns}
    fields |= {field.key: field for field in KINDS[kind].fields}
    field = fields.get(line.field, Field(line.field, line.field))
    old, new = (show(field, value, masked=True) or "빈칸" for value in (line.old, line.new))
    return f"{field.title}: {old} → {new}"


def back_up(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        made = backup.back_up(store, options.out)
    facts = {"out": made.path, "bytes": made.size, "counts": made.counts, "attachments": made.told}
    people = made.counts[PEOPLE]
    said = f"백업하고 다시 열어 확인했습니다: {made.path} ({made.size:,}바이트, {people:,}명)"
    return Outcome(facts, [said, *([made.told] if made.told else [])])


def restore(options: argparse.Namespace) -> Outcome:
    restored = backup.restore(_location(options), options.file, passphrase=_passphrase())
    facts = {
        "data": restored.backup.path,
        "kept": restored.kept,
        "counts": restored.backup.counts,
        "carried": asdict(restored.carried),
    }
    lines = [f"되살렸습니다: {restored.backup.path} ({restored.backup.counts[PEOPLE]:,}명)"]
    lines += restored.carried.sentences
    if restored.kept:
        lines.append(f"앞서 있던 파일은 여기 두었습니다: {restored.kept}")
    return Outcome(facts, lines)
