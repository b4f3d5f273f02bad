// Queries in, answers out: the page's side of the worker, which is started when it is first needed.

/** Searches the language of the page. */
export class Client {
  #worker = null;
  #folder;
  #told;
  #address;
  #id = 0;

  /**
   * @param {string} folder - the full address of the folder that holds the index
   * @param {(answer: object) => void} told - called with each answer to the newest query, of which
   *   there are several while the index loads, and with {error} when it cannot be had
   * @param {URL} [worker] - the address of the worker, for scripts that do not stand beside it
   */
  constructor(folder, told, worker = new URL("worker.js", import.meta.url)) {
    this.#folder = folder;
    this.#told = told;
    this.#address = worker;
  }

  /** Start to load the index. */
  prepare() {
    if (this.#worker) return;
    this.#worker = new Worker(this.#address);
    this.#worker.addEventListener("message", ({ data }) => {
      if (data.error || data.id === this.#id) this.#told(data);
    });
    this.#worker.addEventListener("error", () => this.#told({ error: "worker" }));
    this.#worker.postMessage({ folder: this.#folder });
  }

  /** Ask; the answer to an older query is not told any more. */
  ask(query, filters = {}, limit = 20) {
    this.prepare();
    this.#id += 1;
    this.#worker.postMessage({ id: this.#id, query, filters, limit });
  }
}
