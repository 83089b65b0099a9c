// Pictures of a whole web page in the system's Chromium, as wide as a phone and a desk.
//
//     node shots.cjs NODE_MODULES PAGE FOLDER

const path = require("node:path");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");

const [folder, file, out] = process.argv.slice(2);
const { chromium } = require(path.join(path.resolve(folder), "playwright-core"));

const executable = process.env.PATH.split(path.delimiter)
  .map((one) => path.join(one, "chromium"))
  .find((one) => fs.existsSync(one));

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function main() {
  const browser = await chromium.launch({ executablePath: executable, args: flags });
  for (const width of [360, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(pathToFileURL(path.resolve(file)).href);
    await page.screenshot({ path: path.join(out, `web-${width}.png`), fullPage: true, animations: "disabled" });
    await page.close();
  }
  await browser.close();
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
