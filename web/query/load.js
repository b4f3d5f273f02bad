// Addresses of Oxigraph and of the graph in, an engine that is ready for queries out.
import { fetched, readable } from "./dump.js";
import { Engine } from "./engine.js";

/** It is not the graph that cannot be had, but what would read it. */
export class NoEngine extends Error {}

/** An engine on its way, and how much of what it needs has come. */
export class Loading {
  #files = new Map();
  #watcher = () => {};

  /** @param {object} settings - of the page */
  constructor(settings) {
    this.engine = this.#load(settings);
    this.engine.catch(() => {}); // Who waits for it hears of it.
  }

  /** @param {(count: number, total: number) => void} watcher - told of bytes, once all is known */
  watch(watcher) {
    this.#watcher = watcher;
    this.#tell();
  }

  #progress = (address, count, total) => {
    this.#files.set(address, { count, total });
    this.#tell();
  };

  #tell() {
    const files = [...this.#files.values()];
    if (!files.length || !files.every(({ total }) => total)) return;
    const sum = (key) => files.reduce((all, file) => all + file[key], 0);
    this.#watcher(sum("count"), sum("total"));
  }

  /** Load the graph from the first of its addresses that holds it. */
  async #load({ worker, wasm, dump, base }) {
    const module = this.#oxigraph(wasm);
    module.catch(() => {}); // It is waited for below, when the graph has come.
    const engine = new Engine(worker);
    let last;
    for (const address of readable(dump)) {
      try {
        const bytes = await fetched(address, this.#progress);
        await engine.load(await module, bytes, base);
        return engine;
      } catch (error) {
        if (error instanceof NoEngine) throw error;
        last = error;
      }
    }
    throw last;
  }

  /** Return Oxigraph, compiled but not started. */
  async #oxigraph(address) {
    try {
      // Not compiled while it streams: that asks for a media type which not every server knows.
      return await WebAssembly.compile(await fetched(address, this.#progress));
    } catch (error) {
      throw new NoEngine(error.message);
    }
  }
}
