// What can be downloaded: the documents, all of them in one archive, the other formats.
import { $, el, keepFocus, save } from "./dom";
import type { Made } from "./protocol";
import { hasErrors, now } from "./state";
import { t } from "./words";

const DOCUMENTS = ["pdf", "docx", "html"];
/** What is made without being asked for, as by the command line; a page for tests makes no PDF. */
export const documents = () => DOCUMENTS.filter((id) => now.about?.formats.some((format) => format.id === id));
/** Those of them that need no typesetter. */
export const EARLY = ["docx", "html"];
const ENDINGS = DOCUMENTS.map((format) => `.${format}`);

export interface Acts {
  /** Makes the report in another format and saves it. */
  other(format: string): void;
  draft(on: boolean): void;
}

/** Saves a file, and says where it is. */
export function keep({ name, type, bytes }: Made) {
  save(name, type, bytes);
  $("saved").textContent = t("saved") + name;
}

export function saver(file: Made): HTMLButtonElement {
  const size = `${Math.ceil(file.bytes.byteLength / 1024)} KB`;
  const button = el("button", { type: "button" }, file.name, " ", el("small", {}, size));
  button.onclick = () => keep(file);
  return button;
}

/** Asks whether to go on in spite of errors. */
export function draftBox(id: string, words: string, acts: Pick<Acts, "draft">): HTMLElement {
  const box = el("input", { id, type: "checkbox", checked: now.isDraft });
  box.onchange = () => acts.draft(box.checked);
  return el("label", { className: "draft" }, box, ` ${words}`);
}

/** Lists what can be downloaded. */
export function listSaves(acts: Acts) {
  if (!now.checked) return;
  const parts: Node[] = [];
  const errors = hasErrors();
  if (errors) {
    parts.push(el("p", { className: "verdict error" }, t(now.isDraft ? "draftMade" : "blocked")), draftBox("draft", t("draft"), acts));
  }
  if (now.built) {
    const documents = now.built.files.filter((file) => ENDINGS.some((ending) => file.name.endsWith(ending)));
    const all = now.built.files.find((file) => file.name.endsWith(".zip"));
    parts.push(el("div", { className: "saves" }, ...documents.map(saver)));
    if (all) {
      const button = el("button", { type: "button", className: "first-choice" }, t("all"));
      button.onclick = () => keep(all);
      parts.push(el("p", {}, button));
    }
    parts.push(el("p", { className: "soft" }, t("together")));
  } else if (!errors || now.isDraft) {
    parts.push(el("p", {}, t(now.publishes ? "preparing" : "pdfLater")));
    if (now.early.length > 0) parts.push(el("div", { className: "saves" }, ...now.early.map(saver)));
  }
  const others = (now.about?.formats ?? []).filter((format) => !DOCUMENTS.includes(format.id)).map((format) => {
    const button = el("button", { type: "button", disabled: errors && !now.isDraft }, format.name, ` (.${format.extension})`);
    button.onclick = () => acts.other(format.id);
    return button;
  });
  parts.push(el("details", { className: "more" }, el("summary", {}, t("more")), el("div", { className: "saves" }, ...others)));
  keepFocus(() => $("save").replaceChildren(...parts));
}
