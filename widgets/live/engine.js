// Engine: an interpreter in a worker of its own, to be asked questions. Equations that a reader has changed get one to
// themselves, with a time limit; its memory is bounded in the build (see build.mjs).
import contract from "../contract.py";
import host from "./host.py";
import code from "worker-code";
import packed from "@micropython/micropython-webassembly-pyscript/micropython.wasm";
import { say } from "./words.js";

const LIMIT = 2000; // milliseconds that changed equations may take

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

export function engine() {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const waiting = new Map();
  let count = 0, fail;
  const ready = new Promise((resolve, reject) => {
    fail = reject;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.ready) return resolve();
      if (data.failed) return reject(new Error(data.failed));
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      return data.error ? asked.reject(new Error(data.error)) : asked.resolve(JSON.parse(data.answer));
    };
  });
  const files = { "/widgets/contract.py": contract, "/widgets/models/__init__.py": "", "/host.py": host };
  machine().then((module) => worker.postMessage({ module, files }), fail);
  return {
    ready,
    ask: (message) => new Promise((resolve, reject) => { // an answer waits for the start by itself
      ready.catch(reject);
      waiting.set(++count, { resolve, reject });
      worker.postMessage({ id: count, ...message });
    }),
    stop: () => { // who still waits is told
      worker.terminate();
      fail(new Error("stopped"));
      waiting.forEach((asked) => asked.reject(new Error("stopped")));
    },
  };
}

// The same, for text that may do anything: whatever it does, an answer or an error comes within the limit.
export function sandbox() {
  const inner = engine();
  const timed = (promise) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(Object.assign(new Error(say("stopped after {seconds} seconds without an answer", { seconds: LIMIT / 1000 })), { stopped: true }));
        inner.stop();
      }, LIMIT);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  };
  return { ready: inner.ready, ask: (message) => timed(inner.ask(message)), stop: inner.stop };
}
