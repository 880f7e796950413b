// Picture: a copy of the drawing that stands alone, its words around it, always on light paper. It names colours and fonts
// outright: Inkscape, LibreOffice and other pages know nothing of this one's.
const SVG = "http://www.w3.org/2000/svg", XLINK = "http://www.w3.org/1999/xlink";
const EDGE = 14, SCALE = 1.25; // units round it; pixels a unit, as on a laptop's page

function add(parent, name, attributes, text) {
  const element = parent.appendChild(document.createElementNS(SVG, name));
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (text) element.textContent = text;
  return element;
}

// Broken where a line is full, and an address, which has no spaces, after seventy characters.
function lines(pen, text, width) {
  const found = [];
  for (const piece of text.match(/[^ ]{1,70} ?/g) || []) {
    if (found.length && pen.measureText(found[found.length - 1] + piece).width <= width) found[found.length - 1] += piece;
    else found.push(piece);
  }
  return found;
}

// What shows the place that was pointed at (pick.js), as the page shows it.
function lit(element) {
  const [x, y] = ["x", "y"].map((at) => -0.8 * element.getAttribute(at)), large = element.matches("use");
  if (large) element.setAttribute("transform", `translate(${x} ${y}) scale(1.8)`);
  element.style.cssText += large ? "; transform-origin: 0 0; fill: var(--focus)" : "; stroke: var(--focus); stroke-width: 2.4; opacity: 1";
}

// The marks as they stand now: what is hidden goes, and what the page's rules add is written to each.
function marks(plot) {
  const copy = plot.cloneNode(true);
  copy.querySelectorAll('.lit:is([data-mark^="tile "], [data-mark^="course "]) path, use.lit').forEach(lit);
  for (const element of copy.querySelectorAll("*")) {
    if (element.style.visibility === "hidden" || element.getAttribute("visibility") === "hidden") element.remove();
    if (element.matches(".b")) element.setAttribute("font-weight", "600");
    if (element.matches(".ghost")) element.setAttribute("opacity", "0.35");
    if (element.matches("use")) element.setAttributeNS(XLINK, "xlink:href", element.getAttribute("href")); // as older programs ask
    for (const { name } of [...element.attributes]) if (/^(class|role|tabindex|aria-.*)$/.test(name)) element.removeAttribute(name);
  }
  return copy.childNodes;
}

// `above` and `below` the marks are lists of [text, size in units, family, colour]. Returns the file's text, its size in pixels.
export function drawn(root, { title, about, above, below }) {
  const plot = root.querySelector("svg.plot"), [width, height] = plot.getAttribute("viewBox").split(" ").slice(2).map(Number);
  const probe = root.appendChild(document.createElement("i")), light = getComputedStyle(probe);
  probe.className = "plate";
  const named = (name) => light.getPropertyValue(`--${name}`).trim().replace(/\s+/g, " ");
  const family = (name) => named(name).split(/, ?/).filter((one) => !/^(-|system-|ui-)/.test(one)).join(", "); // only what has a name
  const pen = document.createElement("canvas").getContext("2d"), svg = document.createElementNS(SVG, "svg");
  let foot = EDGE;
  const write = ([text, size, face, colour]) => {
    pen.font = `${size}px ${family(face)}`;
    lines(pen, text, 0.97 * width).forEach((line, i) => { // on another machine the font may be wider
      foot += size * 1.35 + (i ? 0 : 6);
      add(svg, "text", { x: EDGE, y: foot, "font-size": size, "font-family": family(face), fill: named(colour) }, line.trimEnd());
    });
  };
  add(svg, "title", {}, title);
  add(svg, "desc", {}, about);
  const paper = add(svg, "rect", { fill: named("paper") });
  above.forEach(write);
  add(svg, "g", { transform: `translate(${EDGE} ${foot + EDGE})`, "font-family": family("sans"), "font-size": 10.4 }).append(...marks(plot));
  foot += height + EDGE;
  below.forEach(write);
  const [wide, high] = [width + 2 * EDGE, foot + EDGE], size = { width: SCALE * wide, height: SCALE * high };
  Object.entries({ width: wide, height: high }).forEach(([key, value]) => paper.setAttribute(key, value));
  Object.entries({ ...size, viewBox: `0 0 ${wide} ${high}` }).forEach(([key, value]) => svg.setAttribute(key, value));
  const text = new XMLSerializer().serializeToString(svg).replace(/var\(--([\w-]+)\)/g, (_, name) => named(name));
  probe.remove();
  return { text, ...size };
}
