// The page in the browser (nianbao.html), opened from the disk in the system's Chromium, as a
// clerk uses it.
//
//     node web.cjs NODE_MODULES PAGE GIVEN.json CHECKS.json FOLDER [PDF]
//
// GIVEN names an example's workbook, the folder with what the command line made of it, the
// findings it wrote, the same workbook with planted errors, and what is to be found there; CHECKS
// files with what the command line says of them. Prints JSON: what is wrong, what was seen, and how
// long it took. Pictures go into FOLDER. Without PDF the page is one for tests, which makes none.

const path = require("node:path");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const { launch } = require("./chromium.cjs");

const [folder, file, given, list, out, pdf] = process.argv.slice(2);
const modules = path.resolve(folder);
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
const { workbook, documents, findings, wrong, planted, kai } = JSON.parse(fs.readFileSync(given, "utf8"));
const { checks } = JSON.parse(fs.readFileSync(list, "utf8"));
const address = pathToFileURL(path.resolve(file)).href;

const LONG = 60_000;
/** More findings than the page lists. */
const MANY = 1000;

const problems = [];
const seen = {};
const expect = (is, what) => {
  if (!is) problems.push(what);
};

/** When something was first so, in milliseconds since the page was opened or since the drop. */
const mark = (page, name, since) =>
  page.evaluate(
    ([name, since]) => {
      const at = (one) => performance.getEntriesByName(one).at(-1)?.startTime ?? 0;
      return Math.round(at(`nianbao-${name}`) - (since ? at(`nianbao-${since}`) : 0));
    },
    [name, since],
  );
const marked = (page, name, times = 1) =>
  page.waitForFunction(
    ([name, times]) => performance.getEntriesByName(`nianbao-${name}`).length >= times,
    [name, times],
    { timeout: LONG },
  );

/** Drops files on the page. */
async function drop(page, ...files) {
  const given = files.map((one) => [path.basename(one), fs.readFileSync(one).toString("base64")]);
  const transfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of given) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { lastModified: 1_700_000_000_000 }));
    }
    return transfer;
  }, given);
  await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
}

async function look(page, name) {
  await page.screenshot({ path: path.join(out, `${name}.png`), animations: "disabled" });
}

async function judged(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const one of violations) {
    const where = one.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(", ");
    problems.push(`axe, ${name}: ${one.id} (${one.impact}): ${where}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) problems.push(`${name}: the page scrolls sideways by ${wide} px`);
  seen.axe = (seen.axe ?? 0) + 1;
}

async function opened(browser, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("request", (request) => {
    // The browser's viewer of PDF is of the browser's own pages.
    if (request.url() !== address && !/^(blob|data|chrome|chrome-extension):/.test(request.url())) problems.push(`the page asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => problems.push(`a script of the page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`the console: ${message.text()}`);
  });
  return page;
}

/** Saves what a button gives. */
async function saved(page, ending) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".saves button", { hasText: ending }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

/** A good report: findings and documents are those of the command line. */
async function good(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  seen.ready = await mark(page, "ready");
  await drop(page, workbook);
  await marked(page, "findings");
  seen.findings = await mark(page, "findings", "drop");
  await look(page, "clean");
  await marked(page, "publish");
  seen.publish = await mark(page, "publish");
  await marked(page, "documents");
  seen.documents_cold = await mark(page, "documents", "drop");
  await drop(page, workbook);
  await marked(page, "findings", 2);
  seen.findings_warm = await mark(page, "findings", "drop");
  await marked(page, "documents", 2);
  seen.documents_warm = await mark(page, "documents", "drop");
  await page.click("#tab-files");
  await look(page, "save");
  for (const name of fs.readdirSync(documents).filter((one) => (pdf ? /\.(pdf|docx|html)$/ : /\.docx$/).test(one))) {
    const { name: own, bytes } = await saved(page, path.extname(name));
    expect(own === name, `the page saves ${own}, the command line ${name}`);
    expect(bytes.equals(fs.readFileSync(path.join(documents, name))), `${name} is not the command line's`);
    seen.same = (seen.same ?? 0) + 1;
  }
  await page.click("#tab-look");
  await page.frameLocator("#look iframe").locator("h1").first().waitFor();
  await look(page, "look");
  await judged(page, "look");
  if (pdf) {
    await page.locator("input[value=pdf]").check();
    await page.waitForTimeout(1500);
    await look(page, "pdf");
  }
  await page.close();
}

/** Planted errors: found, blocking, gone when the file is saved again without them. */
async function bad(browser) {
  const page = await opened(browser);
  await page.addInitScript(() => {
    const files = {};
    window.give = (name, text) => {
      files[name] = new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name, { lastModified: Date.now() });
    };
    window.showOpenFilePicker = async () =>
      Object.keys(files).map((name) => ({ kind: "file", name, getFile: async () => files[name] }));
  });
  await page.goto(address);
  await marked(page, "ready");
  const give = (from) => page.evaluate((text) => window.give("report.xlsx", text), fs.readFileSync(from).toString("base64"));
  await give(wrong);
  await page.click("#choose");
  await marked(page, "findings");
  const text = await page.innerText("#findings");
  for (const words of planted) expect(text.includes(words), `not found: ${words}`);
  const errors = await page.locator("#findings .items > li.error").count();
  expect(errors >= planted.length, `${errors} errors where ${planted.length} are planted`);
  await look(page, "errors");
  await judged(page, "errors");
  await page.click("#tab-files");
  expect((await page.locator("#save .saves button", { hasText: ".pdf" }).count()) === 0, "a report with errors is published");
  await look(page, "blocked");
  await page.check("#draft");
  await marked(page, "documents");
  const draft = await saved(page, ".docx");
  expect(draft.name.includes("（草稿）"), `the draft is called ${draft.name}`);
  await page.click("#tab-files");
  await look(page, "draft");
  await page.click("#tab-findings");
  const before = await page.evaluate(() => performance.getEntriesByName("nianbao-findings").length);
  const at = Date.now();
  await give(workbook);
  await marked(page, "findings", before + 1);
  seen.saved_again = Date.now() - at;
  expect(seen.saved_again < 2000, `a saved file is checked after ${seen.saved_again} ms`);
  expect((await page.locator("#findings .items > li.error").count()) === 0, "what was mended is still there");
  expect((await page.innerText("#news")).includes("重新核对"), "it is not told that the file was checked again");
  await look(page, "news");
  await page.close();
}

/** A trap ends in a sentence, and the next file is read. */
async function trap(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  await page.workers()[0].evaluate(() => {
    nianbao.run = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  await drop(page, workbook);
  await page.locator("#failure").waitFor();
  const told = await page.innerText("#failure");
  expect(told.includes("程序自身有缺陷"), `a trap is told as: ${told}`);
  await look(page, "trap");
  await drop(page, workbook);
  await marked(page, "findings");
  expect(await page.locator("#failure").isHidden(), "the trap is still told");
  // What cannot be read is told as by the command line, and markup in a name stays text.
  const strange = path.join(out, "<b>x<img src=x>.xlsx");
  fs.writeFileSync(strange, "");
  await drop(page, strange);
  await page.locator("#failure").waitFor();
  expect((await page.innerText("#failure")).includes("<b>x<img src=x>.xlsx"), "a name is not shown as it is");
  expect((await page.locator("#failure b, #failure img, #files b, #files img").count()) === 0, "a name has become markup");
  await page.close();
}

/** The same list of findings as `check --format json` writes. */
async function listed(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  await drop(page, wrong);
  await marked(page, "findings");
  const own = JSON.parse(fs.readFileSync(findings, "utf8"));
  const shown = await page.locator("#findings .items > li").count();
  expect(shown > 0 && shown <= own.findings.length, `${shown} findings are shown, ${own.findings.length} are the command line's`);
  const list = await page.innerText("#findings");
  for (const { message } of own.findings) {
    expect(list.replace(/\s+/g, "").includes(message.replace(/\s+/g, "")), `not shown: ${message}`);
  }
  await page.close();
}

/** What is let stand with a reason blocks nothing, and says how it is kept in the workbook. */
async function waived(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  await drop(page, wrong);
  await marked(page, "findings");
  const errors = () => page.evaluate(() =>
    [...document.querySelectorAll("#findings .items > li.error")].filter((item) => !item.closest(".allowed")).length);
  const before = await errors();
  await page.locator("#findings li.error .let summary").first().click();
  await page.locator("#findings li.error .let button").first().click();
  expect((await page.locator("#findings li.error .let [role=alert]").first().innerText()).includes("理由"), "no reason is asked for");
  await page.locator("#findings li.error .let input:not([type])").first().fill("另有原因");
  await page.locator("#findings li.error .let button").first().click();
  await marked(page, "findings", 2);
  expect((await errors()) < before, "what is let stand is still an error");
  await page.locator(".allowed .kept").waitFor();
  expect(await page.evaluate(() => document.activeElement?.className === "undo"), "who let it stand is not led to where it stands now");
  const line = await page.locator(".allowed .kept code").first().innerText();
  expect(line.endsWith("另有原因"), `the line for the workbook is ${line}`);
  await look(page, "waived");
  await judged(page, "waived");
  await page.locator(".kept .undo").first().click();
  await marked(page, "findings", 3);
  expect((await errors()) === before, "what is no longer let stand is no error");
  await page.close();
}

/** Work that is stopped ends at once, and the next file is read. */
async function stopped(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  await marked(page, "ahead");
  await page.workers()[0].evaluate(() => {
    nianbao.run = () => {
      for (;;);
    };
  });
  await drop(page, workbook);
  await page.locator("#stop").waitFor();
  await look(page, "reading");
  await page.click("#stop");
  expect((await page.innerText("#told")).includes("已停止"), "it is not told that work was stopped");
  expect(await page.locator("#progress").isHidden(), "stopped work goes on");
  await drop(page, workbook);
  await marked(page, "findings");
  await page.close();
}

/** What is no report is left out and said so; of two versions one is used, which can be changed. */
async function beside(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  const picture = path.join(out, "照片.png");
  fs.writeFileSync(picture, Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  await drop(page, workbook, picture);
  await marked(page, "findings");
  expect((await page.innerText(".left-out")).includes("照片.png"), "a picture is left out without a word");
  expect((await page.locator("#findings .items > li.error").count()) === 0, "a picture makes a good report bad");
  await look(page, "picture");
  await drop(page, picture);
  await page.locator("#failure").waitFor();
  expect((await page.innerText("#failure")).includes("图片"), "a picture is not called one");
  const other = path.join(out, "另一份.xlsx");
  fs.copyFileSync(wrong, other);
  await drop(page, workbook, other);
  await marked(page, "findings", 2);
  expect((await page.locator(".rivals input").count()) === 2, "two versions of a report are taken as one");
  await look(page, "rivals");
  await judged(page, "rivals");
  const errors = () => page.locator("#findings .items > li.error").count();
  await page.check("#use-1");
  await marked(page, "findings", 3);
  expect((await errors()) > 0, "the other version is not used");
  await page.check("#use-0");
  await marked(page, "findings", 4);
  expect((await errors()) === 0, "the first version is not used again");
  await page.close();
}

/** Of files that harm and of the examples the page says what the command line says. */
async function said(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  const bare = (text) => text.replace(/\s+/g, "");
  for (const { name, file, said } of checks) {
    const started = Date.now();
    await page.evaluate(() => performance.clearMarks("nianbao-findings"));
    const copy = path.join(out, "inputs", name);
    if (copy !== file) fs.copyFileSync(file, copy);
    await page.evaluate(() => { document.getElementById("failure").hidden = true; });
    await drop(page, copy);
    await page.waitForFunction(() => performance.getEntriesByName("nianbao-findings").length > 0 || !document.getElementById("failure").hidden, null, { timeout: LONG });
    const told = await page.evaluate(() => document.getElementById(document.getElementById("failure").hidden ? "findings" : "failure").textContent);
    let messages;
    try {
      messages = JSON.parse(said).findings.map((finding) => finding.message);
    } catch {
      messages = [said.replace(/^.*?：/, "").split("。可以读取")[0]];
    }
    const shown = bare(told);
    // Of very many the page lists some.
    const missed = messages.length > MANY ? [] : messages.filter((message) => !shown.includes(bare(message)));
    // What is a picture or an archive is called so, which the command line does not.
    if (missed.length > 0 && !/图片|压缩包|没有找到年报/.test(told)) problems.push(`${name}: not shown: ${missed[0].slice(0, 200)}; but: ${told.slice(0, 100)}`);
    seen.said = (seen.said ?? 0) + 1;
    seen.said_longest = Math.max(seen.said_longest ?? 0, Date.now() - started);
  }
  await page.close();
}

/** This computer's typefaces are asked for only when the user wants them; without them the page says so. */
async function typefaces(browser) {
  const page = await opened(browser);
  await page.addInitScript(() => {
    window.asked = 0;
    const queryLocalFonts = async () => {
      window.asked += 1;
      if (window.refuse) throw new DOMException("no", "NotAllowedError");
      return window.faces ?? [];
    };
    Object.defineProperty(window, "queryLocalFonts", { value: queryLocalFonts });
  });
  await page.goto(address);
  await marked(page, "ready");
  await drop(page, workbook);
  await marked(page, "findings");
  expect((await page.evaluate(() => window.asked)) === 0, "typefaces are asked for by themselves");
  await page.click("#options summary");
  await page.evaluate(() => { window.refuse = true; });
  await page.click("#installed");
  await page.locator("#typefaces p").waitFor();
  expect((await page.innerText("#typefaces")).includes("不允许"), "it is not told that typefaces are refused");
  const bytes = fs.readFileSync(kai).toString("base64");
  await page.evaluate((text) => {
    window.refuse = false;
    const blob = async () => new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
    window.faces = [{ family: "FandolKai", fullName: "FandolKai-Regular", postscriptName: "FandolKai-Regular", blob },
      { family: "Other", fullName: "Other", postscriptName: "Other", blob: async () => { throw new Error("not wanted"); } }];
  }, bytes);
  await page.click("#installed");
  await page.locator("#typefaces table").waitFor();
  const rows = await page.locator("#typefaces tbody tr").allInnerTexts();
  expect(rows.length === 5 && rows[2].includes("本机") && rows[3].includes("程序自带"), `typefaces: ${rows.join("; ")}`);
  await look(page, "typefaces");
  await judged(page, "typefaces");
  await marked(page, "documents");
  await page.close();
}

/** A blank workbook, several offices, a phone, the dark, English. */
async function others(browser) {
  const page = await opened(browser);
  await page.goto(address);
  await marked(page, "ready");
  await look(page, "empty");
  await judged(page, "empty");
  await page.dispatchEvent("#drop", "dragenter");
  await look(page, "dragging");
  await page.dispatchEvent("#drop", "dragleave");
  const template = async (organ) => {
    await page.fill("#blank-organ", organ);
    await page.fill("#blank-year", "2024");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#blank-form button")]);
    const name = download.suggestedFilename();
    expect(name.startsWith(organ), `the template is called ${name}`);
    await download.saveAs(path.join(out, name));
    return path.join(out, name);
  };
  await page.click("#open-blank");
  await page.click("#blank-form button");
  expect((await page.innerText("#blank-told")).includes("单位名称"), "a template without a name is made without a word");
  const [blank, whole] = [await template("某县教育局"), await template("某县人民政府")];
  await look(page, "template");
  await drop(page, workbook, blank);
  await marked(page, "findings");
  expect((await page.locator("#findings .index tbody tr").count()) === 2, "two offices are not listed");
  await look(page, "many");
  await judged(page, "many");
  await drop(page, workbook, blank, whole);
  await marked(page, "findings", 2);
  await page.selectOption("#as-2", "whole");
  await marked(page, "findings", 3);
  await page.locator(".merge button", { hasText: "汇总.xlsx" }).waitFor();
  await look(page, "merged");
  // One of them alone, to publish it, and back.
  await page.locator(".only-this").last().click();
  await marked(page, "documents", 1);
  await page.click("#back");
  await marked(page, "findings", 5);
  expect((await page.locator("#findings .index tbody tr").count()) === 2, "the offices are not listed again");
  await page.close();
  const sizes = [360, 1280, 2560].flatMap((width) => ["light", "dark"].flatMap((scheme) => [[width, scheme, false], [width, scheme, true]]));
  for (const [width, colorScheme, english] of sizes) {
    const name = `${width}-${colorScheme}-${english ? "en" : "zh"}`;
    const small = await opened(browser, { viewport: { width, height: 800 }, colorScheme });
    await small.goto(address);
    await marked(small, "ready");
    if (english) await small.click("#language");
    await look(small, `empty-${name}`);
    await judged(small, `empty ${name}`);
    await drop(small, wrong);
    await marked(small, "findings");
    await look(small, `errors-${name}`);
    await judged(small, `errors ${name}`);
    await small.close();
  }
}

async function main() {
  const browser = await launch(modules);
  for (const part of [good, bad, trap, waived, stopped, beside, typefaces, listed, said, others]) {
    try {
      await part(browser);
    } catch (error) {
      problems.push(`${part.name}: ${String(error).split("\n")[0]}`);
    }
  }
  await browser.close();
  console.log(JSON.stringify({ problems, seen }));
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
