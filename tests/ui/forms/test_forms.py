"""Forms and fields agree: every input is a field, every field has its input, its label and its place in the tab order."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.places import bundled
from desktop.rules.fields import Kind
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.form_loader import load_form
from desktop.ui.window.screens import SCREENS
from desktop.ui.window.servers import ServerForm

FORMS = (*(screen.form for screen in SCREENS.values() if screen.form is not None), ServerForm())
INPUTS = (CheckList, QComboBox, QLineEdit, QPlainTextEdit)
SUITED = {
    Kind.LONG_TEXT: QPlainTextEdit,
    Kind.CHOICE: QComboBox,
    Kind.LINK: (QComboBox, CheckList),
}


@pytest.fixture(params=FORMS, ids=lambda form: form.name)
def form(request):
    return request.param


@pytest.fixture
def loaded(form, qapp):
    parent = QWidget()
    yield load_form(form.name, parent)
    parent.deleteLater()


def inputs(loaded):
    """The form's own inputs by objectName, without the parts they are made of."""
    found = [widget for kind in INPUTS for widget in loaded.findChildren(kind)]
    return {w.objectName(): w for w in found if not isinstance(w.parent(), (CheckList, QComboBox))}


def test_every_input_is_a_field_and_every_field_has_an_input(form, loaded):
    assert set(inputs(loaded)) == {field.key for field in form.fields}


def test_the_input_suits_the_field(form, loaded):
    for field in form.fields:
        assert isinstance(inputs(loaded)[field.key], SUITED.get(field.kind, QLineEdit)), field.key


def test_every_input_has_one_label_that_leads_to_it(form, loaded):
    buddies = [label.buddy() for label in loaded.findChildren(QLabel) if label.buddy()]
    assert sorted(buddy.objectName() for buddy in buddies) == sorted(inputs(loaded))


def test_tab_goes_through_all_inputs_row_by_row(form):
    tree = ET.parse(bundled("forms", f"{form.name}.ui"))
    order = [stop.text for stop in tree.findall("tabstops/tabstop")]
    places = {
        widget.get("name"): (int(item.get("column")) > 2, int(item.get("row")))
        for item in tree.iter("item")
        if item.get("row")
        for widget in item.iter("widget")
    }
    fields = [key for key in order if key in {field.key for field in form.fields}]
    assert len(fields) == len(form.fields)
    for side in (False, True):
        rows = [places[key][1] for key in fields if places[key][0] is side]
        assert rows == sorted(rows)


def test_no_form_lies_about_unused():
    files = {Path(path).stem for path in bundled("forms").glob("*.ui")}
    assert {form.name for form in FORMS} <= files
