// Live: finds the mini-models of a page, starts one interpreter for all of them, and follows the address.
import { engine } from "./engine.js";
import { explorable } from "./explorable.js";

const CANNOT = "The sliders could not be started here. The picture and the sentence stay as drawn.";

// "#NAME?control=value&...", several joined by ";"; "#NAME/RESULT" only goes there.
function follow(models) {
  for (const part of location.hash.slice(1).split(";")) {
    const [name, query] = part.split("?"), model = models.find(({ root }) => root.id === name.split("/")[0]);
    if (model && query !== undefined) model.restore(query);
    else if (model) model.root.scrollIntoView({ block: "nearest" });
  }
}

// What prints is history's case: numbers in the text go back to it for the printer.
function printing() {
  const each = (act) => document.querySelectorAll("a.live[data-history]").forEach(act);
  addEventListener("beforeprint", () => each((link) => { link.dataset.now = link.textContent; link.textContent = link.dataset.history; }));
  addEventListener("afterprint", () => each((link) => { link.textContent = link.dataset.now || link.dataset.history; }));
}

async function start() {
  const roots = [...document.querySelectorAll("[data-explorable]")];
  try {
    const cards = roots.map((root) => JSON.parse(root.querySelector("script[type='application/json']").textContent));
    const common = engine(Object.assign({}, ...cards.map(({ sources }) => sources)));
    await common.ready;
    const models = roots.map((root, i) => explorable(root, cards[i], common));
    await Promise.all(models.map(({ wake }) => wake()));
    follow(models);
    addEventListener("hashchange", () => follow(models));
    addEventListener("click", ({ target }) => { // a second click on the same link changes no address
      const link = target.closest && target.closest("a.set");
      if (link && link.hash === location.hash) follow(models);
    });
    printing();
  } catch (problem) {
    console.warn(String(problem));
    for (const root of roots.filter(({ dataset }) => dataset.state === "still")) {
      const trouble = root.querySelector(".trouble");
      trouble.textContent = CANNOT;
      trouble.hidden = false;
    }
  }
}

start();
