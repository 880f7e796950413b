// Handles: marks that can be taken hold of. A ring lies on the mark, in a layer beside the picture, since what is inside an
// image is not there for a screen reader. It sets what its slider sets, as the slider does, and stands where the mark stands.
import { attribute, data, last, list, missing, place } from "./marks.js";
import { say } from "./words.js";

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, End: Infinity, Home: -Infinity };
const READ = { end: "xy", dots: "xy", vline: "x", hline: "y" };

// The rings of a mark, one for each of its points: where it stands, and [side, control] for what it sets across and up.
function rings(mark, { axes, controls }) {
  const [kind, ...names] = mark.dataset.mark.split(" "), [first, ...others] = mark.dataset.grab.split(" ");
  const own = axes[mark.closest("[data-axes]").dataset.axes], only = { across: "x", up: "y" }[first];
  const sets = only ? { [only]: others } : { x: [first], y: others };
  const value = (i) => (results, side) => {
    const at = READ[kind].indexOf(side);
    if (at < 0) return own[side][3]; // the end of a line across the axes
    return kind === "dots" ? list(results[names[at]])[i] : last(results[names[at]]);
  };
  const found = Object.values(sets)[0].map((_, i) => ({ own, value: value(i),
    ways: Object.keys(sets).map((side) => [side, sets[side][i]]).filter(([, name]) => controls[name]) }));
  found.forEach((ring) => { ring.beside = found; });
  return found.filter(({ ways }) => ways.length);
}

export function handles({ root, card, last: now, read, enter }) {
  const svg = root.querySelector("svg.plot"), [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const all = [...svg.querySelectorAll("[data-grab]")].flatMap((mark) => rings(mark, card));
  if (!all.length) return;
  const put = (element, told) => Object.entries(told).forEach(([name, value]) => attribute(element, name, value));
  const layer = document.createElement("div");
  put(layer, { class: "handles", role: "group", "aria-label": say("Marks of the picture that can be moved") });
  all.forEach((ring) => { ring.parts = ring.ways.map((way) => layer.appendChild(part(ring, ...way))); });

  // A ring that sets two numbers is two stops for the keyboard: a slider has one value, and says one.
  function part(ring, side, name) {
    const { label, low, high } = card.controls[name], element = document.createElement("div");
    put(element, { role: "slider", tabindex: 0, title: say("{label}, in the picture", { label }), "aria-valuemin": low, "aria-valuemax": high,
      "aria-orientation": side === "x" ? "horizontal" : "vertical", "data-ways": ring.ways.map(([one]) => one).join("") });
    element.addEventListener("keydown", (event) => press(event, ring, side, name));
    return element;
  }

  // What a number is counted from: its own value or, where it does not count now, what its mark shows.
  const counts = ({ when }, values) => !when || when.slice(1).includes(values[when[0]]);
  const from = (ring, side, name) => (counts(card.controls[name], read()) ? read()[name] : ring.value(now().results, side));

  // Where it does not count it is made to, and what else its mark sets takes what is shown, so that nothing jumps.
  function set(ring, wanted) {
    const changes = {}, values = read(), idle = Object.keys(wanted).map((name) => card.controls[name]).find((one) => !counts(one, values));
    if (idle) changes[idle.when[0]] = idle.when[1];
    for (const { ways, value } of idle ? ring.beside : []) {
      ways.filter(([side]) => !missing(value(now().results, side))).forEach(([side, name]) => { changes[name] = value(now().results, side); });
    }
    enter({ ...changes, ...wanted });
  }

  function press(event, ring, side, name) {
    const { low, high, step } = card.controls[name], page = Math.max((high - low) / 10, step); // as a slider's
    const by = { PageUp: page, PageDown: -page }[event.key] || (KEYS[event.key] || 0) * step;
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(ring, { [name]: from(ring, side, name) + by });
  }

  // Of rings that lie over each other the nearest is meant.
  const nearest = ({ clientX, clientY }) => all.filter(({ parts }) => !parts[0].hidden).map((ring) => {
    const { x, y, width: wide, height: tall } = ring.parts[0].getBoundingClientRect();
    return [Math.hypot(x + wide / 2 - clientX, y + tall / 2 - clientY), ring];
  }).sort(([a], [b]) => a - b)[0][1];

  let held = null;
  layer.addEventListener("pointerdown", (event) => {
    if (held || event.button) return;
    const ring = nearest(event), scale = svg.getScreenCTM().a;
    const moves = ring.ways.map(([side, name]) => {
      const axis = ring.own[side], shown = ring.value(now().results, side), value = from(ring, side, name), key = `client${side.toUpperCase()}`;
      const start = event[key], at = place(axis, shown);
      return (later) => [name, value + data(axis, at + (later[key] - start) / scale) - shown];
    });
    held = { ring, moves, before: read(), id: event.pointerId };
    ring.parts[0].focus({ preventScroll: true });
    event.target.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  layer.addEventListener("pointermove", (event) => {
    if (held && event.pointerId === held.id) set(held.ring, Object.fromEntries(held.moves.map((move) => move(event))));
  });
  layer.addEventListener("pointerup", () => { held = null; });
  layer.addEventListener("pointercancel", () => { // it was a swipe, which the page has taken
    if (held) enter(held.before);
    held = null;
  });

  // Over the drawing, wherever in the card that comes to lie and however large.
  const fit = () => {
    const box = layer.parentNode.getBoundingClientRect(), to = svg.getScreenCTM();
    if (!to) return; // put away
    const px = { left: to.e - box.left, top: to.f - box.top, width: width * to.a, height: height * to.d };
    Object.entries(px).forEach(([side, length]) => { layer.style[side] = `${length}px`; });
  };
  root.addEventListener("explorable:update", ({ detail: { controls, results } }) => {
    for (const { own, parts, ways, value } of all) {
      const x = value(results, "x"), y = value(results, "y"), hidden = missing(x) || missing(y);
      parts.forEach((element, i) => {
        element.hidden = hidden;
        if (hidden) return;
        const [left, top] = [place(own.x, x) / width, place(own.y, y) / height].map((share) => `${100 * share}%`);
        Object.assign(element.style, { left, top });
        put(element, { "aria-valuenow": controls[ways[i][1]], "aria-valuetext": now().told[ways[i][1]] });
      });
    }
    if (!layer.parentNode) { // it comes once all stands in its place: nothing moves
      svg.after(layer);
      new ResizeObserver(fit).observe(svg); // tells at once, when the frame is laid out
    }
  });
}
