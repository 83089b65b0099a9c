// The modules stand in the page as text and packed: see xtask/page/src/text.rs, packed.rs.

/** What the text of 91 characters stands for: two of them are 13 bits. */
export function decode(text: Uint8Array, length: number): Uint8Array {
  const values = new Uint8Array(128);
  let next = 0;
  for (let code = 33; code < 127; code += 1) if (!"&<\\".includes(String.fromCharCode(code))) values[code] = next++;
  const bytes = new Uint8Array(length);
  let held = 0, bits = 0, at = 0;
  for (let pair = 0; pair + 1 < text.length; pair += 2) {
    held |= (values[text[pair]!]! * 91 + values[text[pair + 1]!]!) << bits;
    bits += 13;
    while (bits >= 8) {
      // Beyond the end nothing is kept.
      bytes[at++] = held & 255;
      held >>= 8;
      bits -= 8;
    }
  }
  return bytes;
}

type Stream = ReadableStream<Uint8Array>;
const gunzip = (stream: Stream): Stream => stream.pipeThrough(new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, Uint8Array>);

/** Something packed, unpacked; whoever meets xz says by what. */
export async function unpack(packed: Blob, packing: string, length: number, xz: (stream: Stream) => Stream = gunzip): Promise<ArrayBuffer> {
  const bytes = decode(new Uint8Array(await packed.arrayBuffer()), length);
  const stream = new Blob([bytes as BlobPart]).stream();
  const whole = packing === "gzip" ? gunzip(stream) : xz(stream);
  return new Response(whole).arrayBuffer();
}
