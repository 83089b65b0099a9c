// This computer's typefaces in place of the page's, if the user asks; a table shows which serves what.
import { $, el } from "./dom";
import type { Engine } from "./engine";
import { canAsk, ofThisComputer } from "./faces";
import type { Given, Typefaces } from "./protocol";
import { options } from "./state";
import { t } from "./words";

export interface Acts {
  /** Hands them over, once the page's own are there. */
  install(files: Given[]): Promise<void>;
  changed(): void;
}

/** Whether this computer's faces were handed over. */
let isInstalled = false;

export async function typefaces(check: Engine, acts: Acts) {
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
      await acts.install(files);
      isInstalled = true;
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
  acts.changed();
}
