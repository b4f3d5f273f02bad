// The drawing and the list of the timeline in; those dates out that are chosen, as near as is wanted.
//
// The page is whole without this script: it adds the choices, the nearer and the wider view, and the
// marking of what is in view. All of them stand in the page's address, so that they can be shared.
const home = document.querySelector("[data-timeline]");
const settings = JSON.parse(document.getElementById("timeline-settings").textContent);
const { row: ROW, dot: DOT, bar: BAR, gap: GAP, first, last, items } = settings;
const part = (name) => home.querySelector(`[data-time-part=${name}]`);
const [form, scroll, plane, all, frame, status] = ["filter", "scroll", "plane", "all", "window", "status"].map(part);
const { section, theme } = form.elements;
const lanes = [...plane.querySelectorAll("[data-lane]")];
const axes = [...plane.querySelectorAll(".a-time-axis")];
const rows = [...home.querySelectorAll("[data-item]")];
const groups = [...home.querySelectorAll("[data-time-year]")];
const written = new Intl.NumberFormat(document.documentElement.lang);
const years = last - first;
const NEAREST = 1440; // pixels a year: a month is as long as a label
const STEP = 1.6;

const marks = [...plane.querySelectorAll("[data-mark]")].map((link, i) => {
  const [begin, end, length, its] = settings.marks[i];
  const [hit, mark] = link.querySelectorAll("rect");
  const text = link.querySelector("text");
  return { link, begin, end, length, its, hit, mark, text, lane: link.closest("[data-lane]") };
});
for (const one of marks) {
  one.title = one.link.querySelector("title").textContent;
  one.name = one.text.textContent;
}

let unit = settings.year; // pixels a year
let fits = items.map(() => true);
let drawn = []; // the marks that are shown, with their places

/** Fills the places of a text that stand in braces. */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
const widest = () => scroll.clientWidth / years;
const inView = () => [first + scroll.scrollLeft / unit, first + (scroll.scrollLeft + scroll.clientWidth) / unit];

// What is chosen

function choose() {
  // The first option of each is "all".
  const [wantedSection, wantedTheme] = [section.selectedIndex - 1, theme.selectedIndex - 1];
  fits = items.map(
    ([itsSection, itsThemes]) =>
      (wantedSection < 0 || itsSection === wantedSection) && (wantedTheme < 0 || itsThemes.includes(wantedTheme)),
  );
  for (const row of rows) row.hidden = !fits[row.dataset.item];
  const left = new Set(
    rows.filter((row) => !row.hidden).map((row) => row.closest("[data-time-year]").dataset.timeYear),
  );
  for (const group of groups) group.hidden = !left.has(group.dataset.timeYear);
  for (const one of marks) count(one);
}

/** A mark of several tells how many of them are left. */
function count(one) {
  one.left = one.its.filter((i) => fits[i]).length;
  if (one.its.length === 1 || !one.left) return;
  const name = one.lane.querySelector(".a-time-name a").textContent;
  const label = fill(home.dataset.together, { section: name, count: written.format(one.left) });
  one.text.textContent = label;
  one.link.querySelector("title").textContent = one.title.replace(one.name, label);
}

// Where it stands: as atlas/pages/timeline.py lays it out

function lay() {
  const labelled = unit >= settings.labelled;
  drawn = [];
  plane.style.setProperty("--a-time-year", `${unit}px`);
  plane.classList.toggle("a-time-far", !labelled);
  for (const lane of lanes) {
    const shown = marks.filter((one) => one.lane === lane && one.left);
    lane.hidden = !shown.length;
    const free = [];
    for (const one of shown) place(one, free, labelled);
    drawn.push(...shown);
    const svg = lane.querySelector("svg");
    svg.setAttribute("width", years * unit);
    svg.setAttribute("height", free.length * ROW);
  }
  for (const one of marks) one.link.style.display = one.left ? "" : "none";
  for (const axis of [...axes, above]) number(axis);
}

function place(one, free, labelled) {
  const x = (one.begin - first) * unit;
  const width = Math.max((one.end - one.begin) * unit, DOT);
  const isBar = width >= BAR;
  const text = labelled ? one.length : 0;
  const hit = isBar ? Math.max(width, text) : width + (labelled ? GAP + text : 0);
  const found = free.findIndex((at) => at <= x + 1e-6);
  const row = found < 0 ? free.length : found;
  free[row] = x + hit + (labelled ? 2 * GAP : 1);
  const y = row * ROW;
  set(one.hit, { x, y, width: hit });
  // Without labels a bar is amid its row, as a dot is.
  const [top, height] = isBar ? [labelled ? 17 : 9.5, 5] : [6, 12];
  set(one.mark, { x, y: y + top, width, height, rx: height / 2 });
  set(one.text, { x: isBar ? x : x + width + GAP, y: y + (isBar ? 13 : 16) });
  Object.assign(one, { x, width, isBar });
}

function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, Math.round(value * 10) / 10);
}

/** As many years as have room are named. */
function number(axis) {
  const every = [1, 2, 5, 10, 20].find((step) => step * unit >= 44) ?? 50;
  axis.setAttribute("width", years * unit);
  [...axis.children].forEach((text, i) => {
    text.setAttribute("x", Math.round(i * unit) + 5);
    text.style.display = (first + i) % every ? "none" : "";
  });
}

// What is in view

/** The label of a bar that begins before what is in view stands where the view begins. */
function follow() {
  const left = scroll.scrollLeft;
  above.style.transform = `translateX(${-left}px)`;
  for (const { isBar, x, width, length, text } of drawn) {
    if (isBar) text.setAttribute("x", Math.round(clamp(left + 4, x, Math.max(x, x + width - length))));
  }
  const [from, to] = inView();
  frame.setAttribute("x", `${(100 * (from - first)) / years}%`);
  frame.setAttribute("width", `${(100 * Math.min(to - from, years)) / years}%`);
}

let waiting = 0;
/** Says what is in view, and writes it into the address, when it has come to rest. */
function rest(writes = true) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    say();
    if (writes) write();
  }, 300);
}

function say() {
  const [from, to] = inView();
  const values = {
    items: written.format(fits.filter(Boolean).length),
    // A sliver of a year at the edge is not in view.
    from: Math.floor(from + 0.05),
    to: Math.min(Math.ceil(to - 0.05) - 1, last - 1),
  };
  const text = fill(home.dataset.timeline, values);
  if (status.textContent !== text) status.textContent = text;
}

/** Shows the years around what stands `at` pixels from the left at another scale. */
function zoom(wanted, at = scroll.clientWidth / 2) {
  const year = first + (scroll.scrollLeft + at) / unit;
  unit = clamp(wanted, widest(), Math.max(NEAREST, widest()));
  lay();
  scroll.scrollLeft = (year - first) * unit - at;
  follow();
  rest();
}

function show(from, to) {
  unit = clamp(scroll.clientWidth / (to - from), widest(), Math.max(NEAREST, widest()));
  lay();
  scroll.scrollLeft = (from - first) * unit;
  follow();
}

function centre(year, smooth = true) {
  const still = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const left = (year - first) * unit - scroll.clientWidth / 2;
  scroll.scrollTo({ left, behavior: still ? "instant" : "smooth" });
}

/** The years in which most dates begin, as many as there is room for. */
function busiest() {
  const span = scroll.clientWidth / unit;
  const begins = marks.flatMap(({ begin, its }) => its.map(() => begin));
  const within = (from) => begins.filter((at) => at >= from && at < from + span).length;
  let best = first;
  for (let year = first; year < last; year += 1) if (within(year) > within(best)) best = year;
  return best;
}

const go = {
  earlier: () => scroll.scrollBy({ left: -scroll.clientWidth * 0.8 }),
  later: () => scroll.scrollBy({ left: scroll.clientWidth * 0.8 }),
  in: () => zoom(unit * STEP),
  out: () => zoom(unit / STEP),
  whole: () => zoom(0),
};

// The address

/** What stands in the address is no choice unless the page offers it. */
function read() {
  const asked = new URLSearchParams(location.search);
  for (const select of [section, theme]) {
    const wanted = asked.get(select.name);
    select.value = [...select.options].some(({ value }) => value === wanted) ? wanted : "";
  }
  const [from, to] = ["from", "to"].map((name) => Number(asked.get(name) ?? NaN));
  choose();
  lay();
  if (from >= first && to <= last && from < to) show(from, to);
  else if (!named(false)) scroll.scrollLeft = (busiest() - first) * unit;
}

/** A year named in the address is where the drawing stands, too. */
function named(smooth = true) {
  const [, year] = /^#y(\d{4})$/.exec(location.hash) ?? [];
  if (year) centre(Number(year) + 0.5, smooth);
  return Boolean(year);
}

function write() {
  const address = new URL(location.href);
  for (const { name, value } of [section, theme]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  const [from, to] = inView();
  address.searchParams.set("from", Math.max(from, first).toFixed(1));
  address.searchParams.set("to", Math.min(to, last).toFixed(1));
  history.replaceState(null, "", address);
}

// What a reader does

const above = axes[0].cloneNode(true);
const strip = document.createElement("div");
strip.className = "a-time-above";
strip.append(above);
part("head").append(strip);
axes[0].remove();
axes.shift();
home.classList.add("a-time-live");

form.addEventListener("change", () => {
  choose();
  lay();
  follow();
  rest();
});
form.addEventListener("submit", (event) => event.preventDefault());
part("bar").addEventListener("click", ({ target }) => go[target.dataset.go]?.());
scroll.addEventListener("scroll", () => {
  follow();
  rest(moved);
});

// The first position is nobody's choice, and so stays out of the address.
let moved = false;
for (const kind of ["pointerdown", "keydown", "wheel"]) {
  home.addEventListener(kind, () => (moved = true), { capture: true, passive: true });
}

scroll.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const does = { "+": go.in, "=": go.in, "-": go.out, 0: go.whole, Home: () => scroll.scrollTo({ left: 0 }) };
  does.End = () => scroll.scrollTo({ left: plane.clientWidth });
  if (!does[event.key]) return;
  event.preventDefault();
  does[event.key]();
});

const at = (event) => event.clientX - scroll.getBoundingClientRect().left;
scroll.addEventListener(
  "wheel",
  (event) => {
    // A pinch on a touchpad is told as a wheel with the control key.
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(unit * Math.exp(-event.deltaY / 200), at(event));
  },
  { passive: false },
);

// Two fingers zoom; one scrolls, which the browser does. A mouse drags.
const held = new Map();
let pinch = null;
let dragged = null;
const apart = () => {
  const [one, other] = [...held.values()];
  return { distance: Math.max(Math.abs(one - other), 1), middle: (one + other) / 2 };
};
scroll.addEventListener("touchstart", (event) => hold(event), { passive: true });
scroll.addEventListener("touchend", (event) => hold(event), { passive: true });
scroll.addEventListener("touchcancel", (event) => hold(event), { passive: true });
function hold(event) {
  held.clear();
  for (const touch of event.touches) held.set(touch.identifier, at(touch));
  pinch = held.size === 2 ? { ...apart(), unit } : null;
}
scroll.addEventListener(
  "touchmove",
  (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    for (const touch of event.touches) held.set(touch.identifier, at(touch));
    const { distance, middle } = apart();
    zoom((pinch.unit * distance) / pinch.distance, middle);
  },
  { passive: false },
);
scroll.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "mouse" && event.button === 0) {
    dragged = { x: event.clientX, left: scroll.scrollLeft, far: false };
  }
});
addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const by = event.clientX - dragged.x;
  dragged.far ||= Math.abs(by) > 4;
  if (dragged.far) scroll.scrollLeft = dragged.left - by;
});
addEventListener("pointerup", () => {
  // The click that follows a drag opens nothing.
  if (dragged?.far) scroll.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
  setTimeout(() => (dragged = null));
});
scroll.addEventListener("dragstart", (event) => event.preventDefault());

const point = (event) => {
  const { left, width } = all.getBoundingClientRect();
  centre(first + (clamp(event.clientX - left, 0, width) / width) * years, false);
};
all.addEventListener("pointerdown", (event) => {
  all.setPointerCapture(event.pointerId);
  point(event);
});
all.addEventListener("pointermove", (event) => {
  if (all.hasPointerCapture(event.pointerId)) point(event);
});

addEventListener("hashchange", () => named());
new ResizeObserver(() => {
  if (unit < widest()) zoom(0);
  follow();
}).observe(scroll);

read();
follow();
say();
