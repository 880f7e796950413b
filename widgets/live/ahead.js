// Ahead: what a kernel has answered, and what it may be asked next. A model answers the same at the same settings, so an answer
// is kept; and while a slider is at work the settings a few of its steps away are asked about before they are wanted. The way
// to a kernel and back takes a tenth of a second on a busy machine, and more to one far away: a step is shown without it.
const REACH = 8; // steps to either side
const MOST = 600; // answers that are kept

export function ahead(controls, ask) {
  const answers = new Map();
  let asking = false, wanted = null;
  const key = (settings, cells) => JSON.stringify([settings, cells]);
  const find = ({ controls: settings, cells }) => answers.get(key(settings, cells));

  function keep(settings, cells, answer) {
    if (answers.size >= MOST) answers.delete(answers.keys().next().value);
    answers.set(key(settings, cells), answer);
  }

  // The settings some steps of a slider away that nobody has asked about, nearest first: [[how many steps, settings]].
  function lacking({ name, settings, cells }) {
    const { low, high, step } = controls[name], found = [];
    for (let steps = 1; steps <= REACH; steps++) {
      for (const by of [steps, -steps]) {
        const value = Number((settings[name] + by * step).toPrecision(12)); // as a slider says it
        if (value >= low && value <= high) found.push([steps, { ...settings, [name]: value }]);
      }
    }
    return found.filter(([, one]) => !answers.has(key(one, cells)));
  }

  // Some at a time, once half of the reach is used up, and one question after the other.
  async function look() {
    const { cells } = wanted, all = lacking(wanted);
    if (asking || !all.length || all[0][0] > REACH / 2) return;
    asking = true;
    const { ahead: found } = await ask({ cells, ahead: all.map(([, one]) => one) }).catch(() => ({ ahead: null }));
    asking = false;
    if (!found) return; // a setting that cannot be worked is told of where somebody goes to it
    found.forEach((answer, i) => keep(all[i][1], cells, answer));
    look();
  }

  return {
    find,
    keep,
    beside: (name, { controls: settings, cells }) => {
      if (!controls[name] || controls[name].kind !== "number") return;
      wanted = { name, settings, cells };
      look();
    },
  };
}
