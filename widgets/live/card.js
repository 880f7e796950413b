// Card: what a figure says of its model to the runtime, and where.

// A model's own file stands in the figure already, to be read, and a column names its series once: so much that a page need
// not send twice. A series that is shorter than its table ends where that ends.
export function cardOf(root) {
  const card = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  card.sources[card.name] = root.querySelector(".equations pre").textContent;
  for (const { cellIndex, dataset, parentNode } of root.querySelectorAll("th[data-series]")) {
    const { rows } = parentNode.parentNode.nextElementSibling, first = rows.length - card.along[dataset.series].length;
    [...rows].slice(first).forEach((row, i) => { row.cells[cellIndex].dataset.cell = `${dataset.series} ${i}`; });
  }
  return card;
}
