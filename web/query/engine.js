// Requests in, what the worker answers out, one after another, each within its time.

/** Work that was ended from outside: `reason` is "cancelled", "time" or "crashed". */
export class Stopped extends Error {
  constructor(reason, detail = "") {
    super(detail || reason);
    this.reason = reason;
  }
}

export class Engine {
  #address;
  #load;
  #worker;
  #waiting = null;
  #ready;
  #queue = Promise.resolve();
  #generation = 0;
  /** A worker that cannot even start is not started again and again. */
  #isLoaded = false;
  #broken = "";

  /** @param {string} address - of the worker's script, which begins to load at once */
  constructor(address) {
    this.#address = address;
    this.#open();
  }

  /**
   * Give the worker what it works with, which is kept for a new start.
   *
   * @param {WebAssembly.Module} module - Oxigraph
   * @param {Uint8Array} bytes - the graph as N-Triples
   * @param {string} base - the IRI that everything of the graph stands under
   * @returns {Promise<number>} how many statements there are
   * @throws {Error} when the graph is unreadable
   */
  load(module, bytes, base) {
    this.#load = { work: "load", module, bytes, base };
    const loaded = this.#reload();
    this.#ready = loaded.catch(() => {});
    return loaded;
  }

  /**
   * Ask the worker to do something after all that was asked before.
   *
   * @param {object} request - what to do (`work`) and with what
   * @param {number} seconds - how long it may take before the worker is stopped
   */
  ask(request, seconds) {
    const generation = this.#generation;
    const answer = this.#queue.then(async () => {
      await this.#ready;
      if (generation !== this.#generation) throw new Stopped("cancelled");
      if (this.#broken) throw new Stopped("crashed", this.#broken);
      const timer = setTimeout(() => this.#restart(new Stopped("time")), seconds * 1000);
      try {
        return await this.#post(request);
      } finally {
        clearTimeout(timer);
      }
    });
    this.#queue = answer.catch(() => {});
    return answer;
  }

  /** End what is being done and what waits; the worker starts again from the bytes at hand. */
  cancel() {
    this.#generation += 1;
    this.#restart(new Stopped("cancelled"));
  }

  async #reload() {
    if (this.#broken) throw new Error(this.#broken);
    const count = await this.#post(this.#load);
    this.#isLoaded = true;
    return count;
  }

  #open() {
    this.#worker = new Worker(this.#address);
    this.#worker.onmessage = ({ data }) => this.#settle(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#settle({ error: event.message || this.#address, fatal: true });
    };
  }

  #post(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(request);
    });
  }

  #settle({ answer, error, fatal }) {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (error === undefined) waiting?.resolve(answer);
    else if (fatal && this.#isLoaded) this.#restart(new Stopped("crashed", error), waiting);
    else {
      if (fatal) this.#broken = error;
      waiting?.reject(new Error(error));
    }
  }

  #restart(stopped, waiting = this.#waiting) {
    this.#waiting = null;
    waiting?.reject(stopped);
    this.#worker.terminate();
    this.#isLoaded = false;
    this.#open();
    this.#ready = this.#reload().catch(() => {});
  }
}
