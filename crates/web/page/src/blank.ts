// A blank workbook for an office and a year.
import { $, save } from "./dom";
import type { Engine } from "./engine";
import { options } from "./state";
import { t } from "./words";

/** The name was asked for once; without it a second press is meant. */
let wasAsked = false;

export function closeBlank() {
  $<HTMLDetailsElement>("blank").open = false;
  $("blank-told").textContent = "";
}

export function offerBlank(check: Engine, attempt: (work: () => Promise<void>) => Promise<void>) {
  const [organ, year] = [$<HTMLInputElement>("blank-organ"), $<HTMLInputElement>("blank-year")];
  const told = $("blank-told");
  year.value = String(new Date().getFullYear() - 1);
  organ.oninput = () => { wasAsked = false; };
  $("open-blank").onclick = () => {
    $<HTMLDetailsElement>("blank").open = true;
    organ.focus();
  };
  const refuse = (input: HTMLInputElement, reason: string) => {
    told.textContent = reason;
    input.ariaInvalid = "true";
    input.focus();
  };
  $("blank-form").onsubmit = (event) => {
    event.preventDefault();
    organ.ariaInvalid = year.ariaInvalid = "false";
    const name = organ.value.trim();
    if (!name && !wasAsked) {
      wasAsked = true;
      return refuse(organ, t("noOrgan"));
    }
    if (!year.value) return refuse(year, t("noYear"));
    void attempt(async () => {
      const { shown, files } = await check.ask<{ form: string }>("template", { lang: options().lang, organ: name, year: Number(year.value) });
      const file = files[0];
      if (file) save(file.name, file.type, file.bytes);
      told.textContent = shown.failure ?? `${t("madeBlank")}${file?.name}`;
    });
  };
}
