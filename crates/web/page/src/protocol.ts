// What the page and its workers say to each other, and what the library answers.

import type { Packed } from "./unpack";

export interface Given { name: string; bytes: ArrayBuffer }
export interface Made { name: string; type: string; bytes: ArrayBuffer }

/** The module, packed or compiled before; this computer's faces. */
export interface Start { packed?: Packed; module?: WebAssembly.Module; installed: Given[] }
/** Formats to make a blank report in ahead; none checks one. */
export interface Ahead { ahead: string }
/** The faces, in the order of the roles. */
export interface Faces { faces: ArrayBuffer[] }
export interface Task { id: number; task: string; options: string; files: Given[]; beside: Given[]; english: boolean }
export type Order = { start: Start } | Faces | Ahead | Task;

export type Report =
  | { ready: WebAssembly.Module }
  | { faced: true }
  | { ahead: true }
  | { broken: string }
  | { id: number; json: string; files: Made[] }
  | { id: number; trap: string };

export interface Options {
  lang: string;
  form?: string;
  formats?: string[];
  draft?: boolean;
  fix?: boolean;
  allow?: string[];
  installed?: boolean;
  /** Year, month, day, hour, minute, second: the date of the files in the archive. */
  when?: number[];
  year?: number;
  organ?: string;
}

export type Part = "report" | "last-year" | "office" | "whole";
export interface Arranged {
  files: { file: string; part: Part | "out"; organ: string | null; year: number | null; rivals: number | null; failure: string | null }[];
}
export interface Place { file: string; sheet?: string; cell?: string; line?: number }
export interface Finding { rule: string; severity: string; message: string; suppressed: boolean; locations: Place[] }
export interface Checked {
  read: string; files: string; form: string; organ: string | null; year: number | null;
  counts: [number, number, number, number]; found: string; page: string;
  /** JSON: what `check --format json` writes. */
  findings: string;
}
export interface Built { blocked?: number; draft?: boolean }
export interface Merged { page: string; offices: number; unread: number; errors: number; alike: string[]; obstacle: string | null; merged: boolean }
/** Of each role its name, what it is for, its face, where that is from, why it is this one. */
export interface Typefaces { families: string[]; rows: [string, string, string, string, string][] }
export interface About {
  version: string; rules: number;
  forms: { id: string; name: string; years: string; from: number; to: number }[];
  formats: { id: string; name: string; extension: string }[];
}
