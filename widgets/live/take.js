// Take: what a reader can carry away. The picture as SVG and PNG; a link, a citation and a frame at the present state; changed
// equations as a file.
import { drawn } from "./picture.js";
import { day, say } from "./words.js";

export const MOST = 1 << 16; // bytes: four times what a model's file may have
const KEPT = /^# Equations of (\w+), .*\n/; // the first line of a file that was kept here

export function take(model) {
  pictures(model);
  copies(model);
  filing(model);
}

export const on = (root, selector, type, act) => {
  const element = root.querySelector(selector);
  if (element) element.addEventListener(type, act);
};

export function save(name, type, ...parts) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}

const said = (root, selector) => (root.querySelector(selector) || { textContent: "" }).textContent.trim();
const differs = ({ card, last }) => Object.keys(card.controls).filter((n) => last().controls[n] !== card.defaults[n]);

// What the build says of the book (book/_ext/taken.py), so that a fork is cited as itself.
export const cited = (root) => root.querySelector(".cite").dataset;
const edition = (root) => cited(root).book + (cited(root).version && say(", version {version}", cited(root)));

// Where the model stands with its present state: on this site, or `published`, where the build knows that. From a disk, too.
function address(model, file, published, id = model.root.id) {
  const { base } = cited(model.root), query = differs(model).map((n) => `${n}=${model.last().controls[n]}`).join("&");
  const from = base && (published || location.protocol === "file:") ? base : location.href;
  return `${new URL(file, from).href}#${id}?${query}`;
}

// ---- the picture ------------------------------------------------------------------------------------------------------
function words(model) {
  const { root, card, last } = model, { told } = last(), small = [10.4, "sans", "ink-2"];
  const set = Object.keys(card.controls).filter((n) => !card.controls[n].more || differs(model).includes(n));
  const settings = set.map((n) => `${card.controls[n].label}: ${told[n]}`).join("; ");
  const works = new Set([...root.querySelectorAll(".of .bibtex-citation")].flatMap((one) => one.textContent.split("; ")));
  const sources = `${works.size ? `${say("Sources: {works}.", { works: [...works].join("; ") })} ` : ""}${said(root, ".grounds > summary")}.`;
  const own = `${say("Mini-model {name} of {book}.", { name: card.name, book: edition(root) })} ${say("Text and picture CC BY 4.0.")} ${citable(model)}`;
  return {
    title: said(root, ".title"), about: said(root, ".canvas > [hidden]"),
    above: [[said(root, ".kind"), ...small], [said(root, ".title"), 16.8, "serif", "ink"]],
    below: [[said(root, ".said output"), 15.2, "serif", "ink"], [said(root, ".held"), ...small],
      [root.querySelector(".lit") ? said(root, ".picked") : "", ...small], [say("Settings. {settings}.", { settings }), ...small],
      [said(root, ".limit"), 10.4, "sans", "ink"], [sources, ...small], [own, ...small]],
  };
}

function pictures(model) {
  const { root, card, note } = model;
  on(root, "[data-svg]", "click", () => save(`${card.name}.svg`, "image/svg+xml", drawn(root, words(model)).text));
  on(root, "[data-png]", "click", () => {
    const { text, width, height } = drawn(root, words(model)), image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((png) => save(`${card.name}.png`, "image/png", png));
    };
    image.onerror = () => note(say("The picture could not be made into a PNG here. It can be taken as SVG."));
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`; // the page's policy allows it no other way
  });
}

// ---- what can be copied -----------------------------------------------------------------------------------------------
const html = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const tex = (text) => text.replace(/[\\{}~^]/g, " ").replace(/[%#&_$]/g, "\\$&");

// The address to cite: a notebook has none, nor has a copy on a disk if the build does not know where the book is published.
const citable = (model) => { if (!cited(model.root).page) return ""; const at = address(model, cited(model.root).page, true); return at.startsWith("file:") ? "" : at; };

const texts = {
  link: (model) => address(model, cited(model.root).page),
  citation: (model) => {
    const { root, card } = model, by = cited(root).author && `${cited(root).author}. `, at = citable(model) || say("From a copy on a disk");
    const changed = root.dataset.equations === "changed" ? ` ${say("The equations were changed by a reader; the link does not hold them.")}` : "";
    const what = say("“{title}.” Mini-model {name} of {book}. {at} (seen on {day}).", { title: said(root, ".title"), name: card.name, book: edition(root), at, day: day() });
    return `${by}${what}${changed}`;
  },
  bibtex: (model) => {
    const { root, card } = model, { author, year } = cited(root), at = citable(model);
    const fields = [["author", author && `{${tex(author)}}`], ["title", `{${tex(said(root, ".title"))}}`], ["year", year], ["url", at],
      ["howpublished", say("Mini-model {name} of {book}", { name: tex(card.name), book: tex(edition(root)) })], ["note", say("Seen on {day}", { day: day() })]];
    return `@misc{${card.name},\n${fields.filter((one) => one[1]).map(([key, value]) => `  ${key} = {${value}},\n`).join("")}}`;
  },
  frame: (model) => {
    const { root, card } = model, at = address(model, root.querySelector(".cite a").getAttribute("href"), true, card.name);
    return `<iframe src="${html(at)}" title="${html(say("{title}. From {book}", { title: said(root, ".title"), book: cited(root).book }))}" width="100%" `
      + `height="${Math.ceil(root.offsetHeight / 50) * 50}" loading="lazy" style="border: 0"></iframe>`;
  },
};

// Where the browser, or a frame, forbids the clipboard, the text stands selected in its field.
function copies(model) {
  const { root, note } = model, panel = root.querySelector(".cite"), field = (what) => root.querySelector(`[data-field=${what}]`);
  const fill = () => { if (panel.open && model.last()) panel.querySelectorAll("[data-field]").forEach((one) => { one.value = texts[one.dataset.field](model); }); };
  panel.addEventListener("toggle", fill);
  root.addEventListener("explorable:update", fill);
  root.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", async () => {
    const what = button.dataset.copy, text = texts[what](model);
    try {
      await navigator.clipboard.writeText(text);
      note(say("{what} has been copied.", { what: button.dataset.said }));
    } catch (refused) {
      field(what).value = text;
      field(what).parentElement.hidden = false;
      field(what).focus();
      field(what).select();
      note(say("Copying by a button is not allowed here. {what} is selected in a field, to be copied by hand.", { what: button.dataset.said }));
    }
  }));
}

// What is wrong with a text as a model's file, in words.
export const noEquations = (content) => (!/^def model\(/m.test(content) || /[\0\ufffd]/.test(content) ? say("is no model’s file: its equations would begin with “def model(”") : "");

// ---- equations as a file ----------------------------------------------------------------------------------------------
function filing({ root, card }) {
  const panel = root.querySelector(".equations"), [text, told, file] = ["textarea", "output", "[type=file]"].map((one) => panel.querySelector(one));
  on(panel, "[data-keep]", "click", () => {
    const first = `# Equations of ${card.name}, ${edition(root)}, changed by a reader, ${day()}\n`;
    save(`${card.name}.py`, "text/x-python", first, text.value.replace(KEPT, ""));
  });
  on(panel, "[data-open]", "click", () => file.click());
  file.addEventListener("change", async () => {
    const [given] = file.files, content = given.size > MOST ? "" : (await given.text()).replace(/\r\n?/g, "\n");
    const [, other] = content.match(KEPT) || [, card.name];
    const wrong = given.size > MOST ? say("has more than {size} kB, and no model’s file has", { size: MOST / 1024 })
      : noEquations(content) || (other !== card.name ? say("holds the equations of {other}, not of {name}", { other, name: card.name }) : "");
    if (!wrong) text.value = content;
    told.textContent = wrong ? say("Not opened: {file} {wrong}.", { file: given.name, wrong }) : say("{file} is open. Run these equations to see what they find.", { file: given.name });
    file.value = ""; // the same one may be chosen again
  });
}
