// Natural Earth's land in, the rings of its outline out: what the maps of the atlas are drawn on.
//
// node web/land.js FILE   (npm run land: atlas/land.json)
//
// A ring is a list of [longitude, latitude] in degrees, to a tenth. Longitudes run from -169 to 191: the
// outline is cut where a map whose middle is 11° east ends, in the Bering Strait, which parts no land.
// Antarctica is left out: no entry lies there.
import { geoEquirectangular, geoPath } from "d3-geo";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const MIDDLE = 11;
const ANTARCTIC = -60;

const require = createRequire(import.meta.url);
const atlas = JSON.parse(await readFile(require.resolve("world-atlas/land-110m.json"), "utf8"));

const rings = [];
const pen = {
  moveTo: (x, y) => rings.push([[x, y]]),
  lineTo: (x, y) => rings.at(-1).push([x, y]),
  closePath() {},
};
const degrees = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .reflectY(true)
  .rotate([-MIDDLE, 0])
  .precision(0);
geoPath(degrees, pen)(feature(atlas, atlas.objects.land));

const tenth = (number) => Math.round(number * 10) / 10;
const kept = rings
  .filter((ring) => ring.some(([, latitude]) => latitude > ANTARCTIC))
  .map((ring) => ring.map(([x, latitude]) => [tenth(x + MIDDLE), tenth(latitude)]));
const lines = kept.map((ring) => JSON.stringify(ring));
await writeFile(process.argv[2], `[\n${lines.join(",\n")}\n]\n`);
