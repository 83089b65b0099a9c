"""A PDF before two validators, and the glyph widths one of them cannot read.

    pdf_rules.py FILE

prints `failures` (what a validator says against the file), `passed` (how many rules hold),
and `skipped` (rules a validator gave up on). page_validation up to 0.12 reads every width of
a bare CFF font as 0.000; only failures that say exactly this are set aside, and the rule they
stand for (the /W widths are those of the embedded font program) is checked with fontTools.
"""

import io
import json
import re
import subprocess
import sys

MISREAD = re.compile(r"rendered CID \d+ width 0\.000 in its embedded CIDFontType0C program")


def page_validation(path):
    import page

    failures, passed, misread = [], 0, 0
    for profile in ("2a", "ua1"):
        report = page.validate_pdf(path, profile=profile)
        passed += report.rules.passed
        for failure in report.failures:
            if failure.rule_id.endswith("GLYPH-WIDTH-001") and MISREAD.search(failure.message):
                misread += 1
            else:
                failures.append(f"{profile} {failure.rule_id}: {failure.message}")
    return failures, passed, misread


def pdfua(path):
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", path, "--format", "json"], capture_output=True, text=True
    )
    report = json.loads(done.stdout)
    failures = [f"{finding.get('rule_id')}: {finding.get('message')}" for finding in report["findings"]]
    return failures, report["summary"]["rules_run"], [entry["rule_id"] for entry in report["skipped"]]


def widths(path):
    """Compares the /W and /DW of every composite font with the advances of its program."""
    import pikepdf
    from fontTools.cffLib import CFFFontSet

    failures, compared = [], 0
    pdf = pikepdf.open(path)
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary):
            continue
        if font.get("/Subtype") in ("/Type1", "/TrueType", "/Type3", "/CIDFontType2", "/MMType1"):
            # One such failure hides those after it, so that no font may go unread.
            failures.append(f"{font.get('/BaseFont')} is {font.Subtype}, whose widths this does not compare")
        if font.get("/Subtype") != "/CIDFontType0":
            continue
        name = str(font.BaseFont)
        data = font.FontDescriptor.FontFile3.read_bytes()
        if data[:4] == b"OTTO":
            from fontTools.ttLib import TTFont

            cff = TTFont(io.BytesIO(data))["CFF "].cff
        else:
            cff = CFFFontSet()
            cff.decompile(io.BytesIO(data), None)
        top = cff[0]
        scale = 1000 * float(top.FontMatrix[0]) if hasattr(top, "FontMatrix") else 1.0
        glyphs = top.CharStrings
        declared = declared_widths(font)
        default = float(font.get("/DW", 1000))
        for index, glyph in enumerate(top.charset):
            cid = int(glyph[3:]) if glyph.startswith("cid") else index
            found = advance(glyphs[glyph]) * scale
            compared += 1
            if abs(found - declared.get(cid, default)) > 1:
                failures.append(f"{name}: CID {cid} is {declared.get(cid, default)} wide in /W, {found} in the font")
    return failures, compared


def advance(charstring):
    """The advance a charstring states, or its font dictionary's default."""
    from fontTools.pens.basePen import NullPen

    charstring.draw(NullPen())
    return charstring.width


def declared_widths(font):
    found, entries = {}, list(font.get("/W", []))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, (int, float)) or not hasattr(second, "__len__"):
            width = float(entries.pop(0))
            found |= {cid: width for cid in range(first, int(second) + 1)}
        else:
            found |= {first + at: float(width) for at, width in enumerate(second)}
    return found


if __name__ == "__main__":
    file = sys.argv[1]
    failures, passed, misread = page_validation(file)
    ua_failures, ua_passed, skipped = pdfua(file)
    width_failures, compared = widths(file)
    if misread and not compared:
        width_failures.append("page_validation could not read the glyph widths, and no font was compared instead")
    json.dump(
        {
            "failures": failures + ua_failures + width_failures,
            "passed": {"page_validation": passed, "pdfua": ua_passed, "widths": compared},
            "misread": misread,
            "skipped": skipped,
        },
        sys.stdout,
        ensure_ascii=False,
    )
