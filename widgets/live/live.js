// Live: finds the mini-models of a page, starts one interpreter for all of them, and follows the address.
import { foreseeing, framed } from "./ahead.js";
import { besides } from "./beside.js";
import { cardOf } from "./card.js";
import { engine, sandbox } from "./engine.js";
import { explorable } from "./explorable.js";
import { learn, say } from "./words.js";
import { working } from "./work.js";

const ENDS = ".,:;!)]>\"'’”»";
// A link as other programs write it anew: %3F for ?, &amp; for &, the full stop of its sentence at the end.
function readable(hash) {
  let text = hash;
  try { text = decodeURIComponent(hash); } catch (broken) { /* as it stands, then */ }
  text = text.replace(/&(amp;)+/gi, "&");
  let end = text.length; // no pattern: on a long run of full stops one would take the square of its length
  while (end && ENDS.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

// "#NAME?control=value&...", several joined by ";"; "#NAME/RESULT" only goes there.
const parts = () => readable(location.hash.slice(1)).split(";").map((part) => part.split("?"));
const asked = (root) => (parts().find(([name, query]) => name === root.id && query !== undefined) || [])[1];

// The page goes to a model; a page that stands in a frame would take its host along.
const arrive = ({ root }) => { if (!document.body.dataset.embed) root.scrollIntoView({ block: "nearest" }); };

// Where a link of the text was pressed the reader stays, and the picture comes; else the page goes to the model.
function follow(models, link) {
  for (const [name, query] of parts()) {
    const model = models.find(({ root }) => root.id === name.split("/")[0]);
    if (model && query !== undefined) {
      model.restore(query);
      if (link) model.beside.engage(link);
    }
    if (model && !(link && query !== undefined)) arrive(model);
    if (!model && query !== undefined && models.length) models[0].note(say("The link asks for “{name}”, which is no model of this page.", { name: name.slice(0, 40) }));
  }
}

// Before a link is followed its page is told how all stands, for the way back.
function keep(models) {
  try { history.replaceState({ models: models.map(({ root, last }) => [root.id, last().controls]) }, ""); } catch (refused) { /* too often, says Safari */ }
}

function back(models, kept) {
  for (const [id, controls] of kept) {
    const model = models.find(({ root }) => root.id === id);
    if (model) model.set(controls);
  }
}

// Following, going back and going forward all end in a new fragment.
function addresses(models) {
  let link = null;
  addEventListener("click", ({ target }) => {
    link = target.closest && target.closest("a.set");
    if (link && link.hash === location.hash) follow(models, link); // no address changes: nothing more will happen
    else if (link) keep(models);
  });
  addEventListener("hashchange", () => {
    const kept = history.state && history.state.models;
    if (kept) back(models, kept); else follow(models, link);
    link = null;
  });
}

// What the address asked for while the models were waking: states that they do not have yet, and numbers in the text, whose
// names no browser finds by itself. Where the reader has gone to by a plain name, or by hand, the page is left.
function catchUp(models, begun) {
  for (const model of models) {
    const query = asked(model.root);
    if (query !== undefined && query !== begun.get(model.root)) model.restore(query);
    if (query !== undefined && !scrollY) arrive(model);
    else if (query === undefined && location.hash.startsWith(`#${model.root.id}/`)) arrive(model);
  }
}

// The whole page is read, and a frame of it painted: text and picture are there.
async function painted() {
  if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  await framed();
}

// What page.js has said goes, where the runtime comes after all.
function trouble(root, text) {
  const line = root.querySelector(".trouble");
  if (line) Object.assign(line, { textContent: text, hidden: !text });
}

const still = (root) => trouble(root, say("The sliders could not be started here. The picture and the sentence stay as drawn."));

function cannot(roots, problem) {
  console.warn(String(problem));
  roots.forEach(still);
}

// A page may be cut short on its way: a figure that lacks its end has nothing to run, and says so; those before it live.
function whole(root) {
  const ended = root.querySelector("figcaption");
  if (!ended) still(root);
  return ended;
}

// One model, awake or not: the interpreter is common to all, and each asks ahead for itself.
function modelled(root, common) {
  const card = cardOf(root);
  return explorable(root, card, foreseeing(common, card), sandbox);
}

// The interpreter starts while the page is still being read and painted. The models ask it at once: it answers when it can.
async function start() {
  learn(document);
  const common = engine();
  await painted();
  const roots = [...document.querySelectorAll("[data-explorable]")].filter(whole);
  const models = roots.map((root) => modelled(root, common));
  const begun = new Map(roots.map((root) => [root, asked(root)]));
  await Promise.all(models.map(({ root, wake }) => wake(begun.get(root)).then(() => trouble(root, ""), (problem) => cannot([root], problem))));
  const alive = models.filter(({ root }) => root.dataset.state === "live");
  catchUp(alive, begun);
  besides(alive);
  addresses(alive);
  working(alive);
  addEventListener("beforeprint", () => alive.forEach(({ print }) => print(true)));
  addEventListener("afterprint", () => alive.forEach(({ print }) => print(false)));
}

start().catch(async (problem) => {
  await painted();
  cannot([...document.querySelectorAll("[data-explorable][data-state='still']")], problem);
});
document.currentScript.dataset.begun = ""; // for page.js: a file that is cut short or is none of ours never says so
