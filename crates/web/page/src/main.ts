// The page: what the user gives, what is asked of the library, what is shown.
import { $, el, save } from "./dom";
import { Engine, Stopped } from "./engine";
import { canAsk, ofThisComputer, unpackFaces } from "./faces";
import type { Answer } from "./engine";
import { canKeep, dropped, listed, pick, read, watch } from "./files";
import type { Source } from "./files";
import type { About, Arranged, Built, Checked, Given, Made, Merged, Options, Part, Typefaces } from "./protocol";
import { argument, kept, offer, show } from "./results";
import type { Waiver } from "./results";
import { openTab } from "./tabs";
import { taken, unzipped } from "./unpack";
import { isEnglish, speak, t } from "./words";
import type { Word } from "./words";

/** What is made without being asked for, as by the command line. */
const DOCUMENTS = ["pdf", "docx", "html"];
const ENDINGS = [".pdf", ".docx", ".html"];

const check = new Engine(taken("module"));
let publish: Engine | undefined;

let sources: Source[] = [];
let waivers: Waiver[] = [];
let about: About | undefined;
let endWatch = () => {};
/** What came of the files last: newer work makes it stale. */
let turn = 0;
let checked: Answer<Checked> | undefined;
let built: Answer<Built> | undefined;
let isDraft = false;

const options = (): Options => ({
  lang: isEnglish() ? "en" : "zh",
  ...($<HTMLSelectElement>("form").value && { form: $<HTMLSelectElement>("form").value }),
  fix: $<HTMLInputElement>("fix").checked,
  allow: waivers.map(argument),
  installed: $<HTMLInputElement>("installed").checked,
});

const tell = (text: string) => { $("told").textContent = text; };
const of = (part: Part) => sources.filter((source) => source.part === part);

function busy(word: Word | null) {
  $("progress").hidden = !word;
  if (word) tell(t(word));
}

function fail(reason: string) {
  $("failure").textContent = reason;
  $("failure").hidden = !reason;
  if (reason) tell("");
}

/** Nothing can be shown of the files. */
function refuse(reason: string) {
  fail(reason);
  $("results").hidden = true;
}

/** The findings stand; only what was to be made of the report cannot be. */
function cannotMake(reason: string) {
  $("save").prepend(el("p", { className: "verdict error" }, ...lines(reason)));
  tell(reason);
}

/** Runs work; what the user or newer work stopped is not told as a failure. */
async function attempt(work: () => Promise<void>, failed: (reason: string) => void = refuse) {
  const own = turn;
  try {
    await work();
  } catch (error) {
    if (error instanceof Stopped || own !== turn) return;
    failed(error instanceof Error ? error.message : String(error));
  } finally {
    if (own === turn) busy(null);
  }
}

// Files ----------------------------------------------------------------------------------------

async function take(given: Source[] | null) {
  if (!given || given.length === 0) return;
  sources = given;
  waivers = [];
  isDraft = false;
  checked = undefined;
  $("work").hidden = false;
  $("drop").classList.add("small");
  $("drop-title").dataset.say = "again";
  $("drop-title").textContent = t("again");
  endWatch();
  endWatch = watch(sources, () => void work(false, true));
  await work(true);
}

function listFiles() {
  const rows = sources.map((source, at) => {
    const choice = el("select", { id: `as-${at}`, "aria-label": `${t("as")}：${source.name}` });
    for (const part of ["report", "last-year", "office", "whole", "out"] as const) {
      choice.append(el("option", { value: part, selected: part === source.part }, t(part)));
    }
    choice.onchange = () => {
      source.part = choice.value as Source["part"];
      void work(false);
    };
    const name = el("span", { lang: "zh-CN" }, source.name);
    return el("li", {}, name, " ", choice, ...(source.failure ? [" ", el("small", {}, source.failure)] : []));
  });
  const isKept = sources.every((source) => source.handle);
  const again = el("button", { type: "button", className: "plain", onclick: choose }, t("recheck"));
  const note = el("p", { className: "soft" }, t(isKept ? "watched" : "unwatched"), " ", ...(isKept ? [] : [again]));
  keepFocus(() => $("files").replaceChildren(el("ul", { className: "files-given" }, ...rows), note));
}

async function choose() {
  // A picker's handle lets the file be looked at again.
  if (canKeep()) await attempt(async () => take(await pick()));
  else $<HTMLInputElement>("input").click();
}

async function given(parts: Source[]): Promise<Given[]> {
  try {
    return await read(parts);
  } catch {
    throw new Error(t("gone") + parts.map((source) => source.name).join("、"));
  }
}

// Work -----------------------------------------------------------------------------------------

/** Reads and checks; anew when the files are others, else what has changed comes to the eye. */
async function work(anew: boolean, saved = false) {
  check.stop();
  publish?.stop();
  const own = ++turn;
  built = undefined;
  fail("");
  busy("reading");
  await attempt(async () => {
    if (anew) {
      const { shown } = await check.ask<Arranged>("arrange", options(), await given(sources));
      if (shown.failure) throw new Error(shown.failure);
      shown.files.forEach((file, at) => Object.assign(sources[at]!, { part: file.part, failure: file.failure ?? undefined }));
    }
    listFiles();
    if (of("office").length > 0) await merge(own);
    else await judge(anew, saved, own);
  });
}

async function judge(anew: boolean, saved: boolean, own: number) {
  const [files, lastYear] = [await given(of("report")), await given(of("last-year"))];
  const answer = await check.ask<Checked>("check", options(), files, lastYear);
  if (own !== turn) return;
  if (answer.shown.failure) throw new Error(answer.shown.failure);
  const before = checked;
  checked = answer;
  $("results").hidden = false;
  $("tab-look").hidden = $("tab-files").hidden = false;
  $("tab-years").hidden = lastYear.length === 0;
  if (anew) openTab("findings");
  const change = await show($("findings"), answer.shown.page, !anew && before !== undefined);
  if (own !== turn) return;
  offer($("findings"), answer.shown.findings.findings, (waiver) => {
    waivers.push(waiver);
    void work(false);
  });
  listWaivers();
  const changed = [change.fewer && `${t("fewer")} ${change.fewer}`, change.newer && `${t("newer")} ${change.newer}`].filter(Boolean).join(isEnglish() ? ", " : "，");
  const news = saved && before ? `${changed || t("same")} ` : "";
  tell(`${news}${answer.shown.read}${isEnglish() ? "; " : "；"}${answer.shown.found.replace(/\s+/g, " ").trim()}`);
  busy(null);
  performance.mark("nianbao-findings");
  listSaves();
  void attempt(() => make(files, lastYear, own), cannotMake);
  if (lastYear.length > 0) void attempt(() => years(files, lastYear, own), cannotMake);
}

/** Makes the documents, once the module for it is there. */
async function make(files: Given[], lastYear: Given[], own: number) {
  const hasErrors = checked!.shown.counts[0] > 0;
  const draft = isDraft && hasErrors;
  await look(files, lastYear, own);
  if (own !== turn || (hasErrors && !draft)) return;
  while (!publish) await new Promise((done) => setTimeout(done, 20));
  await publish.faced;
  if (own !== turn) return;
  const answer = await publish.ask<Built>("build", { ...options(), formats: DOCUMENTS, draft }, files, lastYear);
  if (own !== turn) return;
  if (answer.shown.failure) throw new Error(answer.shown.failure);
  built = answer;
  performance.mark("nianbao-documents");
  listSaves();
  await look(files, lastYear, own);
}

async function years(files: Given[], lastYear: Given[], own: number) {
  const answer = await check.ask("compare", options(), lastYear, files);
  if (own !== turn) return;
  if (answer.shown.failure) {
    $("years").replaceChildren(el("p", {}, answer.shown.failure));
    return;
  }
  const frame = el("iframe", { title: t("years"), className: "sheet", sandbox: "" });
  frame.src = address(answer.files[0]!);
  $("years").replaceChildren(el("p", { className: "row" }, ...answer.files.map(saver)), frame);
}

async function merge(own: number) {
  const [offices, whole] = [await given(of("office")), await given(of("whole"))];
  const answer = await check.ask<Merged>("merge", { ...options(), draft: isDraft }, offices, whole);
  if (own !== turn) return;
  const { shown, files } = answer;
  if (shown.failure) throw new Error(shown.failure);
  checked = undefined;
  $("results").hidden = false;
  $("tab-look").hidden = $("tab-files").hidden = $("tab-years").hidden = true;
  openTab("findings");
  await show($("findings"), shown.page, false);
  const sum = el("section", { className: "merge" }, el("h2", {}, t("mergeHead")));
  for (const alike of shown.alike) sum.append(el("p", {}, alike));
  if (shown.obstacle) sum.append(el("p", { className: "verdict error" }, ...lines(shown.obstacle)));
  else if (shown.unread > 0) sum.append(el("p", { className: "verdict error" }, t("mergeUnread")));
  else if (whole.length === 0) sum.append(el("p", {}, t("mergeNeeds")));
  if (shown.errors > 0 && whole.length > 0) sum.append(el("p", {}, t("mergeErrors")), draftBox(t("mergeDraft")));
  sum.append(el("p", { className: "row" }, ...files.map(saver).reverse()));
  $("findings").prepend(sum);
  tell($("findings").querySelector("header p")?.textContent ?? "");
  performance.mark("nianbao-findings");
}

const lines = (text: string) => text.split("\n").flatMap((line) => [line, el("br")]);

// What is shown --------------------------------------------------------------------------------

let addresses: string[] = [];
function address(file: Made): string {
  const made = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
  addresses.push(made);
  return made;
}

let lookAt: "html" | "pdf" = "html";

/** The report as it will look: the documents if there are, else a draft of the web page. */
async function look(files: Given[], lastYear: Given[], own: number) {
  let page = built?.files.find((file) => file.name.endsWith(".html"));
  if (!page) {
    const draft = checked!.shown.counts[0] > 0;
    const answer = await check.ask<Built>("build", { ...options(), formats: ["html"], draft }, files, lastYear);
    if (own !== turn) return;
    if (answer.shown.failure) throw new Error(answer.shown.failure);
    page = answer.files[0];
  }
  for (const old of addresses.splice(0)) URL.revokeObjectURL(old);
  const pdf = built?.files.find((file) => file.name.endsWith(".pdf"));
  const part = (id: "html" | "pdf", word: Word) => {
    const box = el("input", { type: "radio", name: "look-at", value: id, checked: lookAt === id });
    box.onchange = () => { lookAt = id; view(); };
    return el("label", {}, box, ` ${t(word)}`);
  };
  const stage = el("div");
  const view = () => {
    if (lookAt === "html" && page) {
      // What the page of the report is, it may do: it has no script, and gets none.
      stage.replaceChildren(el("iframe", { title: t("look"), className: "sheet", src: address(page), sandbox: "" }));
    } else if (pdf) {
      stage.replaceChildren(el("iframe", { title: "PDF", className: "sheet", src: address(pdf) }));
    } else {
      stage.replaceChildren(el("p", {}, checked!.shown.counts[0] > 0 && !isDraft ? t("blocked") : t("pdfLater")));
    }
  };
  view();
  $("look").replaceChildren(el("p", { className: "row" }, part("html", "lookPage"), part("pdf", "lookPdf")), stage);
}

const saver = (file: Made) => {
  const size = `${Math.ceil(file.bytes.byteLength / 1024)} KB`;
  const button = el("button", { type: "button" }, file.name, " ", el("small", {}, size));
  button.onclick = () => save(file.name, file.type, file.bytes);
  return button;
};

function draftBox(words: string) {
  const box = el("input", { id: "draft", type: "checkbox", checked: isDraft });
  box.onchange = () => { isDraft = box.checked; void work(false); };
  return el("label", { className: "draft" }, box, ` ${words}`);
}

function listSaves() {
  if (!checked) return;
  const parts: Node[] = [];
  const errors = checked.shown.counts[0];
  if (errors > 0) {
    parts.push(el("p", { className: "verdict error" }, isDraft ? t("draftMade") : t("blocked")), draftBox(t("draft")));
  }
  if (built) {
    const documents = built.files.filter((file) => ENDINGS.some((ending) => file.name.endsWith(ending)));
    const all = built.files.find((file) => file.name.endsWith(".zip"));
    parts.push(el("div", { className: "saves" }, ...documents.map(saver)));
    if (all) {
      const button = el("button", { type: "button", className: "first-choice" }, t("all"));
      button.onclick = () => save(all.name, all.type, all.bytes);
      parts.push(el("p", {}, button));
    }
  } else if (errors === 0 || isDraft) {
    parts.push(el("p", {}, t(publishIsReady ? "preparing" : "pdfLater")));
  }
  const others = (about?.formats ?? []).filter((format) => !DOCUMENTS.includes(format.id)).map((format) => {
    const button = el("button", { type: "button", disabled: errors > 0 && !isDraft }, format.name, ` (.${format.extension})`);
    button.onclick = () => void attempt(async () => {
      const [files, lastYear] = [await given(of("report")), await given(of("last-year"))];
      const answer = await check.ask<Built>("build", { ...options(), formats: [format.id], draft: isDraft }, files, lastYear);
      if (answer.shown.failure) throw new Error(answer.shown.failure);
      const file = answer.files[0];
      if (file) save(file.name, file.type, file.bytes);
    }, cannotMake);
    return button;
  });
  const printer = el("button", { type: "button" }, t("print"));
  printer.onclick = () => { openTab("findings"); window.print(); };
  const [page, list] = checked.files;
  parts.push(el("details", { className: "more" }, el("summary", {}, t("more")),
    el("div", { className: "saves" }, ...others, ...[page!, list!].map(saver), printer)));
  keepFocus(() => $("save").replaceChildren(...parts));
}

/** Who was at an element that is made anew stays there. */
function keepFocus(renew: () => void) {
  const id = document.activeElement?.id;
  renew();
  if (id) document.getElementById(id)?.focus();
}

function listWaivers() {
  const rows = waivers.map((waiver, at) => {
    const line = kept(waiver);
    const copy = el("button", { type: "button", className: "plain" }, t("copy"));
    copy.onclick = () => void navigator.clipboard.writeText(line).then(() => { copy.textContent = t("copied"); });
    const remove = el("button", { type: "button", className: "plain" }, t("remove"));
    remove.onclick = () => { waivers.splice(at, 1); void work(false); };
    return el("li", {}, el("code", { lang: "zh-CN" }, line), " ", copy, " ", remove);
  });
  $("waivers").replaceChildren(...(rows.length > 0 ? [el("p", { className: "soft" }, t("waived")), el("ul", {}, ...rows)] : []));
  if (rows.length > 0) $<HTMLDetailsElement>("options").open = true;
}

// The page itself ------------------------------------------------------------------------------

let publishIsReady = false;

const state = () => {
  $("state").textContent = t(publishIsReady ? "readyPdf" : about ? "ready" : "opening");
};

function listForms() {
  const select = $<HTMLSelectElement>("form");
  const chosen = select.value;
  const forms = (about?.forms ?? []).map((form) => el("option", { value: form.id }, `${form.name}（${form.years}）`));
  select.replaceChildren(el("option", { value: "" }, t("formAuto")), ...forms);
  select.value = chosen;
}

async function begin() {
  const answer = await check.ask<About>("about", options());
  about = answer.shown;
  listForms();
  state();
}

$("language").onclick = () => void attempt(async () => {
  speak(!isEnglish());
  $("language").textContent = isEnglish() ? "中文" : "English";
  $("language").lang = isEnglish() ? "zh-CN" : "en";
  state();
  await begin();
  // The same findings in other words are no news.
  checked = undefined;
  if (sources.length > 0) await work(false);
});

let depth = 0;
const drag = (step: number) => {
  depth = Math.max(0, depth + step);
  document.body.classList.toggle("dragging", depth > 0);
  $("drop-title").textContent = t(depth > 0 ? "dropHere" : ($("drop-title").dataset.say as Word));
};
addEventListener("dragenter", (event) => { event.preventDefault(); drag(1); });
addEventListener("dragleave", () => drag(-1));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  depth = 0;
  drag(0);
  performance.mark("nianbao-drop");
  const { dataTransfer } = event;
  if (dataTransfer) void attempt(async () => take(await dropped(dataTransfer)));
});

$("choose").onclick = () => void choose();
$<HTMLInputElement>("input").onchange = () => {
  performance.mark("nianbao-drop");
  const input = $<HTMLInputElement>("input");
  const given = input.files ? listed(input.files) : [];
  input.value = "";
  void attempt(() => take(given));
};
$("stop").onclick = () => {
  turn += 1;
  check.stop();
  publish?.stop();
  busy(null);
  tell(t("stopped"));
};
$("form").onchange = $("fix").onchange = () => { if (sources.length > 0) void work(false); };
$("blank-form").onsubmit = (event) => {
  event.preventDefault();
  void attempt(async () => {
    const [organ, year] = [$<HTMLInputElement>("blank-organ").value, Number($<HTMLInputElement>("blank-year").value)];
    const { lang } = options();
    const { shown, files } = await check.ask<{ form: string }>("template", { lang, organ, year });
    const file = files[0];
    if (file) save(file.name, file.type, file.bytes);
    $("blank-told").textContent = shown.failure ?? `${t("madeBlank")} ${file?.name}（${shown.form}）`;
  });
};

$("licences").onclick = () => void attempt(async () => {
  licences ??= await new Response(await unzipped(taken("licence-texts"))).arrayBuffer();
  save("THIRD-PARTY.md", "text/markdown", licences);
});
let licences: ArrayBuffer | undefined;

/** Whether this computer's faces were handed over. */
let isInstalled = false;

async function typefaces() {
  const box = $<HTMLInputElement>("installed");
  const told = $("typefaces");
  const refused = (reason: string) => {
    box.checked = false;
    told.replaceChildren(el("p", { role: "status" }, reason));
  };
  if (box.checked && !isInstalled) {
    if (!canAsk()) return refused(t("noFaces"));
    try {
      const { shown } = await check.ask<Typefaces>("faces", { ...options(), installed: false });
      const files = await ofThisComputer(shown.families);
      if (files.length === 0) return refused(t("noneFound"));
      // What this computer does not have is the page's own: that must be there first.
      tell(t("pdfLater"));
      while (!publish) await new Promise((done) => setTimeout(done, 20));
      await publish.faced;
      isInstalled = true;
      check.install(files, faces);
      publish.install(files, faces);
    } catch {
      return refused(t("noFaces"));
    }
  }
  const { shown } = await check.ask<Typefaces>("faces", options());
  const rows = shown.rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", { lang: "zh-CN" }, cell))));
  const head = (["role", "usedFor", "typeface", "origin", "why"] as const).map((word) => el("th", { scope: "col" }, t(word)));
  const table = el("table", {}, el("caption", {}, t("faces")), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  // Wide: it scrolls in itself, and by the keyboard too.
  told.replaceChildren(...(box.checked ? [el("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": t("faces") }, table)] : []));
  if (sources.length > 0) await work(false);
}
let faces: ArrayBuffer[] = [];
$("installed").onchange = () => void attempt(typefaces);

speak(false);
state();
openTab("findings");
$<HTMLInputElement>("blank-year").value = String(new Date().getFullYear() - 1);
const broken = (error: unknown) => { $("state").textContent = t("failed") + String(error); };
const begun = begin().then(() => performance.mark("nianbao-ready"));
begun.catch(broken);

addEventListener("DOMContentLoaded", () => {
  // Only now are the faces in the page; they wait until the check is at work.
  begun.then(async () => {
    // The browser compiles what it meets: the check's own code first, with nothing else at work, and
    // the code that makes PDF while the faces are unpacked; one of them will do for that.
    await check.ahead("");
    performance.mark("nianbao-ahead");
    const module = await check.ready;
    publish = new Engine(module);
    faces = await unpackFaces((face) => {
      const trial = new Engine(module);
      trial.face(Array<ArrayBuffer>(5).fill(face));
      void trial.faced.then(() => trial.close());
    });
    performance.mark("nianbao-faces");
    publish.face(faces);
    await publish.faced;
    publishIsReady = true;
    performance.mark("nianbao-publish");
    state();
    if (checked && !built) listSaves();
  }).catch(broken);
});
