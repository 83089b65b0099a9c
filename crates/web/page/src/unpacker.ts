// A worker that unpacks faces: several come in one stream, and each is handed on as soon as it is whole.
import { XzReadableStream } from "xz-decompress";
import { decoded } from "./unpack";
import type { Packed } from "./unpack";

/** Faces packed together, each by the number of its role and its length. */
export interface Together { packed: Packed; faces: [number, number][] }
export interface Unpacked { role: number; face: ArrayBuffer }

self.onmessage = async ({ data: { packed, faces } }: MessageEvent<Together>) => {
  const reader = (new XzReadableStream(decoded(packed.text, packed.length)) as unknown as ReadableStream<Uint8Array>).getReader();
  let part = new Uint8Array();
  for (const [role, length] of faces) {
    const face = new Uint8Array(length);
    for (let at = 0; at < length;) {
      if (part.length === 0) part = new Uint8Array((await reader.read()).value!);
      const taken = part.subarray(0, length - at);
      face.set(taken, at);
      at += taken.length;
      part = part.subarray(taken.length);
    }
    (self as unknown as Worker).postMessage({ role, face: face.buffer } satisfies Unpacked, [face.buffer]);
  }
};
