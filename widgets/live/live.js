// Live: finds the mini-models of a page, starts one interpreter for all of them, and follows the address.
import { engine } from "./engine.js";
import { explorable } from "./explorable.js";

const CANNOT = "The sliders could not be started here. The picture and the sentence stay as drawn.";

// "#NAME?control=value&...", several joined by ";"; "#NAME/RESULT" only goes there.
const parts = () => location.hash.slice(1).split(";").map((part) => part.split("?"));
const asked = (root) => (parts().find(([name, query]) => name === root.id && query !== undefined) || [])[1];

function follow(models) {
  for (const [name, query] of parts()) {
    const model = models.find(({ root }) => root.id === name.split("/")[0]);
    if (model && query !== undefined) model.restore(query);
    else if (model) model.root.scrollIntoView({ block: "nearest" });
  }
}

// What the address asked for while the models were waking: states that they do not have yet, and numbers in the text, whose
// names no browser finds by itself. Where the reader has gone to by a plain name, or by hand, the page is left.
function catchUp(models, begun) {
  for (const model of models) {
    const query = asked(model.root);
    if (query !== undefined && query !== begun.get(model.root)) model.restore(query);
    else if (query === undefined && location.hash.startsWith(`#${model.root.id}/`)) model.root.scrollIntoView({ block: "nearest" });
  }
}

// The whole page is read, and a frame of it painted: text and picture are there.
async function painted() {
  if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function cannot(roots, problem) {
  console.warn(String(problem));
  for (const root of roots) {
    const trouble = root.querySelector(".trouble");
    trouble.textContent = CANNOT;
    trouble.hidden = false;
  }
}

// The interpreter starts while the page is still being read and painted. The models ask it at once: it answers when it can.
async function start() {
  const common = engine();
  await painted();
  const roots = [...document.querySelectorAll("[data-explorable]")];
  const models = roots.map((root) => explorable(root, JSON.parse(root.querySelector("script[type='application/json']").textContent), common));
  const begun = new Map(roots.map((root) => [root, asked(root)]));
  await Promise.all(models.map(({ root, wake }) => wake(begun.get(root)).catch((problem) => cannot([root], problem))));
  const alive = models.filter(({ root }) => root.dataset.state === "live");
  catchUp(alive, begun);
  addEventListener("hashchange", () => follow(alive));
  addEventListener("click", ({ target }) => { // a second click on the same link changes no address
    const link = target.closest && target.closest("a.set");
    if (link && link.hash === location.hash) follow(alive);
  });
  addEventListener("beforeprint", () => alive.forEach(({ print }) => print(true)));
  addEventListener("afterprint", () => alive.forEach(({ print }) => print(false)));
}

start().catch(async (problem) => {
  await painted();
  cannot([...document.querySelectorAll("[data-explorable][data-state='still']")], problem);
});
