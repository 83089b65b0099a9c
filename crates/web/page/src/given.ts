// The files that were given: what each is taken for, which of several versions is used, what cannot be read.
import { $, el, keepFocus } from "./dom";
import { canKeep } from "./files";
import type { Source } from "./files";
import type { Part } from "./protocol";
import { refusal } from "./refusals";
import { isWatched, now } from "./state";
import { isEnglish, t } from "./words";

const PARTS = ["report", "last-year", "office", "whole", "out"] as const;

export interface Acts { changed(): void; choose(): void; back(): void }

/** Of several files that are one report each, the one saved last is used. */
export function choose(sources: Source[]) {
  for (const group of groups(sources)) {
    const newest = group.reduce((one, other) => (other.file.lastModified > one.file.lastModified ? other : one));
    for (const source of group) if (source !== newest) source.part = "out";
  }
}

function groups(sources: Source[]): Source[][] {
  const all = new Map<number, Source[]>();
  for (const source of sources) {
    if (source.rivals !== undefined) all.set(source.rivals, [...(all.get(source.rivals) ?? []), source]);
  }
  return [...all.values()];
}

function rivals(group: Source[], acts: Acts): HTMLElement {
  const named = group.find((source) => source.organ && source.year);
  const whose = isEnglish() ? `${named?.organ} ${named?.year}` : `${named?.organ}${named?.year}年`;
  const legend = named ? `${t("all_are")}${whose}${t("rivalsOf")}` : t("rivals");
  const choices = group.map((source) => {
    const box = el("input", { type: "radio", name: `rivals-${source.rivals}`, id: `use-${now.sources.indexOf(source)}`, checked: source.part !== "out" });
    box.onchange = () => {
      for (const other of group) other.part = other === source ? other.arranged : "out";
      acts.changed();
    };
    const time = new Date(source.file.lastModified).toLocaleString(isEnglish() ? "en" : "zh-CN", { dateStyle: "medium", timeStyle: "short" });
    return el("label", {}, box, " ", el("span", { lang: "zh-CN" }, source.name), " ", el("small", {}, `${t("savedAt")}${time}`));
  });
  return el("fieldset", { className: "rivals" }, el("legend", {}, legend), ...choices);
}

function row(source: Source, at: number, acts: Acts): HTMLElement {
  const name = el("span", { lang: "zh-CN" }, source.name);
  const parts: Node[] = [name];
  if (now.sources.length > 1) {
    const whose = [source.organ, source.year].filter(Boolean).join(" ");
    if (whose) name.append(el("small", {}, whose));
    const choice = el("select", { id: `as-${at}`, "aria-label": `${source.name}：${t("as")}` });
    for (const part of PARTS) choice.append(el("option", { value: part, selected: part === source.part }, t(part)));
    choice.onchange = () => {
      source.part = choice.value as Part | "out";
      acts.changed();
    };
    parts.push(el("label", {}, `${t("as")} `, choice));
  }
  if (source.failure && source.part === "out") {
    const why = el("details", { className: "why" }, el("summary", {}, t("whyNot")), ...refusal(source.failure));
    parts.push(el("p", { className: "left-out", role: "status" }, `${source.name}${t("leftOut")}`), why);
  }
  return el("li", {}, ...parts);
}

/** Lists the files. */
export function listFiles(acts: Acts) {
  const rows = now.sources.map((source, at) => row(source, at, acts));
  const again = el("button", { type: "button", className: "plain", onclick: acts.choose }, t("recheck"));
  const hint = canKeep() ? ` ${t("howWatched")}` : "";
  const note = isWatched()
    ? el("p", { className: "soft" }, t("watched"))
    : el("p", { className: "soft" }, t("unwatched"), again, hint);
  const back = now.all && el("button", { type: "button", id: "back", onclick: acts.back }, `${t("backToAll")} ${now.all.length} ${t("files_")}`);
  keepFocus(() => $("files").replaceChildren(
    ...(back ? [el("p", {}, back)] : []),
    el("ul", { className: "files-given" }, ...rows),
    ...groups(now.sources).map((group) => rivals(group, acts)),
    note,
  ));
}
