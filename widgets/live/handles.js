// Handles: marks that can be taken hold of. A ring lies on the mark, in a layer beside the picture, since what is inside an
// image is not there for a screen reader. It sets what its slider sets, as the slider does, and stands where the mark stands.
import { data, last, list, missing, place } from "./marks.js";

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, End: Infinity, Home: -Infinity };
const WAYS = { across: "x", up: "y" };
const READ = { end: "xy", dots: "xy", vline: "x", hline: "y" };
const CURSORS = { x: "ew-resize", y: "ns-resize", xy: "move" };

// The rings of a mark, one for each of its points: where it stands, and which control it sets in which direction.
function rings(mark, { axes, controls }) {
  const [kind, ...names] = mark.dataset.mark.split(" "), words = mark.dataset.grab.split(" ");
  const own = axes[mark.closest("[data-axes]").dataset.axes];
  const sets = WAYS[words[0]] ? { [WAYS[words[0]]]: words.slice(1) } : { x: [words[0]], y: [words[1]] };
  const many = Object.values(sets)[0].length;
  const found = Array.from({ length: many }, (_, i) => {
    const value = (results, way) => {
      const at = READ[kind].indexOf(way);
      if (at < 0) return own[way][3]; // the end of a line across the axes
      return kind === "dots" ? list(results[names[at]])[i] : last(results[names[at]]);
    };
    const ways = Object.keys(sets).filter((way) => controls[sets[way][i]]);
    return { own, value, ways, sets: Object.fromEntries(ways.map((way) => [way, sets[way][i]])) };
  });
  found.forEach((ring) => { ring.beside = found; });
  return found.filter(({ ways }) => ways.length);
}

export function handles(model) {
  const { root, card, last: now, read, enter } = model;
  const svg = root.querySelector("svg.plot"), [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const all = [...svg.querySelectorAll("[data-grab]")].flatMap((mark) => rings(mark, card));
  if (!all.length) return;
  const layer = document.createElement("div");
  layer.className = "handles";
  layer.setAttribute("role", "group");
  layer.setAttribute("aria-label", "Marks of the picture that can be moved");
  for (const ring of all) ring.parts = ring.ways.map((way) => layer.appendChild(part(ring, way)));

  // A ring that sets two numbers is two stops for the keyboard: a slider has one value, and says one.
  function part(ring, way) {
    const control = card.controls[ring.sets[way]], element = document.createElement("div");
    const told = { role: "slider", title: `${control.label}, in the picture`, "aria-valuemin": control.low,
      "aria-valuemax": control.high, "aria-orientation": way === "x" ? "horizontal" : "vertical", tabindex: 0 };
    Object.entries(told).forEach(([key, text]) => element.setAttribute(key, text));
    element.style.cursor = CURSORS[ring.ways.join("")];
    element.style.touchAction = ring.ways.length > 1 ? "none" : way === "x" ? "pan-y" : "pan-x"; // other swipes scroll
    element.addEventListener("keydown", (event) => press(event, ring, way, control));
    return element;
  }

  // What a number is counted from: its own value, or where it does not count now, what its mark shows.
  const counts = ({ when }, values) => !when || when.slice(1).includes(values[when[0]]);
  const from = (ring, way) => {
    const name = ring.sets[way], values = read();
    return counts(card.controls[name], values) ? values[name] : ring.value(now().results, way);
  };

  // Where it does not count it is made to, and what else its mark sets takes what is shown, so that nothing jumps.
  function set(ring, wanted) {
    const values = read(), changes = {};
    for (const { when } of Object.keys(wanted).map((name) => card.controls[name])) {
      if (counts({ when }, values)) continue;
      changes[when[0]] = when[1];
      ring.beside.forEach((one) => one.ways.forEach((way) => {
        const shown = one.value(now().results, way);
        if (!missing(shown)) changes[one.sets[way]] = shown;
      }));
    }
    enter({ ...changes, ...wanted });
  }

  function press(event, ring, way, { low, high, step }) {
    const page = Math.max((high - low) / 10, step); // as a slider's
    const by = { PageUp: page, PageDown: -page }[event.key] || (KEYS[event.key] || 0) * step;
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(ring, { [ring.sets[way]]: from(ring, way) + by });
  }

  const middle = (element) => { const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const nearest = ({ clientX, clientY }) => all.filter(({ parts }) => !parts[0].hidden).map((ring) => {
    const [x, y] = middle(ring.parts[0]);
    return [Math.hypot(x - clientX, y - clientY), ring];
  }).sort(([a], [b]) => a - b)[0][1]; // rings that stand close lie over each other

  let held = null;
  layer.addEventListener("pointerdown", (event) => {
    if (held || event.button) return;
    const ring = nearest(event), { results } = now(), scale = svg.getScreenCTM();
    const start = { x: [event.clientX, scale.a], y: [event.clientY, scale.d] };
    const ways = ring.ways.map((way) => {
      const shown = ring.value(results, way);
      return { axis: ring.own[way], name: ring.sets[way], shown, at: place(ring.own[way], shown), value: from(ring, way), start: start[way], way };
    });
    held = { ring, ways, before: read(), id: event.pointerId };
    ring.parts[0].focus({ preventScroll: true });
    event.target.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  layer.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const wanted = {};
    for (const { axis, name, shown, at, value, start, way } of held.ways) {
      const by = (event[way === "x" ? "clientX" : "clientY"] - start[0]) / start[1];
      wanted[name] = value + data(axis, at + by) - shown;
    }
    set(held.ring, wanted);
  });
  layer.addEventListener("pointerup", () => { held = null; });
  layer.addEventListener("pointercancel", () => { // it was a swipe, which the page has taken
    if (held) enter(held.before);
    held = null;
  });

  // Over the drawing, wherever in the card that comes to lie and however large.
  const fit = () => {
    const box = layer.parentNode.getBoundingClientRect(), to = svg.getScreenCTM();
    const px = { left: to.e - box.left, top: to.f - box.top, width: width * to.a, height: height * to.d };
    Object.entries(px).forEach(([side, length]) => { layer.style[side] = `${length}px`; });
  };
  const put = (element, key, text) => { if (element.getAttribute(key) !== text) element.setAttribute(key, text); };
  root.addEventListener("explorable:update", ({ detail: { controls, results } }) => {
    if (!layer.parentNode) {
      svg.after(layer);
      new ResizeObserver(fit).observe(svg);
    }
    for (const ring of all) {
      const [x, y] = ["x", "y"].map((way) => ring.value(results, way)), gone = missing(x) || missing(y);
      ring.parts.forEach((element, i) => {
        element.hidden = gone;
        if (gone) return;
        const name = ring.sets[ring.ways[i]];
        element.style.left = `${(100 * place(ring.own.x, x)) / width}%`;
        element.style.top = `${(100 * place(ring.own.y, y)) / height}%`;
        put(element, "aria-valuenow", String(controls[name]));
        put(element, "aria-valuetext", now().told[name]);
      });
    }
  });
}
