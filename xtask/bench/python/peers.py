"""What else could make the documents, for comparison.

    peers.py typst FOLDER        the Typst engine alone: FOLDER/document.typ to PDF, printing
                                 the seconds it took without starting Python
    peers.py office FOLDER       FOLDER/document.json to Word by python-docx, and that to PDF
                                 and HTML by LibreOffice
    peers.py typst_batch FOLDER  FOLDER/*/document.typ to PDF, in a process for each core that
                                 keeps its fonts
    peers.py office_batch FOLDER FOLDER/*/document.json to Word, and all of these to PDF and HTML
                                 by LibreOffice, started once for each
    peers.py weasyprint FOLDER   FOLDER/page.html to PDF
    peers.py read FOLDER         openpyxl reading every workbook of a folder
"""

import glob
import json
import multiprocessing
import os
import subprocess
import sys
import time


def typst(folder):
    import typst as engine

    started = time.perf_counter()
    pdf = engine.compile(
        os.path.join(folder, "document.typ"),
        font_paths=[os.environ["FONTS"]],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
    )
    print(json.dumps({"seconds": time.perf_counter() - started, "bytes": len(pdf)}))


def typst_share(folders):
    import typst as engine

    fonts = engine.Fonts(False, False, [os.environ["FONTS"]])
    compiler = engine.Compiler(root=os.path.commonpath(folders), font_paths=fonts)
    for folder in folders:
        document = os.path.join(folder, "document.typ")
        compiler.compile(document, os.path.join(folder, "peer.pdf"), "pdf", pdf_standards=["a-2a", "ua-1"])


def typst_batch(folder):
    folders = sorted(glob.glob(os.path.join(os.path.abspath(folder), "[0-9]*")))
    cores = os.cpu_count()
    with multiprocessing.Pool(cores) as pool:
        pool.map(typst_share, [folders[core::cores] for core in range(cores)], chunksize=1)


def word(folder):
    import docx

    with open(os.path.join(folder, "document.json"), encoding="utf-8") as file:
        source = json.load(file)
    document = docx.Document()
    document.add_heading(source["title"], 0)
    for block in source["blocks"]:
        if block["kind"] == "heading":
            document.add_heading(block["text"], block["level"])
        elif block["kind"] == "paragraph":
            document.add_paragraph("".join(run["text"] for run in block["runs"]))
        else:
            table = document.add_table(len(block["rows"]), block["columns"])
            # All cells at once: python-docx looks through the whole table for a single one.
            grid = [row.cells for row in table.rows]
            for y, row in enumerate(block["rows"]):
                for cell in row["cells"]:
                    here = grid[y][cell["column"]]
                    there = grid[y + cell["row_span"] - 1][cell["column"] + cell["column_span"] - 1]
                    (here if here is there else here.merge(there)).text = cell["text"]
    # Named apart: LibreOffice writes all of a batch into one folder.
    path = os.path.join(folder, os.path.basename(folder) + ".docx")
    document.save(path)
    return path


def office(folder):
    convert(folder, [word(folder)])


def office_batch(folder):
    # LibreOffice writes files of the same names beside them.
    reports = filter(os.path.isdir, sorted(glob.glob(os.path.join(folder, "[0-9]*"))))
    paths = [word(report) for report in reports]
    convert(folder, paths)


def convert(folder, paths):
    profile = "-env:UserInstallation=file://" + os.path.abspath(os.path.join(folder, "profile"))
    for kind in ("pdf", "html"):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, *paths],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def weasyprint(folder):
    import weasyprint as printer

    printer.HTML(os.path.join(folder, "page.html")).write_pdf(os.path.join(folder, "page.pdf"))


def read(folder):
    import openpyxl

    for path in glob.glob(os.path.join(folder, "*.xlsx")):
        for sheet in openpyxl.load_workbook(path, data_only=True, read_only=True):
            for _ in sheet.iter_rows():
                pass


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
