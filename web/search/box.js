// The search box of every page: a combobox with a list of pages (ARIA Authoring Practices, 1.2).
// Without this script it is a plain form, which leads to the page of search.
import { Client } from "./client.js";
import { described, element } from "./results.js";

const SHOWN = 8;

class Box {
  #form;
  #input;
  #list;
  #status;
  #client;
  #chosen = -1;

  constructor(form) {
    this.#form = form;
    this.#input = form.querySelector("input");
    this.#list = form.querySelector("[role=listbox]");
    this.#status = form.querySelector("[role=status]");
    this.#client = new Client(new URL("./", form.action).href, (answer) => this.#show(answer));
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.addEventListener("focus", () => this.#client.prepare());
    this.#input.addEventListener("input", () => this.#ask());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(relatedTarget)) this.#close();
    });
    // A press on an option must not take the focus from the input before the link is followed.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  #ask() {
    if (this.#input.value.trim()) this.#client.ask(this.#input.value, {}, SHOWN);
    else this.#close();
  }

  #show({ error, total, results, isWhole }) {
    if (!this.#input.value.trim() || !this.#form.contains(document.activeElement)) return;
    if (error) {
      this.#status.textContent = this.#form.dataset.failed;
      return;
    }
    this.#chosen = -1;
    const root = new URL("../", this.#form.action).href;
    const options = results.map((result, i) =>
      element(
        "div",
        { role: "option", id: `search-option-${i}`, class: "a-hit", "aria-selected": "false" },
        ...described(result, root, { tabindex: "-1" }),
      ),
    );
    const address = new URL(this.#form.action);
    address.searchParams.set("q", this.#input.value);
    const all = element("a", { href: address.href, tabindex: "-1" }, this.#form.dataset.all.replace("{count}", total));
    const last = element("div", { role: "option", id: "search-option-all", class: "a-hit a-hit-all", "aria-selected": "false" }, all);
    this.#list.replaceChildren(...options, ...(total ? [last] : []));
    this.#list.hidden = !total;
    this.#input.setAttribute("aria-expanded", String(total > 0));
    this.#input.removeAttribute("aria-activedescendant");
    const said = total ? this.#form.dataset.count.replace("{count}", total) : isWhole ? this.#form.dataset.none : "";
    this.#status.textContent = said;
    this.#status.classList.toggle("a-search-said", !total && isWhole);
  }

  #close() {
    this.#chosen = -1;
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#status.classList.remove("a-search-said");
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    if (event.isComposing) return; // The keys are those of an input method.
    const options = this.#list.hidden ? [] : [...this.#list.children];
    if (event.key === "Escape") {
      if (this.#list.hidden) this.#input.value = "";
      this.#close();
    } else if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One more place than there are options: the input itself.
      const places = options.length + 1;
      this.#choose(options, ((this.#chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "ArrowDown") {
      this.#ask();
    } else return;
    event.preventDefault();
  }

  #choose(options, index) {
    options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = index;
    const option = options[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #submit(event) {
    const option = this.#list.hidden ? null : this.#list.children[this.#chosen];
    if (option) {
      event.preventDefault();
      location.assign(option.querySelector("a").href);
    } else if (!this.#input.value.trim()) event.preventDefault();
  }

  /** A slash leads to the box from anywhere on the page where nothing is being typed. */
  #shortcut(event) {
    const typing = event.target.closest("input, select, textarea, [contenteditable=true]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#input.offsetParent) return; // A phone shows a link instead.
    event.preventDefault();
    this.#input.focus();
  }
}

const form = document.querySelector("form[data-search=box]");
if (form) new Box(form);
