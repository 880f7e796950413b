// The worker: one MicroPython interpreter for all mini-models of the page, in a cell. Its worker is emptied of all but the
// language before the interpreter starts, the interpreter is given none of its functions that reach JavaScript, and the page
// (engine.js) takes only the answer that it waits for and ends a worker that sends anything else.
// In: {id: 0, module, files: {path: text}, most} once, {id, enter: text} or {id, run: text}; `most`: the longest answer, in
// characters. Out: {id, answer | error}, once for each.
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";
import { empty } from "./emptied.js";

// What the interpreter may call: its own memory, files in it, the clock. A function that a new version brings is closed at first.
const OPEN = /^(invoke_|__syscall_|mp_js_|js_check_existing$|proxy_js_free_obj$|_abort_js$|emscripten_resize_heap$|_emscripten_throw_longjmp$)/;
const closed = () => { throw new Error("JavaScript cannot be reached from equations"); };

Error.stackTraceLimit = 0; // a name looked for in vain is an error inside: no one reads where it was thrown

const post = postMessage; // the one channel; its name goes with the others
let host, memory, begin, longest;
const begun = new Promise((resolve) => { begin = resolve; });

function write(fs, path, text) {
  path.split("/").slice(1, -1).reduce((folder, part) => {
    const next = folder + "/" + part;
    if (!fs.analyzePath(next).exists) fs.mkdir(next);
    return next;
  }, "");
  fs.writeFile(path, text);
}

function sealed({ env, ...others }) {
  const doors = Object.entries(env).map(([name, door]) => [name, OPEN.test(name) ? door : closed]);
  return { ...others, env: Object.fromEntries(doors) };
}

async function start({ module, files, most }) {
  longest = most;
  const instantiateWasm = (imports, done) => (WebAssembly.instantiate(module, sealed(imports)).then(done), {});
  const quiet = { stdout: () => {}, stderr: () => {} }; // a model's print() is nobody's business
  const python = await loadMicroPython({ instantiateWasm, url: "micropython.wasm", heapsize: 4 << 20, ...quiet });
  for (const [path, text] of Object.entries(files)) write(python.FS, path, text);
  host = python.pyimport("host");
  memory = python.pyimport("gc"); // else it is swept at the end of each run, a fifth of a run's time, before the answer leaves
  memory.threshold(-1);
  host.guard();
}

// Changed equations may have put anything in the host's place.
function bounded(answer) {
  if (typeof answer !== "string") throw new Error("the answer is not a text");
  if (answer.length > longest) throw new Error(`the answer is longer than ${longest} characters`);
  return answer;
}

// The last line of a traceback says what went wrong; the last line number in a model's file says where.
function reason(problem) {
  const text = String(problem.message || problem).trim();
  const lines = [...text.matchAll(/models\/\w+\.py", line (\d+)/g)];
  return (lines.length ? `line ${lines[lines.length - 1][1]}: ` : "") + text.split("\n").pop().slice(0, 300);
}

// What is asked before the interpreter has started is answered as soon as it has.
async function answer(data) {
  if (data.module) begin(start(data));
  await begun;
  return data.module ? "{}" : bounded(data.enter ? host.enter(data.enter) : host.run(data.run));
}

onmessage = async ({ data }) => {
  try { post({ id: data.id, answer: await answer(data) }); } catch (problem) { post({ id: data.id, error: reason(problem) }); }
  if (data.run) memory.collect(); // while the page shows the answer
};

empty();
