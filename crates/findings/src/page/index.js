const rows = [...document.querySelectorAll(".index tbody tr")];
const box = document.getElementById("search");
const told = document.getElementById("told");
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const row of rows) {
    const has = words.every((word) => row.dataset.find.includes(word));
    row.hidden = !has;
    const report = document.getElementById(row.dataset.report);
    if (report) report.hidden = !has;
    if (has) shown += 1;
  }
  told.textContent = shown + " / " + rows.length;
});
document.getElementById("find").hidden = false;
