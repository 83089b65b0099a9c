// The faces: those of the page, unpacked while it checks, and those of this computer, if the user asks.
import { taken } from "./unpack";
import type { Given } from "./protocol";

/** Unpacks the faces, in the order of the roles; `first` gets the first that is there. */
export async function unpackFaces(first: (face: ArrayBuffer) => void): Promise<ArrayBuffer[]> {
  const script = new Blob([document.getElementById("unpacker")!.textContent ?? ""], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  const unpacked: ArrayBuffer[] = [];
  let any = false;
  const elements = [...document.querySelectorAll<HTMLElement>("[data-role]")];
  await Promise.all(elements.map((element) => new Promise<void>((done, failed) => {
    const role = Number(element.dataset.role);
    const worker = new Worker(address);
    worker.onmessage = ({ data: face }: MessageEvent<ArrayBuffer>) => {
      unpacked[role] = face;
      if (!any) first(face);
      any = true;
      worker.terminate();
      done();
    };
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage(taken(element.id));
  })));
  URL.revokeObjectURL(address);
  return unpacked;
}

interface LocalFace { family: string; fullName: string; postscriptName: string; blob(): Promise<Blob> }
interface Asking { queryLocalFonts?: () => Promise<LocalFace[]> }

export const canAsk = () => Boolean((window as Asking).queryLocalFonts);

/** The files of this computer's faces of these families; the browser asks the user for leave. */
export async function ofThisComputer(families: string[]): Promise<Given[]> {
  const wanted = new Set(families.map((family) => family.toLowerCase()));
  const found = (await (window as Asking).queryLocalFonts!()).filter((face) =>
    [face.family, face.fullName, face.postscriptName].some((name) => wanted.has(name.toLowerCase())));
  return Promise.all(found.map(async (face) => ({ name: face.postscriptName, bytes: await (await face.blob()).arrayBuffer() })));
}
