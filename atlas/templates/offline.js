// Addresses that the scripts of a page load in; what stands there, read without a server, out.
//
// A page that is opened from a disk may run scripts, but read no other file. In the copy of the site
// for a disk (atlas/offline.py), what scripts load is therefore a script itself: `x.json.js` hands
// over the text of `x.json`. Likewise, a folder has no page of its own there: links lead to its
// `index.html`.
(() => {
  /** The text of a file of the site. */
  function read(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${address}.js`;
      script.take = resolve;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        reject(new TypeError(`not in this copy: ${address}`));
      };
      document.head.append(script);
    });
  }

  /** Called by the scripts that hand over a text. */
  window.atlasFile = (text) => document.currentScript.take(text);

  const { fetch, Worker } = window;
  window.fetch = async (address, ...rest) => {
    const url = new URL(address, document.baseURI);
    return url.pathname.endsWith(".json") ? new Response(await read(url)) : fetch(address, ...rest);
  };

  /** Runs in a worker, before its own script: the page reads its files for it. */
  function begin() {
    self.fetch = (address) =>
      new Promise((resolve, reject) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data: { text } }) => {
          if (text === undefined) reject(new TypeError(`not in this copy: ${address}`));
          else resolve(new Response(text));
          port1.close();
        };
        postMessage({ address }, [port2]);
      });
  }

  window.Worker = class extends EventTarget {
    #started;

    constructor(address) {
      super();
      this.#started = this.#start(new URL(address, document.baseURI));
      this.#started.catch(() => this.dispatchEvent(new Event("error")));
    }

    async #start(url) {
      const source = new Blob([`(${begin})();\n`, await read(url)], { type: "text/javascript" });
      const worker = new Worker(URL.createObjectURL(source));
      worker.onmessage = ({ data, ports: [port] }) => {
        if (!port) this.dispatchEvent(new MessageEvent("message", { data }));
        else read(data.address).then((text) => port.postMessage({ text }), () => port.postMessage({}));
      };
      worker.onerror = () => this.dispatchEvent(new Event("error"));
      return worker;
    }

    postMessage(message) {
      this.#started.then((worker) => worker.postMessage(message), () => {});
    }
  };

  /** Leads the links that a script made to a folder to the page in it. */
  function complete(links) {
    for (const link of links) {
      const isHere = link.protocol === location.protocol && link.host === location.host;
      if (isHere && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  }

  // Once the page is read: its own links are right already.
  const begun = () => {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.matches?.("a[href]")) complete([node]);
          else complete(node.querySelectorAll?.("a[href]") ?? []);
        }
      }
    }).observe(document, { childList: true, subtree: true });
    // What was asked of a page that is not in this copy is asked of the site's.
    for (const link of document.querySelectorAll("[data-offline] a")) link.hash = location.hash;
  };
  document.addEventListener("readystatechange", begun, { once: true });
})();
