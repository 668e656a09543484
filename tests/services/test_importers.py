"""What importers declare holds together: no word of theirs points at a field, a choice or a kind there is not."""

import pytest

from desktop.services import importers
from desktop.services.intake.importer import Importer

EVERY = pytest.mark.parametrize("importer", importers.every(), ids=lambda each: each.kind)


def test_each_stands_in_the_table_under_its_own_kind() -> None:
    assert [importer.kind for importer in importers.every()] == list(importers.KINDS)
    assert len({importer.title for importer in importers.every()}) == len(importers.KINDS)


@EVERY
def test_what_it_requires_and_names_records_by_are_fields_of_its_own(importer: Importer) -> None:
    keys = [field.key for field in importer.fields]
    assert len(set(keys)) == len(keys)
    assert importer.named_by in keys
    assert importer.required
    for needed in importer.required:
        assert set(needed.keys) <= set(keys)


@EVERY
def test_an_offices_words_mean_choices_of_the_field(importer: Importer) -> None:
    choices = {field.key: field.choices for field in importer.fields}
    for key, words in importer.synonyms.items():
        assert set(words.values()) <= set(choices[key])
        assert all(word == word.lower() for word in words)
    for key, answers in importer.yes_or_no.items():
        for heading in ("수료 여부", "전공여부", "비전공 여부", "확인"):
            assert set(answers(heading) or ()) <= set(choices[key])
