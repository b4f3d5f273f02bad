// What the worker found in, rows on the page out: as a table or raw, a thousand at a time.
import { link, shortened } from "./links.js";

const STEP = 1000; // rows

/**
 * @param {Record<string, HTMLElement>} parts - the elements of the page
 * @param {object} options
 * @param {(name: string, values?: object) => string} options.say
 * @param {object} options.settings - of the page
 * @param {(from: number, to: number) => Promise<object>} options.more - asks the worker for rows
 */
export function results(parts, { say, settings, more }) {
  let shown; // the answer, and what of it is on the page

  function clear() {
    shown = undefined;
    parts.results.hidden = true;
    parts.table.replaceChildren();
    parts.raw.textContent = "";
  }

  async function show(answer) {
    clear();
    shown = { ...answer, rows: [], lines: [] };
    for (const button of parts.results.querySelectorAll("[data-format]")) {
      button.hidden = (answer.kind === "graph") !== (button.dataset.format === "nt");
    }
    if (answer.kind === "answer") {
      parts.table.replaceChildren(element("p", { class: "q-answer" }, say(answer.boolean ? "yes" : "no")));
      parts.raw.textContent = answer.text;
      parts.more.hidden = true;
    } else {
      parts.table.replaceChildren(empty(answer.columns));
      await next();
    }
    parts.results.hidden = false;
  }

  async function next() {
    const at = shown;
    const from = at.rows.length;
    const to = Math.min(from + STEP, at.count);
    const { rows, lines, names } = from < to ? await more(from, to) : { rows: [], names: {} };
    if (at !== shown) return;
    at.rows.push(...rows);
    at.lines.push(...(lines ?? []));
    parts.table.querySelector("tbody")?.append(...rows.map((row) => tableRow(at.columns, row, names)));
    parts.raw.textContent = raw(at);
    const left = at.count - at.rows.length;
    parts.more.hidden = left === 0;
    parts.more.textContent = left ? say("query-more", { count: Math.min(left, STEP), left }) : "";
  }

  function empty(columns) {
    const heads = columns.map((name) => element("th", { scope: "col" }, name));
    const head = element("thead", {}, element("tr", {}, ...heads));
    return element("table", { class: "a-table q-table" }, head, element("tbody", {}));
  }

  function tableRow(columns, row, names) {
    const cells = columns.map((column) =>
      element("td", { "data-label": column }, ...(row[column] ? [cell(row[column], names)] : [])),
    );
    return element("tr", {}, ...cells);
  }

  function cell({ type, value, ...literal }, names) {
    if (type === "uri") return iri(value, names[value]);
    if (type === "literal") {
      const lang = literal["xml:lang"];
      return element("span", lang ? { lang } : {}, value);
    }
    return element("code", {}, `_:${value}`);
  }

  function iri(value, name) {
    const to = link(value, settings);
    const text = called(value, name);
    const lang = name?.language && name.language !== settings.language ? { lang: name.language } : {};
    if (!to) return element("span", { title: value, ...lang }, text);
    const outside = to.outside ? { class: "a-ext", rel: "noopener" } : {};
    return element("a", { href: to.href, title: value, ...outside, ...lang }, text);
  }

  function called(value, name) {
    if (name?.owner) return say("query-part", { owner: name.owner, part: name.text });
    const term = settings.terms.find((one) => one.iri === value);
    return name?.text ?? term?.label ?? shortened(value, settings.prefixes);
  }

  for (const button of parts.results.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => view(button.dataset.view));
  }

  function view(chosen) {
    for (const button of parts.results.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === chosen));
    }
    parts.table.hidden = chosen !== "table";
    parts.raw.hidden = chosen !== "raw";
  }

  return { clear, next, show };
}

/** The rows on the page as the format has them: N-Triples of a graph, JSON of a table. */
function raw({ kind, columns, rows, lines }) {
  if (kind === "graph") return lines.join("\n");
  return JSON.stringify({ head: { vars: columns }, results: { bindings: rows } }, null, 2);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
