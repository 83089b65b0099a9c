// The module and the faces stand in the page as text and packed: see xtask/page/src/text.rs, packed.rs.

/** As many characters as are read at a time. */
const PART = 1 << 19;
/** Before a character that stands for another: for a half of a pair, or for one of these. */
const ESCAPE = 0xe000, HALF = 0xd800, FOR_HALVES = 0x100;
const OTHERS = [0, 0x0d, 0x3c, ESCAPE, 0xfeff, 0xfffe, 0xffff], FOR_OTHERS = 0x20;

/** What the text stands for, in parts: each character for two bytes. */
export function decoded(text: string, length: number): ReadableStream<Uint8Array> {
  let from = 0, left = length;
  return new ReadableStream({
    pull(controller) {
      const bytes = new Uint8Array(2 * PART);
      let at = 0;
      for (; at < bytes.length && from < text.length; from += 1) {
        let unit = text.charCodeAt(from);
        if (unit === ESCAPE) {
          unit = text.charCodeAt(from += 1);
          unit = unit < FOR_HALVES ? OTHERS[unit - FOR_OTHERS]! : unit - FOR_HALVES + HALF;
        }
        bytes[at++] = unit & 255;
        bytes[at++] = unit >> 8;
      }
      // Beyond the end nothing is kept.
      at = Math.min(at, left);
      left -= at;
      if (at > 0) controller.enqueue(bytes.subarray(0, at));
      if (left === 0 || from >= text.length) controller.close();
    },
  });
}

export interface Packed { text: string; length: number; packing: string }

/** What an element of the page holds; nobody reads it a second time. */
export function taken(id: string): Packed {
  const element = document.getElementById(id)!;
  const packed = { text: element.textContent ?? "", length: Number(element.dataset.length), packing: element.dataset.packing ?? "" };
  element.remove();
  return packed;
}

/** What browsers unpack by themselves. */
export function unzipped({ text, length }: Packed): ReadableStream<Uint8Array> {
  return decoded(text, length).pipeThrough(new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, Uint8Array>);
}
