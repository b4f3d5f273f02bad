// The text of a query in, what is known of it out: its form, its missing prefixes, its errors' place.
import { SparqlLanguage } from "codemirror-lang-sparql";

const FORMS = {
  SelectQuery: "select",
  AskQuery: "ask",
  ConstructQuery: "construct",
  DescribeQuery: "describe",
  Update: "update",
};

/** The keywords of SPARQL queries, as the grammar knows them. */
export const KEYWORDS = SparqlLanguage.parser.nodeSet.types
  .map(({ name }) => name)
  .filter((name) => /^[A-Z][A-Z_0-9]+$/.test(name));

/** Return the form of a query: select, ask, construct, describe or update; "" if it has none. */
export function form(text) {
  let found = "";
  SparqlLanguage.parser.parse(text).iterate({
    enter({ name }) {
      if (!found && name in FORMS) found = FORMS[name];
      return !found;
    },
  });
  return found;
}

/**
 * Declare the prefixes that a query uses without saying so.
 *
 * @param {string} text
 * @param {Record<string, string>} known
 * @returns {{text: string, lines: number, unknown: {prefix: string, from: number, to: number}[]}}
 *   the query with `lines` lines put before it, and the uses of prefixes that nobody knows
 */
export function declared(text, known) {
  const own = new Set();
  const used = new Map();
  SparqlLanguage.parser.parse(text).iterate({
    enter({ name, from, to, node }) {
      if (name !== "Pname_ns" && name !== "Pname_ln") return;
      const prefix = text.slice(from, to).split(":", 1)[0];
      if (node.parent?.name === "PrefixDecl") own.add(prefix);
      else if (!used.has(prefix)) used.set(prefix, { prefix, from, to });
    },
  });
  const missing = [...used.values()].filter(({ prefix }) => !own.has(prefix));
  const added = missing.filter(({ prefix }) => Object.hasOwn(known, prefix));
  const lines = added.map(({ prefix }) => `PREFIX ${prefix}: <${known[prefix]}>\n`);
  return {
    text: lines.join("") + text,
    lines: lines.length,
    unknown: missing.filter((use) => !added.includes(use)),
  };
}

/**
 * Find where a query cannot be read.
 *
 * @param {string} message - Oxigraph's, as `error at 2:8: expected one of HAVING, OFFSET, ['0'..='9']`
 * @param {string} text - the query as the reader wrote it
 * @param {number} lines - how many lines were put before it
 * @returns {{from: number, to: number, expected: string[], said: string} | null} the place, what
 *   could stand there and, where Oxigraph says more than that, its own words; null for a message
 *   without a place
 */
export function misread(message, text, lines) {
  const found = /^error at (\d+):(\d+): expected (?:one of )?(.*)$/s.exec(message);
  if (!found) return null;
  const from = offset(text, Number(found[1]) - lines, Number(found[2]));
  const items = found[3].match(/"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^\s,"[][^,]*/g) ?? [];
  const words = items.filter((item) => !item.startsWith("[")).map((item) => item.trim());
  const sentences = words.filter((word) => / [a-z]/.test(word));
  const place = { from, to: from + 1 };
  if (sentences.length) return { ...place, expected: [], said: sentences.join("; ") };
  // Oxigraph names the furthest place that one of its attempts came to. The editor's parser goes
  // word by word and stops at the first one that fits nowhere.
  const first = stumble(text) ?? place;
  const expected = words.map((word) => word.replace(/^"(.*)"$/s, "$1"));
  return { ...first, expected: first.from === from ? expected : [], said: "" };
}

/** Return the offset of a line and column; Oxigraph counts characters, JavaScript UTF-16 units. */
function offset(text, line, column) {
  const rows = text.split("\n");
  const above = rows.slice(0, Math.max(line - 1, 0)).reduce((sum, row) => sum + row.length + 1, 0);
  return above + [...(rows[line - 1] ?? "")].slice(0, column - 1).join("").length;
}

/** Return the first place that the editor's parser can make nothing of. */
function stumble(text) {
  let found = null;
  SparqlLanguage.parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (!found && type.isError) found = { from, to };
      return !found;
    },
  });
  return found;
}
