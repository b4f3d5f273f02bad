// A section and a theme chosen on the map page in; the symbols, rows and numbers that fit them out.
//
// The page is whole without this script: it shows the choices only here. The choice stands in the
// page's address, so that it can be shared.
const home = document.querySelector("[data-map]");
const { unit, entries, places } = JSON.parse(document.getElementById("map-settings").textContent);
const form = home.querySelector("[data-map-part=filter]");
const status = home.querySelector("[data-map-part=status]");
const { section, theme } = form.elements;
const dots = new Map([...home.querySelectorAll("[data-dot]")].map((dot) => [dot.dataset.dot, dot]));
const written = new Intl.NumberFormat(document.documentElement.lang);

/** Fills the places of a text that stand in braces. */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** What stands in the address is no choice unless the page offers it. */
function read() {
  const asked = new URLSearchParams(location.search);
  for (const select of [section, theme]) {
    const wanted = asked.get(select.name);
    select.value = [...select.options].some(({ value }) => value === wanted) ? wanted : "";
  }
}

function write() {
  const address = new URL(location.href);
  for (const { name, value } of [section, theme]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
}

function show() {
  // The first option of each is "all".
  const [wantedSection, wantedTheme] = [section.selectedIndex - 1, theme.selectedIndex - 1];
  const fits = entries.map(
    ([itsSection, itsThemes]) =>
      (wantedSection < 0 || itsSection === wantedSection) &&
      (wantedTheme < 0 || itsThemes.includes(wantedTheme)),
  );
  const seen = new Set();
  let shown = 0;
  for (const [key, all] of Object.entries(places)) {
    const fitting = all.filter((entry) => fits[entry]);
    for (const entry of fitting) seen.add(entry);
    const dot = dots.get(key);
    if (dot && fitting.length) shown += 1;
    if (dot) size(dot, fitting.length);
    const row = home.querySelector(`[data-row="${CSS.escape(key)}"]`);
    if (row) count(row, fitting);
  }
  const values = { entries: written.format(seen.size), places: written.format(shown) };
  status.textContent = fill(home.dataset.map, values);
}

function size(dot, number) {
  dot.style.display = number ? "" : "none";
  dot.querySelector("circle").setAttribute("r", (unit * Math.sqrt(number)).toFixed(1));
  const title = dot.querySelector("title");
  dot.dataset.name ??= home.querySelector(`[data-row="${CSS.escape(dot.dataset.dot)}"] th`).textContent;
  const values = { place: dot.dataset.name, count: written.format(number) };
  title.textContent = fill(home.dataset.symbol, values);
}

/** A row tells the numbers that fit; rows with the most stand first. */
function count(row, fitting) {
  row.hidden = !fitting.length;
  row.dataset.number = fitting.length;
  row.querySelector("[data-count]").textContent = written.format(fitting.length);
  for (const item of row.querySelectorAll("[data-section]")) {
    const number = fitting.filter((entry) => entries[entry][0] === Number(item.dataset.section)).length;
    item.hidden = !number;
    item.querySelector("b").textContent = written.format(number);
  }
}

function order() {
  for (const body of home.querySelectorAll("tbody")) {
    const rows = [...body.rows].sort((a, b) => b.dataset.number - a.dataset.number);
    body.append(...rows);
  }
}

form.addEventListener("change", () => {
  write();
  show();
  order();
});
form.addEventListener("submit", (event) => event.preventDefault());
read();
show();
order();
