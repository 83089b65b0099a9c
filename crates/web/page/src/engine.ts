// A worker with one of the two modules, and what the page asks of it. After a trap, and when work
// is stopped, the worker is replaced by another with the same module, compiled already.
import type { Given, Made, Options, Order, Report, Start, Task } from "./protocol";

export interface Answer<T> { shown: T & { failure?: string }; files: Made[] }

/** Work that the user stopped, or that newer work made needless. */
export class Stopped extends Error {}
/** The library met a defect of its own; the message is for the user. */
export class Trap extends Error {}

const text = (id: string) => document.getElementById(id)?.textContent ?? "";

export class Engine {
  private worker!: Worker;
  private module?: WebAssembly.Module;
  private waiting = new Map<number, { done: (answer: Answer<never>) => void; failed: (error: Error) => void }>();
  private next = 1;
  private isReady!: () => void;
  private cannot!: (error: Error) => void;
  /** When the module is there. */
  readonly ready: Promise<void>;

  constructor(private name: "check" | "publish", private prepare: boolean) {
    this.ready = new Promise((done, failed) => { this.isReady = done; this.cannot = failed; });
    this.ready.catch(() => undefined);
    this.begin();
  }

  private begin() {
    const script = new Blob([text(`${this.name}-glue`), "\n", text("worker")], { type: "text/javascript" });
    const address = URL.createObjectURL(script);
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(data);
    this.worker.onerror = (event) => this.cannot(new Error(event.message));
    this.send({ start: this.start() });
  }

  private start(): Start {
    if (this.module) return { module: this.module, prepare: this.prepare };
    const element = document.getElementById(this.name)!;
    const { packing, length } = element.dataset;
    const packed = new Blob([element.textContent ?? ""]);
    // Nobody reads it a second time: what is compiled is kept.
    element.remove();
    return { packed, packing: packing!, length: Number(length), prepare: this.prepare };
  }

  private send(order: Order) {
    this.worker.postMessage(order);
  }

  private hear(report: Report) {
    if ("ready" in report) {
      this.module = report.ready;
      this.isReady();
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
    if (this.waiting.size > 0 && this.module) this.replace();
  }
}
