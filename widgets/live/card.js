// Card: what a figure says of its model to the runtime, and where.

const read = (root) => JSON.parse(root.querySelector("script[type='application/json']").textContent);
const own = (root) => root.querySelector(".equations pre").textContent;

// A file that several figures of a page run stands at one of them: at the model's own, or at the first that runs it.
function lent(name, page) {
  const figures = [...page.querySelectorAll("[data-explorable]")], shown = figures.find(({ dataset }) => dataset.explorable === name);
  return shown ? own(shown) : figures.map((root) => read(root).sources[name]).find(Boolean);
}

// A model's own file stands in the figure already, to be read, and a column names its series once: so much that a page need
// not send twice. A series that is shorter than its table ends where that ends.
export function cardOf(root) {
  const card = read(root);
  for (const [name, text] of Object.entries(card.sources)) card.sources[name] = text || lent(name, root.getRootNode());
  card.sources[card.name] = own(root);
  for (const { cellIndex, dataset, parentNode } of root.querySelectorAll("th[data-series]")) {
    const { rows } = parentNode.parentNode.nextElementSibling, first = rows.length - card.along[dataset.series].length;
    [...rows].slice(first).forEach((row, i) => { row.cells[cellIndex].dataset.cell = `${dataset.series} ${i}`; });
  }
  return card;
}
