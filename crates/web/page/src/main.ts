// The page: what the user gives, what is asked of the library, what is shown.
import { $, el } from "./dom";
import { closeBlank, offerBlank } from "./blank";
import { onDrop } from "./drop";
import { Engine, Stopped } from "./engine";
import { unpackFaces } from "./faces";
import { canKeep, dropped, listed, pick, read, watch } from "./files";
import type { Source } from "./files";
import * as givenFiles from "./given";
import { address, forget, look } from "./look";
import { around, aroundMany, ending, news } from "./outcome";
import type { About, Arranged, Built, Checked, Given, Merged } from "./protocol";
import { plainer, refusal } from "./refusals";
import { show } from "./results";
import { EARLY, documents, keep, listSaves, saver } from "./saves";
import { hasErrors, now, of, options } from "./state";
import { openTab } from "./tabs";
import { busy, cannotMake, fail, refuse, tell } from "./telling";
import { typefaces } from "./typefaces";
import { taken, unzipped } from "./unpack";
import { isEnglish, speak, t } from "./words";

const check = new Engine(taken("module"));
let publish: Engine | undefined;
let endWatch = () => {};

const mark = (name: string) => performance.mark(`nianbao-${name}`);

/** Runs work; what the user or newer work stopped is not told as a failure. */
async function attempt(work: () => Promise<void>, failed: (reason: string) => void = refuse) {
  const own = now.turn;
  try {
    await work();
  } catch (error) {
    if (error instanceof Stopped || own !== now.turn) return;
    $("work").hidden = false;
    failed(error instanceof Error ? error.message : String(error));
  } finally {
    if (own === now.turn) busy(null);
  }
}

// Files ----------------------------------------------------------------------------------------

async function take(given: Source[] | null) {
  if (!given || given.length === 0) return;
  now.all = null;
  use(given);
  now.waivers = [];
  await work(true);
}

/** From here on these are the files. */
function use(sources: Source[]) {
  now.sources = sources;
  now.isDraft = false;
  now.checked = undefined;
  $("work").hidden = false;
  $("steps").hidden = true;
  document.body.classList.add("loaded");
  closeBlank();
  $("drop").classList.add("small");
  $("drop-title").dataset.say = "again";
  $("drop-title").textContent = t("again");
  endWatch();
  endWatch = watch(sources, () => void work(false, true));
}

async function choose() {
  // A picker's handle lets the file be looked at again.
  if (canKeep()) await attempt(async () => take(await pick()));
  else $<HTMLInputElement>("input").click();
}

/** One of several offices' files alone, and back. */
function only(source: Source) {
  const all = now.all ?? now.sources;
  now.all = all;
  use([{ ...source, part: "report" }]);
  void work(false).then(() => $("back").focus());
}

function back() {
  const all = now.all ?? now.sources;
  now.all = null;
  use(all);
  void work(false);
}

async function given(parts: Source[]): Promise<Given[]> {
  try {
    return await read(parts);
  } catch {
    throw new Error(t("gone") + parts.map((source) => source.name).join("、"));
  }
}

async function arrange() {
  const { sources } = now;
  const { shown } = await check.ask<Arranged>("arrange", options(), await given(sources));
  if (shown.failure) throw new Error(shown.failure);
  await Promise.all(shown.files.map(async ({ part, organ, year, rivals, failure }, at) => {
    const source = sources[at]!;
    Object.assign(source, { part, arranged: part, organ: organ ?? undefined, year: year ?? undefined, rivals: rivals ?? undefined });
    source.failure = failure ? await plainer(failure, source.file) : undefined;
  }));
  givenFiles.choose(sources);
  const failures = sources.map((source) => source.failure);
  if (failures.every(Boolean)) throw new Error(failures.join("\n"));
}

const listing: givenFiles.Acts = { changed: () => void work(false), choose: () => void choose(), back };

// Work -----------------------------------------------------------------------------------------

const findings = {
  allow(waivers: typeof now.waivers) {
    now.waivers.push(...waivers);
    // Who let it stand is then beside it, where it stands now.
    void work(false).then(() => {
      const shown = [...document.querySelectorAll<HTMLElement>(".kept")].find((note) => note.textContent?.includes(waivers[0]!.reason));
      shown?.querySelector<HTMLElement>(".undo")?.focus();
    });
  },
  remove(waivers: typeof now.waivers) {
    now.waivers = now.waivers.filter((waiver) => !waivers.includes(waiver));
    void work(false).then(() => $("tab-findings").focus());
  },
  list: () => void attempt(async () => {
    const answer = await check.ask("list", options(), await given(of("report")), await given(of("last-year")));
    if (answer.shown.failure) throw new Error(answer.shown.failure);
    keep(answer.files[1]!);
  }, cannotMake),
  draft,
  only,
};

function draft(on: boolean) {
  now.isDraft = on;
  void work(false);
}

/** Reads and checks; anew when the files are others, else what has changed comes to the eye. */
async function work(anew: boolean, saved = false) {
  check.stop();
  publish?.stop();
  const own = ++now.turn;
  now.built = undefined;
  now.early = [];
  fail("");
  $("saved").textContent = "";
  $("told").classList.remove("unseen");
  busy("reading");
  await attempt(async () => {
    try {
      if (anew) await arrange();
    } finally {
      if (own === now.turn) givenFiles.listFiles(listing);
    }
    if (of("office").length > 0) await merge(own);
    else await judge(anew, saved, own);
  });
}

/** Who gave the files with the keyboard goes on at what came of them. */
function arrive() {
  if (document.activeElement === $("choose")) $("tab-findings").focus({ preventScroll: true });
}

async function judge(anew: boolean, saved: boolean, own: number) {
  const [files, lastYear] = [await given(of("report")), await given(of("last-year"))];
  const answer = await check.ask<Checked>("check", options(), files, lastYear);
  if (own !== now.turn) return;
  if (answer.shown.failure) throw new Error(answer.shown.failure);
  const before = now.checked;
  now.checked = answer;
  $("results").hidden = false;
  $("tab-look").hidden = $("tab-files").hidden = false;
  $("tab-years").hidden = lastYear.length === 0;
  if (anew || !before) openTab("findings");
  const change = await show($("findings"), answer.shown.page, !anew && before !== undefined);
  if (own !== now.turn) return;
  around($("findings"), answer, findings);
  if (saved && before) $("news").textContent = news(change, answer.shown);
  $("news").hidden = !saved || !before;
  tell(answer.shown.found.replace(/\s+/g, " ").trim());
  $("told").classList.add("unseen");
  busy(null);
  if (anew) arrive();
  mark("findings");
  listSaves(saves);
  void attempt(() => make(files, lastYear, own), cannotMake);
  if (lastYear.length > 0) void attempt(() => years(files, lastYear, own), cannotMake);
}

async function built(engine: Engine, formats: string[], isDraft: boolean, files: Given[], lastYear: Given[]) {
  const time = new Date();
  const when = [time.getFullYear(), time.getMonth() + 1, time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds()];
  const answer = await engine.ask<Built>("build", { ...options(), formats, draft: isDraft, when }, files, lastYear);
  if (answer.shown.failure) throw new Error(answer.shown.failure);
  return answer;
}

/** Makes the documents: what needs no typesetter at once, all of them when that is there. With errors a draft of the
 * web page can be seen. */
async function make(files: Given[], lastYear: Given[], own: number) {
  const isDraft = now.isDraft && hasErrors();
  const isBlocked = hasErrors() && !isDraft;
  const whole = isBlocked ? undefined : publisher().then((engine) => (own === now.turn ? built(engine, documents(), isDraft, files, lastYear) : undefined));
  whole?.catch(() => undefined);
  const early = isBlocked || now.publishes ? ["html"] : EARLY;
  const first = (await built(check, early, hasErrors(), files, lastYear)).files;
  if (own !== now.turn) return;
  forget();
  look(ending(first, ".html"), undefined, saves);
  if (early === EARLY) {
    now.early = first.filter((file) => !file.name.endsWith(".zip"));
    mark("early");
    listSaves(saves);
  }
  const answer = await whole;
  if (!answer || own !== now.turn) return;
  now.built = answer;
  mark("documents");
  listSaves(saves);
  forget();
  look(ending(answer.files, ".html"), ending(answer.files, ".pdf"), saves);
}

/** The engine that sets PDF, with its faces. */
async function publisher(): Promise<Engine> {
  while (!publish) await new Promise((done) => setTimeout(done, 20));
  await publish.faced;
  return publish;
}

const saves = {
  draft,
  other: (format: string) => void attempt(async () => {
    const [files, lastYear] = [await given(of("report")), await given(of("last-year"))];
    const file = (await built(check, [format], now.isDraft, files, lastYear)).files[0];
    if (file) keep(file);
  }, cannotMake),
};

async function years(files: Given[], lastYear: Given[], own: number) {
  const answer = await check.ask("compare", options(), lastYear, files);
  if (own !== now.turn) return;
  if (answer.shown.failure) {
    $("years").replaceChildren(...refusal(answer.shown.failure));
    return;
  }
  const frame = el("iframe", { title: t("years"), className: "sheet", sandbox: "" });
  frame.src = address(answer.files[0]!);
  $("years").replaceChildren(el("p", { className: "row" }, ...answer.files.map(saver)), frame);
}

async function merge(own: number) {
  const [offices, whole] = [await given(of("office")), await given(of("whole"))];
  const answer = await check.ask<Merged>("merge", { ...options(), draft: now.isDraft }, offices, whole);
  if (own !== now.turn) return;
  if (answer.shown.failure) throw new Error(answer.shown.failure);
  now.checked = undefined;
  $("results").hidden = false;
  $("news").hidden = $("tab-look").hidden = $("tab-files").hidden = $("tab-years").hidden = true;
  openTab("findings");
  await show($("findings"), answer.shown.page, false);
  aroundMany($("findings"), answer, findings);
  tell($("findings").querySelector("header p")?.textContent ?? "");
  $("told").classList.add("unseen");
  arrive();
  mark("findings");
}

// The page itself ------------------------------------------------------------------------------

const state = () => {
  $("state").textContent = now.publishes ? "" : t(now.about ? "pdfLater" : "opening");
};

function listForms() {
  const select = $<HTMLSelectElement>("form");
  const chosen = select.value;
  const forms = (now.about?.forms ?? []).map((form) =>
    el("option", { value: form.id }, form.name.endsWith("）") ? form.name : `${form.name}（${form.years}）`));
  select.replaceChildren(el("option", { value: "" }, t("formAuto")), ...forms);
  select.value = chosen;
}

async function begin() {
  now.about = (await check.ask<About>("about", options())).shown;
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
  now.checked = undefined;
  if (now.sources.length > 0) await work(false);
});

onDrop((transfer) => {
  mark("drop");
  void attempt(async () => take(await dropped(transfer)));
});

$("choose").onclick = () => void choose();
$<HTMLInputElement>("input").onchange = () => {
  mark("drop");
  const input = $<HTMLInputElement>("input");
  const chosen = input.files ? listed(input.files) : [];
  input.value = "";
  void attempt(() => take(chosen));
};
$("stop").onclick = () => {
  now.turn += 1;
  check.stop();
  publish?.stop();
  busy(null);
  tell(t("stopped"));
};
$("form").onchange = $("fix").onchange = () => { if (now.sources.length > 0) void work(false); };
offerBlank(check, attempt);

let licences: ArrayBuffer | undefined;
$("licences").onclick = () => void attempt(async () => {
  licences ??= await new Response(unzipped(taken("licence-texts")) as BodyInit).arrayBuffer();
  keep({ name: "THIRD-PARTY.md", type: "text/markdown", bytes: licences });
});

let faces: ArrayBuffer[] = [];
$("installed").onchange = () => void attempt(() => typefaces(check, {
  async install(files) {
    tell(t("pdfLater"));
    const engine = await publisher();
    check.install(files, faces);
    engine.install(files, faces);
  },
  changed: () => { if (now.sources.length > 0) void work(false); },
}));

speak(false);
state();
openTab("findings");
const broken = (error: unknown) => { $("state").textContent = t("failed") + String(error); };
const begun = begin().then(() => mark("ready"));
begun.catch(broken);

addEventListener("DOMContentLoaded", () => {
  // Only now are the faces in the page; they wait until the check is at work.
  begun.then(async () => {
    // The browser compiles what it meets: the check's own code first, with nothing else at work, and
    // the code that makes PDF while the faces are unpacked.
    await check.ahead("");
    mark("ahead");
    const module = await check.ready;
    publish = new Engine(module);
    faces = await unpackFaces((face) => {
      const trial = new Engine(module);
      trial.face(Array<ArrayBuffer>(5).fill(face));
      void trial.ahead("pdf").then(() => trial.close());
    });
    mark("faces");
    publish.face(faces);
    await publish.faced;
    now.publishes = true;
    mark("publish");
    state();
    if (now.checked && !now.built) listSaves(saves);
    // Nobody is to wait for this.
    if (!publish.isBusy && !now.checked) await publish.ahead("pdf");
    mark("warm");
  }).catch(broken);
});
