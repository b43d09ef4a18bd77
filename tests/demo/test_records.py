"""The tables of records: contracts, links, and a plausible shape."""

from collections import Counter

import polars as pl
import pytest

from clusterdash.demo.regions import NUTS2, regions
from clusterdash.demo.world import TRAINING
from clusterdash.model import Edition
from clusterdash.registry import Registry
from clusterdash.themes.training import metrics as training
from tests.demo.conftest import Query

TABLES = (
    "organisation_ecosystems",
    "registrations",
    "meetings",
    "awards",
    "sme_population",
    "sessions",
    "enrolments",
)
REGIONS = {
    "AT": 9,
    "BE": 11,
    "BG": 6,
    "CY": 1,
    "CZ": 8,
    "DE": 38,
    "DK": 5,
    "EE": 1,
    "EL": 13,
    "ES": 19,
    "FI": 5,
    "FR": 27,
    "HR": 4,
    "HU": 8,
    "IE": 3,
    "IT": 21,
    "LT": 2,
    "LU": 1,
    "LV": 1,
    "MT": 1,
    "NL": 12,
    "PL": 17,
    "PT": 7,
    "RO": 8,
    "SE": 8,
    "SI": 2,
    "SK": 4,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_keeps_its_contract(
    name: str, records: dict[str, pl.DataFrame], registry: Registry
) -> None:
    record = registry.record(name)
    frame = records[name]
    assert frame.columns == list(record.schema.columns())
    assert frame.height
    record.schema.validate(frame, cast=True)
    assert frame.select(record.key).is_duplicated().sum() == 0


def test_all_tables_of_records_are_made(
    records: dict[str, pl.DataFrame], registry: Registry
) -> None:
    assert set(records) == set(TABLES) == {record.name for record in registry.records}


@pytest.mark.parametrize("name", TABLES)
def test_every_link_leads_somewhere(name: str, registry: Registry, sql: Query) -> None:
    for link in registry.record(name).links:
        lost = sql(
            f"""select count(*) from {name} a where a.{link.column} is not null and not exists
            (select 1 from {link.table} b where b.{link.target} = a.{link.column})"""
        )
        assert lost == [(0,)], link


def test_types_of_training_are_those_of_the_theme() -> None:
    assert TRAINING == training.TRAINING_TYPES


def test_regions_are_all_of_nuts_2021() -> None:
    assert len(set(NUTS2)) == len(NUTS2) == 242
    assert Counter(code[:2] for code in NUTS2) == REGIONS
    assert len(regions("GR")) == 13
    assert regions("NO") == ()


def _one(sql: Query, text: str) -> float:
    return float(sql(text)[0][0])


def test_some_stay_away_and_some_meetings_do_not_happen(sql: Query) -> None:
    away = _one(sql, "select avg((not checked_in)::int) from registrations")
    missed = _one(sql, "select avg((not held)::int) from meetings")
    assert 0.15 < away < 0.25
    assert 0.08 < missed < 0.12


def test_some_drop_out_more_of_them_online(sql: Query) -> None:
    rates = dict(
        sql(
            """select mode, sum(done) / sum(came) from (
            select events.mode, event_id,
              count(distinct person_key) filter (attended) came,
              count(distinct person_key) filter (completed) done
            from enrolments join sessions using (session_id) join events using (event_id)
            group by all) where mode in ('online', 'physical') group by mode"""
        )
    )
    assert 0.6 <= rates["online"] < rates["physical"] <= 0.85


def test_some_people_come_again(sql: Query) -> None:
    share = _one(
        sql,
        """select avg((n > 1)::int) from (
        select k, count(distinct e) n from (
          select participant_key k, event_id e from registrations union all
          select person_key, event_id from enrolments join sessions using (session_id))
        group by k)""",
    )
    assert 0.25 < share < 0.35


def test_some_smes_are_helped_again_also_by_another_programme(sql: Query) -> None:
    again, elsewhere = sql(
        """select avg((n > 1)::int), avg((p > 1)::int) from (
        select count(*) n, count(distinct programme) p from awards group by sme_key)"""
    )[0]
    assert 0.10 < again < 0.20
    assert elsewhere > 0.03


def test_both_sides_differ_and_mostly_come_from_two_countries(sql: Query) -> None:
    same = _one(sql, "select count(*) from meetings where organisation_id = with_organisation_id")
    apart = _one(sql, "select avg((country_code <> with_country_code)::int) from meetings")
    across = _one(
        sql,
        """select avg((with_organisation_id is null)::int) from meetings
        join events using (event_id) where direction in ('incoming', 'outgoing')
        and partner_country_code is not null""",
    )
    assert same == 0
    assert apart > 0.8
    assert across > 0.5


def test_a_side_is_an_organisation_that_came(sql: Query) -> None:
    absent = sql(
        """select count(*) from (
        select event_id, organisation_id o from meetings union
        select event_id, with_organisation_id from meetings) m
        where o is not null and not exists (select 1 from registrations r
        where r.event_id = m.event_id and r.organisation_id = o and checked_in)"""
    )
    assert absent == [(0,)]


def test_more_come_from_the_country_that_hosts(sql: Query) -> None:
    home, usual = sql(
        """select avg((r.country_code = e.country_code)::int), avg(part) from registrations r
        join events e using (event_id) join (
          select country_code, count(*) / sum(count(*)) over () as part from organisations
          group by all) s on s.country_code = e.country_code"""
    )[0]
    assert home > 2 * usual


def test_nothing_happens_after_the_day_of_the_edition(
    records: dict[str, pl.DataFrame], published: Edition
) -> None:
    day = pl.Series([published.date]).str.to_date()[0]
    for name, frame in records.items():
        for column, dtype in frame.schema.items():
            if dtype == pl.Date:
                assert frame[column].max() <= day, (name, column)


def test_agreements_take_months(sql: Query) -> None:
    low, high = sql("select min(agreement_on - met_on), max(agreement_on - met_on) from meetings")[
        0
    ]
    assert low >= 90
    assert high <= 18 * 31


def test_days_are_those_of_the_event(sql: Query) -> None:
    wrong = sql(
        """select count(*) from (
        select event_id, met_on d from meetings union all select event_id, held_on from sessions
        union all select event_id, registered_on from registrations where false) r
        join events e using (event_id) where length(start_date) = 10
        and (d < start_date::date or d > end_date::date)"""
    )
    assert wrong == [(0,)]
    assert sql(
        """select count(*) from registrations join events using (event_id)
        where length(start_date) = 10 and registered_on > start_date::date"""
    ) == [(0,)]


def test_smes_have_a_region_of_their_country(sql: Query) -> None:
    wrong = sql(
        """select count(*) from awards left join population using (country_code)
        where (nuts2 is null) <> (population is null) or
        left(nuts2, 2) <> case country_code when 'GR' then 'EL' else country_code end"""
    )
    assert wrong == [(0,)]
    assert sql("select count(distinct nuts2) > 200 from awards") == [(True,)]


def test_first_listed_ecosystems_are_among_all_of_them(sql: Query) -> None:
    lost = sql(
        """select count(*) from organisations o where registry = 'yes'
        and first_listed_ecosystem is not null and not exists (
          select 1 from organisation_ecosystems e where e.organisation_id = o.organisation_id
          and e.ecosystem = o.first_listed_ecosystem)"""
    )
    assert lost == [(0,)]
    most, several = sql(
        """select max(n), avg((n > 1)::int) from (
        select count(*) n from organisation_ecosystems group by organisation_id)"""
    )[0]
    assert most == 3
    assert 0.3 < several < 0.7


def test_inhabitants_for_each_sme(sql: Query) -> None:
    low, high = sql(
        """select min(population / smes), max(population / smes)
        from sme_population join population using (country_code, year)"""
    )[0]
    assert 17.9 < low < high < 25.1


def test_keys_tell_nothing(records: dict[str, pl.DataFrame]) -> None:
    for name, column, letter in (
        ("registrations", "participant_key", "p"),
        ("enrolments", "person_key", "p"),
        ("awards", "sme_key", "e"),
    ):
        assert records[name][column].str.contains(rf"^{letter}\d{{7,}}$").all()
