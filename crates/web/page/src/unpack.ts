// The module and the faces stand in the page as text and packed: see xtask/page/src/text.rs, packed.rs.

/** As many characters as are read at a time. */
const PART = 1 << 19;
/** Each stands for so many bits, by its place behind this one. */
const BITS = 15, FIRST = 0x100;

/** What the text stands for, in parts. */
export function decoded(text: string, length: number): ReadableStream<Uint8Array> {
  let held = 0, bits = 0, from = 0, left = length;
  return new ReadableStream({
    pull(controller) {
      const end = Math.min(from + PART, text.length);
      const bytes = new Uint8Array(Math.ceil((end - from) * BITS / 8) + 1);
      let at = 0;
      for (; from < end; from += 1) {
        held |= (text.charCodeAt(from) - FIRST) << bits;
        bits += BITS;
        while (bits >= 8) {
          bytes[at++] = held & 255;
          held >>>= 8;
          bits -= 8;
        }
      }
      // Beyond the end nothing is kept.
      at = Math.min(at, left);
      left -= at;
      if (at > 0) controller.enqueue(bytes.subarray(0, at));
      if (left === 0 || from >= text.length) controller.close();
    },
  });
}

export interface Packed { text: string; length: number }

/** What an element of the page holds; nobody reads it a second time. */
export function taken(id: string): Packed {
  const element = document.getElementById(id)!;
  const packed = { text: element.textContent ?? "", length: Number(element.dataset.length) };
  element.remove();
  return packed;
}

/** What browsers unpack by themselves. */
export function unzipped({ text, length }: Packed): ReadableStream<Uint8Array> {
  return decoded(text, length).pipeThrough(new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, Uint8Array>);
}
