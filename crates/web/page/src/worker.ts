// Where the library runs. The JavaScript that wasm-bindgen wrote stands above this in the same
// script and is called `nianbao`. A defect in the library is a trap: what is left of the module
// is good only for the sentence about it, and the page starts another worker.
import { unzipped } from "./unpack";
import type { Faces, Given, Made, Order, Report, Start, Task } from "./protocol";

interface GivenFiles { add(name: string, bytes: Uint8Array): void; free(): void }
interface Answer {
  json(): string; count(): number; free(): void;
  name(at: number): string; media_type(at: number): string; bytes(at: number): Uint8Array;
}
interface Library {
  (from: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Files: new () => GivenFiles;
  start(): void;
  prepare(formats: string): void;
  hand_over(role: number, face: Uint8Array): void;
  hand_over_installed(files: GivenFiles): void;
  run(task: string, options: string, files: GivenFiles, beside: GivenFiles): Answer;
  defect(english: boolean, other: string): string;
}
declare const nianbao: Library;

const say = (report: Report, given: Transferable[] = []) => (self as unknown as Worker).postMessage(report, given);

async function start({ packed, module, installed }: Start) {
  const type = { headers: { "Content-Type": "application/wasm" } };
  const compiled = module ?? (await WebAssembly.compileStreaming(new Response(unzipped(packed!) as BodyInit, type)));
  await nianbao({ module_or_path: compiled });
  nianbao.start();
  if (installed.length > 0) nianbao.hand_over_installed(files(installed));
  say({ ready: compiled });
}

function face({ faces }: Faces) {
  faces.forEach((face, role) => nianbao.hand_over(role, new Uint8Array(face)));
  say({ faced: true });
}

function files(given: Given[]): GivenFiles {
  const files = new nianbao.Files();
  for (const { name, bytes } of given) files.add(name, new Uint8Array(bytes));
  return files;
}

function work({ id, task, options, files: given, beside, english }: Task) {
  try {
    const answer = nianbao.run(task, options, files(given), files(beside));
    const made: Made[] = [];
    for (let at = 0; at < answer.count(); at += 1) {
      made.push({ name: answer.name(at), type: answer.media_type(at), bytes: answer.bytes(at).buffer as ArrayBuffer });
    }
    const json = answer.json();
    answer.free();
    say({ id, json, files: made }, made.map((file) => file.bytes));
  } catch (error) {
    let trap = String(error);
    try {
      trap = nianbao.defect(english, trap);
    } catch {
      // Nothing of it answers any more: the browser's own words must do.
    }
    say({ id, trap });
  }
}

/** What is asked for waits until the module is there. */
let begun: Promise<void>;

self.onmessage = ({ data }: MessageEvent<Order>) => {
  if ("start" in data) begun = start(data.start).catch((error: unknown) => say({ broken: String(error) }));
  else void begun.then(() => obey(data));
};

function obey(data: Exclude<Order, { start: Start }>) {
  if ("faces" in data) face(data);
  else if ("ahead" in data) {
    nianbao.prepare(data.ahead);
    say({ ahead: true });
  } else work(data);
}
