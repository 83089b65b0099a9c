// The report as it will look: as a web page, and as a PDF in the browser's own viewer.
import { $, el, keepFocus } from "./dom";
import type { Made } from "./protocol";
import { draftBox } from "./saves";
import type { Acts } from "./saves";
import { hasErrors, now } from "./state";
import { t } from "./words";
import type { Word } from "./words";

let addresses: string[] = [];

/** An address for a frame; those from before are given up by `forget`. */
export function address(file: Made): string {
  const made = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
  addresses.push(made);
  return made;
}

export function forget() {
  for (const old of addresses.splice(0)) URL.revokeObjectURL(old);
}

let at: "html" | "pdf" = "html";

/** Shows the page, and the PDF if there is one. */
export function look(page: Made | undefined, pdf: Made | undefined, acts: Pick<Acts, "draft">) {
  const part = (id: "html" | "pdf", word: Word) => {
    const box = el("input", { type: "radio", name: "look-at", id: `look-${id}`, value: id, checked: at === id });
    box.onchange = () => { at = id; view(); };
    return el("label", {}, box, ` ${t(word)}`);
  };
  const stage = el("div");
  const draft = () => (hasErrors() ? [el("p", { className: "soft" }, t("draftLook"))] : []);
  const view = () => {
    if (at === "html" && page) {
      // What the page of the report is, it may do: it has no script, and gets none.
      stage.replaceChildren(...draft(), el("iframe", { title: t("look"), className: "sheet", src: address(page), sandbox: "" }));
    } else if (pdf) {
      stage.replaceChildren(...draft(), el("iframe", { title: "PDF", className: "sheet", src: address(pdf) }));
    } else if (hasErrors() && !now.isDraft) {
      stage.replaceChildren(el("p", {}, t("blockedLook")), draftBox("draft-look", t("draft"), acts));
    } else stage.replaceChildren(el("p", {}, t(now.publishes ? "preparing" : "pdfLater")));
  };
  view();
  keepFocus(() => $("look").replaceChildren(el("p", { className: "row" }, part("html", "lookPage"), part("pdf", "lookPdf")), stage));
}
