// The page of search: results as they are typed for, filters, and an address that holds both.
import { Client } from "./client.js";
import { described, element } from "./results.js";

const STEP = 20;
const FACETS = ["section", "theme", "place", "source"];
const YEARS = ["from", "to"];

const form = document.querySelector("form[data-search=page]");
const input = form.elements.q;
const part = (name) => document.querySelector(`[data-search=${name}]`);
const [status, list, more, start] = ["status", "results", "more", "start"].map(part);
const texts = form.dataset;
const root = new URL("../", location.href.split(/[?#]/)[0]).href;
let limit = STEP;

const client = new Client(new URL("./", location.href.split(/[?#]/)[0]).href, show);

/** Return the filters that are set: facets as addresses, years as numbers. */
function filters() {
  const set = {};
  for (const name of FACETS) if (form.elements[name].value !== "*") set[name] = form.elements[name].value;
  for (const name of YEARS) {
    const year = Number.parseInt(form.elements[name].value, 10);
    if (year > 0) set[name] = year;
  }
  return set;
}

function ask() {
  const set = filters();
  const address = new URL(location.href);
  address.search = "";
  if (input.value.trim()) address.searchParams.set("q", input.value);
  for (const [name, value] of Object.entries(set)) address.searchParams.set(name, value);
  history.replaceState(null, "", address);
  const isAsked = Boolean(input.value.trim() || Object.keys(set).length);
  start.hidden = isAsked;
  list.setAttribute("aria-busy", "true");
  client.ask(input.value, set, isAsked ? limit : 0);
}

function show({ error, total, results, facets, meant, isWhole }) {
  if (error) {
    status.textContent = texts.failed;
    start.hidden = false;
    return;
  }
  for (const name of FACETS) fill(form.elements[name], facets[name]);
  const isAsked = start.hidden;
  const count = texts.count.replace("{count}", total);
  status.textContent = !isAsked ? "" : total ? count : isWhole ? texts.none : texts.loading;
  if (isAsked && meant) status.append(" · ", texts.meant.replace("{query}", meant));
  list.replaceChildren(
    ...results.map((result) => element("li", { class: "a-hit" }, ...described(result, root))),
  );
  list.setAttribute("aria-busy", String(!isWhole));
  more.hidden = total <= results.length || !isAsked;
}

/** Fill a filter with the values that lead to results. */
function fill(select, values) {
  const chosen = select.value;
  const options = values.map(({ value, name, count }) =>
    element("option", { value }, texts.option.replace("{name}", name).replace("{count}", count)),
  );
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

/** Set the form as the address says. */
function restore() {
  const asked = new URLSearchParams(location.search);
  // What a reader began to write before the script came is kept.
  input.value ||= asked.get("q") ?? "";
  for (const name of YEARS) form.elements[name].value = asked.get(name) ?? "";
  for (const name of FACETS) {
    const select = form.elements[name];
    const value = asked.get(name);
    if (value !== null) select.append(element("option", { value }, value));
    select.value = value ?? "*";
  }
  part("filters").open = [...FACETS, ...YEARS].some((name) => asked.has(name)) || innerWidth > 720;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener("input", () => {
  limit = STEP;
  ask();
});
part("clear").addEventListener("click", () => {
  for (const name of FACETS) form.elements[name].value = "*";
  for (const name of YEARS) form.elements[name].value = "";
  ask();
});
more.addEventListener("click", () => {
  const next = list.children.length;
  limit += STEP;
  ask();
  // The focus stays where the reader was: at the first of the new results.
  const watcher = new MutationObserver(() => {
    list.children[next]?.querySelector("a").focus();
    watcher.disconnect();
  });
  watcher.observe(list, { childList: true });
});
restore();
ask();
if (!location.search) input.focus();
