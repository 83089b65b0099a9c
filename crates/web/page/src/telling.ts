// What is under way, and what went wrong.
import { $, el } from "./dom";
import { refusal } from "./refusals";
import { t } from "./words";
import type { Word } from "./words";

export const tell = (text: string) => { $("told").textContent = text; };

export function busy(word: Word | null) {
  $("progress").hidden = !word;
  if (word) tell(t(word));
}

export function fail(reason: string) {
  $("failure").replaceChildren(...(reason ? refusal(reason) : []));
  $("failure").hidden = !reason;
  if (reason) tell("");
}

/** Nothing can be shown of the files. */
export function refuse(reason: string) {
  fail(reason);
  $("results").hidden = $("news").hidden = true;
}

/** The findings stand; only what was to be made of the report cannot be. */
export function cannotMake(reason: string) {
  $("save").prepend(el("div", { className: "verdict error" }, ...refusal(reason)));
  tell(reason);
}
