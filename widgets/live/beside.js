// Beside: while the text speaks of a model whose picture is out of sight, picture and sentence stand beside it: in the
// margin on wide pages, in a strip on narrow ones, over the column while a control far below is worked. Nothing scrolls.
import { say } from "./words.js";

const NARROW = matchMedia("(max-width: 56rem)");
const MOST = 0.8, SOME = 0.35; // shares of the picture in sight that are enough: for who works it, for who reads

const within = (low, high) => Math.max(0, Math.min(high, innerHeight) - Math.max(low, 0));
const block = (link) => link.closest("p, li, td, dd, figcaption, blockquote") || link;

// The parts of the text that speak of a model: in each section, from the first paragraph with a link of its to the last.
function passages(root) {
  const found = new Map();
  for (const link of document.querySelectorAll(`a.set[href^="#${root.id}?"], a.live[href^="#${root.id}/"]`)) {
    const section = link.closest("section") || document.body;
    if (!root.contains(link)) found.set(section, [...(found.get(section) || []), block(link)]);
  }
  return [...found.values()].map((blocks) => [blocks[0], blocks[blocks.length - 1]]);
}

// One model's picture and sentence; `worked(element)` is called where a reader works the model.
function companion(root, worked) {
  const stage = root.querySelector(".stage"), near = stage.querySelector(".near"), button = near.querySelector("[data-away]");
  const controls = root.querySelector("form.controls");
  const spoken = passages(root);
  let anchor = null, moved = false, away = false, where = "", strip = "";

  // What the reader is at: what was just worked, while it is in sight, or a passage where the eye is.
  function read() {
    const box = anchor && anchor.getBoundingClientRect();
    if (box && within(box.top, box.bottom) > 0) return anchor;
    anchor = null;
    if (stage.getBoundingClientRect().top > 0) return null; // who has not come to the model yet meets it where it stands
    const end = innerHeight + scrollY > document.documentElement.scrollHeight - 4;
    const [from, to] = NARROW.matches ? [0.4, end ? 1 : 0.55] : [0.1, 0.9]; // a strip comes when what it covers has been read
    const here = ([first, last]) => first.getBoundingClientRect().top < to * innerHeight && last.getBoundingClientRect().bottom > from * innerHeight;
    return (spoken.find(here) || [null])[0];
  }

  function seen() {
    const box = stage.getBoundingClientRect(), tall = Number(stage.dataset.tall) || near.querySelector(".canvas").offsetHeight;
    return within(box.top, box.top + tall) / Math.min(tall, innerHeight);
  }

  // On a phone above what is read, or below where it would cover what was just pressed or has the focus.
  function side(at) {
    const focused = document.activeElement, pressed = at.contains(focused) ? focused : at;
    if (NARROW.matches) return anchor && pressed.getBoundingClientRect().top < 0.42 * innerHeight ? "bottom" : "top";
    return controls.contains(at) ? "column" : "margin";
  }

  function lay(at) {
    const box = stage.getBoundingClientRect(), edge = controls.getBoundingClientRect();
    stage.dataset.tall = stage.dataset.tall || near.querySelector(".canvas").offsetHeight;
    stage.style.minHeight = stage.style.minHeight || `${box.height}px`;
    const [left, width] = at === "margin" ? [edge.left, Math.min(innerWidth - edge.left - 24, 420)] : [box.left, box.width];
    near.style.left = NARROW.matches ? "" : `${left}px`;
    near.style.width = NARROW.matches ? "" : `${width}px`;
  }

  // In the margin it hangs below the controls while they are in sight, as far as there is room for it.
  function hang() {
    const below = () => Math.max(0, Math.min(controls.getBoundingClientRect().bottom, innerHeight - near.offsetHeight));
    const top = where === "margin" ? `${Math.round(below())}px` : "";
    if (near.style.top !== top) near.style.top = top;
  }

  function clear() {
    for (const style of [stage.style, near.style]) style.cssText = "";
    delete stage.dataset.tall;
  }

  function place(at) {
    if (at !== where) turn(at);
    hang();
  }

  function turn(at) {
    if (at) lay(at); else clear();
    where = at;
    root.dataset.beside = at;
    root.style.overflowAnchor = at === "margin" ? "none" : ""; // the text that is read keeps its place, whatever grows in the figure
    button.hidden = !at;
    const told = at && !away && NARROW.matches ? at : "";
    if (told !== strip) document.documentElement.dataset.strip = strip = told; // what is focused scrolls clear of it
  }

  // Where the picture is wanted, if it is.
  function wish() {
    const at = read();
    return at && seen() < (anchor ? MOST : SOME) ? { at, worked: !!anchor } : null;
  }

  function stand(wanted) {
    if (!wanted) return place("");
    const kept = where && NARROW.matches && !moved; // it does not change sides under the reader's eye
    moved = false;
    place(kept ? where : side(wanted.at));
  }

  function put(gone) {
    away = gone;
    root.toggleAttribute("data-away", away);
    button.textContent = away ? say("Show the picture") : say("Put the picture away");
    button.setAttribute("aria-expanded", String(!away));
    const now = where;
    place("");
    place(now);
  }

  // The model is worked from here: a link of the text, an answer, a control. From nowhere, if another one is.
  function hold(element) {
    anchor = element;
    moved = !!element;
    if (element && away && !root.contains(element)) put(false);
  }

  button.addEventListener("click", () => put(!away));
  root.addEventListener("focusin", ({ target }) => { if (target.closest("form.controls")) worked(target.closest(".ctl, .scen") || target); });
  // Over the column it lies on what comes after the controls: it leaves when the focus gets there.
  addEventListener("focusin", ({ target }) => { if (where === "column" && !controls.contains(target) && !near.contains(target)) worked(null); });
  root.addEventListener("pointerdown", ({ target }) => { const at = target.closest(".ctl, .scen"); if (at) worked(at); });
  return { hold, wish, stand, escape: () => { if (where && !away) put(true); } };
}

// One for each model, and one of them at a time: that of the model just worked, else of the first that the text speaks of.
// They look again whenever the page has moved.
export function besides(models) {
  const all = models.map((model) => {
    model.beside = { engage: (element) => engage(one, element) };
    const one = companion(model.root, model.beside.engage);
    return one;
  });
  function look() {
    const wishes = all.map((one) => one.wish());
    const first = wishes.find((wish) => wish && wish.worked) || wishes.find(Boolean);
    all.forEach((one, i) => one.stand(wishes[i] && wishes[i] === first ? first : null));
  }
  function engage(one, element) {
    all.forEach((other) => other.hold(other === one ? element : null));
    look();
  }
  const later = (act) => { // once a frame, when all is laid out
    let due = false;
    return () => {
      if (!due) requestAnimationFrame(() => { due = false; act(); });
      due = true;
    };
  };
  addEventListener("scroll", later(look), { passive: true });
  addEventListener("resize", later(() => { all.forEach((one) => one.stand(null)); look(); }));
  document.addEventListener("toggle", later(look), true);
  addEventListener("keydown", ({ key }) => { if (key === "Escape") all.forEach((one) => one.escape()); });
  later(look)();
}
