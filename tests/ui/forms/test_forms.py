"""Forms and fields agree: every input is a field, every field has its input, its label and its place in the tab order."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.places import bundled
from desktop.rules.fields import Field, Kind
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.file_input import FileInput
from desktop.ui.forms.form_builder import build_form
from desktop.ui.forms.layout import Layout
from tests.ui.forms.every_form import BUILT, DESIGNED, FORMS, made

INPUTS = (CheckList, FileInput, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit)
SUITED = {
    Kind.LONG_TEXT: QPlainTextEdit,
    Kind.CHOICE: QComboBox,
    Kind.YES_NO: QCheckBox,
    Kind.LINK: (QComboBox, CheckList),
    Kind.FILE: FileInput,
}


@pytest.fixture(params=FORMS)
def name(request):
    return request.param


@pytest.fixture
def fields(name):
    return FORMS[name][1]


@pytest.fixture
def loaded(name, qapp):
    parent = QWidget()
    yield made(name, parent)
    parent.deleteLater()


def inputs(loaded):
    """The form's own inputs by objectName, without the parts they are made of."""
    found = [widget for kind in INPUTS for widget in loaded.findChildren(kind)]
    return {w.objectName(): w for w in found if not isinstance(w.parent(), (CheckList, QComboBox))}


def test_every_input_is_a_field_and_every_field_has_an_input(fields, loaded):
    assert set(inputs(loaded)) == {field.key for field in fields}


def test_the_input_suits_the_field(fields, loaded):
    for field in fields:
        assert isinstance(inputs(loaded)[field.key], SUITED.get(field.kind, QLineEdit)), field.key


def test_every_input_has_one_label_that_leads_to_it(loaded):
    buddies = [label.buddy() for label in loaded.findChildren(QLabel) if label.buddy()]
    assert sorted(buddy.objectName() for buddy in buddies) == sorted(inputs(loaded))


@pytest.mark.parametrize("name", [name for name in FORMS if name not in BUILT])
def test_tab_goes_through_all_inputs_row_by_row(name, fields):
    tree = ET.parse(bundled("forms", f"{FORMS[name][0]}.ui"))
    order = [stop.text for stop in tree.findall("tabstops/tabstop")]
    places = {
        widget.get("name"): (int(item.get("column")) > 2, int(item.get("row")))
        for item in tree.iter("item")
        if item.get("row")
        for widget in item.iter("widget")
    }
    stops = [key for key in order if key in {field.key for field in fields}]
    assert len(stops) == len(fields)
    for side in (False, True):
        rows = [places[key][1] for key in stops if places[key][0] is side]
        assert rows == sorted(rows)


@pytest.mark.parametrize("name", BUILT)
def test_tab_goes_through_the_fields_in_their_order(fields, loaded):
    stops, widget = [], loaded.nextInFocusChain()
    while widget is not loaded:
        stops += [widget.objectName()] if widget.objectName() in inputs(loaded) else []
        widget = widget.nextInFocusChain()
    assert stops == [field.key for field in fields]


def test_every_designer_file_is_used():
    used = {form for form, _fields in FORMS.values() if not isinstance(form, Layout)}
    assert set(DESIGNED) == used | {"certificate_issue", "export_dialog", "office"}


PEOPLE = (
    Field("name", "성명", required=True, example="예: 홍길동"),
    Field("phone", "연락처"),
    Field("address", "주소"),
    Field("note", "메모", Kind.LONG_TEXT),
    Field("guardian", "보호자"),
)


def lines(form):
    """The inputs and headings of a built form as they stand, line by line."""
    grid, found = form.layout(), {}
    for place in range(grid.count()):
        row, column, _rows, columns = grid.getItemPosition(place)
        widget = grid.itemAt(place).widget()
        told = widget.objectName() or ("" if widget.buddy() else f"[{widget.text()}]")
        if told:
            found.setdefault(row, []).append((column, f"{told} {columns}"))
    return [[told for _column, told in sorted(found[row])] for row in sorted(found)]


@pytest.mark.parametrize(
    ("layout", "stand"),
    [
        (Layout(), [["name 1"], ["phone 1"], ["address 1"], ["note 1"], ["guardian 1"]]),
        (Layout(columns=2), [["name 1", "phone 1"], ["address 1"], ["note 3"], ["guardian 1"]]),
        (
            Layout(columns=2, wide=frozenset({"name"})),
            [["name 3"], ["phone 1", "address 1"], ["note 3"], ["guardian 1"]],
        ),
        (
            Layout(columns=2, groups={"name": "본인", "address": "사는 곳", "guardian": "보호자"}),
            [
                ["[본인] 4"], ["name 1", "phone 1"], ["[사는 곳] 4"], ["address 1"], ["note 3"],
                ["[보호자] 4"], ["guardian 1"],
            ],
        ),
    ],
)  # fmt: skip
def test_fields_stand_in_their_columns_and_groups(qapp, layout, stand):
    parent = QWidget()
    form = build_form(PEOPLE, layout, parent)
    assert lines(form) == stand
    parent.deleteLater()
