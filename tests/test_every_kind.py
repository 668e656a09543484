"""Nothing is forgotten: every kind of record has all that a kind has, and everything that lies about is used."""

import ast
import contextlib
import io
import itertools
import json
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint

from desktop.cli import command_line
from desktop.model import migrations, tables
from desktop.places import bundled
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import Kind
from desktop.rules.flows import Tone
from desktop.services.kinds import KINDS, LISTS
from desktop.services.record_kind import Sought
from desktop.services.records import cards, finding
from desktop.services.safety.counted import COUNTED
from desktop.ui.kit.icons import GLYPHS
from desktop.ui.records.common_commands import commands_for
from desktop.ui.records.view import View
from desktop.ui.window.guide import chapters
from desktop.ui.window.menu import MENU
from desktop.ui.window.screens import CHAPTERS, DECLARED, OPENERS, SCREENS, VIEWS, commands_of
from tools import scenes

ROOT = Path(__file__).resolve().parent.parent
INNER = {"image", "saved_view", "change", "import_mapping", "person", "trainee_line", "unsaved"}
"""Tables whose rows are no records of their own: the program's memory, and the one person behind every role."""


@pytest.fixture(params=KINDS, ids=str)
def kind(request):
    return KINDS[request.param]


def test_what_the_window_shows_of_it_is_declared(kind):
    assert kind.kind in SCREENS
    screen = SCREENS[kind.kind]
    if screen.section:
        assert kind.kind in LISTS
        assert screen.icon in GLYPHS
        assert LISTS[kind.kind].title in chapters()[screen.chapter], "what F1 opens tells of the screen"
        assert LISTS[kind.kind].empty, "an empty list says what to do"
    if kind.by_hand:
        assert screen.form is not None
        assert kind.kind in OPENERS


def test_what_is_written_by_hand_has_fields_names_and_a_scene(kind):
    assert kind.noun
    assert kind.counter
    if kind.by_hand:
        assert kind.fields
        assert len({field.key for field in kind.fields}) == len(kind.fields)
        assert kind.noun in scenes.records()
        assert kind.noun in scenes.dialogs()


def test_its_list_is_one_of_the_command_line_the_search_and_the_past(kind):
    assert (kind.kind in command_line.LISTS) == (kind.list is not None)
    assert (kind.kind in command_line.IMPORTS) == (kind.importer is not None)
    assert (kind.kind in finding.SEARCHED) == kind.searched
    if kind.list is None:
        assert not kind.searched
        assert not kind.past
    else:
        assert kind.list.kind == kind.kind
        assert kind.list.narrowed_to in {"", *(each.kind for each in KINDS.values() if each.named)}
        assert bool(kind.list.narrowed_to) or tuple(kind.list.where(Scope(1, 1))) == ()
        assert kind.list.tables <= set(tables.BY_NAME)
        assert {key for key, _descending in kind.list.order} <= {column.key for column in kind.list.columns}


def test_every_state_has_a_tone_and_stands_in_the_table(kind):
    flow = kind.flow
    if flow is None:
        return
    assert all(isinstance(tone, Tone) for tone in flow.tones.values())
    assert {word for step in flow.steps for word in step} <= set(flow.statuses)
    assert kind.list is not None
    assert kind.list.column("status").field.choices == flow.statuses
    bounded = [
        str(constraint.sqltext)
        for table in tables.METADATA.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint) and constraint.name == f"ck_{table.name}_status"
    ]
    wanted = ", ".join(f"'{word}'" for word in flow.statuses)
    assert any(wanted in rule for rule in bounded)


def test_what_it_points_at_can_be_chosen_and_what_it_shows_elsewhere_is_there(kind):
    for field in (*kind.fields, *(SCREENS[kind.kind].form.fields if SCREENS[kind.kind].form else ())):
        if field.kind is Kind.LINK:
            assert KINDS[field.links_to].chosen is not None, field.key
    assert set(kind.shown_on) <= set(KINDS)
    if isinstance(kind.chosen, Sought):
        assert kind.list is not None
        assert {*kind.chosen.keys, kind.chosen.born} <= {column.key for column in kind.list.columns}


def test_a_step_of_it_has_a_place_for_its_reason(kind):
    if kind.flow is not None and kind.standing is None:
        assert "reason" in kind.table.__table__.columns


def test_a_record_of_it_has_a_card_with_a_title(kind, practice):
    if kind.list is None:
        return
    scope = Scope(today=practice.today())
    ids = Listing(practice.engine, kind.list, Criteria(scope=scope)).ids(0, 1)
    for record_id in ids:
        card = cards.card(practice, kind.kind, record_id, scope)
        assert card is not None
        assert card.title
        assert (card.state in kind.flow.statuses) if kind.flow else (card.state == "")
    assert ids or kind.kind == "certificates", "the sample holds one of every kind but what is issued"


def test_its_rows_are_counted_in_a_backup(kind):
    assert (kind.table.__tablename__ in COUNTED) == (kind.list is not None)


def test_the_command_that_makes_the_sample_counts_it(kind, sampled):
    assert (kind.kind in sampled) == (kind.list is not None and kind.by_hand)
    assert sampled.get(kind.kind, 1) > 0


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    """What the command says it made."""
    place = tmp_path_factory.mktemp("명령") / "예제.db"
    options = command_line.parse(["--data", str(place), "sample", "--json"])
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert command_line.run(options) == command_line.DONE
    return json.loads(said.getvalue())["counts"]


def test_every_table_is_of_a_kind_or_part_of_one():
    own = {kind.table.__tablename__ for kind in KINDS.values()}
    parts = {name for name in tables.BY_NAME if name not in own | INNER}
    named = {table for kind in KINDS.values() if kind.list for table in kind.list.tables}
    kept = {
        "number_series",
        "certificate_secret",
        "certificate_file",
        "certificate_batch",
        "authorship",
        "condition",
        "proposal_attachment",
        "wording",
        "meeting_attendance",
        "enrolment",
        "team_wish",
        "presentation",
        "survey_answer",
        "attendance_mark",
        "attachment",
        "file_piece",
        "stored_file",
    }
    assert parts <= named | kept | {"setting"}, parts - named


def test_every_view_stands_in_the_rail_with_a_chapter_and_watches_tables_that_are_there():
    assert not set(VIEWS) & set(SCREENS)
    for key, view in VIEWS.items():
        assert view.key == key
        assert view.section
        assert view.icon in GLYPHS
        assert CHAPTERS[key] in chapters()
        assert view.watches
        assert view.watches <= set(tables.BY_NAME)
        assert {f"화면 {view.name}", f"화면 {view.section} {view.name}"} & set(scenes.pages())
    assert len(scenes.pages()) == len(scenes.PAGES) + len(VIEWS)


def test_commands_are_told_apart_and_their_icons_are_there():
    of_lists = [command for kind in SCREENS for command in commands_of(kind)]
    of_views = [command for view in VIEWS.values() for command in view.commands]
    ids = [command.id for command in (*of_lists, *of_views, *MENU) if command.id != "records.import"]
    assert len(ids) == len(set(ids))
    for kind in SCREENS:
        here = (*commands_of(kind), *commands_for(kind))
        keys = [command.keys for command in here if command.keys]
        assert len(keys) == len(set(keys)), kind
        assert sum(command.primary for command in here) <= 1, kind
        assert {command.icon for command in here} <= set(GLYPHS)
        first = SCREENS[kind].first
        assert not first or first in {command.id for command in here}
    assert {command.icon for command in MENU} <= set(GLYPHS)


def test_commands_put_on_the_lists_of_others_stand_on_lists():
    for screen in SCREENS.values():
        assert all(SCREENS[kind].section for kind in screen.on_others)


def test_every_form_that_lies_in_the_folder_is_used():
    """By a kind's form, or by its name in the code of a dialog."""
    files = {path.stem for path in Path(str(bundled("forms"))).glob("*.ui")}
    forms = [screen.form for screen in SCREENS.values() if screen.form]
    named = {form.form for form in forms if isinstance(form.form, str)}
    for path in (ROOT / "desktop" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in files:
                named.add(node.value)
    assert files - named == set()


def test_a_migration_is_found_in_its_folder_and_follows_the_one_before():
    """One that nobody lists would make today's files look made by a newer program: nothing lists them."""
    folder = Path(migrations.__file__).parent / "versions"
    scripts = sorted(folder.glob("[0-9]*.py"))
    assert tuple(script.name[:4] for script in scripts) == migrations.VERSIONS
    told = []
    for script in scripts:
        names = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(script.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in {"revision", "down_revision"}
        }
        told.append((names["revision"], names["down_revision"]))
    assert [revision for revision, _before in told] == list(migrations.VERSIONS)
    assert [before for _revision, before in told] == [None, *migrations.VERSIONS[:-1]]


def test_a_list_of_the_queries_is_the_list_of_its_kind():
    """The store keeps what long lists stand on, and knows no kind: it reads them where the queries declare them."""
    assert {kind: own.list for kind, own in KINDS.items() if own.list is not None} == LISTS


def test_kinds_are_shown_in_one_order_everywhere():
    assert sorted(LISTS, key=list(KINDS).index) == list(LISTS)
    assert list(finding.SEARCHED) == [kind for kind in KINDS if KINDS[kind].searched]
    pages = [each.section for each in DECLARED if each.section]
    assert len([section for section, _group in itertools.groupby(pages)]) == len(set(pages))


def test_the_rail_of_the_junior_board_follows_its_year():
    keys = [
        each.key if isinstance(each, View) else each.kind for each in DECLARED if each.section == "주니어보드"
    ]
    wanted = (
        "boards",
        "members",
        "themes",
        "board_teams",
        "meetings",
        "proposal_board",
        "proposals",
        "reviews",
    )
    wanted += ("votes", "score_sheets", "pilots", "board_figures")
    assert [each for each in keys if each in wanted] == list(wanted)
    assert keys[-1] == "board_figures"


def test_no_two_kinds_share_a_name():
    """The table of kinds would keep the later one, and the lists of both would show its rows."""
    slices = [
        import_module(f"desktop.services.{name}.kinds")
        for name in ("training", "board", "placement", "certificates", "office")
    ]
    declared = [each.kind for slice_ in slices for each in slice_.KINDS]
    assert set(declared) == set(KINDS)
    shown = [each.key if isinstance(each, View) else each.kind for each in DECLARED]
    for names in (declared, shown):
        assert sorted(names) == sorted(set(names))
