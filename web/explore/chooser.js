// A text field in, an entity out: a combobox (ARIA Authoring Practices, 1.2) over the site's search,
// which knows other names, acronyms, misspellings and pinyin.
import { Client } from "../search/client.js";
import { element } from "../search/results.js";

const SHOWN = 8;
/** Search finds pages that are no entities, too. */
const ASKED = 24;

/** The fields share one index; it is loaded when one of them is first used. */
export class Names {
  #client;
  #told = () => {};

  constructor(folder, worker) {
    this.#client = new Client(folder, (answer) => this.#told(answer), worker);
  }

  prepare() {
    this.#client.prepare();
  }

  ask(query, told) {
    this.#told = told;
    this.#client.ask(query, {}, ASKED);
  }
}

export class Chooser {
  #input;
  #list;
  #names;
  #graph;
  #section;
  #chosen;
  #none;
  #index;
  #current = -1;

  /**
   * @param {HTMLInputElement} input - with an empty listbox after it
   * @param {object} given
   * @param {Names} given.names
   * @param {import("./graph.js").Graph} given.graph
   * @param {(section: number) => string} given.section - what one entity of a section is called
   * @param {string} given.none - said when nothing is found
   * @param {(index: number) => void} [given.chosen] - called with the entity
   */
  constructor(input, { names, graph, section, none, chosen = () => {} }) {
    [this.#input, this.#names, this.#graph] = [input, names, graph];
    [this.#section, this.#chosen, this.#none] = [section, chosen, none];
    this.#list = input.nextElementSibling;
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("focus", () => names.prepare());
    input.addEventListener("input", () => this.#ask());
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#close());
    // A press on an option must not take the focus from the input before it is chosen.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target }) => {
      const option = target.closest("[data-index]");
      if (option) this.#choose(Number(option.dataset.index));
    });
  }

  /** The entity that was chosen, or whose name was typed in full; undefined for none. */
  get index() {
    return this.#index ?? this.#graph.called(this.#input.value.trim());
  }

  /** Show an entity as chosen, or none. */
  set index(index) {
    this.#index = index;
    this.#input.value = index === undefined ? "" : this.#graph.entity(index).name;
  }

  get text() {
    return this.#input.value.trim();
  }

  focus() {
    this.#input.focus();
  }

  #ask() {
    this.#index = undefined;
    if (!this.text) this.#close();
    else this.#names.ask(this.text, (answer) => this.#show(answer));
  }

  #show({ results = [], isWhole }) {
    if (!this.text || document.activeElement !== this.#input) return;
    const found = results
      .map(({ address }) => this.#graph.at(address.replace(/\/$/, "")))
      .filter((index) => index !== undefined)
      .slice(0, SHOWN);
    if (!found.length && !isWhole) return; // Another answer comes.
    const options = found.map((index, i) => {
      const { name, section } = this.#graph.entity(index);
      const attributes = { role: "option", id: `${this.#list.id}-${i}`, "data-index": index, "aria-selected": "false" };
      return element("div", attributes, name, " ", element("span", { class: "a-hit-kind" }, this.#section(section)));
    });
    const none = element("div", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, this.#none);
    this.#list.replaceChildren(...(found.length ? options : [none]));
    this.#list.hidden = false;
    this.#current = -1;
    this.#input.setAttribute("aria-expanded", "true");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.#list.hidden = true;
    this.#current = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #choose(index) {
    this.index = index;
    this.#close();
    this.#chosen(index);
  }

  #press(event) {
    if (event.isComposing) return; // The keys are those of an input method.
    const options = this.#list.hidden ? [] : [...this.#list.querySelectorAll("[data-index]")];
    if (event.key === "Escape") this.#close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (options.length) this.#move(options, event.key === "ArrowDown" ? 1 : -1);
      else this.#ask();
    } else if (event.key === "Enter" && options.length) {
      this.#choose(Number(options[Math.max(this.#current, 0)].dataset.index));
    } else return;
    event.preventDefault();
  }

  #move(options, step) {
    options[this.#current]?.setAttribute("aria-selected", "false");
    this.#current = (this.#current + step + options.length) % options.length;
    const option = options[this.#current];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }
}
