#!/usr/bin/env python3
# spelling.py: folded forms of labels by Python's unicodedata, for tests/unit/base/spelling_test.c.
#   python3 tests/reference/spelling.py > tests/reference/spelling.txt
# Lower case, composed (NFC), each run of blanks and punctuation one blank, none of blanks alone at an end. One line a
# label: its bytes and those of the folded form, in hexadecimal. Letters: every one of Latin-1, Latin Extended-A, Greek
# and Cyrillic whose case folding is one letter, as it is and decomposed (NFD).
import unicodedata

LATIN = range(0xC0, 0x180)
OTHER = list(range(0x386, 0x3CF)) + list(range(0x400, 0x482)) + list(range(0x48A, 0x4C0)) + list(range(0x4C1, 0x4CF)) + list(range(0x4D0, 0x530))


def is_blank(c):
    return c.isspace() or unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc")


def is_mark(c):
    return unicodedata.category(c)[0] in "PS" and ord(c) not in range(0x2C2, 0x370)


def fold(text):
    out, run = "", ""
    for c in unicodedata.normalize("NFC", text).casefold() + "\0":
        if c != "\0" and (is_blank(c) or is_mark(c)):
            run += c
            continue
        if run and (any(is_mark(r) for r in run) or (out and c != "\0")):
            out += " "
        run = ""
        out += "" if c == "\0" else c
    return out


labels = ["", " ", "-", "North", "north ", " NORTH", "Site 1-1", "Site 11", "site  1 - 1", "R&D_1", "R&D 1", "Methadone\u00a0HCl",
          "methadone (HCl)", "(north)", "A+", "A", "a\u2013b", "\u3000x", "Caf\u00e9", "Cafe\u0301", "STRASSE", "\u0391\u03b8\u03ae\u03bd\u03b1\u03c2",
          "\u0426\u0415\u041d\u0422\u0420", "\u5317\u533a", "x\u0301", "naltrexone_xr", "Naltrexone XR"]
for cp in list(LATIN) + OTHER:
    c = chr(cp)
    if unicodedata.category(c)[0] == "L" and len(c.casefold()) == 1:
        labels.append(c)
        decomposed = unicodedata.normalize("NFD", c)
        if cp in LATIN and len(decomposed) == 2:
            labels.append("1" + decomposed + "1")
for label in labels:
    print(label.encode().hex() or "-", fold(label).encode().hex() or "-")
