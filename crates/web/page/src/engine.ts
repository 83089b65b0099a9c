// A worker with the module, and what the page asks of it. After a trap, and when work
// is stopped, the worker is replaced by another with the same module, compiled already.
import type { Given, Made, Options, Order, Report, Start, Task } from "./protocol";
import type { Packed } from "./unpack";

export interface Answer<T> { shown: T & { failure?: string }; files: Made[] }

/** Work that the user stopped, or that newer work made needless. */
export class Stopped extends Error {}
/** The library met a defect of its own; the message is for the user. */
export class Trap extends Error {}

const text = (id: string) => document.getElementById(id)?.textContent ?? "";

export class Engine {
  private worker!: Worker;
  private waiting = new Map<number, { done: (answer: Answer<never>) => void; failed: (error: Error) => void }>();
  private next = 1;
  private isReady!: (module: WebAssembly.Module) => void;
  private cannot!: (error: Error) => void;
  private faces?: ArrayBuffer[];
  private installed: Given[] = [];
  private wasAhead = () => {};
  private areFaced!: () => void;
  /** When the module is there. */
  readonly ready: Promise<WebAssembly.Module>;
  /** When the faces are there too. */
  readonly faced: Promise<void>;

  constructor(private from: Packed | WebAssembly.Module) {
    this.ready = new Promise((done, failed) => { this.isReady = done; this.cannot = failed; });
    this.ready.catch(() => undefined);
    this.faced = new Promise((done) => { this.areFaced = done; });
    this.begin();
  }

  private begin() {
    const script = new Blob([text("glue"), "\n", text("worker")], { type: "text/javascript" });
    const address = URL.createObjectURL(script);
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(data);
    this.worker.onerror = (event) => this.cannot(new Error(event.message));
    const start: Start = { installed: this.installed };
    if (this.from instanceof WebAssembly.Module) start.module = this.from;
    else start.packed = this.from;
    this.send({ start });
    if (this.faces) this.send({ faces: this.faces });
  }

  /** Hands over the faces, in the order of the roles. */
  face(faces: ArrayBuffer[]) {
    this.faces = faces;
    this.send({ faces });
  }

  /** Whether something is asked of it. */
  get isBusy() {
    return this.waiting.size > 0;
  }

  /** Does ahead what the first report would wait for, in these formats; with none it is checked. */
  async ahead(formats: string) {
    await this.ready;
    return new Promise<void>((done) => {
      this.wasAhead = done;
      this.send({ ahead: formats });
    });
  }

  /** Begins anew with this computer's faces, and the page's own for the rest. */
  install(installed: Given[], faces: ArrayBuffer[]) {
    this.installed = installed;
    this.faces = faces;
    this.replace();
  }

  /** Ends for good. */
  close() {
    this.worker.terminate();
  }

  private send(order: Order) {
    this.worker.postMessage(order);
  }

  private hear(report: Report) {
    if ("ready" in report) {
      this.from = report.ready;
      this.isReady(report.ready);
    } else if ("faced" in report) {
      this.areFaced();
    } else if ("ahead" in report) {
      this.wasAhead();
    } else if ("broken" in report) {
      this.cannot(new Error(report.broken));
      this.end(new Error(report.broken));
    } else {
      const asked = this.waiting.get(report.id);
      this.waiting.delete(report.id);
      if ("trap" in report) {
        asked?.failed(new Trap(report.trap));
        this.replace();
      } else {
        asked?.done({ shown: JSON.parse(report.json) as never, files: report.files });
      }
    }
  }

  private end(error: Error) {
    for (const { failed } of this.waiting.values()) failed(error);
    this.waiting.clear();
  }

  private replace() {
    this.worker.terminate();
    this.wasAhead();
    this.end(new Stopped());
    this.begin();
  }

  /** Asks for a task. */
  async ask<T>(task: string, options: Options, files: Given[] = [], beside: Given[] = []): Promise<Answer<T>> {
    await this.ready;
    return new Promise<Answer<T>>((done, failed) => {
      const id = this.next++;
      this.waiting.set(id, { done: done as never, failed });
      const order: Task = { id, task, options: JSON.stringify(options), files, beside, english: options.lang === "en" };
      this.send(order);
    });
  }

  /** Ends what it is doing, if anything. */
  stop() {
    if (this.waiting.size > 0 && this.from instanceof WebAssembly.Module) this.replace();
  }
}
