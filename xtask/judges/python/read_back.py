"""Reads a produced file back into blocks, with readers that know nothing of this program.

    read_back.py pdf|docx|html|md FILE

prints one JSON object: `blocks`, each with a `kind` (title, heading, paragraph, table),
and what is not text of the document, told apart: `attachments`, `marks`, `furniture`.
A table's `rows` list the cells that begin in each row, as {text, row_span, column_span,
header}; `header` is "column", "row" or "". Nothing is judged here.
"""

import json
import re
import sys

CONTAINERS = {"Document", "Part", "Art", "Sect", "Div", "NonStruct", "Aside"}


def cell(text, row_span=1, column_span=1, header=""):
    return {"text": text, "row_span": row_span, "column_span": column_span, "header": header}


# --- PDF: the tag tree with the marked content it points at -------------------


class Tags:
    """The structure elements of a PDF; `owner` says which block shows a marked content."""

    def __init__(self, path):
        import pdfplumber
        import pikepdf

        self.pikepdf = pikepdf
        pdf = pikepdf.open(path)
        self.pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages, 1)}
        self.plumber = pdfplumber.open(path)
        self.texts = {}
        self.furniture = []
        for page in self.plumber.pages:
            loose = []
            for char in page.chars:
                if char.get("mcid") is None:
                    loose.append(char["text"])
                else:
                    key = (page.page_number, char["mcid"])
                    self.texts[key] = self.texts.get(key, "") + char["text"]
            self.furniture.append("".join(loose))
        self.owner = {}
        self.blocks = []
        root = pdf.Root.get("/StructTreeRoot")
        if root is not None:
            self.roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
            for kid in self.kids(root):
                self.walk(kid)

    def kids(self, element):
        kids = element.get("/K")
        if kids is None:
            return []
        return list(kids) if isinstance(kids, self.pikepdf.Array) else [kids]

    def role(self, element):
        """The element's type; a title stays one, though its role is that of a paragraph."""
        role = str(element.get("/S", ""))
        seen = set()
        while role != "/Title" and role in self.roles and role not in seen:
            seen.add(role)
            role = self.roles[role]
        return role[1:]

    def walk(self, element):
        role = self.role(element)
        if role in CONTAINERS:
            for kid in self.kids(element):
                if isinstance(kid, self.pikepdf.Dictionary):
                    self.walk(kid)
                else:
                    self.blocks.append({"kind": "paragraph", "text": "text outside any paragraph"})
        elif role == "Table":
            self.table(element)
        else:
            block = {"kind": "paragraph"}
            if role == "Title":
                block = {"kind": "title"}
            elif re.fullmatch(r"H[1-6]", role):
                block = {"kind": "heading", "level": int(role[1:])}
            elif role != "P":
                block = {"kind": f"<{role}>"}
            at = len(self.blocks)
            self.blocks.append(block)
            block["text"] = self.text(element, (at, 0, 0))

    def table(self, element):
        at = len(self.blocks)
        rows = []
        self.blocks.append({"kind": "table", "rows": rows})

        def descend(element):
            for kid in self.kids(element):
                role = self.role(kid)
                if role == "TR":
                    row = []
                    for place, entry in enumerate(self.kids(kid)):
                        attributes = self.attributes(entry)
                        header = ""
                        if self.role(entry) == "TH":
                            header = {"/Row": "row", "/Column": "column"}.get(attributes.get("/Scope"), "unknown")
                        row.append(
                            cell(
                                self.text(entry, (at, len(rows), place)),
                                int(attributes.get("/RowSpan", 1)),
                                int(attributes.get("/ColSpan", 1)),
                                header,
                            )
                        )
                    rows.append(row)
                elif role in ("THead", "TBody", "TFoot"):
                    descend(kid)
                else:
                    rows.append([cell(f"<{role}> {self.text(kid, (at, len(rows), 0))}")])

        descend(element)

    def attributes(self, element):
        """The attributes of all owners, names as text."""
        found = element.get("/A")
        if found is None:
            return {}
        objects = list(found) if isinstance(found, self.pikepdf.Array) else [found]
        return {
            str(key): str(value) if isinstance(value, self.pikepdf.Name) else value
            for attributes in objects
            if isinstance(attributes, self.pikepdf.Dictionary)
            for key, value in attributes.items()
        }

    def text(self, element, owner, page=None):
        """The text of an element in reading order: the order of its kids."""
        page = element.get("/Pg", page)
        text = ""
        for kid in self.kids(element):
            if isinstance(kid, int):
                text += self.content(page, kid, owner)
            elif kid.get("/Type") == "/MCR":
                text += self.content(kid.get("/Pg", page), int(kid.MCID), owner)
            elif kid.get("/Type") != "/OBJR":
                text += self.text(kid, owner, page)
        replacement = element.get("/ActualText")
        return text if replacement is None else str(replacement)

    def content(self, page, mcid, owner):
        key = (self.pages[page.objgen], mcid)
        self.owner[key] = owner
        return self.texts.get(key, "")


def read_pdf(path):
    tags = Tags(path)
    return {"blocks": tags.blocks, "attachments": [], "marks": [], "furniture": tags.furniture}


# --- Word ---------------------------------------------------------------------


def read_docx(path):
    import docx
    from docx.oxml.ns import qn
    from docx.table import Table

    document = docx.Document(path)
    content = list(document.iter_inner_content())
    blocks = []

    def level(style):
        """The outline level of a style or of what it is based on, from 1."""
        while style is not None:
            outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return int(outline.get(qn("w:val"))) + 1
            style = style.base_style
        return 0

    for at, item in enumerate(content):
        if isinstance(item, Table):
            blocks.append({"kind": "table", "rows": docx_rows(item, qn)})
            continue
        before = at > 0 and isinstance(content[at - 1], Table)
        if not item.text.strip() and before:
            continue  # Word needs a paragraph after a table.
        if item.style.name == "Title":
            blocks.append({"kind": "title", "text": item.text})
        elif level(item.style):
            blocks.append({"kind": "heading", "level": level(item.style), "text": item.text})
        else:
            blocks.append({"kind": "paragraph", "text": item.text})
    section = document.sections[0]
    marks, furniture = [], []
    for odd_even in ("", "even_page_"):
        header = getattr(section, f"{odd_even}header")
        footer = getattr(section, f"{odd_even}footer")
        marks.append("" if header.is_linked_to_previous else "".join(p.text for p in header.paragraphs))
        furniture.append("" if footer.is_linked_to_previous else "".join(p.text for p in footer.paragraphs))
    return {"blocks": blocks, "attachments": [], "marks": [m for m in marks if m], "furniture": furniture}


def docx_rows(table, qn):
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    first_column = look is not None and look.get(qn("w:firstColumn")) == "1"
    rows, above = [], {}
    for row in table.rows:
        heads = row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        cells, column = [], 0
        for tc in row._tr.tc_lst:
            if tc.vMerge == "continue" and column in above:
                above[column]["row_span"] += 1
            else:
                text = "".join(paragraph.text for paragraph in docx_paragraphs(tc))
                header = "column" if heads else "row" if first_column and column == 0 else ""
                above[column] = cell(text, 1, tc.grid_span, header)
                cells.append(above[column])
            column += tc.grid_span
        rows.append(cells)
    return rows


def docx_paragraphs(tc):
    from docx.text.paragraph import Paragraph

    return [Paragraph(p, None) for p in tc.p_lst]


# --- web page -----------------------------------------------------------------


def read_html(path):
    from bs4 import BeautifulSoup

    with open(path, "rb") as file:
        soup = BeautifulSoup(file.read(), "html5lib")
    marks = [mark.get_text() for mark in soup.select(".mark")]
    attachments = []
    for section in soup.select("section[aria-labelledby=attachments]"):
        attachments += [link.get_text() for link in section.select("li a")]
        section.decompose()
    # The list of contents repeats the headings.
    for aside in soup.select(".mark, nav"):
        aside.decompose()
    blocks = []
    for tag in soup.body.find_all(["h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "li"]):
        if tag.find_parent("table"):
            continue
        if tag.name == "table":
            blocks.append({"kind": "table", "rows": html_rows(tag)})
        elif tag.name == "h1":
            blocks.append({"kind": "title", "text": tag.get_text()})
        elif tag.name[0] == "h":
            blocks.append({"kind": "heading", "level": int(tag.name[1]) - 1, "text": tag.get_text()})
        else:
            blocks.append({"kind": "paragraph" if tag.name == "p" else "<li>", "text": tag.get_text()})
    # Captions are for those who cannot see the table; they say what the summary says.
    for caption in soup.find_all("caption"):
        caption.decompose()
    whole = re.sub(r"\s", "", soup.body.get_text())
    parts = "".join(b["text"] if "text" in b else "".join(c["text"] for r in b["rows"] for c in r) for b in blocks)
    loose = [] if re.sub(r"\s", "", parts) == whole else ["the page has text outside its blocks"]
    return {"blocks": blocks, "attachments": attachments, "marks": marks, "furniture": loose}


def html_rows(table):
    rows = []
    for tr in table.find_all("tr"):
        row = []
        for entry in tr.find_all(["th", "td"], recursive=False):
            header = ""
            if entry.name == "th":
                scope = entry.get("scope", "").removesuffix("group")
                header = {"col": "column", "row": "row"}.get(scope, "unknown")
            row.append(
                cell(entry.get_text(), int(entry.get("rowspan", 1)), int(entry.get("colspan", 1)), header)
            )
        rows.append(row)
    return rows


# --- Markdown -----------------------------------------------------------------


def read_markdown(path):
    from markdown_it import MarkdownIt

    with open(path, encoding="utf-8") as file:
        text = file.read()
    # What is known about the document stands before it, between two rules.
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = []
    for at, token in enumerate(tokens):
        inline = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.type == "heading_open":
            level = int(token.tag[1])
            block = {"kind": "title"} if level == 1 else {"kind": "heading", "level": level - 1}
            blocks.append(block | {"text": plain(inline)})
        elif token.type == "paragraph_open":
            blocks.append({"kind": "paragraph", "text": plain(inline)})
        elif token.type == "table_open":
            blocks.append({"kind": "table", "rows": []})
        elif token.type == "tr_open":
            blocks[-1]["rows"].append([])
        elif token.type == "th_open":
            # There is one header row; the labels of several are joined in it.
            labels = plain(inline).split(" / ")
            blocks[-1]["rows"][-1] += [cell(label, header="column") for label in labels]
        elif token.type == "td_open":
            blocks[-1]["rows"][-1].append(cell(plain(inline)))
        elif token.type in ("html_block", "fence", "code_block", "bullet_list_open", "ordered_list_open"):
            blocks.append({"kind": f"<{token.type}>", "text": token.content})
    return {"blocks": blocks, "attachments": [], "marks": [], "furniture": []}


def plain(inline):
    """The text of an inline token: what is shown, not how it is marked."""
    return "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline", "text_special"))


READERS = {"pdf": read_pdf, "docx": read_docx, "html": read_html, "md": read_markdown}

if __name__ == "__main__":
    json.dump(READERS[sys.argv[1]](sys.argv[2]), sys.stdout, ensure_ascii=False)
