// The files the user gave, and whether they have been saved again since.
import type { Given, Part } from "./protocol";

/** As much as the library takes, and one byte more: then it says itself that it is too much. */
const MOST = 64 * 1024 * 1024 + 1;
/** How often a file is looked at. */
const EVERY = 400;

export interface Source {
  name: string;
  part: Part | "out";
  file: File;
  handle?: FileSystemFileHandle;
  /** What it was taken for before the user said otherwise. */
  arranged: Part | "out";
  organ?: string;
  year?: number;
  /** The group of files that are the same report each. */
  rivals?: number;
  failure?: string;
}

interface Picker { showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]> }
interface Item extends DataTransferItem { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

const source = (file: File, handle?: FileSystemFileHandle): Source => ({ name: file.name, part: "report", arranged: "report", file, ...(handle && { handle }) });

export const canKeep = () => Boolean((window as Picker).showOpenFilePicker);

/** Files chosen in the browser's window, with handles; null if the user chose none. */
export async function pick(): Promise<Source[] | null> {
  try {
    const handles = await (window as Picker).showOpenFilePicker!({ multiple: true });
    return Promise.all(handles.map(async (handle) => source(await handle.getFile(), handle)));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** Files that were dropped; a folder gives the files in it. */
export async function dropped(transfer: DataTransfer): Promise<Source[]> {
  const files = [...transfer.files];
  // They must be asked for before anything is waited for.
  const handles = await Promise.all([...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item: Item) => item.getAsFileSystemHandle?.().catch(() => null) ?? null));
  const all: Source[] = [];
  for (const handle of handles) {
    if (handle?.kind === "file") all.push(source(await (handle as FileSystemFileHandle).getFile(), handle as FileSystemFileHandle));
    else if (handle?.kind === "directory") all.push(...(await inside(handle as FileSystemDirectoryHandle)));
  }
  return all.length > 0 ? all : files.map((file) => source(file));
}

async function inside(folder: FileSystemDirectoryHandle): Promise<Source[]> {
  const found: Source[] = [];
  for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
    // Excel's own marks beside an open workbook, and hidden files, are no reports.
    if (handle.kind === "file" && !/^(~\$|\.)/.test(handle.name)) {
      found.push(source(await (handle as FileSystemFileHandle).getFile(), handle as FileSystemFileHandle));
    }
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

export const listed = (list: FileList): Source[] => [...list].map((file) => source(file));

export async function read(sources: Source[]): Promise<Given[]> {
  return Promise.all(sources.map(async ({ name, file }) => ({ name, bytes: await file.slice(0, MOST).arrayBuffer() })));
}

/** Calls when one of the files was saved; gives what ends it. */
export function watch(sources: Source[], changed: () => void): () => void {
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    let any = false;
    for (const source of sources) {
      try {
        const now = await source.handle?.getFile();
        if (now && (now.lastModified !== source.file.lastModified || now.size !== source.file.size)) {
          source.file = now;
          any = true;
        }
      } catch {
        // While a program writes it, it may be gone for a moment.
      }
    }
    busy = false;
    if (any) changed();
  };
  const timer = setInterval(() => void look(), EVERY);
  return () => clearInterval(timer);
}
