// The tabs, as ARIA's pattern has them.
import { $ } from "./dom";

const tabs = [...document.querySelectorAll<HTMLButtonElement>("[role=tab]")];

export function openTab(panel: string) {
  for (const tab of tabs) {
    const own = tab.getAttribute("aria-controls")!;
    tab.ariaSelected = String(own === panel);
    tab.tabIndex = own === panel ? 0 : -1;
    $(own).hidden = own !== panel;
  }
}

for (const tab of tabs) {
  tab.onclick = () => openTab(tab.getAttribute("aria-controls")!);
  tab.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = tabs.filter((other) => !other.hidden);
    const next = shown[(shown.indexOf(tab) + step + shown.length) % shown.length]!;
    openTab(next.getAttribute("aria-controls")!);
    next.focus();
  };
}
