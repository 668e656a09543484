"""The commands of the satisfaction survey: taken in without names, and summed up."""

import argparse

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.errors import UserError
from desktop.services.training.survey import intake
from desktop.services.training.survey.summary import summary


def import_survey(options: argparse.Namespace) -> Outcome:
    """Read the file and keep its answers, with --dry-run only look."""
    if not options.cohort:
        raise UserError("--cohort 뒤에 어느 기수의 설문인지 적어 주세요.")
    with open_store(options) as store:
        cohort_id = scope_of(store, "teams", options.cohort).cohort_id
        assert cohort_id is not None
        plan = intake.prepare(store, cohort_id, options.file, options.sheet)
        if not options.dry_run:
            intake.run(store, cohort_id, plan)
    added, duplicates = (0, plan.sheets) if plan.known else (plan.sheets, 0)
    left_out = [*plan.personal, *plan.other]
    facts = {
        "added": added,
        "updated": 0,
        "duplicates": duplicates,
        "rejected": 0,
        "total": plan.sheets,
        "problems": [],
        "repairs": [],
        "ignored_columns": left_out,
        "questions": list(plan.questions),
        "dry_run": options.dry_run,
    }
    lines = [f"설문 {plan.sheets}장, 물음 {len(plan.questions)}개 — 추가 {added}, 중복 {duplicates}"]
    lines += [f"가져오지 않는 열: {', '.join(left_out)}"] if left_out else []
    return Outcome(facts, lines)


def show_survey(options: argparse.Namespace) -> Outcome:
    """The summary of a cohort."""
    with open_store(options) as store:
        cohort_id = scope_of(store, "teams", options.cohort).cohort_id
        assert cohort_id is not None
        found = summary(store, cohort_id)
    questions = [
        {
            "question": each.title,
            "answered": each.answered,
            "mean": None if each.mean is None else f"{each.mean:.2f}",
            "spread": {f"{value:f}": count for value, count in each.spread},
            "words": [{"text": text, "count": count} for text, count in each.words],
        }
        for each in found.questions
    ]
    facts = {"sheets": found.sheets, "people": found.people, "rate": found.rate, "questions": questions}
    lines = [f"응답 {found.sheets} / {found.people}명 ({found.rate} %)"]
    lines += [
        f"{each.title}\t{'' if each.mean is None else f'{each.mean:.2f}'}\t응답 {each.answered}"
        for each in found.questions
    ]
    return Outcome(facts, lines)
