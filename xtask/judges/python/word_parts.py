"""What a Word file declares in its parts, as facts; nothing is judged here.

    word_parts.py FILE
"""

import json
import sys
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def value(element, path, attribute="val"):
    """An attribute of the first element at a path; none if it is not there."""
    found = element.find(path) if path else element
    return None if found is None else found.get(W + attribute)


def facts(path):
    with zipfile.ZipFile(path) as file:
        part = lambda name: etree.fromstring(file.read(name))
        document, styles, settings = (part(f"word/{n}.xml") for n in ("document", "styles", "settings"))
        core = part("docProps/core.xml")
        targets = {r.get("Id"): r.get("Target") for r in part("word/_rels/document.xml.rels")}
        section = document.find(f"{W}body/{W}sectPr")
        footers = {}
        for reference in section.findall(f"{W}footerReference"):
            footer = part("word/" + targets[reference.get(R + "id")])
            style = value(footer, f"{W}p/{W}pPr/{W}pStyle")
            footers[reference.get(W + "type")] = {
                "text": "".join(footer.itertext(f"{W}t")),
                "field": "".join(footer.itertext(f"{W}instrText")).strip(),
                "style": style,
            }
    by_id = {style.get(W + "styleId"): style for style in styles.iter(f"{W}style")}

    def styled(name, path, attribute="val"):
        """A property of a style or of what it is based on."""
        while name in by_id:
            found = value(by_id[name], path, attribute)
            if found is not None:
                return found
            name = value(by_id[name], f"{W}basedOn")
        return value(styles, f"{W}docDefaults//" + path.removeprefix(f"{W}pPr/").removeprefix(f"{W}rPr/"), attribute)

    def look(name):
        return {
            "face": styled(name, f"{W}rPr/{W}rFonts", "eastAsia"),
            "half_points": int(styled(name, f"{W}rPr/{W}sz") or 0),
            "outline": styled(name, f"{W}pPr/{W}outlineLvl"),
            "alignment": styled(name, f"{W}pPr/{W}jc"),
            "first_line_chars": styled(name, f"{W}pPr/{W}ind", "firstLineChars"),
        }

    used = {value(p, f"{W}pPr/{W}pStyle") or "Normal" for p in document.iter(f"{W}p")}
    used |= {footer["style"] for footer in footers.values() if footer["style"]}
    tables = []
    for table in document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        tables.append(
            {
                "rows": len(rows),
                "repeated": sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows),
                "whole": sum(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows),
                "fixed": value(table, f"{W}tblPr/{W}tblLayout", "type") == "fixed",
                "described": bool(value(table, f"{W}tblPr/{W}tblDescription")),
                "width": sum(int(column.get(W + "w")) for column in table.iter(f"{W}gridCol")),
                "columns": len(list(table.iter(f"{W}gridCol"))),
                "styles": sorted({value(p, f"{W}pPr/{W}pStyle") or "Normal" for p in table.iter(f"{W}p")}),
            }
        )
    size, margins, grid = (section.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
    return {
        "page": {key: int(size.get(W + key)) for key in ("w", "h")},
        "margins": {key: int(margins.get(W + key)) for key in ("top", "right", "bottom", "left")},
        "grid": {"type": grid.get(W + "type"), "pitch": int(grid.get(W + "linePitch"))},
        "odd_and_even": settings.find(f"{W}evenAndOddHeaders") is not None,
        "footers": footers,
        "styles": {name: look(name) for name in sorted(used)},
        "tables": tables,
        "language": value(styles, f".//{W}lang", "eastAsia"),
        "properties": {etree.QName(item).localname: item.text for item in core},
    }


if __name__ == "__main__":
    json.dump(facts(sys.argv[1]), sys.stdout, ensure_ascii=False)
