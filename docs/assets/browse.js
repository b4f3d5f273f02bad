// The list of a section as JSON in; filters, a table, its pages and a CSV file out.
//
// The page holds the same list as plain HTML, which stands until the data have come, and stays
// where they do not. What a reader chose stands in the address, so that it can be shared.

const FEW = 8; // values of a filter that are shown at once
const SHOWN = 2; // values in a cell of the table
const DESK = matchMedia("(min-width: 60rem)");

const app = document.querySelector("[data-browse]");
const plain = document.querySelector(".b-list");

/** Make an element; what is no property of it becomes an attribute. */
function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Return text fit for comparing: without case and accents. */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

class Browser {
  constructor(data) {
    this.data = data;
    this.texts = data.texts;
    this.facets = new Map(data.facets.map((facet) => [facet.key, facet]));
    // A filter with one value narrows nothing down, but may be a column.
    this.filters = data.facets.filter((facet) => facet.values.length > 1);
    this.rows = data.rows.map((row) => this.prepared(row));
    this.start = Number(app.dataset.page);
    this.groups = new Map();
    this.read();
    this.build();
  }

  /** Add to a row what is looked for in it: its text, and its values with those that hold them. */
  prepared(row) {
    const all = new Map();
    for (const [key, facet] of this.facets) {
      const found = new Set();
      const waiting = [...(row.has[key] ?? [])];
      while (waiting.length) {
        const at = waiting.pop();
        if (!found.has(at)) waiting.push(...facet.values[at].up);
        found.add(at);
      }
      all.set(key, found);
    }
    return { ...row, all, text: folded(`${row.name} ${row.also} ${row.lead}`) };
  }

  say(name, values = {}) {
    return this.texts[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  }

  // What was chosen, and the address that says so

  read() {
    const query = new URLSearchParams(location.search);
    this.look(query.get("text") ?? "");
    const sort = query.get("sort");
    const known = this.data.sorts.some(([name]) => name === sort);
    this.sort = known ? sort : this.data.sorts[0][0];
    this.chosen = new Map(
      this.filters.map((facet) => {
        const wanted = new Set(query.getAll(facet.key));
        const found = [...facet.values.keys()].filter((at) => wanted.has(facet.values[at].id));
        return [facet.key, new Set(found)];
      }),
    );
    const page = Number(query.get("page"));
    this.page = page >= 1 ? Math.floor(page) : this.first();
  }

  look(text) {
    this.text = text.trim();
    this.words = folded(this.text).split(/\s+/);
  }

  /** Return the page shown where the address names none: that of the plain list beneath. */
  first() {
    const isWhole = !this.text && this.sort === this.data.sorts[0][0] && !this.count();
    return isWhole ? this.start : 1;
  }

  /** Return how many filters are set. */
  count() {
    return [...this.chosen.values()].reduce((sum, values) => sum + values.size, 0);
  }

  address(page) {
    const query = new URLSearchParams(location.search);
    for (const name of ["text", "sort", "page", ...this.chosen.keys()]) query.delete(name);
    if (this.text) query.set("text", this.text);
    for (const [key, values] of this.chosen) {
      for (const at of values) query.append(key, this.facets.get(key).values[at].id);
    }
    if (this.sort !== this.data.sorts[0][0]) query.set("sort", this.sort);
    if (page !== this.first()) query.set("page", page);
    const text = query.toString().replaceAll("%2F", "/");
    return location.pathname + (text && `?${text}`);
  }

  /** Show what is now chosen, as a new step of the history or in place of the last. */
  go(page = 1, isStep = true) {
    this.page = page;
    const address = this.address(page);
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.show();
  }

  // Finding

  fits(row, except) {
    if (!this.words.every((word) => row.text.includes(word))) return false;
    for (const [key, values] of this.chosen) {
      const isFree = key === except || !values.size;
      if (!isFree && ![...values].some((at) => row.all.get(key).has(at))) return false;
    }
    return true;
  }

  found() {
    const rows = this.rows.filter((row) => this.fits(row));
    const way = this.sort === "oldest" ? 1 : -1;
    if (this.sort === "name") rows.sort((one, other) => one.rank - other.rank);
    else if (this.sort !== "kind") {
      // What has no date comes last, either way.
      rows.sort((one, other) => {
        if (!one.date || !other.date) return Boolean(other.date) - Boolean(one.date);
        return one.date === other.date ? 0 : one.date < other.date ? -way : way;
      });
    }
    return rows;
  }

  // Building, once

  build() {
    const { texts } = this;
    this.input = make("input", {
      type: "search", id: "b-text", autocomplete: "off", spellcheck: false,
    });
    this.input.addEventListener("input", () => {
      this.look(this.input.value);
      this.go(1, false);
    });
    this.summary = make("summary", {}, texts.filters);
    this.panel = make("details", { className: "b-panel" }, this.summary);
    for (const facet of this.filters) this.panel.append(this.group(facet));
    this.panel.hidden = !this.filters.length;
    const open = () => (this.panel.open = DESK.matches);
    DESK.addEventListener("change", open);
    open();
    const form = make(
      "form",
      { className: "b-form", role: "search", "aria-label": texts.filters },
      make("label", { htmlFor: "b-text" }, texts.search),
      this.input,
      this.panel,
    );
    form.addEventListener("submit", (event) => event.preventDefault());

    this.status = make("p", { className: "b-found", role: "status" });
    this.select = make("select", { id: "b-sort" });
    for (const [name, label] of this.data.sorts) {
      this.select.append(make("option", { value: name }, label));
    }
    this.select.addEventListener("change", () => this.sorted(this.select.value));
    const sort = make("p", { className: "b-sort" }, make("label", { htmlFor: "b-sort" }, texts.sort), " ", this.select);
    sort.hidden = this.data.sorts.length < 2;
    const save = make("button", { type: "button" }, texts.csv);
    save.addEventListener("click", () => this.save());
    this.tags = make("ul", { className: "b-tags", "aria-label": texts.chosen });
    this.table = make("table", { className: "a-table b-table" });
    this.none = make("p", { className: "a-note" }, texts.none);
    this.pages = make("nav", { className: "b-pages", "aria-label": texts.pages });
    this.results = make(
      "section",
      { className: "b-results", "aria-label": texts.results },
      make("div", { className: "b-bar" }, this.status, sort, save),
      this.tags,
      this.table,
      this.none,
      this.pages,
    );
    app.append(form, this.results);
    addEventListener("popstate", () => {
      this.read();
      this.show();
    });
  }

  /** Return a filter, whose checkboxes are made when they are shown. */
  group(facet) {
    // Of years by decade, the decades; of others, the first, which are the most frequent.
    const isFirst = (at) =>
      facet.nested && facet.values.some((value) => value.up.length)
        ? !facet.values[at].up.length
        : at < FEW;
    const list = make("ul");
    const group = { list, items: [], isFirst, isOpen: false };
    const set = make("fieldset", {}, make("legend", {}, facet.name), list);
    if (!facet.values.every((_, at) => isFirst(at))) {
      const more = make("button", { type: "button", className: "b-more" });
      more.addEventListener("click", () => {
        group.isOpen = !group.isOpen;
        this.showFilters();
      });
      group.more = more;
      set.append(more);
    }
    this.groups.set(facet.key, group);
    const isSeen = DESK.matches && this.groups.size <= 2;
    const isOpen = isSeen || this.chosen.get(facet.key).size > 0;
    return make("details", { className: "b-facet", open: isOpen }, make("summary", {}, facet.name), set);
  }

  /** Return the checkbox of a value, and what is written beside it. */
  item(facet, at) {
    const value = facet.values[at];
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      const chosen = this.chosen.get(facet.key);
      if (box.checked) chosen.add(at);
      else chosen.delete(at);
      this.go();
    });
    const count = make("span", { className: "a-num" });
    const item = make("li", {}, make("label", {}, box, make("span", {}, value.name), " ", count));
    item.classList.toggle("b-under", facet.nested && value.up.length > 0);
    return { item, box, count };
  }

  sorted(name) {
    this.sort = name;
    this.go();
  }

  // Showing, after each change

  show() {
    const rows = this.found();
    const count = Math.max(1, Math.ceil(rows.length / this.data.size));
    this.page = Math.min(this.page, count);
    if (this.input.value.trim() !== this.text) this.input.value = this.text;
    this.select.value = this.sort;
    this.showFilters();
    this.showTags();
    const said = this.say("found", { found: this.number(rows.length), all: this.number(this.rows.length) });
    // Said again only where it is another number.
    if (this.status.textContent !== said) this.status.textContent = said;
    this.none.hidden = rows.length > 0;
    this.table.hidden = !rows.length;
    const { size } = this.data;
    this.showTable(rows.slice((this.page - 1) * size, this.page * size));
    this.showPages(count);
  }

  number(value) {
    return value.toLocaleString(document.documentElement.lang);
  }

  showFilters() {
    const set = this.count();
    this.summary.textContent = this.texts.filters + (set ? ` (${this.number(set)})` : "");
    for (const facet of this.filters) {
      const { list, items, isFirst, isOpen, more } = this.groups.get(facet.key);
      const chosen = this.chosen.get(facet.key);
      const counts = facet.values.map(() => 0);
      for (const row of this.rows) {
        if (this.fits(row, facet.key)) for (const at of row.all.get(facet.key)) counts[at] += 1;
      }
      const shown = [];
      for (const at of facet.values.keys()) {
        const isChosen = chosen.has(at);
        if (!isOpen && !isFirst(at) && !isChosen) continue;
        items[at] ??= this.item(facet, at);
        const { item, box, count } = items[at];
        box.checked = isChosen;
        count.textContent = this.number(counts[at]);
        item.classList.toggle("b-zero", !counts[at] && !isChosen);
        shown.push(item);
      }
      // Put in again only where they are others: a box that is moved loses its focus.
      if (shown.length !== list.childElementCount || shown.some((item) => item.parentNode !== list)) {
        list.replaceChildren(...shown);
      }
      if (more) {
        more.textContent = isOpen
          ? this.texts.fewer
          : this.say("all-values", { count: this.number(facet.values.length) });
        more.setAttribute("aria-expanded", String(isOpen));
      }
    }
  }

  showTags() {
    const tags = this.filters.flatMap((facet) =>
      [...this.chosen.get(facet.key)].map((at) => {
        const { name } = facet.values[at];
        const label = this.say("remove", { name: `${facet.name}: ${name}` });
        const button = make("button", { type: "button", "aria-label": label }, `${name} ×`);
        button.addEventListener("click", () => {
          this.chosen.get(facet.key).delete(at);
          this.go();
          (this.tags.querySelector("button") ?? this.input).focus();
        });
        return make("li", {}, button);
      }),
    );
    if (tags.length || this.text) {
      const clear = make("button", { type: "button", className: "b-clear" }, this.texts.clear);
      clear.addEventListener("click", () => {
        this.look("");
        for (const values of this.chosen.values()) values.clear();
        this.go();
        this.input.focus();
      });
      tags.push(make("li", {}, clear));
    }
    this.tags.replaceChildren(...tags);
    this.tags.hidden = !tags.length;
  }

  showTable(rows) {
    const columns = this.columns();
    const head = make("tr", {}, this.heading(this.texts["sort-name"], ["name"]));
    for (const facet of columns) head.append(this.heading(facet.name, facet.sorts));
    const focused = document.activeElement?.dataset?.column;
    this.table.replaceChildren(
      make("thead", {}, head),
      make("tbody", {}, ...rows.map((row) => this.line(row, columns))),
    );
    if (focused) this.table.querySelector(`[data-column="${CSS.escape(focused)}"]`)?.focus();
  }

  /** Return the columns; what the list is sorted by is always one. */
  columns() {
    const columns = this.data.columns.map((key) => this.facets.get(key));
    const by = this.data.facets.find((facet) => facet.sorts.includes(this.sort));
    return !by || columns.includes(by) ? columns : [...columns.slice(0, 2), by];
  }

  /** Return the head of a column; pressed, it sorts, and pressed again the other way, if any. */
  heading(name, ways) {
    const cell = make("th", { scope: "col" });
    if (!ways.length) {
      cell.append(name);
      return cell;
    }
    const at = ways.indexOf(this.sort);
    if (at >= 0) cell.setAttribute("aria-sort", this.sort === "newest" ? "descending" : "ascending");
    const button = make("button", { type: "button", "data-column": ways[0] }, name);
    button.addEventListener("click", () => this.sorted(ways[(at + 1) % ways.length]));
    cell.append(button);
    return cell;
  }

  line(row, columns) {
    const link = make("a", { href: app.dataset.root + row.href }, row.name);
    if (row.nameLang) link.lang = row.nameLang;
    const first = make("th", { scope: "row" }, link);
    if (row.lead) {
      const lead = make("p", {}, row.lead);
      if (row.leadLang) lead.lang = row.leadLang;
      first.append(lead);
    }
    const cells = columns.map((facet) =>
      make("td", { "data-label": facet.name }, this.cell(row, facet)),
    );
    return make("tr", {}, first, ...cells);
  }

  cell(row, facet) {
    if (row.when[facet.key]) return row.when[facet.key];
    const names = this.names(row, facet);
    // One left over takes no more room than saying so.
    if (names.length <= SHOWN + 1) return this.joined(names, "comma");
    const count = this.number(names.length - SHOWN);
    return this.say("more", { names: this.joined(names.slice(0, SHOWN), "comma"), count });
  }

  joined(names, mark) {
    return names.length ? names.reduce((one, other) => this.say(mark, { one, other })) : "";
  }

  names(row, facet) {
    return (row.has[facet.key] ?? []).map((at) => facet.values[at].name);
  }

  showPages(count) {
    this.pages.hidden = count < 2;
    const link = (page, text, rel) => {
      const made = make("a", { href: this.address(page), rel }, text);
      made.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go(page);
        this.results.scrollIntoView();
        this.results.tabIndex = -1;
        this.results.focus({ preventScroll: true });
      });
      return made;
    };
    const here = this.say("page", { number: this.number(this.page), count: this.number(count) });
    this.pages.replaceChildren(
      ...(this.page > 1 ? [link(this.page - 1, this.texts.previous, "prev")] : []),
      make("span", { "aria-current": "page" }, here),
      ...(this.page < count ? [link(this.page + 1, this.texts.next, "next")] : []),
    );
  }

  // The table as a file

  save() {
    const { texts } = this;
    const head = [texts["sort-name"], ...this.data.facets.map((facet) => facet.name), texts.summary, "IRI"];
    const lines = this.found().map((row) => [
      row.name,
      ...this.data.facets.map(
        (facet) => row.when[facet.key] ?? this.joined(this.names(row, facet), "separator"),
      ),
      row.lead,
      row.iri,
    ]);
    const text = [head, ...lines].map((line) => line.map((cell) => this.csv(cell)).join(",")).join("\r\n");
    // A byte order mark tells spreadsheets that it is UTF-8.
    const file = new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" });
    const link = make("a", { href: URL.createObjectURL(file), download: `${this.data.section}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** Return a cell that a spreadsheet will not run as a formula, quoted (RFC 4180). */
  csv(text) {
    const first = text.trimStart().charAt(0);
    const isFormula = first && this.data.formula.includes(first) && !/^-?\d+(\.\d+)?$/.test(text);
    return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
  }
}

const response = await fetch(app.dataset.browse).catch(() => null);
if (response?.ok) {
  const browser = new Browser(await response.json());
  browser.show();
  plain.hidden = true;
  app.hidden = false;
}
