// Marks: moves what the figure's gids name, by the axes' own transform. The kinds are those of widgets/contract.py.

export const place = ([from, size, a, b, log], v) => from + size * (log ? Math.log(v / a) / Math.log(b / a) : (v - a) / (b - a));
export const data = ([from, size, a, b, log], at) => (log ? a * (b / a) ** ((at - from) / size) : a + ((at - from) / size) * (b - a));
const round = (n) => Math.round(n * 1000) / 1000;
export const list = (v) => (Array.isArray(v) ? v : [v]);
export const last = (v) => list(v)[list(v).length - 1];
export const missing = (v) => v === null || v === undefined;

// A path through points in data units. A point with a missing coordinate makes a gap.
function path(axes, points, closed) {
  let text = "", down = false;
  for (const [x, y] of points) {
    if (missing(x) || missing(y)) { down = false; continue; }
    text += `${down ? "L" : "M"}${round(place(axes.x, x))} ${round(place(axes.y, y))}`;
    down = true;
  }
  return text + (closed && text ? "Z" : "");
}

const zip = (xs, ys) => list(xs).map((x, i) => [x, list(ys)[i]]);
const corners = (edges, values) => values.flatMap((v, i) => [[edges[i], v], [edges[i + 1], v]]);
const box = (x0, y0, x1, y1) => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
const floor = (points) => [[points[0][0], 0], ...points, [last(points)[0], 0]];
const wide = (axes) => axes.x.slice(2, 4);
const high = (axes) => axes.y.slice(2, 4);

// What each kind of path passes through, in data units.
const shapes = {
  line: (axes, x, y) => zip(x, y),
  area: (axes, x, y) => floor(zip(x, y)),
  band: (axes, x, low, up) => [...zip(x, low), ...zip(x, up).reverse()],
  stairs: (axes, x, y) => corners(x, y),
  blocks: (axes, x, y) => floor(corners(x, y)),
  vline: (axes, x) => high(axes).map((y) => [x, y]),
  hline: (axes, y) => wide(axes).map((x) => [x, y]),
  vspan: (axes, a, b) => box(a, high(axes)[0], b, high(axes)[1]),
  hspan: (axes, a, b) => box(wide(axes)[0], a, wide(axes)[1], b),
};
const closed = { area: true, band: true, blocks: true, vspan: true, hspan: true };

// Bars keep the width they were drawn with: only the end that is not on zero moves.
function bar(mark, axes, value, upright) {
  const shape = mark.querySelector("path");
  mark.drawn = mark.drawn || shape.getAttribute("d").match(/-?[\d.]+/g).map(Number);
  const [a, b, c, , , d] = mark.drawn; // x0 y0 x1 y0 x1 y1: the first corner and the one opposite
  const end = place(upright ? axes.y : axes.x, missing(value) ? 0 : value);
  const [x0, y0, x1, y1] = upright ? [a, b, c, end] : [place(axes.x, 0), b, end, d];
  shape.setAttribute("d", `M${box(x0, y0, x1, y1).map((p) => p.map(round).join(" ")).join("L")}Z`);
}

// An attribute that stays what it is is left alone: the browser would match the page's rules and paint anew.
export const attribute = (element, name, value) => { if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value); };

function markers(mark, axes, points) {
  const uses = [...mark.querySelectorAll("use")];
  while (uses.length < points.length) uses.push(uses[0].parentNode.appendChild(uses[0].cloneNode()));
  uses.forEach((use, i) => {
    const [x, y] = points[i] || [null, null];
    const gone = missing(x) || missing(y);
    attribute(use, "visibility", gone ? "hidden" : "visible");
    if (gone) return;
    attribute(use, "x", round(place(axes.x, x)));
    attribute(use, "y", round(place(axes.y, y)));
  });
}

// The first so many of the markers as they were drawn.
function count(mark, many) {
  mark.units = mark.units || [...mark.querySelectorAll("use")];
  mark.units.forEach((use, i) => attribute(use, "visibility", i < many ? "visible" : "hidden"));
}

// Keeps the distance the mark was drawn at from where the last point then stood.
function follow(mark, axes, [x, y], [x0, y0]) {
  const gone = missing(x) || missing(y);
  mark.style.visibility = gone ? "hidden" : "";
  const from = [missing(x0) ? x : x0, missing(y0) ? y : y0];
  const by = (side, now, then) => (gone ? 0 : round(place(side, now) - place(side, then)));
  mark.setAttribute("transform", `translate(${by(axes.x, x, from[0])} ${by(axes.y, y, from[1])})`);
}

// A tile is filled as strongly as its value asks (the strengths are contract.TINTS); text on a dark one turns to paper.
const TINTS = [0, 0.13, 0.3, 0.68, 0.92];
function tile(mark, value, { steps }) {
  const shape = mark.querySelector("path"), tint = missing(value) ? 0 : TINTS[steps.filter((step) => value >= step).length];
  if (!mark.over) { // all that is written on it
    const [x0, y0, , , x1, y1] = shape.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const within = (v, a, b) => (v - a) * (v - b) < 0;
    mark.over = [...mark.parentNode.querySelectorAll("text")].filter((text) => within(text.getAttribute("x"), x0, x1) && within(text.getAttribute("y"), y0, y1));
  }
  Object.assign(shape.style, { fill: "var(--ink)", fillOpacity: tint, strokeDasharray: missing(value) ? "0.8 1.6" : "none" });
  mark.over.forEach((text) => { text.style.fill = `var(--${missing(value) ? "ink-2" : tint > 0.5 ? "paper" : "ink"})`; });
}

const others = {
  dots: (mark, axes, now, then, x, y) => markers(mark, axes, zip(now[x], now[y])),
  end: (mark, axes, now, then, x, y) => markers(mark, axes, [[last(now[x]), last(now[y])]]),
  units: (mark, axes, now, then, y) => count(mark, Math.floor((now[y] || 0) + 0.5)),
  bar: (mark, axes, now, then, y, i) => bar(mark, axes, list(now[y])[i], true),
  tell: (mark, axes, now, then, y, i) => {
    const text = mark.querySelector("text");
    mark.drawn = mark.drawn || text.textContent;
    text.textContent = now.cells ? now.cells[y][i] : mark.drawn;
    text.classList.toggle("b", !missing(now[y][i]));
  },
  course: (mark, axes, now, then, i, x, ...ys) => mark.querySelector("path").setAttribute("d", path(axes, now[x].map((v, n) => [v, now[ys[n]][i]]))),
  barh: (mark, axes, now, then, x, i) => bar(mark, axes, list(now[x])[i], false),
  follow: (mark, axes, now, then, x, y, i) => {
    const point = (all) => [x, y].map((name) => (i ? all[name][i] : last(all[name])));
    follow(mark, axes, point(now), point(then));
  },
};

// What is to be done to one mark: [the names of what it shows, its move].
function ready(mark, transforms, drawn, faint, declared) {
  const [kind, ...names] = mark.dataset.mark.split(" ");
  const home = mark.closest("[data-axes]");
  const axes = home && transforms[home.dataset.axes];
  if (kind === "show") return [names, (now) => { mark.style.visibility = faint(names[0], now[names[0]]) ? "hidden" : ""; }];
  if (kind === "tile") return [names, (now) => tile(mark, now[names[0]][names[1]], declared[names[0]])];
  if (others[kind]) return [kind === "tell" ? [...names, "cells"] : names, (now) => others[kind](mark, axes, now, drawn, ...names)];
  const shape = mark.querySelector("path");
  return [names, (now) => shape.setAttribute("d", path(axes, shapes[kind](axes, ...names.map((n) => now[n])), closed[kind]))];
}

// All marks of a drawing, ready to move: returns move(results, cells). `drawn` are the results it was drawn with. Only what
// shows something else than it did is moved: the browser lays out and paints anew all that is set, changed or not.
export function bind(svg, transforms, drawn, faint, declared) {
  const marks = [...svg.querySelectorAll("[data-mark]")].map((mark) => ready(mark, transforms, drawn, faint, declared));
  let before = drawn;
  return (results, cells) => {
    const now = { ...results, cells };
    const changed = new Set(Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name])));
    before = now;
    marks.forEach(([names, move]) => { if (names.some((name) => changed.has(name))) move(now); });
  };
}
