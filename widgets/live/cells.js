// Cells: the text of a notebook beside its models. Where a front end has rendered it with MyST, links set a model, numbers
// follow it, and works are cited by author and year. Cells come and go as they are scrolled and edited, so they are looked
// through again whenever one has changed. Their text nodes belong to the front end: they are written to, and never replaced.
const NOTEBOOK = ".jp-Notebook, .jp-NotebookPanel-notebook";
const LINK = 'a[href^="live:"], a[href^="#"]';
const STYLE = `
  .explorable-number { color: inherit; font-weight: 700; text-decoration: underline dotted; }
  :is(.explorable-number, .explorable-work) svg { display: none; }
  .explorable-set { text-decoration: none; border-bottom: 2px solid color-mix(in srgb, currentColor 40%, transparent); }
  .explorable-work { color: inherit; }`;
// Each widget brings this script anew: what they share stands with the window.
const shared = window[Symbol.for("explorables")] = window[Symbol.for("explorables")] || { models: new Set(), works: {}, watched: false };
const { models, works } = shared;

const home = (element) => element.closest(NOTEBOOK) || document.body;
const parts = (link) => (link.getAttribute("href").match(/^(?:live:|#)(\w+)([?/])(.*)$/) || []).slice(1);
// The models of a link's own notebook, in the order of its cells: two notebooks may be open in one window.
const meant = (link, name) => [...models].filter(({ card, place }) => card.name === name && place.isConnected && home(place) === home(link))
  .sort((a, b) => (a.place.compareDocumentPosition(b.place) & 4 ? -1 : 1))[0];
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

function look() {
  document.querySelectorAll('a[href^="live:"]').forEach(number);
  document.querySelectorAll('.cite-group [title="Citation Not Found"]').forEach(citation);
  document.querySelectorAll('a[href^="#"]').forEach((link) => {
    if (parts(link)[1] === "?" && meant(link, parts(link)[0])) link.classList.add("explorable-set");
  });
}

function press(event) {
  const link = event.target.closest && event.target.closest(LINK), [name, sign, rest] = link ? parts(link) : [];
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

// From now on the text follows this model; `known` are the works, {key: [author, year]}.
export function follow(model, known) {
  Object.assign(works, known);
  models.add(model);
  model.root.addEventListener("explorable:update", look);
  if (!shared.watched) watch();
  look();
}

export function leave(model) {
  models.delete(model);
}
