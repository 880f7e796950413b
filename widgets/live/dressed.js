// Dressed: what a front end's MyST leaves of the book's own forms, and how it is made to look meant. The chapter's question and
// its characters lose their names on the way, and are known by where they stand; terms find no glossary there; a language in
// braces stays as it was written; and the word on how to run a notebook has said what it had to once the notebook runs.
const RUN = "The pictures stand still until this notebook is run"; // as book/_ext/canonical.py writes it
const HAN = /^[\u2e80-\u9fff\uf900-\ufaff]+$/;
const TONGUE = /\[([^\]]*)\]\{\.language-(zh-Han[st])\}/g;
export const TERM = '.myst a.hover-link[href="#"]';
export const STYLE = `
  .explorable-question { font-size: 1.3em; font-style: italic; max-width: 34em; }
  .explorable-term { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1em; }
  .explorable-term > [lang] { font-size: 2.4em; letter-spacing: 0.1em; margin: 0; }
  .explorable-word { color: inherit !important; text-decoration: none !important; cursor: text; }
  .explorable-word[title] { border-bottom: 1px dotted; cursor: help; }
  .explorable-ran > .jp-Cell-inputWrapper { display: none; }`;

const plain = (word) => word.toLowerCase().replace(/ ?\(.*?\) ?/g, " ").replace(/[’']/g, "'").replace(/s\b/g, "").trim();

// {a term, plainly: what it means} to what a word of the text means, in one number or many, or as the end of a longer term.
function meaning(word, terms) {
  const asked = plain(word), known = Object.keys(terms).map((term) => [plain(term), terms[term]]);
  return (known.find(([term]) => term === asked) || known.find(([term]) => term.endsWith(` ${asked}`)) || [])[1];
}

function characters(paragraph) {
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data } = walk.currentNode, written = data.replace(TONGUE, "$1");
    if (written === data) continue;
    const tongues = [...data.matchAll(TONGUE)].map(([, , tongue]) => tongue);
    walk.currentNode.data = written;
    if (HAN.test(paragraph.textContent.trim())) paragraph.lang = tongues[0];
  }
}

function opening(title) {
  const question = title.nextElementSibling, term = question.nextElementSibling;
  for (const box of [question, term]) {
    const first = box && box.matches("div") && box.querySelector(":scope > p:first-child");
    if (!first) return;
    const name = HAN.test(first.textContent.trim()) ? "explorable-term" : "explorable-question";
    box.classList.add(name);
    if (name === "explorable-term" && !first.lang) first.lang = "zh-Hans";
  }
}

// All that is rendered now. runs(element): whether a model of its notebook is alive.
export function dress(terms, runs) {
  document.querySelectorAll(".myst p").forEach((paragraph) => { if (paragraph.textContent.includes("]{.language-")) characters(paragraph); });
  document.querySelectorAll(".myst > h1:has(+ div)").forEach(opening);
  document.querySelectorAll(TERM).forEach((link) => {
    const meant = meaning(link.textContent, terms);
    link.classList.add("explorable-word");
    if (meant) link.title = meant;
  });
  document.querySelectorAll(".jp-MarkdownCell").forEach((cell) => {
    const word = cell.querySelector(".myst");
    if (word && word.textContent.trim().startsWith(RUN)) cell.classList.toggle("explorable-ran", runs(cell));
  });
}
