"""Makes the reports of invented counties, for two years each: workbooks that differ in every figure and in their text.

    python make.py FOLDER [COUNTIES]

Every total is right, except that each fiftieth report has one that is not; one file is damaged. The same count gives the same
figures.
"""

import random
import sys
from pathlib import Path

import openpyxl

EXAMPLES = Path(__file__).resolve().parent.parent
YEARS = (2023, 2024)
NAMES = "安宝昌成德定东凤抚富高光广贵桂海汉河鹤衡弘洪虎华怀淮黄惠吉集济佳嘉江焦金锦晋荆九开昆莱兰乐丽连辽临龙"
WORK = ["档案目录", "办事指南", "规划文本", "收费清单", "会议纪要", "统计公报", "采购结果", "应急预案"]

INFORMATION, TEXT, DISCLOSURE, APPLICATIONS = "基本信息", "正文", "表二 主动公开", "表三 依申请公开"
APPLICANTS = "DEFGHI"
RESULTS = range(7, 28)


def applications(sheet, chance):
    """One column for each kind of applicant: what came in is what was dealt with and what is left."""
    sums = {row: 0 for row in range(5, 30)}
    for at, column in enumerate(APPLICANTS):
        results = {row: 0 for row in RESULTS}
        for row in chance.sample(list(RESULTS), 6):
            results[row] = chance.randint(0, 60 if at == 0 else 9)
        done = sum(results.values())
        left = chance.randint(0, 5)
        carried = chance.randint(0, min(4, done + left))
        column_of = {5: done + left - carried, 6: carried, **results, 28: done, 29: left}
        for row, number in column_of.items():
            sheet[f"{column}{row}"] = number
            sums[row] += number
    for row, number in sums.items():
        sheet[f"J{row}"] = number


def report(number, year):
    chance = random.Random(f"{number} {year}")
    book = openpyxl.load_workbook(EXAMPLES / "minimal" / "report.xlsx")
    organ = f"{NAMES[number // len(NAMES) % len(NAMES)]}{NAMES[number % len(NAMES)]}县人民政府"
    code = f"{110000 + number % 31 * 10000 + 101 + number // 31 % 99}"
    information = book[INFORMATION]
    for row, (item, value) in enumerate(
        [("机关名称", organ), ("年度", year), ("标题", f"{organ}{year}年政府信息公开工作年度报告"), ("网站标识码", f"{code}0001")], 1
    ):
        information[f"A{row}"], information[f"B{row}"] = item, value
    disclosure = book[DISCLOSURE]
    made, repealed = chance.randint(0, 30), chance.randint(0, 10)
    disclosure["B5"], disclosure["C5"], disclosure["D5"] = made, repealed, made + chance.randint(20, 200)
    for cell in ("B8", "B11", "B12"):
        disclosure[cell] = chance.randint(0, 50_000)
    disclosure["B15"] = chance.randint(0, 9_999_999) / 100
    applications(book[APPLICATIONS], chance)
    if (number * len(YEARS) + year) % 50 == 0:
        book[APPLICATIONS]["J5"] = book[APPLICATIONS]["J5"].value + 1
    text = book[TEXT]
    text["A1"] = f"本报告依照《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。"
    text["A3"] = f"{year}年，{organ}整理并公开了{chance.choice(WORK)}和{chance.choice(WORK)}，答复了群众的来信。"
    text["A5"] = f"{chance.choice(WORK)}还不够全，{year + 1}年将补齐{chance.choice(WORK)}。"
    return book


def main(folder, counties):
    for number in range(counties):
        county = folder / f"{number:04}"
        county.mkdir(parents=True, exist_ok=True)
        for year in YEARS:
            report(number, year).save(county / f"{year}.xlsx")
    (folder / "0000" / "damaged.xlsx").write_bytes(b"PK\3\4 damaged")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
