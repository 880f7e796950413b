// Cells: the text of a notebook beside its models. Where a front end has rendered it with MyST, links set a model, numbers
// follow it, and works are cited by author and year. Cells come and go as they are scrolled and edited, so they are looked
// through again whenever one has changed. Their text nodes belong to the front end: they are written to, and never replaced.
import { dress, STYLE as DRESS, TERM } from "./dressed.js";

const NOTEBOOK = ".jp-Notebook, .jp-NotebookPanel-notebook";
const LINK = 'a[href^="live:"], a[href^="#"]';
const STYLE = `
  .explorable-number { color: inherit !important; font-weight: 700 !important; text-decoration: underline dotted !important; }
  :is(.explorable-number, .explorable-work) svg { display: none !important; }
  .explorable-set { text-decoration: none; border-bottom: 2px solid color-mix(in srgb, currentColor 40%, transparent); }
  .explorable-work { color: inherit; }${DRESS}`; // MyST's own rules are many words long: hence "important"
// Each widget brings this script anew: what they share stands with the window.
const shared = window[Symbol.for("explorables")] = window[Symbol.for("explorables")] || { models: new Set(), works: {}, terms: {}, watched: false };
const { models, works, terms } = shared;

const home = (element) => element.closest(NOTEBOOK) || document.body;
const parts = (link) => (link.getAttribute("href").match(/^(?:live:|#)([\w-]+)([?/])(.*)$/) || []).slice(1);
// The model that a link means: of its own notebook, as two may be open in one window; NAME-2 is the second of that name there.
function meant(link, asked) {
  const [, name, place] = asked.match(/^(.*?)(?:-(\d+))?$/);
  return [...models].filter((one) => one.card.name === name && one.place.isConnected && home(one.place) === home(link))
    .sort((a, b) => (a.place.compareDocumentPosition(b.place) & 4 ? -1 : 1))[(place || 1) - 1];
}
const words = (element) => [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
const write = (node, text) => { if (node && node.data !== text) node.data = text; };

function number(link) {
  const [name, , result] = parts(link), model = meant(link, name), inside = words(link.querySelector(".link-text") || link);
  link.dataset.history = link.dataset.history || link.textContent;
  const told = model && model.last() && model.last().told[result];
  link.classList.add("explorable-number");
  write(inside, told || link.dataset.history);
}

// A work that MyST found in no bibliography stands there by its key.
function citation(lost) {
  const key = lost.textContent.trim(), [author, year] = works[key] || [];
  if (!author) return;
  write(words(lost), lost.closest(".narrative") ? `${author} (${year})` : `${author} ${year}`);
  lost.className = "explorable-work";
  lost.title = key;
}

const numbers = () => document.querySelectorAll('a[href^="live:"]').forEach(number);

function look() {
  numbers();
  dress(terms, (cell) => [...models].some(({ place }) => home(place) === home(cell)));
  document.querySelectorAll('.cite-group [title="Citation Not Found"]').forEach(citation);
  document.querySelectorAll('a[href^="#"]').forEach((link) => {
    if (parts(link)[1] === "?" && meant(link, parts(link)[0])) link.classList.add("explorable-set");
  });
}

function press(event) {
  const link = event.target.closest && event.target.closest(LINK), [name, sign, rest] = link ? parts(link) : [];
  if (link && link.matches(TERM)) event.preventDefault();
  const model = sign && meant(link, name);
  if (!model) return;
  event.preventDefault(); // there is no such place to go to
  event.stopPropagation();
  if (sign === "?") model.restore(rest);
  model.place.scrollIntoView({ block: "nearest" });
}

function watch() {
  let due = false;
  const later = () => { if (!due) requestAnimationFrame(() => { due = false; look(); }); due = true; };
  shared.watched = true;
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", press, true);
  document.head.appendChild(document.createElement("style")).textContent = STYLE;
}

// From now on the text follows this model. Known are the works, {key: [author, year]}, and the terms, {name: what it means}.
export function follow(model, known) {
  Object.assign(works, known.works);
  Object.assign(terms, known.terms);
  models.add(model);
  const alike = [...models].filter(({ card, place }) => card.name === model.card.name && home(place) === home(model.place)).length;
  const form = model.root.querySelector("form.controls"); // a landmark, and of landmarks no two may have one name
  if (alike > 1) form.setAttribute("aria-label", `${form.getAttribute("aria-label")} (${alike})`);
  model.root.addEventListener("explorable:update", numbers);
  if (!shared.watched) watch();
  look();
}

export function leave(model) {
  models.delete(model);
}
