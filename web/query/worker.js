// A graph and queries in, answers out: Oxigraph in a worker, so that the page stays at hand.
import { initSync, namedNode, parse, Store } from "oxigraph/web.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TABLES = new Set(["select", "ask"]);

let store;
let nothing;
let base;
/** The answer at hand, of which the page shows rows and saves files. */
let found;

const WORK = {
  load({ module, bytes, base: under }) {
    initSync({ module });
    store = new Store();
    nothing = new Store();
    base = under;
    // Lenient: the build wrote these statements from ones that it had checked. Four times as fast.
    const options = { format: "application/n-triples", lenient: true, no_transaction: true };
    store.load(bytes, options);
    return store.size;
  },

  /** Read a query without running it on the graph: on nothing, it ends at once. */
  check({ query }) {
    nothing.query(query, { results_format: "json" });
  },

  run({ query, form }) {
    found = undefined;
    const started = performance.now();
    const table = TABLES.has(form);
    const text = store.query(query, { results_format: table ? "json" : "nt" });
    const milliseconds = performance.now() - started;
    if (!table) {
      found = { query, text, lines: text.split("\n").filter(Boolean) };
      const columns = ["subject", "predicate", "object"];
      return { kind: "graph", columns, count: found.lines.length, milliseconds };
    }
    const { head, boolean, results } = JSON.parse(text);
    found = { query, text, bindings: results?.bindings ?? [] };
    if (boolean !== undefined) return { kind: "answer", boolean, text, milliseconds };
    return { kind: "table", columns: head.vars, count: found.bindings.length, milliseconds };
  },

  /** Return some of the rows, with the names of what they hold in the reader's language. */
  rows({ from, to, language }) {
    const lines = found.lines?.slice(from, to);
    const rows = lines ? triples(lines) : found.bindings.slice(from, to);
    const terms = rows.flatMap((row) => Object.values(row));
    const iris = new Set(terms.filter(({ type }) => type === "uri").map(({ value }) => value));
    const names = [...iris].map((iri) => [iri, name(iri, language)]);
    return { rows, lines, names: Object.fromEntries(names.filter(([, known]) => known)) };
  },

  file({ format }) {
    if (format !== "csv") return new Blob([found.text]);
    // The mark by which spreadsheets know UTF-8.
    return new Blob(["\ufeff", store.query(found.query, { results_format: "csv" })]);
  },
};

function triples(lines) {
  const quads = parse(lines.join("\n"), { format: "application/n-triples" });
  return quads.map(({ subject, predicate, object }) => ({
    subject: term(subject),
    predicate: term(predicate),
    object: term(object),
  }));
}

/** Return a term as SPARQL's JSON format has it (https://www.w3.org/TR/sparql11-results-json/). */
function term({ termType, value, language, datatype }) {
  if (termType === "NamedNode") return { type: "uri", value };
  if (termType === "BlankNode") return { type: "bnode", value };
  if (language) return { type: "literal", value, "xml:lang": language };
  return { type: "literal", value, datatype: datatype.value };
}

/** Return the label of `iri`; a part of an entity is called after its owner, too. */
function name(iri, language) {
  const own = label(iri, language);
  const split = base.endsWith("#") || !iri.startsWith(base) ? -1 : iri.indexOf("#");
  if (!own || split < 0) return own;
  return { ...own, owner: label(iri.slice(0, split), language)?.text };
}

function label(iri, language) {
  const labels = store.match(namedNode(iri), namedNode(LABEL)).map(({ object }) => object);
  const best = [language, ""].map((tag) => labels.find((one) => one.language === tag));
  const chosen = best.find(Boolean) ?? labels[0];
  return chosen && { text: chosen.value, language: chosen.language };
}

self.onmessage = ({ data }) => {
  try {
    self.postMessage({ answer: WORK[data.work](data) });
  } catch (error) {
    // After a trap (such as memory that ran out) Oxigraph cannot be used again; an answer too long
    // for one string of JavaScript is as final.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ error: error?.message ?? String(error), fatal });
  }
};
