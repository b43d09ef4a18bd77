-- Views over the raw tables (raw_<file>), fixes applied; one column a dimension.
CREATE VIEW org AS
SELECT o.* EXCLUDE (city), o.country_code AS country, o.first_listed_ecosystem AS ecosystem,
  p.geonames_id AS city,
  CASE WHEN p.geonames_id IS NOT NULL THEN 'on the map'
       WHEN o.city IS NOT NULL THEN 'city without a known place'
       ELSE 'no city stated' END AS located
FROM raw_organisations o LEFT JOIN raw_places p USING (country_code, city);

CREATE VIEW ev AS
SELECT event_id, event_id AS event, series, type, mode, direction, country_code AS host_country,
  partner_country_code AS partner_country,
  coalesce(string_split(partner_country_code, ';'), [NULL]) AS partner_countries,
  status AS event_status, programme, left(start_date, 4) AS year,
  if(len(c.held) > 0, c.held, [NULL]) AS countries,
  if(len(s.held) > 0, s.held, [NULL]) AS ecosystems
FROM raw_events LEFT JOIN (
  SELECT event_id, list(DISTINCT code) AS held FROM (
    SELECT event_id, country_code AS code FROM raw_events
    UNION SELECT event_id, country_code FROM raw_event_presence WHERE status = 'present')
  WHERE code IS NOT NULL GROUP BY 1) c USING (event_id)
LEFT JOIN (
  SELECT event_id, list(DISTINCT ecosystem) AS held FROM raw_event_presence
  WHERE status = 'present' AND ecosystem IS NOT NULL GROUP BY 1) s USING (event_id);

CREATE VIEW pres AS
SELECT e.* EXCLUDE (countries, ecosystems), p.country_code AS country, p.ecosystem,
  p.status AS presence
FROM raw_event_presence p JOIN ev e USING (event_id);

CREATE VIEW ship AS
SELECT partnership_id, partnership_id AS partnership, programme, call,
  coalesce(string_split(ecosystems, ';'), [NULL]) AS ecosystems, left(start_date, 4) AS year,
  coalesce((SELECT list(DISTINCT country_code) FROM raw_partnership_partners p
    WHERE p.partnership_id = raw_partnerships.partnership_id AND country_code IS NOT NULL), [NULL])
    AS countries
FROM raw_partnerships;
CREATE VIEW part AS
SELECT s.* EXCLUDE (countries), p.country_code AS country, p.role,
  coalesce((SELECT list(DISTINCT o.country_code) FROM raw_partnership_partners o
    WHERE o.partnership_id = p.partnership_id AND o.country_code IS NOT NULL
      AND o.rowid <> p.rowid), [NULL]) AS with_countries
FROM raw_partnership_partners p JOIN ship s USING (partnership_id);
CREATE VIEW mark AS
SELECT s.* EXCLUDE (countries), coalesce(m.country_code, m.region) AS market
FROM raw_partnership_target_markets m JOIN ship s USING (partnership_id);

CREATE VIEW pub AS
SELECT source_id, published AS year,
  if(kind = 'mission_document', 'founding document', 'web page') AS kind,
  if(note LIKE '%stored copy of a %', 'clustercollaboration.eu', publisher) AS publisher
FROM raw_sources;
CREATE VIEW held AS
SELECT f.figure_id, f.theme, f.status, p.publisher,
  if(f.country_code IN ('ALL', 'EU', 'EUR'), NULL, f.country_code) AS country,
  if(f.ecosystem = 'all', [NULL], string_split(f.ecosystem, ';')) AS ecosystems,
  if(f.subject_type = 'population', NULL, f.programme) AS programme,
  left(if(f.subject_type = 'event', coalesce(period_start, period_end),
    coalesce(period_end, period_start)), 4) AS year
FROM raw_figures f JOIN pub p USING (source_id);

-- Figures: those of the file, the members that organisations state, the money of partnerships.
CREATE TABLE every AS
SELECT figure_id, measure, part, value::DOUBLE AS value, qualifier, status, subject_type AS level,
  subject_id AS subject, if(subject_type = 'population', NULL, programme) AS programme,
  country_code, region, ecosystem, period_start, period_end, source_id
FROM raw_figures
UNION ALL BY NAME
SELECT organisation_id || '.' || col AS figure_id, 'organisation_' || col AS measure,
  'whole' AS part, n::DOUBLE AS value, members_qualifier AS qualifier, 'outcome' AS status,
  'organisation' AS level, organisation_id AS subject, country_code,
  coalesce(first_listed_ecosystem, 'all') AS ecosystem,
  members_as_of AS period_start, members_as_of AS period_end,
  string_split(source_id, ';')[-1] AS source_id
FROM (UNPIVOT raw_organisations ON members, sme_members INTO NAME col VALUE n)
UNION ALL BY NAME
SELECT partnership_id || '.eu_contribution_eur' AS figure_id,
  'partnership_eu_contribution_eur' AS measure, 'whole' AS part,
  eu_contribution_eur::DOUBLE AS value, 'exact' AS qualifier, 'outcome' AS status,
  'partnership' AS level, partnership_id AS subject, programme, 'ALL' AS country_code,
  coalesce(ecosystems, 'all') AS ecosystem, start_date AS period_start, end_date AS period_end,
  source_id
FROM raw_partnerships WHERE eu_contribution_eur IS NOT NULL;

UPDATE every SET part = l.relation FROM raw_figure_links l WHERE l.figure_id = every.figure_id;

-- A figure for one ecosystem is about the whole of its subject unless the source breaks it down.
CREATE TABLE known AS
SELECT e.*,
  e.ecosystem = 'all' OR (e.level <> 'population' AND NOT EXISTS (
    FROM every o
    WHERE o.measure = e.measure AND o.level = e.level AND o.subject = e.subject
      AND o.status = e.status AND o.country_code = e.country_code
      AND o.region IS NOT DISTINCT FROM e.region
      AND o.period_start IS NOT DISTINCT FROM e.period_start
      AND o.period_end IS NOT DISTINCT FROM e.period_end
      AND ((o.ecosystem = 'all' AND o.part = 'whole')
        OR (o.part = e.part AND o.ecosystem <> e.ecosystem)))) AS eco_total
FROM every e;

CREATE TABLE fig AS
WITH dated AS (
  SELECT *, left(period_start, 4) AS y1,
    if(level = 'event', coalesce(left(period_start, 4), left(period_end, 4)), left(period_end, 4))
      AS y2,
    coalesce(period_start, '?') || '/' || coalesce(period_end, '?') AS period
  FROM known WHERE part NOT IN ('alt', 'confirmation'))
SELECT p.metric, p.kind, f.* EXCLUDE (country_code),
  if(f.country_code IN ('ALL', 'EU', 'EUR') OR p.area = 'market', NULL, f.country_code) AS country,
  if(p.area = 'market' AND f.country_code NOT IN ('ALL', 'EU', 'EUR'), f.country_code, NULL)
    AS market,
  coalesce(p.scope, CASE f.country_code WHEN 'ALL' THEN 'worldwide' WHEN 'EU' THEN 'EU-27'
    WHEN 'EUR' THEN 'Europe' END) AS scope,
  if(f.ecosystem = 'all', [], string_split(f.ecosystem, ';')) AS ecosystems,
  CASE WHEN f.part = 'whole' THEN 'all calls' WHEN f.part LIKE 'call_' THEN 'call ' || f.part[-1]
    ELSE replace(f.part, '_', ' ') END AS call,
  coalesce(y2, y1) AS stock_year,
  CASE WHEN y1 = y2 THEN y1 WHEN y1 <> y2 THEN y1 || '–' || y2 END AS year,
  s.rank::INT AS rank, f.figure_id AS figure,
  if(f.level = 'event', f.subject, NULL) AS event,
  if(f.level = 'partnership', f.subject, NULL) AS partnership,
  if(f.level = 'organisation', f.subject, NULL) AS organisation,
  e.series, e.type, e.mode, e.direction, e.host_country, e.partner_country, e.partner_countries
FROM dated f
JOIN raw_picks p ON p.measure = f.measure
  AND (p.level IS NULL OR p.level = f.level)
  AND (p.subjects IS NULL OR list_contains(string_split(p.subjects, '|'), f.subject))
LEFT JOIN ev e ON f.level = 'event' AND e.event_id = f.subject
LEFT JOIN raw_sources s ON s.source_id = f.source_id
WHERE p.types IS NULL
  OR (p.types = 'meeting'
    AND e.type IN ('matchmaking', 'partnering', 'clusters_meet_regions', 'conference', 'other'))
  OR (p.types = 'training'
    AND e.type IN ('webinar', 'training', 'lab', 'peer_review', 'policy_forum', 'info_day'));
