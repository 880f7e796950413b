// Engine: an interpreter in a worker of its own, to be asked questions. Equations that a reader has changed get one to
// themselves, with a time limit; its memory is bounded in the build (see build.mjs).
import contract from "../contract.py";
import host from "./host.py";
import code from "worker-code";
import packed from "@micropython/micropython-webassembly-pyscript/micropython.wasm";
import { say } from "./words.js";

const LIMIT = 2000; // milliseconds that changed equations may take
const START = 20000; // and their interpreter, until it is there
const MOST = 500000; // characters of an answer: the longest of the book's has 13,000

// Unpacked and compiled beside the page, while the worker's thread is still being made; all interpreters share it.
let compiled;
function machine() {
  if (!compiled) {
    // the first is in the browser itself and ten times as fast; browsers before 2025 have the second
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    compiled = WebAssembly.compileStreaming(new Response(unpacked, { headers: { "content-type": "application/wasm" } }));
  }
  return compiled;
}

// One message out of the cell for each question into it, 0 being the start: a text of bounded length. At the first message that
// is anything else the worker is ended, so that no flood arrives.
function taken({ id, answer, error }, waiting) {
  const asked = waiting.get(id), text = error || answer;
  if (!asked || typeof text !== "string" || text.length > MOST) throw new Error("this was not asked for");
  const given = error ? null : JSON.parse(answer);
  waiting.delete(id);
  return error ? asked.reject(new Error(error)) : asked.resolve(given);
}

let address;
export function engine() {
  address = address || URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(address), waiting = new Map();
  let count = 0, over = null;
  const stop = (why = "stopped") => { // who still waits is told, and who asks later
    over = over || Object.assign(new Error(why), { stopped: true });
    worker.onmessage = null;
    worker.terminate();
    waiting.forEach((asked) => asked.reject(over));
    waiting.clear();
  };
  const breach = () => stop(say("stopped, as something came that was no answer"));
  worker.onmessage = ({ data }) => { try { taken(data, waiting); } catch (problem) { breach(); } };
  worker.onmessageerror = breach;
  worker.onerror = ({ message }) => { if (waiting.has(0)) stop(message); };
  const answerTo = (id) => new Promise((resolve, reject) => { waiting.set(id, { resolve, reject }); });
  const ready = answerTo(0);
  ready.catch(() => {}); // told to each who asks
  const files = { "/widgets/contract.py": contract, "/widgets/models/__init__.py": "", "/host.py": host };
  machine().then((module) => worker.postMessage({ id: 0, module, files, most: MOST }), ({ message }) => stop(message));
  const ask = (message) => { // an answer waits for the start by itself
    if (over) return Promise.reject(over);
    worker.postMessage({ id: ++count, ...message });
    return answerTo(count);
  };
  return { ready, ask, stop };
}

// The same, for text that may do anything: whatever it does, an answer or an error comes within the limit.
export function sandbox() {
  const { ready, ask, stop } = engine();
  const timed = (promise, limit) => {
    const timer = setTimeout(stop, limit, say("stopped after {seconds} seconds without an answer", { seconds: limit / 1000 }));
    return promise.finally(() => clearTimeout(timer));
  };
  return { ready: timed(ready, START), ask: (message) => timed(ask(message), LIMIT), stop };
}
