// The worker: one MicroPython interpreter for all mini-models of the page.
// In: {module, files: {path: text}} once, {id, enter: text} or {id, run: text}. Out: {ready} or {failed}, {id, answer | error}.
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";

Error.stackTraceLimit = 0; // a name looked for in vain is an error inside: no one reads where it was thrown

let host, memory, begin;
const begun = new Promise((resolve) => { begin = resolve; });

function write(fs, path, text) {
  path.split("/").slice(1, -1).reduce((folder, part) => {
    const next = folder + "/" + part;
    if (!fs.analyzePath(next).exists) fs.mkdir(next);
    return next;
  }, "");
  fs.writeFile(path, text);
}

async function start({ module, files }) {
  const quiet = { stdout: () => {}, stderr: () => {} }; // a model's print() is nobody's business
  const python = await loadMicroPython({ module, url: "micropython.wasm", heapsize: 4 << 20, ...quiet });
  for (const [path, text] of Object.entries(files)) write(python.FS, path, text);
  host = python.pyimport("host");
  memory = python.pyimport("gc"); // else it is swept at the end of each run, a fifth of a run's time, before the answer leaves
  memory.threshold(-1);
  host.guard();
  postMessage({ ready: true });
}

// The last line of a traceback says what went wrong; the last line number in a model's file says where.
function reason(problem) {
  const text = String(problem.message || problem).trim();
  const lines = [...text.matchAll(/models\/\w+\.py", line (\d+)/g)];
  return (lines.length ? `line ${lines[lines.length - 1][1]}: ` : "") + text.split("\n").pop();
}

// What is asked before the interpreter has started is answered as soon as it has.
onmessage = async ({ data }) => {
  if (data.module) return start(data).then(begin, (problem) => postMessage({ failed: reason(problem) }));
  await begun;
  try {
    postMessage({ id: data.id, answer: data.enter ? host.enter(data.enter) : host.run(data.run) });
  } catch (problem) {
    postMessage({ id: data.id, error: reason(problem) });
  }
  if (data.run) memory.collect(); // while the page shows the answer
};
