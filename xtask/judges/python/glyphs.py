"""The glyph boxes of a PDF's pages, each with the block of the tag tree it belongs to.

    glyphs.py FILE

prints a list of pages: size in points, `glyphs` in the order of the content stream and
`rules` (straight lines). A glyph's box is the em box of Chinese type, 0.88 of it above the
baseline: a Western face's own box is another one, on the same line. Its `ink` is what PDFium
says is really drawn, matched by the glyph's origin. All from the page's top left.
"""

import ctypes
import json
import sys

import pypdfium2
import pypdfium2.raw as pdfium

from read_back import Tags


def inks(document, number):
    """The drawn boxes of a page's characters, by origin."""
    page = document[number - 1]
    text = page.get_textpage()
    height = page.get_height()
    found = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        left, bottom, right, top = text.get_charbox(at)
        if right > left and top > bottom:
            found[(round(x.value, 1), round(y.value, 1))] = (left, height - top, right, height - bottom)
    return found


def pages(path):
    tags = Tags(path)
    document = pypdfium2.PdfDocument(path)
    for page in tags.plumber.pages:
        drawn = inks(document, page.page_number)
        glyphs = []
        for char in page.chars:
            if char["text"].isspace():
                continue
            baseline = float(page.height) - char["matrix"][5]
            top = baseline - 0.88 * char["size"]
            box = (char["x0"], top, char["x1"], top + char["size"])
            # Rotated text (the draft mark) is furniture and has no place in lines.
            if not char["upright"] or char["matrix"][1] != 0:
                continue
            ink = drawn.get((round(char["matrix"][4], 1), round(char["matrix"][5], 1)), box)
            block, row, cell = tags.owner.get((page.page_number, char.get("mcid")), (None, 0, 0))
            glyphs.append(
                {
                    "text": char["text"],
                    "face": char["fontname"].partition("+")[2] or char["fontname"],
                    "size": round(char["size"], 2),
                    "x": [round(box[0], 3), round(box[2], 3)],
                    "y": [round(box[1], 3), round(box[3], 3)],
                    "ink_x": [round(ink[0], 3), round(ink[2], 3)],
                    "ink_y": [round(ink[1], 3), round(ink[3], 3)],
                    "block": block,
                    "row": row,
                    "cell": cell,
                }
            )
        rules = [
            {"x": [round(line["x0"], 3), round(line["x1"], 3)], "y": [round(line["top"], 3), round(line["bottom"], 3)]}
            for line in page.lines + page.rects
        ]
        yield {
            "number": page.page_number,
            "width": float(page.width),
            "height": float(page.height),
            "glyphs": glyphs,
            "rules": rules,
        }


if __name__ == "__main__":
    json.dump(list(pages(sys.argv[1])), sys.stdout, ensure_ascii=False)
