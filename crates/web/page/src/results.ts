// The findings, as the library's own page has them, taken into this page; and what changed since
// they were last shown.
import { el } from "./dom";
import { t } from "./words";

/** What the page of findings is built of. Anything else would not be its own, and is left out. */
const TAGS = new Set(("A B BLOCKQUOTE BR CAPTION CODE DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE H1 H2 H3 HEADER INPUT LABEL " +
  "LEGEND LI MAIN MARK OL OUTPUT P SECTION SMALL SPAN SUMMARY SUP TABLE TBODY TD TH THEAD TR UL").split(" "));
const GONE = 300;
/** As many problems are listed at the head, so many places in a problem, and so many problems in all: a file
 * made to do harm has a hundred thousand. */
const MOST = 20, MOST_PLACES = 12, MOST_ITEMS = 1000;

/** The content of a page of the library. Every value in it is escaped there; scripts, events and
 * addresses are none of its, and do not come in. */
function taken(html: string): DocumentFragment {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const content = document.createDocumentFragment();
  const beyond = main ? items(main).slice(MOST_ITEMS) : [];
  for (const item of beyond) item.remove();
  for (const element of main?.querySelectorAll("*") ?? []) {
    const strange = [...element.attributes].some(({ name, value }) => name.startsWith("on") || (name === "href" && !value.startsWith("#")));
    if (strange || !TAGS.has(element.tagName)) element.remove();
  }
  content.append(...(main?.childNodes ?? []));
  if (beyond.length > 0) content.append(el("p", { className: "verdict error" }, `${t("beyond")}${beyond.length}${t("beyondEnd")}`));
  return content;
}

export const items = (within: ParentNode) => [...within.querySelectorAll<HTMLElement>(".items > li")];

/** What a finding is known by, wherever it stands in the list. */
function known(item: HTMLElement): string {
  const parts = [".message", "figcaption", "dl"].map((part) => item.querySelector(part)?.textContent ?? "");
  return [item.querySelector("code")?.textContent, ...parts].join("\n").replace(/\s+/g, " ");
}

export interface Change { fewer: number; newer: number }

/** Shows a page of findings in place of the one before: what is gone fades, what is new is marked. */
export async function show(target: HTMLElement, html: string, compare: boolean): Promise<Change> {
  const content = taken(html);
  const after = items(content);
  // As it came: what is added beside it later is no part of it.
  for (const item of after) item.dataset.known = known(item);
  const before = new Set(items(target).map((item) => item.dataset.known));
  const now = new Set(after.map((item) => item.dataset.known));
  const gone = compare ? items(target).filter((item) => !now.has(item.dataset.known)) : [];
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (gone.length > 0 && !isCalm) {
    for (const item of gone) item.classList.add("gone");
    await new Promise((done) => setTimeout(done, GONE));
  }
  const added = compare ? after.filter((item) => !before.has(item.dataset.known)) : [];
  for (const item of added) item.classList.add("new");
  const hadFocus = target.contains(document.activeElement);
  target.replaceChildren(content);
  if (hadFocus) target.focus({ preventScroll: true });
  return { fewer: gone.length, newer: added.length };
}

/** The problems in a list at the head, each with a link to it: the tables come first below. */
export function jumps(target: HTMLElement): HTMLElement[] {
  const open = items(target).filter((item) => !item.closest(".allowed"));
  if (open.length < 2) return [];
  const rows = open.slice(0, MOST).map((item) => {
    const number = item.querySelector(".number")?.textContent ?? "";
    const severity = ["error", "warning", "note"].find((one) => item.classList.contains(one)) ?? "note";
    const message = item.querySelector(".message")?.textContent?.trim() ?? "";
    return el("li", { className: severity }, el("a", { href: `#${item.id}` }, el("span", { className: "number" }, number.trim()), el("span", {}, message)));
  });
  const more = open.length - rows.length;
  return [el("nav", { className: "jumps", "aria-label": t("jump") }, el("ol", {}, ...rows), ...(more > 0 ? [el("p", { className: "soft" }, `${more}${t("moreBelow")}`)] : []))];
}

/** Many places of one problem are folded up. */
export function fold(target: HTMLElement) {
  for (const list of target.querySelectorAll<HTMLElement>(".items dd")) {
    const count = list.querySelectorAll("a, span.unbroken").length;
    if (count <= MOST_PLACES) continue;
    const summary = el("summary", {}, `${t("allPlaces")}${list.querySelectorAll("a").length}${t("places")}`);
    const folded = el("details", { className: "why" }, summary);
    folded.append(...list.childNodes);
    list.append(folded);
  }
}
