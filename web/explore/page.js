// The explorer's page: what its address asks for is drawn, listed and told; what the reader does
// changes the address.
import { speaker } from "../query/texts.js";
import { element } from "../search/results.js";
import { Chooser, Names } from "./chooser.js";
import { Drawing } from "./drawing.js";
import { Graph } from "./graph.js";
import { read, write } from "./state.js";

const settings = JSON.parse(document.getElementById("explore-settings").textContent);
const { step, sections } = settings;
const say = speaker(settings.language, settings.messages);
const part = (name) => document.querySelector(`[data-explore=${name}]`);
const [app, status, view, found, panel, filters] = ["app", "status", "view", "found", "panel", "filters"].map(part);
const written = new Intl.NumberFormat(settings.language);
const drawing = new Drawing(part("drawing"), (index) => choose(index));

let graph = null;
let state = read(location.search, step);
/** The entity that the panel tells of. */
let chosen;
const choosers = {};

const address = (index) => graph.entity(index).address;
const name = (index) => graph.entity(index).name;
const section = (index) => sections[graph.entity(index).section];

// What is shown

/** Return whether a step is shown; a path may begin and end in a section that is hidden. */
function fits({ kind, to }, ends = []) {
  const isKind = !state.link || graph.kinds[kind].key === state.link;
  return isKind && (ends.includes(to) || !state.hide.has(section(to).key));
}

/** Return the path that is asked for: its entities, null where there is none, undefined unasked. */
function path() {
  const [from, to] = [graph.at(state.from), graph.at(state.to)];
  if (from === undefined || to === undefined) return undefined;
  return graph.path(from, to, (one) => fits(one, [from, to]));
}

/** Return the entities to show, in order, and the steps between them, each link from one end. */
function seen(way) {
  const open = [...state.at].flatMap(([at, count]) => {
    const index = graph.at(at);
    return index === undefined ? [] : [[index, count]];
  });
  const nodes = new Set([...(way ?? []), ...open.map(([index]) => index)]);
  for (const [index, count] of open) {
    for (const other of graph.neighbours(index, fits).slice(0, count)) nodes.add(other);
  }
  const links = [...nodes].flatMap((from) =>
    graph
      .steps(from, (one) => fits(one, [...nodes]))
      .filter(({ isOwn, to }) => isOwn && nodes.has(to))
      .map((one) => ({ from, ...one })),
  );
  return { nodes: [...nodes], links };
}

function show() {
  const way = path();
  const { nodes, links } = seen(way);
  if (!nodes.includes(chosen)) chosen = [...state.at.keys()].map((at) => graph.at(at)).findLast((i) => nodes.includes(i)) ?? nodes[0];
  view.hidden = !nodes.length;
  part("most").hidden = Boolean(nodes.length);
  const focused = document.activeElement?.dataset?.press;
  if (nodes.length) {
    draw(nodes, links, way);
    tell();
    list(nodes, links);
  }
  walk(way);
  status.textContent = nodes.length
    ? say("explore-status", { entries: nodes.length, links: links.length })
    : say("explore-empty");
  // What was pressed may have been made anew, or be of no more use.
  if (focused && !document.activeElement?.dataset?.press) {
    const again = document.querySelector(`[data-press="${CSS.escape(focused)}"]`);
    if (again) again.focus();
    else drawing.focus(chosen);
  }
}

function draw(nodes, links, way) {
  const steps = new Set((way ?? []).slice(1).flatMap((to, i) => [`${way[i]} ${to}`, `${to} ${way[i]}`]));
  const lines = new Map();
  for (const link of links) {
    const key = [link.from, link.to].sort((a, b) => a - b).join(" ");
    lines.set(key, [...(lines.get(key) ?? []), link]);
  }
  drawing.draw(
    nodes.map((index) => ({
      key: index,
      name: name(index),
      label: say("explore-node", { name: name(index), kind: section(index).one, count: graph.entity(index).degree }),
      shape: section(index).shape,
      hue: section(index).hue,
      isOpen: state.at.has(address(index)),
      isChosen: index === chosen,
      isOnPath: Boolean(way?.includes(index)),
    })),
    [...lines.values()].map((several) => ({
      from: several[0].from,
      to: several[0].to,
      label: several.map(sentence).join("\n"),
      said: graph.said(several[0]),
      isOnPath: steps.has(`${several[0].from} ${several[0].to}`),
    })),
    way ?? [],
  );
}

const sentence = (link) => say("explore-link", { from: name(link.from), kind: graph.said(link), to: name(link.to) });

/** Return a link to the page of an entity. */
const page = (index) => element("a", { href: `${settings.root}${address(index)}/` }, name(index));

function press(key, text, label, pressed) {
  const button = element("button", { type: "button", "data-press": key }, text);
  if (label) button.setAttribute("aria-label", label);
  button.addEventListener("click", pressed);
  return button;
}

/** Return the buttons that show and hide the links of an entity. */
function follow(index, place) {
  const at = address(index);
  const [count, all] = [state.at.get(at) ?? 0, graph.neighbours(index, fits).length];
  const values = { name: name(index) };
  const more = Math.min(step, all - count);
  const buttons = [];
  if (!count) buttons.push(press(`${place}-open-${at}`, say("explore-expand"), say("explore-expand-of", values), () => expand(index)));
  else if (more > 0) {
    const shown = { ...values, count: more };
    buttons.push(press(`${place}-open-${at}`, say("explore-more", shown), say("explore-more-of", shown), () => expand(index)));
  }
  if (count) buttons.push(press(`${place}-close-${at}`, say("explore-collapse"), say("explore-collapse-of", values), () => collapse(index)));
  return buttons;
}

/** Tell of the chosen entity, and offer what can be done with it. */
function tell() {
  const { degree } = graph.entity(chosen);
  panel.replaceChildren(
    element("p", { class: "a-kind" }, section(chosen).one),
    element("p", { class: "n-name" }, page(chosen)),
    element("p", {}, say("explore-linked", { count: degree })),
    element(
      "p",
      { class: "n-do" },
      ...follow(chosen, "panel"),
      press("panel-from", say("explore-path-from"), "", () => ask({ from: chosen })),
      press("panel-to", say("explore-path-to"), "", () => ask({ to: chosen })),
    ),
  );
}

function mark(index) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-8 -8 16 16");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(svg.namespaceURI, "path");
  shape.setAttribute("d", `M0 0${section(index).shape}`);
  shape.setAttribute("class", `n-${section(index).hue}`);
  svg.append(shape);
  return svg;
}

function list(nodes, links) {
  const cell = (label, ...children) => element("td", { "data-label": say(label) }, ...children);
  part("entries").replaceChildren(
    ...nodes.map((index) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, page(index)),
        cell("explore-section", mark(index), " ", section(index).name),
        cell("explore-degree", written.format(graph.entity(index).degree)),
        cell("explore-follow", ...follow(index, "table")),
      ),
    ),
  );
  part("links").replaceChildren(
    ...links.map((link) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, page(link.from)),
        cell("explore-by", graph.said(link)),
        cell("explore-other", page(link.to)),
      ),
    ),
  );
}

/** Tell the path in words. */
function walk(way) {
  found.hidden = way === undefined;
  part("forget").hidden = !state.from && !state.to;
  if (way === undefined) return;
  const [told, steps] = [found.querySelector("p"), found.querySelector("ol")];
  const values = { from: name(graph.at(state.from)), to: name(graph.at(state.to)) };
  told.textContent = way ? say("explore-path-found", { count: way.length - 1 }) : say("explore-path-none", values);
  steps.replaceChildren(
    ...(way ?? []).slice(1).map((to, i) => {
      const kinds = graph.steps(way[i], (one) => one.to === to && fits(one, way));
      const said = [...new Set(kinds.map((one) => graph.said(one)))].join(" · ");
      return element("li", {}, page(way[i]), " ", element("span", { class: "n-said" }, said), " → ", page(to));
    }),
  );
}

// What the reader does

/** Change what is shown, and the address with it. */
function change() {
  history.pushState(null, "", `${location.pathname}${write(state, step)}`);
  show();
}

function choose(index) {
  chosen = index;
  if (state.at.has(address(index))) show();
  else expand(index);
}

function expand(index) {
  chosen = index;
  const count = state.at.get(address(index));
  state.at.set(address(index), count ? count + step : step);
  change();
}

function collapse(index) {
  chosen = index;
  state.at.delete(address(index));
  change();
}

function ask(ends) {
  for (const [end, index] of Object.entries(ends)) {
    choosers[end].index = index;
    state[end] = index === undefined ? "" : address(index);
  }
  change();
}

function restore() {
  for (const end of ["from", "to"]) choosers[end].index = graph.at(state[end]);
  for (const box of filters.elements.section) box.checked = !state.hide.has(box.value);
  filters.elements.link.value = state.link;
  if (state.hide.size || state.link) filters.closest("details").open = true;
}

function listen() {
  part("add").addEventListener("submit", (event) => {
    event.preventDefault();
    if (choosers.add.index === undefined) status.textContent = say("explore-unknown", { name: choosers.add.text });
  });
  part("path").addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = ["from", "to"].find((end) => choosers[end].index === undefined);
    if (missing) {
      if (choosers[missing].text) status.textContent = say("explore-unknown", { name: choosers[missing].text });
      choosers[missing].focus();
    } else ask({ from: choosers.from.index, to: choosers.to.index });
  });
  part("forget").addEventListener("click", () => {
    ask({ from: undefined, to: undefined });
    choosers.from.focus();
  });
  filters.addEventListener("change", () => {
    const boxes = [...filters.elements.section];
    state.hide = new Set(boxes.filter(({ checked }) => !checked).map(({ value }) => value));
    state.link = filters.elements.link.value;
    change();
  });
  part("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    status.textContent = say("explore-copied");
  });
  part("copy").hidden = !navigator.clipboard;
  addEventListener("popstate", () => {
    state = read(location.search, step);
    restore();
    show();
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width && !view.hidden) show();
    width = innerWidth;
  });
}

async function start() {
  const response = await fetch("links.json");
  if (!response.ok) throw new Error(`${response.status} links.json`);
  graph = new Graph(await response.json());
  const names = new Names(new URL(settings.search, location.href).href, new URL(settings.worker, location.href));
  const add = (index) => {
    choosers.add.index = undefined;
    choose(index);
  };
  for (const [key, done] of [["add", add], ["from"], ["to"]]) {
    const input = document.getElementById(`explore-${key}`);
    const one = (of) => sections[of].one;
    choosers[key] = new Chooser(input, { names, graph, section: one, none: say("explore-none-found"), chosen: done });
  }
  const kinds = graph.kinds.map(({ key, name: text }) => element("option", { value: key }, text));
  const order = new Intl.Collator(settings.language);
  filters.elements.link.append(...kinds.sort((a, b) => order.compare(a.textContent, b.textContent)));
  for (const link of document.querySelectorAll("[data-explore-start]")) link.hidden = false;
  restore();
  listen();
  show();
}

app.hidden = false;
start().catch(() => {
  status.textContent = say("explore-failed");
});
