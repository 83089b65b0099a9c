// Has axe-core look at web pages in the system's Chromium, at the widths of a phone and
// of a desk.
//
//     node axe.cjs NODE_MODULES PAGE...
//
// prints, for each page and width, what is wrong and how many rules passed. Rules that
// are best practice and no law are included; scripts of the page stay off.

const path = require("node:path");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const { launch } = require("./chromium.cjs");

const [folder, ...pages] = process.argv.slice(2);
const modules = path.resolve(folder);
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");

async function main() {
  const browser = await launch(modules);
  const seen = [];
  for (const file of pages) {
    for (const width of [360, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(path.resolve(file)).href);
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document));
      const violations = result.violations.map(
        (one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(", ")}`,
      );
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) violations.push(`the page scrolls sideways by ${wide} px`);
      if (requests.length > 1) violations.push(`the page asks for ${requests.slice(1).join(", ")}`);
      seen.push({ page: path.basename(file), width, passes: result.passes.length, violations });
      await page.close();
    }
  }
  await browser.close();
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
