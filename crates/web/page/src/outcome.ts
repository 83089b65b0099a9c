// What stands around the findings: what to do next, how many offices add up, what has changed.
import { $, el } from "./dom";
import type { Answer } from "./engine";
import type { Source } from "./files";
import type { Checked, Finding, Made, Merged } from "./protocol";
import { refusal } from "./refusals";
import { fold, items, jumps } from "./results";
import type { Change } from "./results";
import { draftBox, saver } from "./saves";
import { isWatched, now, of } from "./state";
import { openTab } from "./tabs";
import { offer, rest } from "./waivers";
import type { Acts as Waiving } from "./waivers";
import { isEnglish, t } from "./words";

export interface Acts extends Waiving { list(): void; draft(on: boolean): void; only(source: Source): void }

const printer = () => {
  const button = el("button", { type: "button" }, t("print"));
  button.onclick = () => window.print();
  return button;
};

/** What to do next. */
function next({ shown }: Answer<Checked>, acts: Acts): HTMLElement {
  const [errors, warnings, notes, allowed] = shown.counts;
  const parts: Node[] = [];
  if (errors > 0) {
    // Where it is not watched, the list of the files says how it goes on.
    if (isWatched()) parts.push(el("p", {}, t("mendWatched")));
  } else {
    const go = el("button", { type: "button", id: "to-save", className: "first-choice" }, t("toSave"));
    go.onclick = () => {
      openTab("save");
      $("tab-files").focus();
    };
    parts.push(el("p", {}, t(warnings > 0 ? "publishableAfter" : "publishable")), el("p", {}, go));
  }
  const list = el("button", { type: "button", onclick: acts.list }, t("list"));
  if (errors + warnings + notes + allowed > 0) parts.push(el("p", { className: "row" }, list, printer()));
  return el("div", { className: "next" }, ...parts);
}

/** Around the findings of one report. */
export function around(target: HTMLElement, answer: Answer<Checked>, acts: Acts) {
  const { shown } = answer;
  target.querySelector("header")?.append(next(answer, acts), ...jumps(target));
  const left = offer(items(target), (JSON.parse(shown.findings) as { findings: Finding[] }).findings, now.waivers, acts);
  target.append(...rest(left, acts), el("p", { className: "quiet" }, t("readIn") + shown.read));
  fold(target);
}

/** Around the list of several offices. */
export function aroundMany(target: HTMLElement, { shown, files }: Answer<Merged>, acts: Acts) {
  const hasWhole = of("whole").length > 0;
  const sum = el("section", { className: "merge" }, el("h2", {}, t("mergeHead")));
  for (const alike of shown.alike) sum.append(el("p", {}, alike));
  if (shown.obstacle) sum.append(el("div", { className: "verdict error" }, ...refusal(shown.obstacle)));
  else if (shown.unread > 0) sum.append(el("p", { className: "verdict error" }, t("mergeUnread")));
  else if (!hasWhole) sum.append(el("p", {}, t("mergeNeeds")));
  if (shown.errors > 0 && hasWhole) sum.append(el("p", {}, t("mergeErrors")), draftBox("draft-merge", t("mergeDraft"), acts));
  sum.append(el("p", { className: "row" }, ...files.filter((file) => !file.name.endsWith(".html")).map(saver).reverse(), printer()));
  target.querySelector("section.index")?.before(sum);
  const left = [...of("office")];
  for (const row of target.querySelectorAll(".index tbody tr:not(.failed) th")) {
    const name = row.querySelector("small")?.textContent;
    const at = left.findIndex((source) => source.name === name);
    const [source] = at < 0 ? [] : left.splice(at, 1);
    if (source) row.append(el("button", { type: "button", className: "plain only-this", onclick: () => acts.only(source) }, t("onlyThis")));
  }
  fold(target);
}

/** What has changed since the file was saved last. */
export function news(change: Change, shown: Checked): string {
  const errors = shown.counts[0];
  const parts = [
    change.fewer && `${t("fewer")}${change.fewer}${t("fewerEnd")}`,
    change.newer && `${t("newer")}${change.newer}${t("newerEnd")}`,
    errors ? `${t("stillErrors")}${errors}${t("stillErrorsEnd")}` : t("noneLeft"),
  ].filter(Boolean);
  const time = new Date().toLocaleTimeString(isEnglish() ? "en-GB" : "zh-CN", { hour: "2-digit", minute: "2-digit" });
  const said = change.fewer || change.newer ? parts.join(isEnglish() ? ", " : "，") + (isEnglish() ? "." : "。") : t("same");
  return `${time}${t("rechecked")}${said}`;
}

export const ending = (made: Made[] | undefined, end: string) => made?.find((file) => file.name.endsWith(end));
