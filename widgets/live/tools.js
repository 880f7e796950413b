// Tools: what a reader can do with a mini-model beside moving it. Guess first, hold a run, take its numbers, change its
// equations; and what can be carried away (take.js).
import { playing } from "./play.js";
import { on, save, take } from "./take.js";
import { say } from "./words.js";

const SHAPES = /^(line|stairs|bar|barh|vline|hline) /; // marks that can be held as a faint copy: areas would cover each other

export function tools(model) {
  guessing(model);
  holding(model);
  numbers(model);
  changing(model);
  playing(model);
  take(model);
}

// A question first: the model's answer comes in words. Nothing is scored, and nothing is kept.
function guessing(model) {
  const { root, card, set, last } = model;
  on(root, ".ask button", "click", async ({ target }) => {
    const guess = root.querySelector(".ask input:checked"), answer = root.querySelector(".ask output");
    if (!guess) { answer.textContent = say("Choose one of the answers, or go straight to the model below."); return; }
    model.beside.engage(target);
    await set(card.question.options[guess.value]);
    answer.textContent = last().reply;
  });
}

function holding({ root, last }) {
  let copies = [];
  const held = root.querySelector(".held"), button = root.querySelector("[data-hold]");
  button.addEventListener("click", () => {
    copies.forEach((copy) => copy.remove());
    const holds = !copies.length;
    copies = !holds ? [] : [...root.querySelectorAll("[data-mark]")].filter((m) => SHAPES.test(m.dataset.mark)).map((mark) => {
      const copy = mark.cloneNode(true);
      copy.removeAttribute("data-mark");
      copy.setAttribute("class", "ghost");
      mark.before(copy);
      return copy;
    });
    button.textContent = holds ? say("Let the held run go") : say("Hold this run");
    held.textContent = holds ? say("Held, drawn faintly: {sentence}", { sentence: last().sentence }) : "";
  });
}

// A spreadsheet runs a cell that begins with one of these: an apostrophe makes it text. Numbers are left alone.
const harmless = (cell) => (typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell === null ? "" : cell);
const quoted = (cell) => (/[",\n]/.test(cell) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell));
const csv = (rows) => rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(",")).join("\r\n") + "\r\n";

// Everything set and found, one row a value: the setting or result, where along its series, the value, its unit.
function tidy(card, { controls, results }) {
  const rows = [["name", "label", "at", "value", "unit"]];
  const add = (name, { label, unit }, at, value) => rows.push([name, label, at, value, unit || ""]);
  for (const name of Object.keys(card.controls)) add(name, card.controls[name], "", controls[name]);
  for (const [name, declared] of Object.entries(card.results)) {
    const along = card.along[name] || [];
    if (!declared.label) continue; // a phrase of the sentence
    if (declared.kind !== "series") add(name, declared, "", results[name]);
    else results[name].forEach((value, i) => add(name, declared, along[i] === undefined ? i + 1 : along[i], value));
  }
  return rows;
}

function numbers({ root, card, work, last }) {
  const table = root.querySelector("details.numbers");
  const places = [...root.querySelectorAll("[data-cell]")].map((cell) => [cell, ...cell.dataset.cell.split(" ")]);
  const fill = () => {
    const { cells, told } = last();
    if (table.open) places.forEach(([cell, name, i]) => { cell.textContent = i === undefined ? told[name] : cells[name][i]; });
  };
  table.addEventListener("toggle", () => { if (last()) work(); }); // before that nothing has been worked, and may never be
  root.addEventListener("explorable:update", fill);
  on(root, "[data-csv]", "click", () => save(`${card.name}.csv`, "text/csv", "\ufeff", csv(tidy(card, last()))));
}

// Changed equations live in this page only, and in a file that a reader keeps: not in a link, not in storage. One text is tried at a time on a page: another that is
// run meanwhile takes its place, and pressing again while the same one runs starts nothing.
let trying = null; // {panel, text, trial} from the press of the button until the picture has moved or not
function changing(model) {
  const { root, card, work, note, use, common, sandbox, last } = model;
  const panel = root.querySelector(".equations");
  const [own, edit, field, result] = ["pre", ".edit", "textarea", "output"].map((selector) => panel.querySelector(selector));
  const editing = (open) => { own.hidden = open; edit.hidden = !open; panel.querySelector("[data-change]").hidden = open; };
  on(panel, "[data-change]", "click", () => { field.value = card.sources[card.name]; editing(true); field.focus(); });
  const giveWay = () => { if (trying && !trying.used) trying.trial.stop(say("stopped, as others were run")); trying = null; };
  // What stands in the field, as far as it is open; and another text there, to be run or not. Without one the book's are back.
  model.equations = {
    text: () => (edit.hidden ? card.sources[card.name] : field.value),
    put(text) {
      if (!text && edit.hidden) return;
      if (!text) { panel.querySelector("[data-back]").click(); return; }
      panel.open = true;
      editing(true);
      field.value = text;
      result.textContent = say("Run these equations to see what they find.");
    },
  };
  let newest = null; // what was asked for last: equations that are still being read give way to it
  on(panel, "[data-back]", "click", async () => {
    if (trying && trying.panel === panel) giveWay();
    newest = null;
    result.textContent = "";
    use(common);
    editing(false);
    panel.querySelector("[data-change]").focus(); // the button that was pressed is gone
    note("");
    await work();
  });
  on(panel, "[data-run]", "click", async () => {
    const text = field.value;
    if (trying && trying.panel === panel && trying.text === text) return;
    giveWay();
    result.textContent = say("Running.");
    const trial = sandbox(), mine = trying = newest = { panel, text, trial };
    try {
      await trial.ready;
      await trial.ask({ enter: JSON.stringify({ ...card, sources: { ...card.sources, [card.name]: text } }) });
      if (newest !== mine) return trial.stop();
      mine.used = true;
      use(trial);
      const before = last();
      await work();
      const moved = last() !== before && root.dataset.equations === "changed";
      if (newest === mine) result.textContent = moved ? say("These equations now move the picture.") : root.querySelector(".notice").textContent;
    } catch (problem) {
      trial.stop();
      if (newest === mine) result.textContent = say("Not run: {problem}.", { problem: problem.message });
    }
    if (trying === mine) trying = null;
  });
}
