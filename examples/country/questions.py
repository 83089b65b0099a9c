"""Answers ten questions about all reports in SQL, and counts each once more with openpyxl, from the workbooks themselves.

    python questions.py DATASET [FOLDER]

With FOLDER, the reports the dataset was made of, the answers are compared with the second count; it ends with 1 where one
differs.
"""

import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb

NEW = "applications.new_received.total"
FEES = "disclosure.fees.amount"
GRANTED = "applications.results.granted.total"
DONE = "applications.results.total.total"

QUESTIONS = [
    ("How many reports are there of each year?", "SELECT year, count(*) FROM reports GROUP BY year ORDER BY year"),
    ("How many applications were received in each year?",
     f"SELECT year, sum(value) FROM reports JOIN figures ON id = report WHERE key = '{NEW}' GROUP BY year ORDER BY year"),
    ("What was charged in each year, in 万元, to the fen?",
     f"SELECT year, sum(value) FROM reports JOIN figures ON id = report WHERE key = '{FEES}' GROUP BY year ORDER BY year"),
    ("Which five counties received most applications in 2024?",
     f"SELECT organ, value FROM reports JOIN figures ON id = report WHERE key = '{NEW}' AND year = 2024 ORDER BY value DESC, organ LIMIT 5"),
    ("How many applications came from each kind of applicant?",
     "SELECT \"column\", sum(value) FROM figures WHERE key LIKE 'applications.new_received.%' AND key NOT LIKE '%.total' GROUP BY ALL ORDER BY ALL"),
    ("Of a thousand decisions of a year, how many granted what was asked for?",
     f"""SELECT year, floor(1000 * sum(value) FILTER (key = '{GRANTED}') / sum(value) FILTER (key = '{DONE}'))
     FROM reports JOIN figures ON id = report GROUP BY year ORDER BY year"""),
    ("In which provinces were most normative documents issued?",
     """SELECT region[:2], sum(value) AS issued FROM reports JOIN figures ON id = report
     WHERE key = 'disclosure.normative_documents.issued' GROUP BY ALL ORDER BY issued DESC, 1 LIMIT 3"""),
    ("How many counties received more applications in 2024 than in 2023?",
     f"""SELECT count(*) FROM (SELECT organ FROM reports JOIN figures ON id = report WHERE key = '{NEW}' GROUP BY organ
     HAVING sum(value) FILTER (year = 2024) > sum(value) FILTER (year = 2023))"""),
    ("How many reports have a total that is not the sum of its row, and where?",
     "SELECT count(DISTINCT report), min(sheet || '!' || cell) FROM findings WHERE rule = 'row-total'"),
    ("How many reports left more than 20 applications for the next year?",
     "SELECT count(*) FROM figures WHERE key = 'applications.carried_out.total' AND value > 20"),
]


def answers(dataset):
    database = duckdb.connect()
    for table in ("reports", "figures", "findings"):
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{dataset}/{table}.parquet')")
    return [database.execute(query).fetchall() for _, query in QUESTIONS]


def counted(folder):
    """The same ten answers, by addresses in the workbooks."""
    import openpyxl

    reports = []
    for path in sorted(folder.rglob("[0-9]*.xlsx")):
        book = openpyxl.load_workbook(path, data_only=True)
        items = {row[0]: row[1] for row in book["基本信息"].iter_rows(max_col=2, values_only=True) if row[0]}
        disclosure, applications = book["表二 主动公开"], book["表三 依申请公开"]
        reports.append({
            "year": items["年度"], "organ": items["机关名称"], "region": items["网站标识码"][:6],
            "new": {column: applications[f"{column}5"].value for column in "DEFGHIJ"},
            "granted": applications["J7"].value, "done": applications["J28"].value, "left": applications["J29"].value,
            "fees": Decimal(str(disclosure["B15"].value)), "issued": disclosure["B5"].value,
        })

    def by(key, value):
        sums = defaultdict(int)
        for report in reports:
            sums[report[key]] += value(report)
        return sorted(sums.items())

    new = lambda report: report["new"]["J"]
    heads = dict(zip("DEFGHI", ("自然人", "法人或其他组织 › 商业企业", "法人或其他组织 › 科研机构", "法人或其他组织 › 社会公益组织",
                                "法人或其他组织 › 法律服务机构", "法人或其他组织 › 其他")))
    granted, done = dict(by("year", lambda report: report["granted"])), dict(by("year", lambda report: report["done"]))
    provinces = defaultdict(int)
    of = defaultdict(dict)
    for report in reports:
        provinces[report["region"][:2]] += report["issued"]
        of[report["organ"]][report["year"]] = new(report)
    wrong = [report for report in reports if sum(report["new"][column] for column in "DEFGHI") != new(report)]
    return [
        by("year", lambda _: 1),
        by("year", new),
        by("year", lambda report: report["fees"]),
        [(report["organ"], new(report)) for report in sorted((one for one in reports if one["year"] == 2024), key=lambda one: (-new(one), one["organ"]))[:5]],
        sorted((f"申请人情况 › {heads[column]}", sum(report["new"][column] for report in reports)) for column in "DEFGHI"),
        [(year, 1000 * granted[year] // done[year]) for year in sorted(done)],
        sorted(provinces.items(), key=lambda one: (-one[1], one[0]))[:3],
        [(sum(years[2024] > years[2023] for years in of.values()),)],
        [(len(wrong), "表三 依申请公开!J5" if wrong else None)],
        [(sum(report["left"] > 20 for report in reports),)],
    ]


def main(dataset, folder):
    told = answers(dataset)
    again = counted(folder) if folder else told
    differ = 0
    for (question, _), answer, other in zip(QUESTIONS, told, again):
        print(question, *(" ".join(format(value.normalize(), "f") if isinstance(value, Decimal) else str(value) for value in row) for row in answer), sep="\n  ")
        if answer != other:
            differ += 1
            print("  the second count:", other)
    if folder:
        print(f"{len(QUESTIONS) - differ} of {len(QUESTIONS)} answers are those of the second count")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None))
