"""What validators and readers written in Python say of an OFD file.

    ofd_parts.py SCHEMA FILE

Prints JSON: `invalid`, what the schema says against each part; `parts`, how many were held to it;
`pages`, the text of each page as ofdkit reads it, run by run; `title`, `author` and `custom`, what
ofdkit says the document is.
"""

import json
import sys
import zipfile

import ofdkit
from lxml import etree


def validated(schema, file):
    invalid, parts = [], 0
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if not name.endswith(".xml"):
                continue
            parts += 1
            if not schema.validate(etree.fromstring(package.read(name))):
                invalid.append(f"{name}: {schema.error_log.last_error.message}")
    return invalid, parts


def main():
    schema = etree.XMLSchema(etree.parse(sys.argv[1]))
    invalid, parts = validated(schema, sys.argv[2])
    with ofdkit.open(sys.argv[2]) as document:
        pages = ["".join(run.text for run in page.runs) for page in document.pages]
        said = {"invalid": invalid, "parts": parts, "pages": pages, "title": document.info.title}
    json.dump(said, sys.stdout, ensure_ascii=False)


main()
