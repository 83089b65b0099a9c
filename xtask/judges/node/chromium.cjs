// The system's Chromium, as the other programs here start it: alone, and without asking anybody for anything.

const path = require("node:path");
const fs = require("node:fs");

const executablePath = process.env.PATH.split(path.delimiter)
  .map((folder) => path.join(folder, "chromium"))
  .find((file) => fs.existsSync(file));

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts it with the library that stands in this folder of modules. */
exports.launch = (modules) => require(path.join(modules, "playwright-core")).chromium.launch({ executablePath, args });
