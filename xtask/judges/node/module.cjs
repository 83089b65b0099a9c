// The library that stands in the page (nianbao.html), alone in Node: the documents and findings that
// it makes, without a browser.
//
//     node module.cjs PAGE GIVEN.json
//
// GIVEN names the faces in the order of the roles, reports with the folders of what the command line
// made of them, and files with what it says of them. Prints JSON: what is wrong, what was seen.

const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");

const [file, list] = process.argv.slice(2);
const page = fs.readFileSync(file, "utf16le");
const { faces, reports, checks } = JSON.parse(fs.readFileSync(list, "utf8"));

/** A script element's attributes and content. */
function element(id) {
  const at = page.indexOf(`<script type="text/plain" id="${id}"`);
  const from = page.indexOf(">", at) + 1;
  return [page.slice(at, from), page.slice(from, page.indexOf("</script>", from))];
}

/** As crates/web/page/src/unpack.ts reads it; here written once more, and plainly. */
function decoded(text, length) {
  const units = [];
  const others = [0, 0x0d, 0x3c, 0xe000, 0xfeff, 0xfffe, 0xffff];
  for (let at = 0; at < text.length; at += 1) {
    let unit = text.charCodeAt(at);
    if (unit === 0xe000) {
      unit = text.charCodeAt((at += 1));
      unit = unit < 0x100 ? others[unit - 0x20] : unit - 0x100 + 0xd800;
    }
    units.push(unit);
  }
  return Buffer.from(Uint16Array.from(units).buffer).subarray(0, length);
}

const [attributes, text] = element("module");
const started = performance.now();
const module_ = new WebAssembly.Module(zlib.gunzipSync(decoded(text, Number(/data-length="(\d+)"/.exec(attributes)[1]))));
const [, glue] = element("glue");

/** A new instance. */
function instance() {
  const nianbao = new Function(`${glue}; return nianbao`)();
  nianbao.initSync({ module: module_ });
  nianbao.start();
  return nianbao;
}

const problems = [];
const bare = (text) => text.replace(/\s+/g, "");
const seen = { compile: Math.round(performance.now() - started) };

function run(nianbao, task, options, name, bytes) {
  const files = new nianbao.Files();
  files.add(name, bytes);
  return nianbao.run(task, JSON.stringify(options), files, new nianbao.Files());
}

let nianbao = instance();
const none = new nianbao.Files();
const about = JSON.parse(nianbao.run("about", "{}", none, none).json());
/** A page for tests makes no PDF. */
const makes = about.formats.map((format) => format.id);
for (const { name, file, said } of checks) {
  let told;
  try {
    told = JSON.parse(run(nianbao, "check", {}, name, fs.readFileSync(file)).json());
  } catch (error) {
    problems.push(`${name}: a trap: ${nianbao.defect(false, String(error))}`);
    nianbao = instance();
    continue;
  }
  const isRead = told.failure === undefined;
  const same = isRead ? told.findings.trim() === said.trim() : bare(said).includes(bare(told.failure));
  if (!same) problems.push(`${name}: the command line says otherwise: ${(told.failure ?? told.found).slice(0, 200)}`);
  seen.checked = (seen.checked ?? 0) + 1;
}

nianbao = instance();
faces.forEach((face, role) => nianbao.hand_over(role, fs.readFileSync(face)));
for (const { workbook, documents, formats: all } of reports) {
  const formats = all.filter((format) => makes.includes(format));
  const made = run(nianbao, "build", { formats }, path.basename(workbook), fs.readFileSync(workbook));
  const names = fs.readdirSync(documents);
  for (let at = 0; at < made.count(); at += 1) {
    const name = made.name(at);
    if (!names.includes(name)) continue;
    // It names the PDF beside it, where there is one.
    if (!makes.includes("pdf") && name.endsWith(".html")) continue;
    const same = Buffer.from(made.bytes(at)).equals(fs.readFileSync(path.join(documents, name)));
    if (!same) problems.push(`${name} is not the command line's`);
    seen.same = (seen.same ?? 0) + 1;
  }
  if (made.count() < formats.length) problems.push(`${workbook}: ${made.json()}`);
}
seen.all = Math.round(performance.now() - started);
console.log(JSON.stringify({ problems, seen, makes }));
