// Pick: where a picture has tiles, a reader asks about one place at a time, with the pointer or the arrow keys. Its tile, its
// dot, its course and its row of numbers are shown together. For a screen reader the tiles are a list, each with its value.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const NUMBER = /^\d+$/;

// Returns {names: the series whose values are told, tell(cells)}.
export function pick(root, card) {
  const svg = root.querySelector("svg.plot"), line = root.querySelector(".picked");
  const along = (name) => (card.results[name] || {}).over || name;
  const marks = [...svg.querySelectorAll("[data-mark]")].map((mark) => {
    const [kind, ...names] = mark.dataset.mark.split(" "), series = names.filter((name) => !NUMBER.test(name));
    return { mark, kind, at: Number(names.find((name) => NUMBER.test(name))), series, run: along(series[series.length - 1]) };
  });
  const tiles = [];
  marks.filter(({ kind }) => kind === "tile").forEach(({ mark, at }) => { tiles[at] = mark; });
  if (!tiles.length) return { names: [], tell: () => {} };
  const run = marks.find(({ kind }) => kind === "tile").run, places = card.results[run].names;
  const own = marks.filter((one) => one.run === run);
  const names = [...new Set(own.filter(({ kind }) => kind === "tile" || kind === "tell" || kind === "dots").flatMap(({ series }) => series))];

  const shows = new Map(); // element: which place it shows
  for (const { mark, kind, at } of own) {
    if (kind === "dots") mark.querySelectorAll("use").forEach((use, i) => shows.set(use, i));
    else if (Number.isInteger(at) && kind !== "tell") shows.set(mark, at);
  }
  for (const cell of root.querySelectorAll("[data-cell*=' ']")) {
    const [name, i] = cell.dataset.cell.split(" ");
    if (along(name) === run) shows.set(cell.parentNode, Number(i));
  }

  let picked = -1, told = [];
  const list = tiles[0].closest("[data-axes]");
  function name() {
    tiles.forEach((tile, i) => tile.setAttribute("aria-label", told[i]));
    if (picked < 0) return;
    line.textContent = told[picked];
    svg.querySelectorAll("use.lit").forEach((use) => { use.style.transformOrigin = `${use.getAttribute("x")}px ${use.getAttribute("y")}px`; });
  }
  function show(i) {
    if (i === undefined || i === picked) return;
    shows.forEach((at, element) => element.classList.toggle("lit", at === i));
    tiles.forEach((tile, at) => { tile.setAttribute("tabindex", at === i ? 0 : -1); tile.setAttribute("aria-selected", at === i); });
    picked = i;
    name();
  }
  const middle = (tile) => { const { x, y, width, height } = tile.getBoundingClientRect(); return [x + width / 2, y + height / 2]; };
  // The nearest tile that way, one in the same line before others.
  function next(tile, [dx, dy]) {
    const [x, y] = middle(tile);
    const far = tiles.map((other) => {
      const [u, v] = middle(other), ahead = (u - x) * dx + (v - y) * dy;
      return ahead > 1 ? ahead + 2 * Math.abs((u - x) * dy + (v - y) * dx) : Infinity;
    });
    const least = Math.min(...far);
    return least < Infinity ? tiles[far.indexOf(least)] : tile;
  }

  // What was one picture becomes a list and what belongs to it; the rest of the drawing is told by it.
  svg.setAttribute("role", "group");
  [...list.parentNode.children, ...list.querySelectorAll("text")].forEach((one) => { if (one !== list) one.setAttribute("aria-hidden", "true"); });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", card.results[own.find(({ kind }) => kind === "tile").series[0]].label);
  tiles.forEach((tile, i) => { tile.setAttribute("role", "option"); tile.setAttribute("tabindex", i ? -1 : 0); tile.setAttribute("aria-selected", "false"); });

  const at = ({ target }) => { let e = target; while (e !== root && !shows.has(e)) e = e.parentNode; return shows.get(e); };
  root.addEventListener("pointerover", (event) => show(at(event)));
  root.addEventListener("click", (event) => show(at(event)));
  list.addEventListener("focusin", (event) => show(at(event)));
  list.addEventListener("keydown", (event) => {
    const tile = tiles[shows.get(event.target)], end = { Home: tiles[0], End: tiles[tiles.length - 1] }[event.key];
    if (!tile || !(end || WAYS[event.key]) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    (end || next(tile, WAYS[event.key])).focus();
  });

  const part = (cells, name, i) => {
    const { label, unit } = card.results[name], value = cells[name][i];
    return `${label}: ${value}${/\d/.test(value) && unit ? ` ${unit}` : ""}.`;
  };
  return { names, tell: (cells) => { told = places.map((place, i) => `${place}. ${names.map((n) => part(cells, n, i)).join(" ")}`); name(); } };
}
