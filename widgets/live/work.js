// Work: what a reader made of a chapter, as a file of the reader's own: answers to exercises, guesses, settings, changed equations.
// It goes to the reader's disk and is opened from there. Nothing is sent, nothing is kept by the page, nothing is scored.
// data/work.schema.json says what such a file holds.
import { cited, MOST as EQUATIONS, noEquations, save } from "./take.js";
import { say } from "./words.js";

const FORMAT = "work on a chapter", FORM = 1;
const MOST = 1 << 20, LONGEST = 20000; // bytes of a file, characters of an answer
const STYLE = `
  .exercise .typing { margin-top: 1rem; } .typing label, .work label { display: block; margin-bottom: 0.25rem; }
  .typing, .work { font: var(--t-0)/1.45 var(--sans); } .typing textarea { font-family: var(--sans); white-space: pre-wrap; overflow-wrap: anywhere; }
  .work { border-top: var(--hair) solid var(--rule); margin-block: var(--s-5); padding-top: var(--s-3); } .work p { margin-bottom: var(--s-3); }
  .work input { width: min(100%, 20rem); min-height: 2.125rem; padding: 0 0.5rem; font: inherit; color: inherit; background: var(--paper-2); border: var(--hair) solid var(--edge); border-radius: var(--r-1); } .typed { display: none; white-space: pre-wrap; overflow-wrap: anywhere; }
  @media print { .work, .typing textarea, .typing:not(:has(.typed:not(:empty))) { display: none; } .typed:not(:empty) { display: block; font-size: var(--t-1); } }`;

const made = (tag, given, ...inside) => { const one = Object.assign(document.createElement(tag), given); one.append(...inside); return one; };
const text = (value, most = 300) => typeof value === "string" && value.length <= most;
const object = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// A place to type, with what is typed again as text, which paper shows whole.
function place(title, i) {
  const field = made("textarea", { id: `answer-${i}`, rows: 4, maxLength: LONGEST, autocomplete: "off" });
  const typed = made("p", { className: "typed" }), label = made("label", { htmlFor: field.id }, say("Your answer"), made("span", { className: "vh" }, `: ${title}`));
  field.addEventListener("input", () => { typed.textContent = field.value; });
  const put = (value) => { field.value = value; typed.textContent = value; };
  return { title, field, put, box: made("div", { className: "typing" }, label, field, typed) };
}

// What is wrong with the shape of a file, in words; nothing if it can be read as work. Unknown keys are passed over.
function misshapen(work) {
  if (!object(work) || work.format !== FORMAT) return say("is no work that was kept from this book");
  if (!Number.isInteger(work.form) || work.form < 1) return say("does not say of which form it is");
  if (work.form > FORM) return say("is of a later form than this version of the book can read");
  if (![work.page, work.chapter, work.book, work.version].every((one) => text(one))) return say("does not say from which chapter it is");
  const { answers = [], models = [], reader = "" } = work;
  if (!text(reader) || !Array.isArray(answers) || !Array.isArray(models) || answers.length > 100 || models.length > 100) return say("has another shape than such files");
  if (!answers.every((one) => object(one) && text(one.exercise) && text(one.answer, LONGEST))) return say("has an answer that is no text, or longer than {most} characters", { most: LONGEST });
  const plain = (settings) => object(settings) && Object.keys(settings).length <= 100 && Object.values(settings).every((v) => text(v) || typeof v === "number" || typeof v === "boolean");
  const sound = (one) => object(one) && text(one.id) && plain(one.settings) && (one.guess === undefined || text(one.guess)) && (one.equations === undefined || text(one.equations, EQUATIONS));
  return models.every(sound) ? "" : say("has settings, a guess or equations of another shape than such files");
}

// A file's content as work, or what is wrong with it.
async function read(file) {
  if (file.size > MOST) return { wrong: say("has more than {size} kB, and no reader’s work has", { size: MOST / 1024 }) };
  try {
    const work = JSON.parse(await file.text());
    return { work, wrong: misshapen(work) };
  } catch (broken) {
    return { wrong: say("cannot be read: it is broken, or no file of this kind") };
  }
}

// ---- a model's part -------------------------------------------------------------------------------------------------------
function part({ root, card, last, equations }) {
  const guess = root.querySelector(".ask input:checked"), changed = equations.text();
  return { id: root.id, settings: last().controls, ...(guess && { guess: guess.value }), ...(changed !== card.sources[card.name] && { equations: changed }) };
}

// Settings out of range are clamped and told at the model, as those of a link are; equations wait in their field to be run.
async function put(model, { settings, guess, equations }) {
  const wrong = [], choices = [...model.root.querySelectorAll(".ask input")], chosen = choices.find(({ value }) => value === guess);
  choices.forEach((one) => { one.checked = one === chosen; });
  if (guess !== undefined && !chosen) wrong.push(say("the guess “{guess}” is not among the answers", { guess: guess.slice(0, 60) }));
  const unfit = equations === undefined ? "" : noEquations(equations);
  if (unfit) wrong.push(say("the equations are none: the text {unfit}", { unfit }));
  model.equations.put(equations !== undefined && !unfit ? equations : "");
  await model.restore(new URLSearchParams(Object.entries(settings)).toString(), (names) => say("Not all settings of the file could be used: {wrong}.", { wrong: names }));
  if (model.root.querySelector(".notice").textContent) wrong.push(say("some settings of “{model}” are not as they were", { model: model.root.id }));
  return wrong;
}

// ---- the page ---------------------------------------------------------------------------------------------------------------
export function working(models) {
  const exercises = [...document.querySelectorAll(".exercise")];
  if (!exercises.length) return;
  const { book, version = "", page } = cited(document), heading = document.querySelector("main h1").cloneNode(true);
  heading.querySelectorAll(".section-number").forEach((number) => number.remove());
  const here = { page: page.replace(/\.html$/, ""), chapter: heading.textContent.trim() };
  const places = exercises.map((one, i) => place(one.querySelector(".admonition-title").textContent.trim(), i + 1));
  let homeless = { answers: [], models: [] }; // what an opened file holds and this page has no place for: kept with the rest

  const reader = made("input", { id: "work-reader", maxLength: 100, autocomplete: "name" }), told = made("output", {}), file = made("input", { type: "file", accept: ".json", hidden: true });
  told.setAttribute("aria-live", "polite");
  const button = (label, act) => { const one = made("button", { type: "button" }, label); one.addEventListener("click", act); return one; };
  const undo = button(say("Put back what stood here"), () => back());
  undo.hidden = true;
  const panel = made("div", { className: "work" }, made("p", { id: "work-about" }, say("Your work on this chapter: answers, guesses, settings and changed equations. It is on this page only until you keep it as a file. Nothing is sent or scored.")),
    made("p", {}, made("label", { htmlFor: reader.id }, say("Your name, if whoever reads the file should know it")), reader),
    made("div", { className: "row" }, button(say("Keep my work as a file"), keep), button(say("Open a file of my work"), () => file.click()), undo, file, told));
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-labelledby", "work-about");
  document.head.append(made("style", {}, STYLE));
  exercises.forEach((one, i) => one.append(places[i].box));
  exercises[exercises.length - 1].after(panel);

  const now = () => ({
    format: FORMAT, form: FORM, book, version, ...here, kept: new Date().toISOString().slice(0, 10), reader: reader.value,
    answers: [...places.filter(({ field }) => field.value).map(({ title, field }) => ({ exercise: title, answer: field.value })), ...homeless.answers],
    models: [...models.map(part), ...homeless.models],
  });
  const unkept = (event) => event.preventDefault(); // the browser asks before it leaves
  const typing = (some) => (some ? addEventListener : removeEventListener)("beforeunload", unkept);
  places.forEach(({ field }) => field.addEventListener("input", () => typing(true)));

  function keep() {
    save(`${here.page}-work.json`, "application/json", `${JSON.stringify(now(), null, 1)}\n`);
    typing(false);
    told.textContent = say("Your work has been handed to the browser, which saves it as {file}.", { file: `${here.page}-work.json` });
  }

  // Every exercise takes its answer; one that is not here any more is told with its words.
  async function lay({ reader: name = "", answers = [], models: parts = [] }) {
    const wrong = [], given = (title) => answers.filter(({ exercise }) => exercise === title);
    reader.value = name;
    places.forEach(({ title, put: write }) => write(given(title).map(({ answer }) => answer).join("\n\n").slice(0, LONGEST)));
    homeless = { answers: answers.filter(({ exercise }) => !places.some(({ title }) => title === exercise)), models: parts.filter(({ id }) => !models.some(({ root }) => root.id === id)) };
    for (const one of homeless.answers) wrong.push(say("this page has no “{exercise}”; your answer was: {answer}", { exercise: one.exercise, answer: one.answer.slice(0, 2000) }));
    for (const one of homeless.models) wrong.push(say("this page has no model “{model}”", { model: one.id }));
    for (const model of models) {
      const own = parts.find(({ id }) => id === model.root.id);
      if (own) wrong.push(...await put(model, own));
    }
    return wrong;
  }

  let before = null;
  async function back() {
    undo.hidden = true;
    await lay(before);
    told.textContent = say("What stood here is back.");
    file.previousElementSibling.previousElementSibling.focus(); // the button that was pressed is gone
  }

  file.addEventListener("change", async () => {
    const [chosen] = file.files, { work, wrong } = await read(chosen);
    file.value = ""; // the same one may be chosen again
    const other = !wrong && work.page !== here.page ? say("is work on “{chapter}”: open it on that page", { chapter: work.chapter }) : wrong;
    if (other) { told.textContent = say("Not opened: {file} {wrong}.", { file: chosen.name, wrong: other }); return; }
    before = now();
    const lost = await lay(work), of = work.version !== version || work.book !== book ? ` ${say("It was kept from {book}, version {version}.", { book: work.book, version: work.version || "?" })}` : "";
    undo.hidden = false;
    told.textContent = `${say("{file} is open.", { file: chosen.name })}${of}${lost.length ? ` ${say("Not all of it has a place here: {lost}. What has none is kept with your work.", { lost: lost.join("; ") })}` : ""}`;
  });
}
