// Files that are dragged over the page and dropped anywhere on it.
import { $ } from "./dom";
import { t } from "./words";
import type { Word } from "./words";

/** How many elements deep the pointer is. */
let depth = 0;

function drag(step: number) {
  depth = Math.max(0, depth + step);
  document.body.classList.toggle("dragging", depth > 0);
  $("drop-title").textContent = t(depth > 0 ? "dropHere" : ($("drop-title").dataset.say as Word));
}

export function onDrop(dropped: (transfer: DataTransfer) => void) {
  addEventListener("dragenter", (event) => { event.preventDefault(); drag(1); });
  addEventListener("dragleave", () => drag(-1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    drag(0);
    if (event.dataTransfer) dropped(event.dataTransfer);
  });
}
