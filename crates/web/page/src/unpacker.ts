// A worker that unpacks one face.
import { XzReadableStream } from "xz-decompress";
import { decoded, unzipped } from "./unpack";
import type { Packed } from "./unpack";

self.onmessage = async ({ data }: MessageEvent<Packed>) => {
  const unpacked = data.packing === "xz"
    ? (new XzReadableStream(decoded(data.text, data.length)) as unknown as ReadableStream<Uint8Array>)
    : unzipped(data);
  const face = await new Response(unpacked as BodyInit).arrayBuffer();
  (self as unknown as Worker).postMessage(face, [face]);
};
