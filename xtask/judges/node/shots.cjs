// Pictures of a whole web page in the system's Chromium, as wide as a phone and a desk.
//
//     node shots.cjs NODE_MODULES PAGE FOLDER

const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { launch } = require("./chromium.cjs");

const [folder, file, out] = process.argv.slice(2);

async function main() {
  const browser = await launch(path.resolve(folder));
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
