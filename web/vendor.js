// The scripts of the site and the packages of the lock file in, what a browser loads out.
//
// node web/vendor.js FOLDER   (npm run vendor: docs/assets)
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.resolve(process.argv[2]);

const shared = {
  absWorkingDir: path.dirname(here),
  bundle: true,
  minify: true,
  target: ["chrome96", "firefox95", "safari15.4"],
  charset: "utf8",
  legalComments: "none", // LICENSES.txt holds them whole
  metafile: true,
};
// One file for each page: the copy of the site for a disk makes plain scripts of them (atlas/offline.py).
const page = { format: "esm" };
const parted = { ...page, splitting: true, chunkNames: "[name]" };
const worker = {
  format: "iife",
  // Oxigraph looks beside itself for its WebAssembly unless it is given it, as it is here.
  logOverride: { "empty-import-meta": "silent" },
};

await make("query", [["page.js"], parted], [["worker.js", "query.css"], worker]);
await copyFile(require.resolve("oxigraph/web_bg.wasm"), path.join(folder, "query", "oxigraph.wasm"));
await make("search", [["box.js", "page.js", "missing.js"], page], [["worker.js"], worker]);
await make("explore", [["page.js", "explore.css"], page]);
await takeFont("@fontsource/source-serif-4", "source-serif-4-latin-600-normal.woff2");

/** Copy one file of a font's package, with its licence. */
async function takeFont(name, file) {
  const to = path.join(folder, "fonts");
  await mkdir(to, { recursive: true });
  await copyFile(require.resolve(`${name}/files/${file}`), path.join(to, file));
  await writeFile(path.join(to, "LICENSES.txt"), await licences([`node_modules/${name}`]));
}

/** Bundle the scripts of one folder, and put the licences of what is in them beside them. */
async function make(part, ...bundles) {
  const inputs = [];
  for (const [names, options] of bundles) inputs.push(...(await bundle(part, names, options)));
  await writeFile(path.join(folder, part, "LICENSES.txt"), await licences(inputs));
}

async function bundle(part, names, options) {
  const entryPoints = names.map((name) => path.join(here, part, name));
  const outdir = path.join(folder, part);
  const { metafile } = await build({ ...shared, ...options, entryPoints, outdir });
  return Object.keys(metafile.inputs);
}

/** The licence of every package that the bundled files come from. */
async function licences(inputs) {
  const names = new Set(
    inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  );
  const parts = [];
  for (const name of [...names].sort()) parts.push(await licence(name));
  const head = "The packages that the files beside this one are made from, and their licences.";
  return [head, ...parts].join(`\n\n${"=".repeat(80)}\n\n`).trimEnd() + "\n";
}

async function licence(name) {
  const home = path.join(path.dirname(here), "node_modules", name);
  const about = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  const own = (await readdir(home)).find((file) => /^licen[cs]e/i.test(file));
  if (!own && !about.license.includes("Apache-2.0")) {
    throw new Error(`${name} (${about.license}) has no licence file, and web/licenses/ has none`);
  }
  // Some name their licence and leave its text out.
  const file = own ? path.join(home, own) : path.join(here, "licenses", "Apache-2.0.txt");
  const text = (await readFile(file, "utf8")).replaceAll("\r\n", "\n").trim();
  const source = about.repository?.url ?? about.homepage;
  return `${name} ${about.version} (${about.license})\n${source}\n\n${text}`;
}
