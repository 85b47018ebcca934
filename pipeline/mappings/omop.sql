-- From an OMOP CDM v5.4 to the tables that the preset `omop` reads (omop.ini). Standard SQL; a site runs it on its own
-- CDM and hands on the rows of the views below, nothing else: no names, no birthdays, no notes, no source texts.
--
-- How to export
--   1. Look through part 1: which concepts mean what at your site is written there, and nowhere else.
--   2. Run the file in the schema of the CDM, or in one whose search path finds it (it makes views alone).
--   3. Write each view of part 3 into a CSV file with a header, named as in this list:
--        PostgreSQL   \copy (SELECT * FROM switchback_patients) TO patients.csv CSV HEADER
--        SQLite       sqlite3 -header -csv cdm.db 'SELECT * FROM switchback_patients' >patients.csv
--      patients admissions doses visits drug_tests returns_to_use adverse_events
--   4. switchback run --mapping omop --exports DIR --month previous --reports REPORTS
--   (SQL Server: + in the place of ||. Oracle before 23: FROM DUAL behind each SELECT of part 1.)
--   Days have to be days: of columns that hold a time as well, say so in a copy of omop.ini (dates = %Y-%m-%d %H:%M:%S).
--
-- What a CDM does not hold: missed appointments, planned ends, the day on which care was asked for, reflections.
--
-- Where the numbers were read. Local concepts lie above 2 billion (OHDSI/CommonDataModel, inst/csv/
-- OMOP_CDMv5.4_Field_Level.csv); those of other vocabularies stand beside the public file that names them:
--   [person]   OHDSI/ETL-Synthea, inst/sql/sql_server/cdm_version/v540/insert_person.sql
--   [visit]    the same, insert_visit_occurrence.sql
--   [ctsa]     ncats/CTSA-Metrics, Informatics Metric OMOP PostgreSQL.sql
--   [disch]    MIT-LCP/mimic-omop, extras/concept/discharge_location_to_concept.csv
--   [type]     OHDSI/ETL-LambdaBuilder, docs/JMDC/JMDC_Drug_Exposure.md
--   [lab]      the same, sources/Framework/org.ohdsi.cdm.framework.etl/Transformation/CPRD/Definitions/Additional.xml
--   [mimic]    MIT-LCP/mimic-omop, etl/StandardizedClinicalDataTables/MEASUREMENT/README.md
--   [rx]       cqframework/opioid-cds-r4, input/vocabulary/valueset/buprenorphine-medications.json
--   [canvas]   canvas-medical/canvas-plugins, canvas_sdk/value_set/v2022/ (medication.py, encounter.py, intervention.py)
--   [uds]      cqframework/opioid-cds-r4, input/vocabulary/valueset/all-urine-drug-screening-tests.json
--   [synthea]  synthetichealth/synthea, src/main/resources/modules/opioid_addiction.json

-- ---- 1. what your site means: ADAPT -----------------------------------------------------------------------------

-- Concepts by number. Your program's own ones are local: put yours in the place of those above 2 billion.
CREATE VIEW switchback_own AS
SELECT 'maintenance' AS role, 2000000001 AS concept_id -- visit_concept_id of an admission, from its first day to its last
UNION ALL SELECT 'detoxification', 2000000002
UNION ALL SELECT 'counseling', 2000000003
UNION ALL SELECT 'contact', 9202                       -- visit_concept_id of an appointment that was kept: outpatient [visit]
-- discharged_to_concept_id of an admission: why it ended
UNION ALL SELECT 'ended death', 4216643                -- [disch]
UNION ALL SELECT 'ended left', 4021968                 -- against medical advice [disch]
UNION ALL SELECT 'ended hospital', 8717                -- [disch]
UNION ALL SELECT 'ended transferred', 8844             -- other facility [disch]
UNION ALL SELECT 'ended completed', 2000000011
UNION ALL SELECT 'ended jail', 2000000012
UNION ALL SELECT 'ended administrative', 2000000013
UNION ALL SELECT 'ended moved', 2000000014
UNION ALL SELECT 'ended declined', 2000000015
UNION ALL SELECT 'ended other', 2000000016
-- procedure_concept_id of what an appointment was for, beside the codes below
UNION ALL SELECT 'service peer', 2000000021
-- observation_concept_id or condition_concept_id: use again, and a warning recognised before it
UNION ALL SELECT 'return to use', 2000000031
UNION ALL SELECT 'early warning', 2000000032
-- drug_type_concept_id of what was given on the spot; all other supplies were dispensed
UNION ALL SELECT 'administered', 32818                 -- EHR administration record [type]
-- medications by ingredient
UNION ALL SELECT 'methadone', 1103640                  -- [ctsa]
UNION ALL SELECT 'buprenorphine', 1133201              -- [ctsa]
-- results of tests
UNION ALL SELECT 'positive', 45884084                  -- [lab]
UNION ALL SELECT 'negative', 45878583                  -- [lab]
UNION ALL SELECT 'negative', 9189;                     -- [mimic]

-- Concepts by their code in a vocabulary.
CREATE VIEW switchback_code AS
SELECT 'service medical' AS role, 'CPT4' AS vocabulary_id, '99213' AS concept_code -- office visit [canvas]
UNION ALL SELECT 'service medical', 'CPT4', '99214'
UNION ALL SELECT 'service counseling', 'CPT4', '90832'                -- psychotherapy, 30 minutes [canvas]
UNION ALL SELECT 'service group', 'CPT4', '90853'                     -- group psychotherapy [canvas]
UNION ALL SELECT 'overdose', 'SNOMED', '55680006'                     -- drug overdose [synthea]
-- products told from their ingredient [rx]: syringes for a month, for a week, an implant; and what is for pain, or animals
UNION ALL SELECT 'buprenorphine_xr', 'RxNorm', '1996184'
UNION ALL SELECT 'buprenorphine_xr', 'RxNorm', '1996192'
UNION ALL SELECT 'buprenorphine_xr', 'RxNorm', '2639036'
UNION ALL SELECT 'buprenorphine_xr', 'RxNorm', '2639041'
UNION ALL SELECT 'buprenorphine_xr', 'RxNorm', '2639043'
UNION ALL SELECT 'buprenorphine_xr weekly', 'RxNorm', '2639021'
UNION ALL SELECT 'buprenorphine_xr weekly', 'RxNorm', '2639029'
UNION ALL SELECT 'buprenorphine_xr weekly', 'RxNorm', '2639031'
UNION ALL SELECT 'buprenorphine_xr weekly', 'RxNorm', '2639033'
UNION ALL SELECT 'buprenorphine_implant', 'RxNorm', '1797650'
UNION ALL SELECT 'naltrexone_xr', 'RxNorm', '637213'                  -- [canvas]
UNION ALL SELECT 'not for this', 'RxNorm', '904870'                   -- patches
UNION ALL SELECT 'not for this', 'RxNorm', '904876'
UNION ALL SELECT 'not for this', 'RxNorm', '904880'
UNION ALL SELECT 'not for this', 'RxNorm', '1432969'
UNION ALL SELECT 'not for this', 'RxNorm', '1542997'
UNION ALL SELECT 'not for this', 'RxNorm', '1716077'                  -- buccal film for pain
UNION ALL SELECT 'not for this', 'RxNorm', '1716057'
UNION ALL SELECT 'not for this', 'RxNorm', '1716065'
UNION ALL SELECT 'not for this', 'RxNorm', '1716069'
UNION ALL SELECT 'not for this', 'RxNorm', '1716073'
UNION ALL SELECT 'not for this', 'RxNorm', '1716081'
UNION ALL SELECT 'not for this', 'RxNorm', '1716086'
UNION ALL SELECT 'not for this', 'RxNorm', '238129'                   -- ampoules
UNION ALL SELECT 'not for this', 'RxNorm', '1655032'
UNION ALL SELECT 'not for this', 'RxNorm', '1594650'
UNION ALL SELECT 'not for this', 'RxNorm', '2599846'
-- tests of urine [uds]
UNION ALL SELECT 'test opioids', 'LOINC', '3879-4'
UNION ALL SELECT 'test opioids', 'LOINC', '19295-5'
UNION ALL SELECT 'test opioids', 'LOINC', '18390-5'
UNION ALL SELECT 'test opioids', 'LOINC', '59673-4'                   -- fentanyl
UNION ALL SELECT 'test opioids', 'LOINC', '11235-9'
UNION ALL SELECT 'test cocaine', 'LOINC', '3397-7'
UNION ALL SELECT 'test cocaine', 'LOINC', '19359-9'
UNION ALL SELECT 'test cocaine', 'LOINC', '14314-9'
UNION ALL SELECT 'test benzodiazepines', 'LOINC', '3390-2'
UNION ALL SELECT 'test benzodiazepines', 'LOINC', '14316-4'
UNION ALL SELECT 'test methamphetamine', 'LOINC', '3779-6'
UNION ALL SELECT 'test methamphetamine', 'LOINC', '19554-5'
UNION ALL SELECT 'test alcohol', 'LOINC', '5644-0'
UNION ALL SELECT 'test alcohol', 'LOINC', '42242-8';

-- ---- 2. what these words reach ----------------------------------------------------------------------------------

-- Every concept that stands below one of part 1 (a concept is its own ancestor, where the vocabulary has it).
CREATE VIEW switchback_concept AS
SELECT role, concept_id FROM switchback_own
UNION
SELECT o.role, a.descendant_concept_id
FROM switchback_own o JOIN concept_ancestor a ON a.ancestor_concept_id = o.concept_id
UNION
SELECT k.role, c.concept_id
FROM switchback_code k JOIN concept c ON c.vocabulary_id = k.vocabulary_id AND c.concept_code = k.concept_code
UNION
SELECT k.role, a.descendant_concept_id
FROM switchback_code k
JOIN concept c ON c.vocabulary_id = k.vocabulary_id AND c.concept_code = k.concept_code
JOIN concept_ancestor a ON a.ancestor_concept_id = c.concept_id;

-- One medication a product: what tells it from others of its ingredient comes first.
CREATE VIEW switchback_product AS
SELECT concept_id,
       MIN(CASE role WHEN 'not for this' THEN 1 WHEN 'buprenorphine_xr weekly' THEN 2 WHEN 'buprenorphine_xr' THEN 3
                     WHEN 'buprenorphine_implant' THEN 4 WHEN 'naltrexone_xr' THEN 5 WHEN 'methadone' THEN 6
                     WHEN 'buprenorphine' THEN 7 END) AS place
FROM switchback_concept
WHERE role IN ('not for this', 'buprenorphine_xr weekly', 'buprenorphine_xr', 'buprenorphine_implant', 'naltrexone_xr',
               'methadone', 'buprenorphine')
GROUP BY concept_id;

-- Admissions: visits of the program's own kinds. Where yours are rows of EPISODE (which tells no place it ended to), put them
-- here: person_id, NULL, episode_start_date, episode_end_date, NULL, the concept of why it ended, the program.
CREATE VIEW switchback_stay AS
SELECT v.person_id, v.visit_occurrence_id, v.visit_start_date, v.visit_end_date, v.care_site_id, v.discharged_to_concept_id,
       k.role AS program
FROM visit_occurrence v JOIN switchback_concept k ON k.concept_id = v.visit_concept_id
WHERE k.role IN ('maintenance', 'detoxification', 'counseling');

-- The program's people: admitted, or given one of its medications.
CREATE VIEW switchback_person AS
SELECT person_id FROM switchback_stay
UNION
SELECT d.person_id
FROM drug_exposure d JOIN switchback_product p ON p.concept_id = d.drug_concept_id
WHERE p.place > 1;

-- ---- 3. our tables ----------------------------------------------------------------------------------------------

-- observed_from, observed_until: observation periods as one row a person. omop.ini passes them over: in most records a period
-- ends with the person's last row, and observation must not. Where yours end on a day fixed in advance (the end of an
-- enrolment), take them.
CREATE VIEW switchback_patients AS
SELECT p.person_id AS patient_id,
       p.year_of_birth AS birth_year,
       CASE p.gender_concept_id WHEN 8507 THEN 'male' WHEN 8532 THEN 'female' WHEN 8521 THEN 'other' END AS sex, -- [ctsa]
       CASE WHEN p.ethnicity_concept_id = 38003563 THEN 'hispanic'                                              -- [person]
            WHEN p.race_concept_id = 8527 THEN 'white'
            WHEN p.race_concept_id = 8516 THEN 'black'
            WHEN p.race_concept_id = 8515 THEN 'asian' END AS race_ethnicity,
       s.care_site_source_value AS site,
       o.observed_from,
       o.observed_until
FROM person p
JOIN switchback_person w ON w.person_id = p.person_id
LEFT JOIN care_site s ON s.care_site_id = p.care_site_id
LEFT JOIN (SELECT person_id, MIN(observation_period_start_date) AS observed_from,
                  MAX(observation_period_end_date) AS observed_until
           FROM observation_period GROUP BY person_id) o ON o.person_id = p.person_id;

-- A visit that goes on has the day of the data's release as its last (the CDM allows no empty one) and no place it ended to.
-- A place that part 1 does not know is handed on by its number, so that it is counted and named.
CREATE VIEW switchback_admissions AS
SELECT y.person_id AS patient_id,
       y.visit_start_date AS admitted,
       CASE WHEN COALESCE(y.discharged_to_concept_id, 0) = 0
                 AND y.visit_end_date >= (SELECT MAX(source_release_date) FROM cdm_source) THEN NULL
            ELSE y.visit_end_date END AS discharged,
       CASE WHEN COALESCE(y.discharged_to_concept_id, 0) = 0 THEN NULL
            WHEN r.role IS NULL THEN 'concept ' || CAST(y.discharged_to_concept_id AS VARCHAR(12))
            ELSE SUBSTR(r.role, 7) END AS reason,
       y.program,
       s.care_site_source_value AS site
FROM switchback_stay y
LEFT JOIN switchback_concept r ON r.concept_id = y.discharged_to_concept_id AND r.role LIKE 'ended %'
LEFT JOIN care_site s ON s.care_site_id = y.care_site_id;

-- dose_mg: a day; of an injection the whole; by the strongest ingredient (of buprenorphine with naloxone the first), in mg.
-- A drug without a concept (0) that was given in one of the program's places is
-- handed on as `unmapped drug`, and stops the run: map it in your vocabulary, or write omit.medication = unmapped drug.
CREATE VIEW switchback_doses AS
SELECT d.person_id AS patient_id,
       d.drug_exposure_start_date AS date,
       CASE p.place WHEN 6 THEN 'methadone' WHEN 7 THEN 'buprenorphine' WHEN 5 THEN 'naltrexone_xr'
                    WHEN 4 THEN 'buprenorphine_implant' ELSE 'buprenorphine_xr' END AS medication,
       d.quantity * COALESCE(t.amount_value, t.numerator_value) * 1.0
           / CASE WHEN p.place BETWEEN 2 AND 5 THEN 1
                  WHEN COALESCE(d.days_supply, 0) > 1 THEN d.days_supply ELSE 1 END AS dose_mg,
       COALESCE(d.days_supply, CASE WHEN p.place = 2 THEN 7 END) AS days_supply,
       CASE WHEN p.place = 4 THEN 'implant' WHEN p.place IN (2, 3, 5) THEN 'injection'
            WHEN k.role IS NOT NULL THEN 'administered' ELSE 'dispensed' END AS kind
FROM drug_exposure d
JOIN switchback_product p ON p.concept_id = d.drug_concept_id
LEFT JOIN switchback_own k ON k.concept_id = d.drug_type_concept_id AND k.role = 'administered'
LEFT JOIN (SELECT drug_concept_id, MAX(amount_value) AS amount_value, MAX(numerator_value) AS numerator_value
           FROM drug_strength GROUP BY drug_concept_id) t ON t.drug_concept_id = d.drug_concept_id
WHERE p.place > 1
UNION ALL
SELECT d.person_id, d.drug_exposure_start_date, 'unmapped drug', NULL, d.days_supply, NULL
FROM drug_exposure d JOIN visit_occurrence v ON v.visit_occurrence_id = d.visit_occurrence_id
WHERE d.drug_concept_id = 0 AND v.care_site_id IN (SELECT care_site_id FROM switchback_stay);

-- Appointments that were kept, at the places where somebody was ever admitted. Of several kinds in one visit the first counts.
CREATE VIEW switchback_visits AS
SELECT v.person_id AS patient_id,
       v.visit_start_date AS date,
       (SELECT MIN(CASE k.role WHEN 'service counseling' THEN 'counseling' WHEN 'service group' THEN 'group'
                               WHEN 'service medical' THEN 'medical' WHEN 'service peer' THEN 'peer' END)
        FROM procedure_occurrence o JOIN switchback_concept k ON k.concept_id = o.procedure_concept_id
        WHERE o.visit_occurrence_id = v.visit_occurrence_id AND k.role LIKE 'service %') AS service,
       'attended' AS status
FROM visit_occurrence v
JOIN switchback_own c ON c.concept_id = v.visit_concept_id AND c.role = 'contact'
JOIN switchback_person w ON w.person_id = v.person_id
WHERE v.care_site_id IN (SELECT care_site_id FROM switchback_stay);

CREATE VIEW switchback_drug_tests AS
SELECT m.person_id AS patient_id,
       m.measurement_date AS date,
       SUBSTR(k.role, 6) AS substance,
       CASE WHEN r.role IS NOT NULL THEN r.role
            WHEN COALESCE(m.value_as_concept_id, 0) <> 0 THEN 'concept ' || CAST(m.value_as_concept_id AS VARCHAR(12))
       END AS result
FROM measurement m
JOIN switchback_concept k ON k.concept_id = m.measurement_concept_id AND k.role LIKE 'test %'
JOIN switchback_person w ON w.person_id = m.person_id
LEFT JOIN switchback_own r ON r.concept_id = m.value_as_concept_id AND r.role IN ('positive', 'negative');

-- Known on the day of the visit that it was recorded at, where it was.
CREATE VIEW switchback_returns_to_use AS
SELECT e.person_id AS patient_id,
       CASE WHEN k.role = 'return to use' THEN e.event_date END AS used_on,
       CASE WHEN k.role = 'return to use' THEN v.visit_start_date ELSE e.event_date END AS reported_on
FROM (SELECT person_id, observation_date AS event_date, observation_concept_id AS concept_id, visit_occurrence_id
      FROM observation
      UNION ALL
      SELECT person_id, condition_start_date, condition_concept_id, visit_occurrence_id
      FROM condition_occurrence) e
JOIN switchback_concept k ON k.concept_id = e.concept_id AND k.role IN ('return to use', 'early warning')
JOIN switchback_person w ON w.person_id = e.person_id
LEFT JOIN visit_occurrence v ON v.visit_occurrence_id = e.visit_occurrence_id;

CREATE VIEW switchback_adverse_events AS
SELECT d.person_id AS patient_id, d.death_date AS date, 'death' AS kind, 'yes' AS fatal
FROM death d JOIN switchback_person w ON w.person_id = d.person_id
UNION ALL
SELECT c.person_id, c.condition_start_date, 'overdose', NULL
FROM condition_occurrence c
JOIN switchback_concept k ON k.concept_id = c.condition_concept_id AND k.role = 'overdose'
JOIN switchback_person w ON w.person_id = c.person_id;
