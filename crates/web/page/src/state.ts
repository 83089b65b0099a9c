// What the page knows at the moment.
import type { Answer } from "./engine";
import type { Source } from "./files";
import type { About, Built, Checked, Made, Options, Part } from "./protocol";
import { $ } from "./dom";
import { argument } from "./waivers";
import type { Waiver } from "./waivers";
import { isEnglish } from "./words";

export const now = {
  sources: [] as Source[],
  /** All that were given, while one of several offices' is looked at alone. */
  all: null as Source[] | null,
  waivers: [] as Waiver[],
  about: undefined as About | undefined,
  checked: undefined as Answer<Checked> | undefined,
  built: undefined as Answer<Built> | undefined,
  /** The documents that need no typesetter, while that is not there. */
  early: [] as Made[],
  isDraft: false,
  /** Counts the work begun: newer work makes what came of older stale. */
  turn: 0,
  /** Whether the typesetter and the faces are there. */
  publishes: false,
};

export const options = (): Options => ({
  lang: isEnglish() ? "en" : "zh",
  ...($<HTMLSelectElement>("form").value && { form: $<HTMLSelectElement>("form").value }),
  fix: $<HTMLInputElement>("fix").checked,
  allow: now.waivers.map(argument),
  installed: $<HTMLInputElement>("installed").checked,
});

export const of = (part: Part) => now.sources.filter((source) => source.part === part);
export const isWatched = () => now.sources.length > 0 && now.sources.every((source) => source.handle);
export const hasErrors = () => (now.checked?.shown.counts[0] ?? 0) > 0;
