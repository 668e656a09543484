"""What is tried under Wine is all that was meant to be: no command and no screen falls out of it unseen."""

import re

import pytest

from desktop.cli import command_line
from tools import scenes, windows_commands, windows_folder, windows_starts, windows_window


def test_every_command_is_tried(capsys):
    with pytest.raises(SystemExit):
        command_line.parse(["없는 명령"])
    offered = set(
        re.findall(r"[a-z]+", capsys.readouterr().err.partition("쓸 수 있는 말:")[2].splitlines()[0])
    )
    assert {"new", "check", "match"} <= offered
    assert {words.split()[0] for _data, words in windows_commands.COMMANDS} == offered


def test_what_the_starts_are_listened_to_for_is_what_they_and_the_help_say(capsys):
    with pytest.raises(SystemExit):
        command_line.parse(["--help"])
    assert windows_starts.HELPFUL in capsys.readouterr().out
    for sentence in (windows_starts.LONG, windows_starts.MIXED):
        assert windows_folder.START.count(sentence) == 1


def test_answers_are_compared_without_what_is_another_each_time():
    told = {"total": 1, "at": "2022-09-16", "rows": [{"name": "박가빈", "code": "4821"}]}
    assert windows_commands.lasting(told) == {"total": 1, "rows": [{"name": "박가빈"}]}


def test_every_screen_that_is_looked_at_is_a_scene():
    assert set(windows_window.LOOKED_AT) <= {*scenes.pages(), *scenes.states(), *scenes.dialogs()}


def test_names_are_what_a_screen_reader_says_without_the_clock(qtbot):
    from PySide6.QtWidgets import QComboBox, QLabel, QWidget

    front = QWidget()
    qtbot.addWidget(front)
    QLabel("9. 16. 09:12  수료증 발급", front)
    chosen = QComboBox(front)
    chosen.addItem("수료")
    chosen.setAccessibleName("상태")
    front.show()
    assert windows_window.names(front) == ["  수료증 발급", "상태"]
