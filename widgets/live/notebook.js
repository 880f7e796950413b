// Notebook: the page's figure in a live notebook, in a shadow of its own, so that its style and the notebook's leave each
// other alone. The kernel is its engine (kernel.js); the text of the other cells follows it (cells.js).
import { cardOf } from "./card.js";
import { follow, leave } from "./cells.js";
import { explorable } from "./explorable.js";
import { kernel } from "./kernel.js";
import { learn, say } from "./words.js";

// JupyterLab and Notebook say which theme they have, and so do VS Code and Colab; elsewhere it is the system's.
function theme() {
  const { classList, dataset } = document.body, { theme: colab } = document.documentElement.attributes;
  if (dataset.jpThemeLight) return dataset.jpThemeLight === "true" ? "light" : "dark";
  if (classList.contains("vscode-dark") || (colab && colab.value === "dark")) return "dark";
  return classList.contains("vscode-light") || colab ? "light" : "";
}

function wearing(root) {
  const wear = () => { root.dataset.theme = theme(); };
  const watch = new MutationObserver(wear);
  for (const one of [document.body, document.documentElement]) watch.observe(one, { attributes: true, attributeFilter: ["class", "theme", "data-jp-theme-light"] });
  wear();
  return () => watch.disconnect();
}

// What a setting rests on, told below its sign. (On the page it is a note that floats: static/page.js.)
function notes(figure) {
  figure.addEventListener("click", ({ target }) => {
    const sign = target.closest("[data-note]");
    if (!sign) return;
    const open = sign.getAttribute("aria-expanded") !== "true", told = open ? document.createElement("p") : sign.nextElementSibling;
    sign.setAttribute("aria-expanded", String(open));
    if (!open) return told.remove();
    const text = figure.querySelector(`[id="${sign.dataset.note}"]`).cloneNode(true);
    text.querySelectorAll(".what").forEach((part) => part.remove());
    told.className = "told";
    told.textContent = text.textContent.trim();
    sign.after(told);
  });
}

const query = (settings) => new URLSearchParams(settings).toString();

function render({ model: comm, el }) {
  el.dataset.lmSuppressShortcuts = "true"; // a key pressed in a figure is the figure's: "dd" would take the cell away
  const shadow = el.attachShadow({ mode: "open" });
  shadow.innerHTML = comm.get("html");
  learn(shadow);
  const root = shadow.querySelector(".root"), figure = shadow.querySelector("[data-explorable]");
  const undress = wearing(root);
  const card = cardOf(figure);
  let model = null;
  const engines = kernel(comm, card.controls, (answer) => model.follow(answer.controls, answer), (text) => model.note(text));
  model = explorable(figure, card, engines.common, engines.sandbox);
  model.beside = { engage: () => {} }; // a notebook's cells stay where they are
  model.place = el;
  notes(figure);
  const woken = engines.now().then(({ controls }) => model.wake(query(controls))); // a view may come late
  const ended = woken.then(() => follow(model, { works: comm.get("works"), terms: comm.get("terms") }), (problem) => {
    const trouble = figure.querySelector(".trouble");
    console.warn(String(problem));
    trouble.textContent = say("This model is not connected to a kernel: run its cell.");
    trouble.hidden = false;
  });
  return () => { undress(); engines.end(); ended.then(() => leave(model)); };
}

export default { render };
