// Explorable: one mini-model on the page. Keeps its controls, picture, sentence, numbers in the text and link in step.
import { handles } from "./handles.js";
import { attribute, bind } from "./marks.js";
import { pick } from "./pick.js";
import { swiping } from "./swipe.js";
import { tools } from "./tools.js";
import { plain, say, small } from "./words.js";

const numeric = (text) => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(String(text).trim());

// What is wrong with a value asked for, in words; nothing if it can be used as it is.
function unfit(control, text) {
  if ("held" in control) return text === String(control.held) ? "" : say("is held fixed in this edition");
  if (control.kind === "choice") return text in control.options ? "" : say("is not one of its options");
  if (control.kind === "switch") return text === "true" || text === "false" ? "" : say("is neither true nor false");
  if (!numeric(text)) return say("is not a number");
  if (Number(text) < control.low) return say("is below {low}, the least", { low: plain(control.low) });
  return Number(text) > control.high ? say("is above {high}, the most", { high: plain(control.high) }) : "";
}

// Whether all that is said is there, and in words: an answer that is another's than the host's is not listened to twice.
function spoken(card, { title, sentence, alt, reply, told, cells, results }, asked) {
  const names = [...Object.keys(card.controls), ...Object.keys(card.results)].filter((name) => !card.tables.includes(name));
  const words = results && told && cells && [title, sentence, alt, reply, ...names.map((name) => told[name]), ...asked.flatMap((name) => cells[name])];
  if (words && words.every((text) => typeof text === "string")) return;
  throw Object.assign(new Error(say("stopped, as the answer did not say what it should")), { stopped: true });
}

// Only what the card declares, and only numbers that can be drawn: changed equations may answer anything.
function sound(card, { results }) {
  for (const [name, { kind }] of Object.entries(card.results)) {
    const value = results[name];
    if (kind === "word" ? typeof value !== "string" : Array.isArray(value) !== (kind === "series")) {
      throw new Error(`the result ${name} is not a ${kind}`);
    }
    if (kind === "series" && value.length !== card.drawn[name].length) throw new Error(`the result ${name} changed its length`);
    const wrong = [].concat(value).some((v) => v !== null && typeof v !== "string" && !Number.isFinite(v));
    if (wrong) throw new Error(`the result ${name} is not made of finite numbers`);
  }
}

// Into the text that is there: a new text node would have the browser match the page's rules anew.
const write = (element, text) => {
  const inside = element.firstChild;
  if (!inside || inside !== element.lastChild || inside.nodeType !== Node.TEXT_NODE) element.textContent = text;
  else if (inside.data !== text) inside.data = text;
};

// `common` is the engine that works the model; `sandbox()` makes one for equations that a reader has changed.
export function explorable(root, card, common, sandbox) {
  const part = (selector) => root.querySelector(selector);
  const form = part("form.controls"), output = part(".said output");
  const order = Object.keys(card.controls);
  // The same test as contract.faint: nothing that a reader would see as more than zero.
  const faint = (name, v) => v === null || Math.abs(v) < 0.5 / 10 ** (card.results[name].decimals || 0);
  const move = bind(part("svg.plot"), card.axes, card.drawn, faint, card.results);
  // Looked up once: a page holds thousands of elements, and a slider wants its answer within a frame.
  const controls = order.map((name) => ({
    name, ...card.controls[name], value: form.querySelector(`[data-value="${name}"]`), exact: form.querySelector(`[data-exact="${name}"]`),
    fields: [...form.elements].filter((field) => field.name === name),
  }));
  const scenarios = [...root.querySelectorAll("[data-scenario][aria-pressed]")];
  const [printed, kind, notice, numbers, title, alt] = [".printed", ".kind", ".notice", "details.numbers", ".title", `[id="${root.id}-alt"]`].map(part);
  const followers = [...document.querySelectorAll(`a.live[href^="#${root.id}/"]`)];
  followers.forEach((link) => { link.dataset.history = link.textContent; });
  const places = pick(root, card);
  let engine = common, last = null;

  function read() {
    const values = {};
    for (const { name, kind, fields } of controls) {
      if (kind === "number") values[name] = Number(fields[0].value);
      else if (kind === "switch") values[name] = fields[0].checked;
      else values[name] = fields.find((field) => field.checked).value;
    }
    return values;
  }

  function put(name, value) {
    const { kind, fields, low, high, held } = controls[order.indexOf(name)];
    if (held !== undefined) return;
    if (kind === "number") fields[0].value = Math.min(high, Math.max(low, Number(value))); // a slider takes 1e999 for no number
    else if (kind === "switch") fields[0].checked = String(value) === "true";
    else fields.forEach((field) => { field.checked = field.value === value; });
  }

  // One question at a time; what was moved meanwhile is asked about next, and only its last state.
  let busy = null, again = false;
  function work() {
    again = true;
    busy = busy || (async () => {
      try { while (again) { again = false; await once(); } } finally { busy = null; }
    })();
    return busy;
  }

  async function once() {
    const set = read(), asked = engine;
    try {
      const cells = numbers.open ? card.tables : places.names;
      const answer = await asked.ask({ run: JSON.stringify({ name: card.name, controls: set, cells }) });
      if (engine === asked) {
        spoken(card, answer, cells);
        sound(card, answer);
        show(set, answer);
      } else again = true; // other equations have come meanwhile: theirs is the answer wanted
    } catch (problem) {
      if (engine !== asked) { again = true; return; }
      if (!last) throw problem; // it never worked: `wake` says so
      const stopped = problem.stopped && engine !== common;
      const since = stopped ? say("The book’s own equations are back.") : say("The picture shows the last settings that could be worked out.");
      if (stopped) { use(common); again = true; }
      note(`${say("The model could not be worked out here ({problem}).", { problem: problem.message })} ${since}`);
    }
  }

  function show(set, answer) {
    const { results, told } = answer;
    places.tell(answer.cells);
    last = { controls: set, ...answer };
    utter(answer.sentence);
    for (const { name, value, exact, fields } of controls) {
      if (value) write(value, told[name]);
      if (exact && exact !== root.getRootNode().activeElement && exact.value !== String(set[name])) exact.value = set[name];
      if (fields[0].type === "range") attribute(fields[0], "aria-valuetext", told[name]);
    }
    idle(set);
    const same = (changes) => order.every((n) => set[n] === (n in changes ? changes[n] : card.defaults[n]));
    scenarios.forEach((button) => attribute(button, "aria-pressed", same(card.scenarios[button.dataset.scenario])));
    last.kind = engine !== common ? card.kind.changed : same(card.scenarios.Reset) ? card.kind.first : card.kind.other;
    last.printed = say("Drawn with: {settings}.", { settings: controls.map(({ name, label }) => `${small(label)} ${told[name]}`).join("; ") });
    appear(last);
    root.dispatchEvent(new CustomEvent("explorable:update", { bubbles: true, detail: { controls: set, results } }));
  }

  // Everything of a state that a sheet of paper shows as well. What prints is the model as it opened, whatever was set since.
  const opened = { results: card.drawn, told: {}, title: title.textContent, alt: alt.textContent, sentence: output.textContent,
    kind: kind.textContent, printed: printed.textContent };
  function appear(state) {
    move(state.results, state.cells);
    for (const [element, text] of [[title, state.title], [alt, state.alt], [kind, state.kind], [printed, state.printed]]) write(element, text);
    followers.forEach((link) => write(link, state.told[link.hash.split("/")[1]] || link.dataset.history));
  }
  function print(begins) {
    appear(begins ? opened : last);
    write(output, begins ? opened.sentence : last.sentence);
  }

  // A control that counts only beside another's value can be set while that has it.
  const waiting = controls.filter(({ when }) => when);
  function idle(set) {
    for (const { when, fields, exact } of waiting) {
      const out = !when.slice(1).includes(set[when[0]]);
      fields[0].closest(".ctl").classList.toggle("idle", out);
      if (root.dataset.state === "live") [...fields, exact].forEach((field) => { if (field && field.disabled !== out) field.disabled = out; });
    }
  }

  // While a slider moves the sentence changes many times a second: a screen reader is told once it rests.
  let resting;
  function utter(sentence) {
    if (sentence === output.textContent) return;
    output.setAttribute("aria-busy", "true");
    write(output, sentence);
    clearTimeout(resting);
    resting = setTimeout(() => output.setAttribute("aria-busy", "false"), "playing" in root.dataset ? 1500 : 400);
  }

  const note = (text) => write(notice, text);
  const use = (next) => {
    if (engine !== common && engine !== next) engine.stop();
    engine = next;
    root.dataset.equations = next === common ? "own" : "changed";
  };

  function set(changes) {
    note("");
    for (const name of order) put(name, name in changes ? changes[name] : card.defaults[name]);
    return work();
  }

  // What a hand on the picture sets goes the way of the fields, by their own event.
  function enter(changes) {
    const before = JSON.stringify(read()), [first] = Object.keys(changes);
    Object.entries(changes).forEach(([name, value]) => put(name, value));
    if (JSON.stringify(read()) !== before) controls[order.indexOf(first)].fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The state of a link, or of a reader's file. What is out of range is clamped, what is unknown or not a number ignored; one
  // sentence says so.
  function restore(query, tell = (names) => say("Not all of the link could be followed: {wrong}.", { wrong: names })) {
    const wrong = [];
    for (const name of order) put(name, card.defaults[name]);
    for (const [name, text] of new URLSearchParams(query)) {
      const known = Object.prototype.hasOwnProperty.call(card.controls, name);
      const problem = known ? unfit(card.controls[name], text) : say("is not a control of this model");
      if (problem) wrong.push(`${name.slice(0, 40)}=${text.slice(0, 40)} ${problem}`);
      if (!problem || (known && card.controls[name].kind === "number" && numeric(text))) put(name, text);
    }
    note(wrong.length ? tell(wrong.slice(0, 8).join("; ")) : "");
    return work();
  }

  // What was set and found elsewhere: in another view of the model, or in a cell of its notebook.
  function follow(controls, answer) {
    order.forEach((name) => put(name, controls[name]));
    show(controls, answer);
  }

  root.addEventListener("focusin", ({ target }) => common.beside(target.name)); // who comes to a slider will move it
  form.addEventListener("input", (event) => {
    if (event.target.dataset.exact) return;
    note("");
    work();
  });
  form.addEventListener("change", (event) => {
    const name = event.target.dataset.exact;
    if (!name) return;
    const problem = unfit(card.controls[name], event.target.value);
    if (!problem || numeric(event.target.value)) put(name, event.target.value);
    event.target.value = read()[name];
    note(problem ? say("{label}: what was entered {problem}.", { label: card.controls[name].label, problem }) : "");
    work();
  });
  swiping(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-scenario]");
    if (button) set(card.scenarios[button.dataset.scenario]);
  });

  // Live once its controls answer, and once it stands as the link asks, if one does.
  async function wake(query) {
    const entered = engine.ask({ enter: JSON.stringify(card) });
    await Promise.all([entered, query === undefined ? work() : restore(query)]); // in one breath: the worker answers in turn
    root.querySelectorAll("form.controls :disabled, .ask :disabled, .tools :disabled").forEach((field) => { field.disabled = false; });
    root.dataset.state = "live";
    idle(read());
  }

  const model = { root, card, restore, set, work, wake, note, use, common, sandbox, print, read, enter, follow, last: () => last };
  handles(model);
  tools(model);
  return model;
}
