// Why something cannot be done, in the library's words; what these list at length is folded up.
import { el } from "./dom";
import { isEnglish, t } from "./words";

/** Before the kinds of files that can be read. */
const LIST = /(?:。可以读取：|; what can be read: )/;
const HEAD = 16;

const lines = (text: string) => text.split("\n").flatMap((line, at) => (at > 0 ? [el("br"), line] : [line]));

/** A refusal to show. */
export function refusal(text: string): Node[] {
  const [said = "", list] = text.split(LIST);
  const stop = list && !isEnglish() ? "。" : "";
  const shown = el("p", {}, ...lines(said + stop));
  return list ? [shown, el("details", { className: "why" }, el("summary", {}, t("canBeRead")), el("p", {}, list))] : [shown];
}

const begins = (bytes: Uint8Array, ...with_: number[][]) => with_.some((head) => head.every((byte, at) => bytes[at] === byte));

/** What a file that cannot be read is, where its name or first bytes tell. */
async function kind(file: File): Promise<"picture" | "archive" | null> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer().catch(() => new ArrayBuffer(0)));
  // PNG, JPEG, GIF, BMP, TIFF, RIFF (WebP); RAR, 7z.
  if (begins(head, [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x42, 0x4d], [0x49, 0x49, 0x2a], [0x4d, 0x4d, 0, 0x2a], [0x52, 0x49, 0x46, 0x46])) return "picture";
  if (begins(head, [0x52, 0x61, 0x72, 0x21], [0x37, 0x7a, 0xbc, 0xaf]) || /\.zip$/i.test(file.name)) return "archive";
  return null;
}

/** The library's reason, or a plainer one with what can be read. */
export async function plainer(failure: string, file: File): Promise<string> {
  const is = await kind(file);
  if (!is) return failure;
  const list = failure.split(LIST)[1];
  const between = isEnglish() ? ["; what can be read: ", ": "] : ["。可以读取：", "："];
  return `${file.name}${between[1]}${t(is)}${list ? between[0] + list : ""}`;
}
