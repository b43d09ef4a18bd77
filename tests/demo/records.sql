-- What happened, row by row, as the contracts tell it: written without a look at the code.
CREATE VIEW happened AS
SELECT event_id AS event, series, type, mode, direction, country_code AS host_country, programme,
       left(start_date, 4) AS year
FROM events;

CREATE VIEW sides AS
WITH either AS (
  SELECT *, country_code AS country, with_country_code AS with_country, ecosystem AS eco FROM meetings
  UNION ALL
  SELECT *, with_country_code, country_code, with_ecosystem FROM meetings)
SELECT b.meeting_id AS entity, b.held, b.follow_up_on, b.case_on, b.agreement_on,
       date_diff('day', b.met_on, b.agreement_on) AS lag,
       b.country, b.with_country, b.eco AS ecosystem, h.*
FROM either b JOIN happened h ON h.event = b.event_id;

CREATE VIEW came AS
SELECT r.participant_key AS person, r.organisation_id AS organisation, r.checked_in,
       r.country_code AS country, r.ecosystem, h.*
FROM registrations r JOIN happened h ON h.event = r.event_id;

CREATE VIEW awarded AS
SELECT a.sme_key AS entity, a.amount_eur, a.country_code AS country, a.nuts2 AS region, a.nace,
       a.size_class AS size, a.service, a.ecosystem, a.programme, a.partnership_id AS partnership,
       CAST(year(a.awarded_on) AS VARCHAR) AS year,
       CAST(min(year(a.awarded_on)) OVER (PARTITION BY a.sme_key) AS VARCHAR) AS cohort
FROM awards a;

CREATE VIEW trained AS
SELECT e.person_key AS entity, e.attended, e.completed, e.country_code AS country, e.ecosystem,
       h.event, h.series, h.type, h.host_country, h.programme,
       s.mode, CAST(year(s.held_on) AS VARCHAR) AS year
FROM enrolments e JOIN sessions s USING (session_id) JOIN happened h ON h.event = s.event_id;

CREATE VIEW registered AS
SELECT o.organisation_id AS entity, o.country_code AS country, l.ecosystem
FROM organisations o LEFT JOIN organisation_ecosystems l USING (organisation_id)
WHERE o.registry = 'yes';
