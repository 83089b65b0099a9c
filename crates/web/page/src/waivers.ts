// What the office lets stand with a reason: offered beside each finding; what is let stand says there
// how it is kept in the workbook, and can be taken back.
import { el } from "./dom";
import { t } from "./words";
import type { Finding, Place } from "./protocol";

export interface Waiver { rule: string; place: string; reason: string }

/** As the library takes it. */
export const argument = ({ rule, place, reason }: Waiver) => `${rule}${place ? `@${place}` : ""}=${reason}`;

/** As it stands in the workbook, behind 允许. */
const kept = ({ rule, place, reason }: Waiver) => [rule, place, reason].filter(Boolean).join(" ");

export interface Acts { allow(waivers: Waiver[]): void; remove(waivers: Waiver[]): void }

const spot = (at: Place | undefined) => (at?.cell && at.sheet ? `${at.sheet}!${at.cell}` : at?.line ? `第${at.line}行` : "");
const text = (within: Element, selector: string) => within.querySelector(selector)?.textContent ?? "";

/** The findings that an item stands for, by their places. */
function places(item: HTMLElement, findings: Finding[]): { rule: string; all: string[] } {
  const rule = text(item, ".source code"), message = text(item, ".message");
  const own = findings.filter((finding) => finding.rule === rule && message.includes(finding.message));
  const one = own[0];
  const alike = own.filter((finding) => finding.message === one?.message);
  // Items that are not said to stand for several are told apart by where they are.
  const isOne = !/（\d+ 处）$| \(\d+ places\)$/.test(message.trim());
  const shown = text(item, "dl");
  const here = isOne ? alike.filter((finding) => shown.includes(finding.locations[0]?.cell ?? "\n") || alike.length === 1).slice(0, 1) : alike;
  return { rule, all: (here.length > 0 ? here : alike.slice(0, 1)).map((finding) => spot(finding.locations[0])).filter(Boolean) };
}

/** Beside each finding. */
export function offer(items: HTMLElement[], findings: Finding[], waivers: Waiver[], acts: Acts): Waiver[] {
  const found = new Set<Waiver>();
  for (const item of items) {
    const target = item.querySelector(".finding");
    if (!item.closest(".allowed")) {
      const open = el("details", { className: "let" }, el("summary", {}, t("waive")));
      // Made when it is wanted: there may be many, and few are.
      open.addEventListener("toggle", () => {
        const { rule, all } = places(item, findings);
        if (open.childElementCount === 1) open.append(ask(rule, all, acts));
      });
      target?.append(open);
    } else if (waivers.length > 0) {
      const { rule, all } = places(item, findings);
      const own = waivers.filter((waiver) => waiver.rule === rule && (!waiver.place || all.includes(waiver.place)) && text(item, "dl").includes(waiver.reason));
      own.forEach((waiver) => found.add(waiver));
      if (own.length > 0) target?.append(note(own, acts));
    }
  }
  return waivers.filter((waiver) => !found.has(waiver));
}

function ask(rule: string, all: string[], acts: Acts): HTMLElement {
  const told = el("p", { role: "alert" });
  const reason = el("input", { maxLength: 200, "aria-required": true });
  const here = el("input", { type: "checkbox", checked: true });
  const only = t(all.length > 1 ? "onlyThese" : "onlyHere") + (all.length === 1 ? `（${all[0]}）` : "");
  const form = el("form", { className: "row waive", noValidate: true },
    el("label", {}, `${t("reason")} `, reason),
    ...(all.length > 0 ? [el("label", {}, here, ` ${only}`)] : []),
    el("button", { type: "submit" }, t("allow")), told);
  form.onsubmit = (event) => {
    event.preventDefault();
    const why = reason.value.trim();
    told.textContent = why ? "" : t("noReason");
    reason.ariaInvalid = String(!why);
    if (!why) return reason.focus();
    const at = all.length > 0 && here.checked ? all : [""];
    acts.allow(at.map((place) => ({ rule, place, reason: why })));
  };
  return form;
}

/** How what is let stand is kept in the workbook, and how it is taken back. */
function note(own: Waiver[], acts: Acts): HTMLElement {
  const rows = own.map((waiver) => {
    const line = kept(waiver);
    const copy = el("button", { type: "button", className: "plain" }, t("copy"));
    copy.onclick = () => void navigator.clipboard.writeText(line).then(() => { copy.textContent = t("copied"); });
    return el("li", {}, el("code", { lang: "zh-CN" }, line), " ", copy);
  });
  return el("div", { className: "kept" }, el("p", { className: "soft" }, t("waived")), el("ul", {}, ...rows), undo(own, acts));
}

const undo = (own: Waiver[], acts: Acts) => {
  const button = el("button", { type: "button", className: "undo" }, t("remove"));
  button.onclick = () => acts.remove(own);
  return button;
};

/** What was let stand and is found no more. */
export function rest(waivers: Waiver[], acts: Acts): HTMLElement[] {
  return waivers.map((waiver) => el("p", { className: "quiet" }, t("waivedRest"), el("code", { lang: "zh-CN" }, kept(waiver)), " ", undo([waiver], acts)));
}
