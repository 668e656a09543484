"""The dialogs from completion to a job: a company, its openings, and an internship matched to one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.services.datafile.changes import Changes
from desktop.services.placement import internships as placement
from desktop.services.records import records
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.forms.date_input import DateInput
from desktop.ui.kit import messages
from desktop.ui.placement.companies.choosing import warn
from desktop.ui.placement.pages import COMPANY, MATCH
from desktop.ui.records.record_dialog import RecordDialog, run


def open_company(desk: Desk, parent: QWidget, company_id: int | None = None) -> Changes | None:
    """A company; when its number turns out to be known, the company that has it can be opened instead."""
    dialog = CompanyDialog(desk, parent, company_id)
    changes = run(dialog)
    return open_company(desk, parent, dialog.wanted) if dialog.wanted else changes


def open_match(
    desk: Desk, parent: QWidget, match_id: int | None = None, *, opening_id: int | None = None, **given: Any
) -> Changes | None:
    """An internship: trainee, opening and period; a new one at ``opening_id`` starts when the opening says."""
    if opening_id is not None:
        starts_on = records.read(desk.store, "openings", opening_id)["starts_on"]
        given = {"starts_on": starts_on, **given, "opening_id": opening_id}
    return run(MatchDialog(desk, parent, match_id, given))


class CompanyDialog(RecordDialog):
    """A company. ``wanted`` is the id of the known company the officer asked for instead."""

    def __init__(self, desk: Desk, parent: QWidget | None, company_id: int | None = None) -> None:
        super().__init__(desk, parent, COMPANY, company_id)
        self.wanted: int | None = None
        self._found: int | None = None
        known = self.form.findChild(QPushButton, "known_company")
        number = self.input("registration_number")
        assert isinstance(known, QPushButton)
        assert isinstance(number, QLineEdit)
        self.known = known
        self.known.hide()
        self.known.clicked.connect(self._open_known)
        number.textChanged.connect(self._look_up)

    def _look_up(self, number: str) -> None:
        found = placement.company_with(self.desk.store, number)
        self._found = found[0] if found and found[0] != self.record_id else None
        self.known.setVisible(self._found is not None)
        if found:
            self.known.setText(self.tr("이미 있는 '{0}' 열기").format(found[1]))

    def _open_known(self) -> None:
        self.wanted = self._found
        self.reject()
        if self.isVisible():  # the officer would rather keep what is typed
            self.wanted = None


class MatchDialog(RecordDialog):
    """An internship. Its end follows its start by the rule, until the officer writes an end of his or her own.

    Whether someone who left the programme is really meant is asked once, when the trainee is chosen and saved.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        match_id: int | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(desk, parent, MATCH, match_id, given=given)
        start, end = self.input("starts_on"), self.input("ends_on")
        rule = self.form.findChild(QLabel, "ends_on_rule")
        assert isinstance(start, DateInput)
        assert isinstance(end, DateInput)
        assert isinstance(rule, QLabel)
        self._start, self._end, self._rule = start, end, rule
        self._meant = self._known.get("trainee_id")
        self._by_rule = self._end.text() in {"", self._reckoned()}
        start.textChanged.connect(self._follow)
        end.textEdited.connect(lambda: self._set_by_rule(False))
        end.textChanged.connect(lambda: self._show_rule())
        self._follow()
        warn(self, "opening_id")

    def accept(self) -> None:
        people = self.input("trainee_id")
        assert isinstance(people, QComboBox)
        chosen = people.currentData()
        if chosen is not None and chosen != self._meant:
            doubt = placement.question(self.desk.store, chosen)
            if doubt and not messages.ask(self, doubt, self.tr("그대로 저장")):
                return
            self._meant = chosen
        super().accept()

    def _reckoned(self) -> str:
        """The end by the rule, as it is written; '' while there is no start."""
        start = self._start.date()
        return show_date(placement.end_of_internship(self.desk.store, start)) if start else ""

    def _follow(self) -> None:
        if self._by_rule and self._reckoned():
            self._end.setText(self._reckoned())
        self._show_rule()

    def _set_by_rule(self, by_rule: bool) -> None:  # noqa: FBT001 - a switch
        self._by_rule = by_rule or not self._end.text().strip()

    def _show_rule(self) -> None:
        rule = placement.rule_of_end(self.desk.store)
        reckoned = self._reckoned()
        if reckoned and self._end.text().strip() != reckoned:
            rule += self.tr(". 규칙대로면 종료일은 {0}").format(reckoned)
        self._rule.setText(rule)
        self.make_room()
