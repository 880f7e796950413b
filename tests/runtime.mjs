// Runtime: what the page's scripts compute where they need no page, asked line by line: [what, ...arguments] -> an answer.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const read = (file) => readFileSync(new URL(`../widgets/live/${file}`, import.meta.url), "utf8");
const module = (text) => `data:text/javascript,${encodeURIComponent(text)}`;
const words = module(read("words.js")); // all of them speak

// A script of widgets/live with names that it keeps to itself, and without what it asks of others or begins by itself.
async function opened(file, names) {
  const alone = read(file).replace('"./words.js"', `"${words}"`).replace(/^import .*"\.\/.*$/gm, "").replace(/^start\(\)[^]*/m, "");
  return import(module(`${alone}\nexport { ${names} };`));
}

const { address } = await opened("take.js", "address");
const { csv, tidy } = await opened("tools.js", "csv, tidy");
const { unfit, sound } = await opened("explorable.js", "unfit, sound");
const { parts } = await opened("live.js", "parts");
const { bar, data, follow, markers, path, place, shapes, closed } = await opened("marks.js", "bar, follow, markers, path, shapes, closed");

// An element, as far as a mark asks for one.
function element(attributes, ...inside) {
  const own = { ...attributes };
  return { style: {}, own, getAttribute: (key) => own[key], setAttribute: (key, value) => { own[key] = value; },
    querySelector: () => inside[0], querySelectorAll: () => inside };
}

const answers = {
  link(card, controls) {
    globalThis.location = { href: "https://example.org/book/a.html#old", protocol: "https:" };
    const root = { id: card.name, querySelector: () => ({ dataset: { base: "" } }) };
    return address({ root, card, last: () => ({ controls }) }, "a.html");
  },
  asked(url) {
    globalThis.location = { hash: new URL(url).hash };
    return parts().map(([name, query]) => [name, [...new URLSearchParams(query)]]);
  },
  unfit,
  sound: (card, results) => { try { sound(card, { results }); return ""; } catch (problem) { return problem.message; } },
  csv: (rows) => csv(rows),
  tidy: (card, state) => csv(tidy(card, state)),
  there: (side, values) => values.map((v) => data(side, place(side, v))),
  path: (kind, axes, ...series) => path(axes, shapes[kind](axes, ...series), closed[kind]),
  bar(axes, d, value, upright) {
    const shape = element({ d });
    bar(element({}, shape), axes, value, upright);
    return shape.own.d;
  },
  follow(axes, now, then) {
    const mark = element({});
    follow(mark, axes, now, then);
    return [mark.style.visibility, mark.own.transform];
  },
  markers(axes, points) {
    const uses = points.map(() => element({ x: "0", y: "0" }));
    markers(element({}, ...uses), axes, points);
    return uses.map(({ own }) => own);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, ...given] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[what](...given))}\n`);
}
