/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifiers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "table/estimates_table.h"
#include "table/input_tables.h"
#include "table/people_list.h"
#include "table/spell_tables.h"

enum { LEAST_SPELLINGS = 12 };

/* Headers as people write them, `|` between them. */
static const char *const refused[IDENTIFIER_CLASS_COUNT] = {
    [IDENTIFIER_NAME] =
        "PAT_NM|PT_NM|PATIENT_NM|PATNAME|Pat Name|MEMBER_NM|CLIENT_NM|CLT_NM|FULL_NM|LEGAL_NM|PREF_NM|NM|"
        "name|Name|PATIENT NAME|patient_name|FirstName|last_name|Last Name|surname|SURNAME|fname|lname|"
        "middleInitial|full-name|Maiden Name|nickname|FIRST|LAST|MAIDEN|PREFIX|SUFFIX|client name|"
        "Emergency Contact 1|next_of_kin|mother's maiden name|employer|patientInitials|ALIAS|spouse_name",
    [IDENTIFIER_GEOGRAPHY] =
        "address|ADDRESS|Address 2|home_address|StreetAddress|street|city|CITY|patient city|county|"
        "COUNTY|zip|ZIP|zip5|Zip-Code|zipCode|postal code|LAT|LON|latitude|Longitude|BIRTHPLACE|"
        "FIPS|gps_coordinates|census tract|P.O. Box|apartment|AptNo",
    [IDENTIFIER_DATE] = "dob|DOB|D.O.B.|birth date|BIRTHDATE|birth_dt|BirthDate|date of birth|DateOfBirth|patient_dob|"
                        "birthday|bday|DEATHDATE|date_of_death|deathDate|Birth Month|born on|deceased_date",
    [IDENTIFIER_PHONE] =
        "phone|Phone|PHONE1|phone_number|Phone No.|homePhone|Home Phone|work-phone|telephone|tel|Tel No|"
        "Mobile|mobile_number|cell|CellPhone|contact number|landline|call back|WhatsApp",
    [IDENTIFIER_FAX] = "fax|FAX|Fax|fax_number|faxNumber|Fax No|FAX#|home fax|work_fax|patientFax|facsimile|telefax|"
                       "Fax1|e-fax|fax line",
    [IDENTIFIER_EMAIL] = "email|EMAIL|e-mail|E-Mail Address|eMail|email_address|EmailAddr|home_email|workEmail|"
                         "patient email|e_mail|mail|email2|contactEmail",
    [IDENTIFIER_SSN] = "ssn|SSN|Ssn|ssn_last4|patient_ssn|SSN#|SSNumber|social security|Social Security Number|"
                       "socialSecurityNo|soc_sec|SocSecNum|S.S.N.|tax_id|TIN|NINO|taxpayer id",
    [IDENTIFIER_MEDICAL_RECORD] = "mrn|MRN|Mrn|patient_mrn|MRN#|medical record|Medical Record Number|medicalRecordNo|"
                                  "med_rec|MedRecNum|chart number|ChartNo|chart_id|hospital number|EHR ID|nhs_number",
    [IDENTIFIER_HEALTH_PLAN] = "member id|MemberID|member_number|subscriber_id|SubscriberNo|policy number|PolicyNo|"
                               "insurance id|InsuranceNumber|medicaid_id|MedicareNumber|beneficiary_id|"
                               "health plan number|MBI|HICN",
    [IDENTIFIER_ACCOUNT] = "account|Account Number|account_no|AccountID|acct|Acct #|acct_num|ACCTNO|bank account|IBAN|"
                           "credit card|CreditCardNumber|card_no|routing number|guarantor id|patient account",
    [IDENTIFIER_LICENSE] = "license|License Number|licence_no|driver's license|DriversLicense|DRIVERS|driver_license|"
                           "dl_number|DL|certificate|certificate number|cert_no|PASSPORT|passport_no|DEA number",
    [IDENTIFIER_VEHICLE] =
        "vin|VIN|Vin Number|vehicle|vehicle_id|plate|PlateNo|plate_number|license plate|LicensePlate|"
        "licence plate|number plate|tag_number|car registration",
    [IDENTIFIER_DEVICE] =
        "device|device_id|DeviceID|device identifier|Device Serial|serial|serial_number|SerialNo|imei|"
        "IMEI|UDI|mac address|MACAddress|MAC|android id",
    [IDENTIFIER_URL] = "url|URL|Url|web_url|uri|website|WebSite|web page|web address|home page|hyperlink|Facebook|"
                       "linkedIn|social media|profile link",
    [IDENTIFIER_IP_ADDRESS] =
        "ip|IP|ip_address|IPAddress|IP addr|ipv4|IPv6|ip_adr|client ip|clientIP|remote_ip|last ip|"
        "login_ip|IP No",
    [IDENTIFIER_BIOMETRIC] = "biometric|biometrics|fingerprint|Finger Print|finger_scan|thumbprint|retina|retinal_scan|"
                             "iris|IrisScan|voiceprint|voice print|face_print|DNA profile|signature",
    [IDENTIFIER_PHOTO] = "photo|Photo|photos|photograph|photo_id|PhotoID|picture|image|face image|portrait|headshot|"
                         "mug shot|avatar|selfie|JPEG",
    [IDENTIFIER_OTHER] = "note|Notes|NOTE 1|comment|Comments|free text|FreeText|free_text|narrative|remarks|memo|"
                         "progress note|clinicalNotes|other_specify|case number|CaseNo|inmate id|username|login",
};

static const char *const clean =
    "who|project|site_masked|arm|randomized_on|age|is_hispanic|race|is_male|drug|amount|when|visit|what|reason|Id|"
    "PATIENT|MARITAL|ETHNICITY|GENDER|STATE|HEALTHCARE_EXPENSES|HEALTHCARE_COVERAGE|INCOME|START|STOP|ENCOUNTER|CODE|"
    "DESCRIPTION|REASONCODE|REASONDESCRIPTION|DISPENSES|PAYER|ORGANIZATION|PROVIDER|ENCOUNTERCLASS|BASE_COST|drug_name|"
    "DrugName|DRUG_NM|CLINIC_NM|analyte_nm|medication "
    "name|prescription|prescribed_on|site_name|program_name|clinic|description|shipment|ip_days|"
    "equipment|tip|vintage|plateau|lately|capacity|velocity|electricity|ethnicity|emailed|surnamed|faxes_sent|"
    "first_dose|last_dose|last_seen|first_visit|middle_dose|dose|dose_unit|strength|form|route|days_supply|quantity|"
    "ndc|icd10|icd_10_code|hcpcs|cpt|diagnosis|admit_date|discharge_dt|admission_id|episode_id|encounter_id|visit_dt|"
    "visit_id|appt_status|apt_date|no_show|dna_count|status|medicaid|insurance_type|payer|referral_source|"
    "referred_by|primary_drug|street_drugs|residence_type|residential|housing_status|employment|employment_status|"
    "education|veteran|pregnant|language|level_of_care|census|test_result|specimen_id|lab_code|urine_temp|analyte|"
    "cutoff|creatinine|naloxone_given|group_size|group|group_number|telehealth|dea_schedule|phq9|gad7|cows_score|"
    "craving_score|stage|trigger|plan|tapering|take_home_doses|mobile_unit|template|platelets|participant|client_id|"
    "person_id|subject|member|patient|patient id|PatientID|pt_id|study_day|relative_day|birth_year|year_of_birth|"
    "age_at_admission|sex|region|payment_type|accountable_care|licensed_bed|serially|imagery|irises_x|notebook|"
    "commenced|noted|texture|namesake_x|countyless|zipper|streetwise|calls_made|cancelled|cell_count|carrier|origin";

/* The next of the names between bars, copied; NULL at the end. */
static const char *next_name(const char **list, char name[64]) {
    size_t length = strcspn(*list, "|");

    if (**list == '\0')
        return NULL;
    assert_true(length < 64);
    memcpy(name, *list, length);
    name[length] = '\0';
    *list += length + ((*list)[length] == '|');
    return name;
}

static void assert_header(const char *name, enum identifier_class expected) {
    enum identifier_class found = identifier_in_header(name);

    if (found != expected)
        fail_msg("header '%s': %s, expected %s", name, identifier_class_name(found), identifier_class_name(expected));
}

static void every_spelling_of_every_class_is_refused_as_its_class(void **state) {
    size_t total = 0;

    (void)state;
    for (int i = IDENTIFIER_NAME; i < IDENTIFIER_CLASS_COUNT; i++) {
        const char *list = refused[i];
        size_t n = 0;
        for (char name[64]; next_name(&list, name) != NULL; n++)
            assert_header(name, (enum identifier_class)i);
        assert_true(n >= LEAST_SPELLINGS);
        total += n;
    }
    assert_true(total >= 18 * LEAST_SPELLINGS);
}

static void plausible_clean_headers_are_not_refused(void **state) {
    const char *list = clean;

    (void)state;
    for (char name[64]; next_name(&list, name) != NULL;)
        assert_header(name, IDENTIFIER_NONE);
}

static void assert_columns_clean(const struct table_spec *spec) {
    for (size_t i = 0; i < spec->n_columns; i++)
        assert_header(spec->columns[i].name, IDENTIFIER_NONE);
}

static void columns_of_our_own_tables_are_not_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        assert_columns_clean(&input_tables[i]);
    assert_columns_clean(&spell_episodes);
    assert_columns_clean(&spell_followup);
    assert_columns_clean(&spell_states);
    assert_columns_clean(&people_list_table);
    assert_columns_clean(&spell_stretches);
    assert_columns_clean(&estimates_table_spec);
}

static void a_header_that_is_no_name_is_free_text(void **state) {
    char sentence[300];

    (void)state;
    memset(sentence, 'x', sizeof sentence);
    sentence[299] = '\0';
    assert_header(sentence, IDENTIFIER_OTHER);
    for (size_t i = 1; i < 199; i += 2)
        sentence[i] = ' ';
    sentence[199] = '\0';
    assert_header(sentence, IDENTIFIER_OTHER);
    sentence[120] = '\0';
    assert_header(sentence, IDENTIFIER_NONE);
    assert_header("", IDENTIFIER_NONE);
    assert_header("---", IDENTIFIER_NONE);
}

static void assert_value(const char *column, const char *text, enum identifier_class expected) {
    enum identifier_class found = identifier_in_value(column, text, strlen(text));

    if (found != expected)
        fail_msg("'%s' in %s: %s, expected %s", text, column, identifier_class_name(found),
                 identifier_class_name(expected));
}

struct value_case {
    const char *column, *text;
};

static void assert_values(const struct value_case *cases, size_t n, enum identifier_class expected) {
    for (size_t i = 0; i < n; i++)
        assert_value(cases[i].column, cases[i].text, expected);
}

#define ASSERT_VALUES(expected, ...)                                                                                   \
    do {                                                                                                               \
        static const struct value_case cases[] = {__VA_ARGS__};                                                        \
        assert_values(cases, sizeof cases / sizeof cases[0], expected);                                                \
    } while (0)

static void values_with_the_form_of_an_identifier_are_refused(void **state) {
    (void)state;
    ASSERT_VALUES(IDENTIFIER_EMAIL, {"reason", "j.doe@example.org"}, {"site", "ask a_b@mail.example.com now"},
                  {"who", "x+y@ex-ample.co"});
    ASSERT_VALUES(IDENTIFIER_SSN, {"reason", "123-45-6789"}, {"who", "999-49-3983"}, {"site", "(123-45-6789)"},
                  {"reason", "ssn 123 45 6789"});
    ASSERT_VALUES(IDENTIFIER_PHONE, {"reason", "555-123-4567"}, {"reason", "(555) 123-4567"},
                  {"reason", "(555)123-4567"}, {"site", "555.123.4567"}, {"site", "1-555-123-4567"},
                  {"reason", "call 555 123 4567 today"}, {"reason", "+44 20 7946 0958"}, {"reason", "+15551234567"});
    ASSERT_VALUES(IDENTIFIER_URL, {"reason", "http://example.org/x"}, {"reason", "see https://example.org"},
                  {"reason", "www.example.org"}, {"site", "WWW.EXAMPLE.ORG"}, {"site", "ftp://example.org"});
    ASSERT_VALUES(IDENTIFIER_IP_ADDRESS, {"reason", "192.0.2.17"}, {"site", "from 198.51.100.3 on"},
                  {"reason", "2001:db8::7"}, {"reason", "2001:0db8:0000:0000:0000:0000:0000:0007"});
    ASSERT_VALUES(IDENTIFIER_DEVICE, {"reason", "00:1A:2b:3c:4D:5e"}, {"site", "00-1a-2b-3c-4d-5e"});
    ASSERT_VALUES(IDENTIFIER_GEOGRAPHY, {"area", "02139-4307"}, {"state", "MA 02139-0001"});
    ASSERT_VALUES(IDENTIFIER_DATE, {"patient_id", "A-1982-03-15"}, {"patient_id", "15.03.1982/7"},
                  {"who", "x-31-12-1999"}, {"patient_id", "1982/03/15-JD"}, {"patient_id", "12/31/1999x"},
                  {"PatientID", "1982-03-15"});
    ASSERT_VALUES(IDENTIFIER_NAME, {"patient_id", "DOE, J"}, {"patient_id", "ORTEGA1, MARIA"}, {"who", "Jane Doe"},
                  {"client", "O'Neil-Smith, Ann B."}, {"patient_id", "J. Doe"}, {"clinician", "Smith"},
                  {"clinician", "Dr. Smith"}, {"clinician", "SMITH, J"}, {"clinician", "O'Neill"},
                  {"clinician", "j.doe"}, {"Clinician", "M\xc3\xbcller"});
}

static void values_without_that_form_are_not_refused(void **state) {
    (void)state;
    ASSERT_VALUES(IDENTIFIER_NONE, {"date", "2024-02-29"}, {"date", "2024-02-29;2024-03-01"},
                  {"START", "2019-07-08T23:38:03Z"}, {"patient_id", "1234567890"}, {"patient_id", "19820315"},
                  {"patient_id", "123456789"}, {"patient_id", "982192b6-6843-4011-ef46-32caaf87d8a9"},
                  {"patient_id", "A-2024-00017"}, {"patient_id", "P19821399"}, {"patient_id", "99182031500"},
                  {"site", "02139"}, {"dose_mg", "24.5"}, {"when", "-32"}, {"amount", "12345"}, {"when", "+5"},
                  {"what", "Outpatient BUP + EMM"}, {"what", "twice @ noon"}, {"what", "a@b"}, {"what", "awww.x"},
                  {"CODE", "314529007"}, {"version", "1.2.3"}, {"ratio", "12:30:45"}, {"time", "07:13"},
                  {"what", "1.2.3.4.5"}, {"what", "999.999.999.999"}, {"what", "12-34-56"}, {"what", "a1234-12-1234"},
                  {"what", "+"}, {"what", "+1234567"}, {"what", "1234-123-45-6789"}, {"birth_year", "1982"},
                  {"date", "15.03.1982"}, {"triggers", "stress;withdrawal_or_dose"}, {"what", ""}, {"what", ":"},
                  {"what", "@example.org"}, {"region", "123456"}, {"home_region", "02139"},
                  {"patient_id", "JD19820315"}, {"client", "P03151982"}, {"patient_id", "A 17"}, {"patient_id", "17 A"},
                  {"patient_id", "AB-17"}, {"patient_id", "Doe"}, {"site", "North Clinic"}, {"patient_id", "0012, 3"},
                  {"clinician", "C07"}, {"clinician", "MD"}, {"clinician", "JS14"}, {"clinician", "1234567890"},
                  {"clinician", "RN-2"}, {"clinician", ""}, {"site", "Smith"});
}

/* 5,000 rows as an export would hold them, from a generator with fixed steps. */
static void five_thousand_clean_rows_are_not_refused(void **state) {
    uint64_t seed = 20240229;
    char text[64];

    (void)state;
    for (int row = 0; row < 5000; row++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        unsigned draw = (unsigned)(seed >> 33);
        snprintf(text, sizeof text, "%08x-%04x", draw, draw % 65536);
        assert_value("patient_id", text, IDENTIFIER_NONE);
        snprintf(text, sizeof text, "%09u", draw % 1000000000);
        assert_value("patient_id", text, IDENTIFIER_NONE);
        snprintf(text, sizeof text, "%04u-%02u-%02u", 1990 + draw % 40, 1 + draw % 12, 1 + draw % 28);
        assert_value("date", text, IDENTIFIER_NONE);
        snprintf(text, sizeof text, "%u.%u", draw % 200, draw % 10);
        assert_value("dose_mg", text, IDENTIFIER_NONE);
        snprintf(text, sizeof text, "%d", (int)(draw % 2000) - 1000);
        assert_value("when", text, IDENTIFIER_NONE);
    }
}

static void every_class_has_a_name(void **state) {
    (void)state;
    for (int i = 0; i < IDENTIFIER_CLASS_COUNT; i++)
        assert_true(strlen(identifier_class_name((enum identifier_class)i)) > 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_of_every_class_is_refused_as_its_class),
        cmocka_unit_test(plausible_clean_headers_are_not_refused),
        cmocka_unit_test(columns_of_our_own_tables_are_not_refused),
        cmocka_unit_test(a_header_that_is_no_name_is_free_text),
        cmocka_unit_test(values_with_the_form_of_an_identifier_are_refused),
        cmocka_unit_test(values_without_that_form_are_not_refused),
        cmocka_unit_test(five_thousand_clean_rows_are_not_refused),
        cmocka_unit_test(every_class_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
