-- SPDX-License-Identifier: GPL-3.0-or-later
-- What peer.R does before its statistics: every table read (columns and types given), treatment episodes by a 30-day
-- gap. @EXPORTS@, @AS_OF@, @PEOPLE@ and @ROWS@ stand for what peer_duckdb.cjs was called with.
SET VARIABLE as_of = DATE '@AS_OF@';
SET VARIABLE censored_from = DATE '@AS_OF@' - 30;

CREATE TABLE patients AS FROM read_csv('@EXPORTS@/patients.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
    columns = {'patient_id': 'VARCHAR', 'birth_year': 'INTEGER', 'sex': 'VARCHAR', 'race_ethnicity': 'VARCHAR',
               'primary_substance': 'VARCHAR', 'site': 'VARCHAR'});
-- People are numbered as they stand in the file, as peer.R numbers them: sums over people in another order end in other
-- digits, and more than one row group (122,880 rows) is numbered as its threads come by. No other order matters.
CREATE TABLE persons AS SELECT row_number() OVER ()::INTEGER AS person, * FROM patients;
SET preserve_insertion_order = false;
CREATE TABLE admissions AS FROM read_csv('@EXPORTS@/admissions.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
    columns = {'patient_id': 'VARCHAR', 'admitted': 'DATE', 'discharged': 'DATE', 'reason': 'VARCHAR',
               'program': 'VARCHAR', 'site': 'VARCHAR', 'requested': 'DATE', 'planned_end': 'DATE'});
CREATE TABLE drug_tests AS FROM read_csv('@EXPORTS@/drug_tests.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
    columns = {'patient_id': 'VARCHAR', 'date': 'DATE', 'substance': 'VARCHAR', 'result': 'VARCHAR'});
CREATE TABLE returns_to_use AS FROM read_csv('@EXPORTS@/returns_to_use.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
    columns = {'patient_id': 'VARCHAR', 'used_on': 'DATE', 'reported_on': 'DATE', 'stage': 'VARCHAR',
               'reflected_on': 'DATE', 'triggers': 'VARCHAR', 'missed_signs': 'VARCHAR', 'lacking_supports': 'VARCHAR',
               'plan_changes': 'VARCHAR', 'plan_due': 'VARCHAR', 'plan_done': 'VARCHAR'});
CREATE TABLE adverse_events AS FROM read_csv('@EXPORTS@/adverse_events.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
    columns = {'patient_id': 'VARCHAR', 'date': 'DATE', 'kind': 'VARCHAR', 'fatal': 'VARCHAR', 'source': 'VARCHAR'});

CREATE TABLE doses AS
    SELECT person, date AS day, medication, kind,
           CASE kind WHEN 'injection' THEN 31 WHEN 'dispensed' THEN coalesce(days_supply, 7) ELSE 1 END AS length
    FROM read_csv('@EXPORTS@/doses-*.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
        columns = {'patient_id': 'VARCHAR', 'date': 'DATE', 'medication': 'VARCHAR', 'dose_mg': 'DOUBLE',
                   'days_supply': 'INTEGER', 'kind': 'VARCHAR'}) JOIN persons USING (patient_id)
    WHERE date <= getvariable('as_of');
CREATE TABLE visits AS
    SELECT person, date AS day, status
    FROM read_csv('@EXPORTS@/visits*.csv', header = true, auto_detect = false, nullstr = ['', 'NA', '-9'],
        columns = {'patient_id': 'VARCHAR', 'date': 'DATE', 'clinician': 'VARCHAR', 'service': 'VARCHAR',
                   'status': 'VARCHAR', 'reason': 'VARCHAR'}) LEFT JOIN persons USING (patient_id);

CREATE TABLE cover AS
    WITH running AS (
        SELECT person, medication, length, day,
               sum(length) OVER before AS total, day - CAST(sum(length) OVER before - length AS INTEGER) AS free
        FROM doses WHERE kind = 'dispensed'
        WINDOW before AS (PARTITION BY person, medication ORDER BY day ROWS UNBOUNDED PRECEDING)),
    pushed AS (
        SELECT person, medication, length,
               max(free) OVER (PARTITION BY person, medication ORDER BY day, total ROWS UNBOUNDED PRECEDING)
                   + CAST(total AS INTEGER) - 1 AS last
        FROM running)
    SELECT person, medication, last - length + 1 AS first, last FROM pushed
    UNION ALL
    SELECT person, medication, day, day + length - 1 FROM doses WHERE kind <> 'dispensed'
    UNION ALL
    SELECT person, 'none', day, day FROM visits
    WHERE status = 'attended' AND day <= getvariable('as_of') AND person IS NOT NULL
        AND person NOT IN (SELECT person FROM doses);

CREATE TABLE died AS
    SELECT person, min(date) AS died FROM adverse_events JOIN persons USING (patient_id) WHERE fatal = 'yes' GROUP BY person;

CREATE TABLE episodes AS
    WITH reached AS (
        SELECT *, max(last) OVER (PARTITION BY person ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
        FROM cover),
    numbered AS (
        SELECT *, sum((reach IS NULL OR first - reach - 1 > 30)::INTEGER)
            OVER (PARTITION BY person ORDER BY first ROWS UNBOUNDED PRECEDING) AS episode
        FROM reached)
    SELECT person, episode, arg_min(medication, first) AS medication, min(first) AS start,
           least(max(last), getvariable('as_of'), any_value(died)) AS "end", any_value(died) AS died
    FROM numbered LEFT JOIN died USING (person) GROUP BY person, episode;

CREATE TABLE people AS
    WITH first AS (SELECT * FROM episodes WHERE episode = 1),
    admitted AS (
        SELECT person, admitted, discharged, reason, program FROM admissions JOIN persons USING (patient_id)),
    opened AS (
        SELECT first.*, admitted, program FROM first ASOF LEFT JOIN admitted
            ON first.person = admitted.person AND first.start >= admitted.admitted),
    closed AS (SELECT person, discharged, reason FROM admitted WHERE discharged IS NOT NULL AND reason IS NOT NULL),
    reasoned AS (
        SELECT opened.*, CASE WHEN died = "end" THEN 'death'
                              WHEN opened."end" + 14 - discharged <= 21 THEN reason ELSE 'left' END AS reason
        FROM opened ASOF LEFT JOIN closed ON opened.person = closed.person AND opened."end" + 14 >= closed.discharged),
    began AS (SELECT min(day) AS opening FROM doses),
    entered AS (
        SELECT *, CASE WHEN start <= opening + 31 AND admitted < opening THEN opening - admitted ELSE 0 END AS entry,
               "end" + 1 <= getvariable('censored_from') AS "left"
        FROM reasoned, began
        WHERE coalesce(program, '') <> 'detoxification' AND start < getvariable('censored_from')),
    timed AS (
        SELECT * REPLACE (CASE WHEN entry > 0 THEN admitted ELSE start END AS start) FROM entered)
    SELECT person, medication, start, entry, "left", reason,
           greatest(1, CASE WHEN "left" THEN "end" + 1 - start ELSE getvariable('censored_from') - start END) AS time,
           opening
    FROM timed;

COPY (SELECT person, medication, start, entry, time, "left", reason, site, sex, birth_year AS born
      FROM people JOIN persons USING (person)
      WHERE time > entry AND NOT (entry = 0 AND start < opening)
      ORDER BY person) TO '@PEOPLE@' (HEADER);
COPY (SELECT 'doses' AS name, count(*) AS n FROM doses UNION ALL SELECT 'visits', count(*) FROM visits
      UNION ALL SELECT 'episodes', count(*) FROM episodes UNION ALL
      SELECT 'first', count(*) FROM people WHERE time > entry AND NOT (entry = 0 AND start < opening)) TO '@ROWS@' (HEADER);
