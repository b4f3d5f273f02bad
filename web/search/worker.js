// Queries of a page in, answers out, beside the page: the index is read and searched in here.
import { Engine } from "./engine.js";

let engine = null;
/** The last query: it is answered again when the whole text has come. */
let last = null;

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

function answer() {
  if (!engine || !last) return;
  const { id, query, filters, limit } = last;
  postMessage({ id, ...engine.search(query, filters, limit) });
}

async function start(folder) {
  const text = read(`${folder}text.json`);
  text.catch(() => {}); // It is waited for below.
  engine = new Engine(await read(`${folder}names.json`));
  answer();
  await engine.add(await text);
  answer();
}

addEventListener("message", ({ data }) => {
  if (data.folder) {
    start(data.folder).catch((error) => postMessage({ error: error.message }));
  } else {
    last = data;
    answer();
  }
});
