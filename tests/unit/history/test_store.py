"""What a store keeps and gives back, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance_check.errors import UsageError
from compliance_check.history import open_store
from compliance_check.history.entities import EntityBook, EntityEntry, FormerName
from compliance_check.model import Figure
from tests.unit.history.disclosures import COMPANY, disclosure

Q1, Q2, Q3 = dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30)


def test_what_is_read_is_what_was_added(url: str) -> None:
    given_ = disclosure()
    with open_store(url, write=True) as store:
        edition = store.add(given_).edition
    with open_store(url) as store:
        (found,) = store.read([edition])
    assert found.document.id == f"h{edition.id}"
    assert found.document.blocks == ()
    renamed = [
        figure.model_copy(
            update={
                "id": f"h{edition.id}.f{n}",
                "location": figure.location.model_copy(update={"document": f"h{edition.id}"}),
            }
        )
        for n, figure in enumerate(given_.figures, 1)
    ]
    assert list(found.figures) == renamed
    assert [Figure.model_validate(item.model_dump()) for item in found.figures] == renamed
    assert found.figures[2].value == Decimal("1234567890123456789900.00")
    assert (found.kind, found.entity, found.period) == (given_.kind, given_.entity, given_.period)
    assert found.company_type == "property"
    assert [blank.label for blank in found.blanks] == ["核心二级资本"]
    assert [fact.value for fact in found.text_facts] == ["BB"]
    assert [section.title for section in found.sections] == ["基本情况"]
    assert set(found.entity_names) == {"青禾财险", "本公司"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=8), half=st.decimals(0, 10**9, places=9))
def test_amounts_survive_to_the_last_digit(tmp_path: Path, value: Decimal, half: Decimal) -> None:
    item = disclosure(("1",))
    figure = item.figures[0].model_copy(update={"value": value, "half_width": half})
    with open_store(str(tmp_path / "exact.sqlite3"), write=True) as store:
        edition = store.add(
            disclosure(("1",), salt=f"{value}/{half}").model_copy(update={"figures": (figure,)})
        ).edition
        (found,) = store.read([edition])
    assert (str(found.figures[0].value), str(found.figures[0].half_width)) == (str(value), str(half))


def test_the_same_file_is_kept_once(url: str) -> None:
    with open_store(url, write=True) as store:
        first, again = store.add(disclosure()), store.add(disclosure())
        assert (first.new, again.new) == (True, False)
        assert again.edition.id == first.edition.id
        assert len(store.editions()) == 1


def test_a_correction_is_a_new_edition_and_the_old_one_stays(url: str) -> None:
    with open_store(url, write=True) as store:
        store.add(disclosure())
        store.add(disclosure(("97231.29",)))
        assert [(item.edition, item.current) for item in store.editions()] == [(1, False), (2, True)]
        (used,) = store.earlier(COMPANY)
        assert used.figures[0].raw == "97231.29"
        assert "第 2 版" in used.notes[0].zh
        superseded = store.editions()[0]
        assert store.read([superseded])[0].figures[0].raw == "97231.28"


def test_removing_the_correction_makes_the_old_edition_current_again(url: str) -> None:
    with open_store(url, write=True) as store:
        store.add(disclosure())
        second = store.add(disclosure(("97231.29",))).edition
        store.remove(second.id)
        assert [(item.edition, item.current) for item in store.editions()] == [(1, True)]
        with pytest.raises(UsageError, match="no entry"):
            store.remove(second.id)
    with open_store(url) as store:
        assert len(store.read(store.editions())[0].figures) == 3


def test_another_period_and_another_kind_are_no_corrections(url: str) -> None:
    with open_store(url, write=True) as store:
        for item in (disclosure(), disclosure(end=Q1), disclosure(kind="annual-disclosure")):
            assert store.add(item).edition.edition == 1
        assert all(item.current for item in store.editions())


def test_earlier_reads_one_company_up_to_a_day(url: str) -> None:
    with open_store(url, write=True) as store:
        for end in (Q1, Q2, Q3, dt.date(2015, 6, 30)):
            store.add(disclosure(end=end))
        store.add(disclosure(entity="蓝湾人寿保险有限公司", names=("蓝湾人寿", "本公司"), end=Q1))
        ends = [item.period.end for item in store.earlier(COMPANY, before=Q2) if item.period]
    assert ends == [Q1, Q2], "neither later ones, nor those of ten years ago, nor another company's"


def test_a_company_is_found_by_its_names_and_never_by_a_common_word(url: str) -> None:
    book = EntityBook(
        [
            EntityEntry(
                name=COMPANY,
                short_names=("青禾产险",),
                former_names=(FormerName(name="禾苗农业保险股份有限公司", until=dt.date(2023, 1, 1)),),
                codes=("000777",),
            )
        ]
    )
    with open_store(url, write=True, entities=book) as store:
        store.add(disclosure(entity="禾苗农业保险股份有限公司", names=(), end=Q1))
        store.add(disclosure(end=Q2))
        store.add(disclosure(entity="蓝湾人寿保险有限公司", names=("本公司",), end=Q2))
        for name in (COMPANY, "青禾产险", "禾苗农业保险股份有限公司", "000777"):
            assert len(store.earlier(name)) == 2, name
        assert len(store.earlier("青禾财险")) == 1, "its own document calls it so"
        assert store.earlier("本公司") == (), "every company calls itself so"


def test_brackets_of_either_width_are_one_name(url: str) -> None:
    with open_store(url, write=True) as store:
        store.add(disclosure(entity="太阳财产保险(中国)有限公司", names=()))
        assert len(store.earlier("太阳财产保险（中国）有限公司")) == 1


def test_without_company_or_period_nothing_is_kept(url: str) -> None:
    with open_store(url, write=True) as store:
        with pytest.raises(UsageError, match="--entity"):
            store.add(disclosure(entity=None))
        with pytest.raises(UsageError, match="--period"):
            store.add(disclosure(end=None))
        assert store.editions() == ()


def _add_many(url: str, writer: int) -> None:
    with open_store(url, write=True) as store:
        for number in range(5):
            store.add(disclosure(("1",), salt=f"{writer}/{number}"))


def test_writers_at_once_lose_nothing_and_share_no_edition(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_add_many, args=(url, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    with open_store(url) as store:
        assert sorted(item.edition for item in store.editions()) == list(range(1, 16))
        assert [len(item.figures) for item in store.read(store.editions())] == [1] * 15
