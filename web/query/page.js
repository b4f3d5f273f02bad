// The query page's first script: small, so that the engine is on its way before the editor is read.
import { Loading } from "./load.js";
import { settings } from "./settings.js";

const loading = typeof WebAssembly === "object" ? new Loading(settings) : null;
const { start } = await import("./desk.js");
start(loading);
