// The module and the faces stand in the page as text and packed: see xtask/page/src/text.rs, packed.rs.

/** As many bytes of text as are read at a time; the pairs stay whole. */
const PART = 1 << 20;

/** Pairs that a script element cannot hold, by the characters that stand for them. */
function barred(): Uint16Array {
  const is = (code: number) => code === 0 || code === 13 || code === 60;
  const pairs: number[] = [];
  for (let one = 0; one < 128; one += 1) {
    for (let other = 0; other < 128; other += 1) if (is(one) || is(other)) pairs.push(one | (other << 7));
  }
  return Uint16Array.from(pairs);
}

/** What the text stands for, in parts: two bytes of it are 14 bits. */
export function decoded(text: Uint8Array, length: number): ReadableStream<Uint8Array> {
  const pairs = barred();
  let held = 0, bits = 0, from = 0, left = length;
  return new ReadableStream({
    pull(controller) {
      const end = Math.min(from + PART, text.length - 1);
      const bytes = new Uint8Array(Math.min(left, ((end - from) >> 1) * 2 + 4));
      let at = 0;
      for (; from < end; from += 2) {
        const one = text[from]!, other = text[from + 1]!;
        held |= (one < 128 ? one | (other << 7) : pairs[((one & 31) << 6 | (other & 63)) - 0x100]!) << bits;
        bits += 14;
        while (bits >= 8) {
          // Beyond the end nothing is kept.
          bytes[at++] = held & 255;
          held >>>= 8;
          bits -= 8;
        }
      }
      at = Math.min(at, left);
      left -= at;
      if (at > 0) controller.enqueue(bytes.subarray(0, at));
      if (left === 0 || from >= text.length - 1) controller.close();
    },
  });
}

export interface Packed { text: Blob; length: number }

/** What an element of the page holds; nobody reads it a second time. */
export function taken(id: string): Packed {
  const element = document.getElementById(id)!;
  const packed = { text: new Blob([element.textContent ?? ""]), length: Number(element.dataset.length) };
  element.remove();
  return packed;
}

export const stream = async ({ text, length }: Packed) => decoded(new Uint8Array(await text.arrayBuffer()), length);

/** What browsers unpack by themselves. */
export async function unzipped(packed: Packed): Promise<ReadableStream<Uint8Array>> {
  const bytes = await stream(packed);
  return bytes.pipeThrough(new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, Uint8Array>);
}
