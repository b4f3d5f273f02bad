// Entities and links in, a drawing out whose entities are buttons.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const SVG = "http://www.w3.org/2000/svg";
const TICKS = 400;
/** How many letters stand on a line below a mark; a character of Chinese counts for two. */
const LETTERS = 17;
const LINES = 2;
/** What a mark with its name takes up, in pixels. */
const [HALF, ABOVE, BELOW] = [56, 16, 46];
const LEAST = 360;
/** How far apart the entities of a path stand, side by side or one below the other. */
const APART = { across: 150, down: 125 };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function made(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const room = (text) => [...text].reduce((sum, char) => sum + (char > "\u2e7f" ? 2 : 1), 0);

/** Break a name into lines, the last ending in … where that is not all. */
function lines(name) {
  const tokens = name.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const found = [""];
  for (const token of tokens) {
    const last = found.at(-1);
    if (!last || room(last + token.trimEnd()) <= LETTERS) found[found.length - 1] += token;
    else found.push(token);
  }
  const shown = found.slice(0, LINES).map((line) => line.trim());
  if (found.length > LINES) shown[LINES - 1] += "…";
  return shown.map((line) => {
    const chars = [...line];
    while (room(chars.join("")) > LETTERS + 2) chars.splice(-2, 2, "…");
    return chars.join("");
  });
}

export class Drawing {
  #box;
  #svg;
  #chosen;
  #links = made("g", { class: "n-links" });
  #nodes = made("g");
  /** Where each entity stood last: a drawing that grows stays where it was. */
  #places = new Map();
  #drawn = new Map();
  #current = null;

  /**
   * @param {HTMLElement} box - scrolls, and holds an empty `svg`
   * @param {(key: number) => void} chosen - called with the entity that was chosen
   */
  constructor(box, chosen) {
    this.#box = box;
    this.#svg = box.querySelector("svg");
    this.#chosen = chosen;
    this.#svg.append(this.#links, this.#nodes);
    this.#nodes.addEventListener("click", ({ target }) => this.#choose(target.closest("[data-key]")));
    this.#nodes.addEventListener("keydown", (event) => this.#press(event));
    this.#nodes.addEventListener("focusin", ({ target }) => this.#rove(target.closest("[data-key]")));
  }

  /**
   * Draw.
   *
   * @param {object[]} nodes - {key, name, label, shape, hue, isOpen, isChosen, isOnPath}
   * @param {object[]} links - {from, to, label, said, isOnPath}
   * @param {number[]} way - the entities of the path, which stand in a row
   */
  draw(nodes, links, way) {
    const { width, height, places } = this.#layout(nodes, links, way);
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#svg.style.width = `${width}px`;
    this.#svg.style.height = `${height}px`;
    const chosen = nodes.find(({ isChosen }) => isChosen) ?? nodes[0];
    this.#links.replaceChildren(...links.flatMap((link) => this.#link(link, places, chosen.key)));
    for (const [key, node] of this.#drawn) if (!places.has(key)) node.remove();
    const kept = [...this.#drawn].filter(([key]) => places.has(key));
    this.#drawn = new Map(kept);
    for (const node of nodes) this.#node(node, places.get(node.key));
    this.#places = places;
    if (!places.has(this.#current)) this.#current = null;
    this.#rove(this.#drawn.get(this.#current ?? chosen.key));
    // Where the drawing is wider than the screen, what was chosen is in sight.
    this.#box.scrollLeft = places.get(chosen.key).x - this.#box.clientWidth / 2;
  }

  focus(key) {
    this.#drawn.get(key)?.focus();
  }

  #layout(nodes, links, way) {
    const wide = this.#box.clientWidth || LEAST;
    // On a narrow screen the drawing grows downwards.
    const across = wide < 600 ? 0.16 : 0.06;
    const isRow = way.length * APART.across <= wide;
    const points = nodes.map(({ key }) => {
      const at = way.indexOf(key) - (way.length - 1) / 2;
      if (!way.includes(key)) return { key, ...this.#places.get(key) };
      const [x, y] = isRow ? [at * APART.across, 0] : [0, at * APART.down];
      return { key, fx: wide / 2 + x, fy: LEAST / 2 + y };
    });
    const simulation = forceSimulation(points)
      .force("link", forceLink(links.map(({ from, to }) => ({ source: from, target: to }))).id(({ key }) => key).distance(95).strength(0.25))
      .force("charge", forceManyBody().strength(-420))
      .force("collide", forceCollide(HALF * 0.92).iterations(3))
      .force("x", forceX(wide / 2).strength(across))
      .force("y", forceY(LEAST / 2).strength(0.22 - across))
      .stop();
    simulation.tick(TICKS);
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs) - HALF, Math.min(...ys) - ABOVE];
    const width = Math.max(wide, Math.max(...xs) + HALF - left);
    const height = Math.max(LEAST, Math.max(...ys) + BELOW - top);
    const [right, down] = [
      (width - (Math.max(...xs) + HALF - left)) / 2 - left,
      (height - (Math.max(...ys) + BELOW - top)) / 2 - top,
    ];
    const places = points.map(({ key, x, y }) => [key, { x: Math.round(x + right), y: Math.round(y + down) }]);
    return { width: Math.round(width), height: Math.round(height), places: new Map(places) };
  }

  #link({ from, to, label, said, isOnPath }, places, chosen) {
    const [a, b] = [places.get(from), places.get(to)];
    const kind = isOnPath ? "n-way" : chosen === from || chosen === to ? "n-mine" : "";
    const line = made("path", { d: `M${a.x} ${a.y}L${b.x} ${b.y}`, class: kind }, made("title", {}, label));
    if (!isOnPath) return [line];
    const isRow = a.y === b.y;
    const told = isRow ? (a.x <= b.x ? `${said} →` : `← ${said}`) : a.y <= b.y ? `${said} ↓` : `${said} ↑`;
    // Above the line, or below the name of the upper one.
    const y = (a.y + b.y) / 2 + (isRow ? -7 : 14);
    const text = made("text", { x: (a.x + b.x) / 2, y, "aria-hidden": "true" }, told);
    return [line, text];
  }

  #node({ key, name, label, shape, hue, isOpen, isChosen, isOnPath }, { x, y }) {
    let node = this.#drawn.get(key);
    if (!node) {
      const was = lines(name);
      const text = made("text", { y: 24 }, ...was.map((line, i) => made("tspan", { x: 0, dy: i ? 13 : 0 }, line)));
      node = made(
        "g",
        { role: "button", tabindex: "-1", "data-key": key, class: "n-node" },
        made("title", {}, name),
        made("circle", { class: "n-hit", r: 15 }),
        made("path", { class: `n-${hue}`, d: `M0 0${shape}` }),
        text,
      );
      this.#drawn.set(key, node);
      this.#nodes.append(node);
    }
    node.setAttribute("aria-label", label);
    node.setAttribute("aria-expanded", String(isOpen));
    if (isChosen) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
    node.classList.toggle("n-open", isOpen);
    node.classList.toggle("n-on-way", isOnPath);
    node.style.transform = `translate(${x}px, ${y}px)`;
  }

  #choose(node) {
    if (node) this.#chosen(Number(node.dataset.key));
  }

  /** One entity at a time is reached by Tab; the arrows lead to the others. */
  #rove(node) {
    if (!node) return;
    for (const other of this.#drawn.values()) other.setAttribute("tabindex", other === node ? "0" : "-1");
    this.#current = Number(node.dataset.key);
  }

  #press(event) {
    const node = event.target.closest("[data-key]");
    if (event.key === "Enter" || event.key === " ") this.#choose(node);
    else if (ARROWS[event.key]) this.focus(this.#beside(Number(node.dataset.key), ARROWS[event.key]));
    else return;
    event.preventDefault();
  }

  /** Return the nearest entity in a direction; what lies off it counts as further away. */
  #beside(key, [right, down]) {
    const here = this.#places.get(key);
    const found = [...this.#places]
      .map(([other, { x, y }]) => {
        const [dx, dy] = [x - here.x, y - here.y];
        const [along, off] = right ? [dx * right, Math.abs(dy)] : [dy * down, Math.abs(dx)];
        return { other, along, far: along + 2 * off };
      })
      .filter(({ along, other }) => along > 0 && other !== key)
      .sort((a, b) => a.far - b.far);
    return found[0]?.other;
  }
}
