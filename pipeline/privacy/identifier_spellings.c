/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifier_words.h"
#include "privacy/identifiers.h"

/* Left out on purpose, since programs use them for something else: apt and dna (appointment; did not attend),
 * ip_days (inpatient), census, residence_type, street_drugs, mobile_unit, dea_schedule, medicaid (a payer), state
 * (Safe Harbor allows it). */
const char *const identifier_spellings[IDENTIFIER_CLASS_COUNT] = {
    [IDENTIFIER_NAME] =
        "=name =first =last =middle =maiden =prefix =suffix =given =surname =alias =aka =spouse =contact firstname "
        "fname givenname forename christianname secondname middlename mname middleinitial lastname lname surname "
        "familyname maidenname fullname legalname preferredname nickname initials patientname clientname personname "
        "membername participantname subjectname ptname namefirst namelast namemiddle namesuffix nameprefix "
        "mothername mothersname mothersmaiden fathername fathersname spousename partnername nextofkin guardianname "
        "=nm firstnm middlenm lastnm maidennm fullnm legalnm preferrednm prefnm prefname patnm patname clientnm "
        "patientnm "
        "membernm personnm subjectnm ptnm cltnm spousenm mothernm fathernm "
        "parentname emergencycontact contactname employername employer displayname realname birthname namealias",
    [IDENTIFIER_GEOGRAPHY] =
        "address addr streetaddress streetname streetno streetnumber homestreet =street =residence =village =lat =lon "
        "=lng =long city town county zip zipcode postal postalcode postcode latitude longitude latlon latlong gps "
        "geocode geolocation coordinate censustract tract censusblock blockgroup fips fipscode birthplace "
        "placeofbirth birthcity birthtown placeofresidence hometown homeaddress mailingaddress parish precinct "
        "neighborhood neighbourhood apartment aptno aptnumber aptnum housenumber houseno pobox homelat homelon",
    [IDENTIFIER_DATE] =
        "dob dobdate birthdate dateofbirth datebirth birthdt birthday bday bdate birthmonth monthofbirth dayofbirth "
        "birthtime =birth =born borndate bornon dateborn deathdate dateofdeath datedeath deathdt deathday deathtime "
        "timeofdeath =dod =death deceaseddate datedeceased deceasedon dieddate diedon",
    [IDENTIFIER_PHONE] =
        "phone telephone tel telno telnum telnumber =mobile =cell =home =pager mobilenumber mobileno mobilephone "
        "cellphone cellnumber cellno landline phonenumber phoneno phonenum homephone workphone dayphone "
        "eveningphone contactnumber contactno callback whatsapp sms textnumber voicemail pagernumber telephonenumber",
    [IDENTIFIER_FAX] = "fax faxno faxnum faxnumber facsimile telefax efax homefax workfax faxline faximile",
    [IDENTIFIER_EMAIL] = "email emailaddress emailaddr emailid emailaccount =mail mailid mailaddress electronicmail "
                         "homeemail workemail useremail gmail hotmail",
    [IDENTIFIER_SSN] =
        "ssn ssno ssnum ssnumber =ss =sin socialsecurity socialsecuritynumber socialsecurityno socialsec socsec "
        "socsecno socsecnum socialinsurance nationalinsurance nino itin =tin taxid taxpayerid taxnumber taxidno",
    [IDENTIFIER_MEDICAL_RECORD] =
        "mrn medicalrecord medicalrecordnumber medicalrecordno medicalrecordnum medicalrecordid medrec medrecno "
        "medrecnum medrecnumber mrnumber mrno chartnumber chartno chartnum chartid =chart hospitalnumber hospitalno "
        "hospitalid emrid ehrid emrnumber ehrnumber healthrecord healthrecordnumber nhsnumber nhsno empi =mpi",
    [IDENTIFIER_HEALTH_PLAN] =
        "memberid membernumber memberno subscriberid subscribernumber subscriberno policynumber policyno policyid "
        "policyholder insuranceid insurancenumber insuranceno insurancepolicy insuredid medicaidid medicaidnumber "
        "medicaidno medicareid medicarenumber medicareno mbi hicn =cin beneficiaryid beneficiarynumber beneficiaryno "
        "beneficiary healthplanid healthplannumber healthplanno hicnumber",
    [IDENTIFIER_ACCOUNT] =
        "accountnumber accountno accountnum accountid =account acct acctnumber acctno acctnum acctid bankaccount iban "
        "routingnumber creditcard creditcardnumber debitcard cardnumber cardno paymentcard billingaccount guarantor "
        "guarantorid patientaccount",
    [IDENTIFIER_LICENSE] =
        "license licence licensenumber licenseno licenceno licno driverslicense driverlicense =drivers =driver "
        "driverid driversid =dl dlnumber dlno certificate certificatenumber certificateno certno certnumber passport "
        "passportnumber passportno visanumber alienumber aliennumber greencard stateidnumber stateidcard deanumber",
    [IDENTIFIER_VEHICLE] =
        "vin vinnumber vehicle vehicleid plate platenumber plateno licenseplate licenceplate numberplate tagnumber "
        "tagno vehicletag vehicleregistration carregistration registrationplate autotag",
    [IDENTIFIER_DEVICE] =
        "=device deviceid deviceidentifier devicenumber deviceno deviceserial devicesn =serial serialnumber serialno "
        "serialnum imei imsi meid iccid udi udid macaddress macaddr =mac implantserial pumpserial androidid "
        "advertisingid",
    [IDENTIFIER_URL] =
        "url uri website webpage websiteaddress homepage weblink webaddress hyperlink internetaddress profilelink "
        "=link =web socialmedia facebook instagram twitter linkedin myspace weburl",
    [IDENTIFIER_IP_ADDRESS] =
        "=ip ipaddress ipaddr ipadr ipnumber ipno ipv clientip hostip remoteip loginip sourceip deviceip userip lastip "
        "originip internetprotocol",
    [IDENTIFIER_BIOMETRIC] =
        "biometric fingerprint fingerscan thumbprint palmprint handprint footprint retina retinal retinascan iris "
        "irisscan voiceprint voicesample faceprint facescan facialrecognition dnasample dnaprofile dnasequence "
        "genome signature handwriting",
    [IDENTIFIER_PHOTO] =
        "photo photograph photoid picture pic image img portrait headshot mugshot selfie facephoto faceimage avatar "
        "jpeg jpg =video videofile videorecording fullface",
    [IDENTIFIER_OTHER] =
        "note comment commentary freetext freeform =text narrative remark memo clinicalnote progressnote casenote "
        "specify otherspecify verbatim nationalid nationalidnumber citizenid casenumber caseno docketnumber docketno "
        "courtcase inmateid inmatenumber prisonernumber bookingnumber username login password screenname studentid "
        "employeeid militaryid tribalid tattoo scar identifyingmark",
};
