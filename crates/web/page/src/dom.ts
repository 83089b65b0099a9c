// Elements are made here, of text alone: what stands in a file never becomes markup.

type Child = Node | string;

/** An element with properties and children; strings are text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, properties: Partial<Omit<HTMLElementTagNameMap[K], "style" | "sandbox">> & { [name: string]: unknown } = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || ["role", "sandbox"].includes(name)) element.setAttribute(name, String(value));
    else (element as unknown as Record<string, unknown>)[name] = value;
  }
  element.append(...children);
  return element;
}

export const $ = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T;

/** Hands a file to the browser to save. */
export function save(name: string, type: string, bytes: ArrayBuffer) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Who was at an element that is made anew stays there. */
export function keepFocus(renew: () => void) {
  const id = document.activeElement?.id;
  renew();
  if (id) document.getElementById(id)?.focus();
}
