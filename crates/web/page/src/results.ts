// The findings, as the library's own page has them, taken into this page; and what changed since
// they were last shown.
import { el } from "./dom";
import { t } from "./words";
import type { Finding } from "./protocol";

/** What the page of findings is built of. Anything else would not be its own, and is left out. */
const TAGS = new Set(("A B BLOCKQUOTE BR CAPTION CODE DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE H1 H2 H3 HEADER INPUT LABEL " +
  "LEGEND LI MAIN MARK OL OUTPUT P SECTION SMALL SPAN SUMMARY SUP TABLE TBODY TD TH THEAD TR UL").split(" "));
const GONE = 300;

/** The content of a page of the library. Every value in it is escaped there; scripts, events and
 * addresses are none of its, and do not come in. */
function taken(html: string): DocumentFragment {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const content = document.createDocumentFragment();
  for (const element of main?.querySelectorAll("*") ?? []) {
    const strange = [...element.attributes].some(({ name, value }) => name.startsWith("on") || (name === "href" && !value.startsWith("#")));
    if (strange || !TAGS.has(element.tagName)) element.remove();
  }
  content.append(...(main?.childNodes ?? []));
  return content;
}

const items = (within: ParentNode) => [...within.querySelectorAll<HTMLElement>(".items > li")];

/** What a finding is known by, wherever it stands in the list. */
function known(item: HTMLElement): string {
  const parts = [".message", "figcaption", "dl"].map((part) => item.querySelector(part)?.textContent ?? "");
  return [item.querySelector("code")?.textContent, ...parts].join("\n").replace(/\s+/g, " ");
}

export interface Change { fewer: number; newer: number }

/** Shows a page of findings in place of the one before: what is gone fades, what is new is marked. */
export async function show(target: HTMLElement, html: string, compare: boolean): Promise<Change> {
  const content = taken(html);
  const before = new Set(items(target).map(known));
  const after = items(content);
  const now = new Set(after.map(known));
  const gone = compare ? items(target).filter((item) => !now.has(known(item))) : [];
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (gone.length > 0 && !isCalm) {
    for (const item of gone) item.classList.add("gone");
    await new Promise((done) => setTimeout(done, GONE));
  }
  const added = compare ? after.filter((item) => !before.has(known(item))) : [];
  for (const item of added) item.classList.add("new");
  target.replaceChildren(content);
  return { fewer: gone.length, newer: added.length };
}

export interface Waiver { rule: string; place: string; reason: string }

/** As the library takes it. */
export const argument = ({ rule, place, reason }: Waiver) => `${rule}${place ? `@${place}` : ""}=${reason}`;

/** As it stands in the workbook, behind 允许. */
export const kept = ({ rule, place, reason }: Waiver) => [rule, place, reason].filter(Boolean).join(" ");

/** Beside each finding, how it is let stand: with a reason, everywhere or at its place. */
export function offer(target: HTMLElement, findings: Finding[], allow: (waiver: Waiver) => void) {
  for (const item of items(target)) {
    if (item.closest(".allowed")) continue;
    const rule = item.querySelector(".source code")?.textContent ?? "";
    const message = item.querySelector(".message")?.textContent ?? "";
    const own = findings.find((finding) => finding.rule === rule && message.includes(finding.message));
    const at = own?.locations[0];
    const place = at?.cell && at.sheet ? `${at.sheet}!${at.cell}` : at?.line ? `第${at.line}行` : "";
    const reason = el("input", { required: true, maxLength: 200 });
    const here = el("input", { type: "checkbox", checked: true });
    const form = el("form", { className: "row waive" },
      el("label", {}, `${t("reason")} `, reason),
      ...(place ? [el("label", {}, here, ` ${t("onlyHere")}（${place}）`)] : []),
      el("button", { type: "submit" }, t("allow")));
    form.onsubmit = (event) => {
      event.preventDefault();
      allow({ rule, place: place && here.checked ? place : "", reason: reason.value.trim() });
    };
    const open = el("details", { className: "let" }, el("summary", {}, t("waive")), form);
    item.querySelector(".finding")?.append(open);
  }
}
