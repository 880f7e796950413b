// Ahead: what a kernel has answered, and what it may be asked next. A model answers the same at the same settings, so an answer
// is kept; and while a slider is at work the settings a few of its steps away are asked about before they are wanted. The way
// to a kernel and back takes a tenth of a second on a busy machine, and more to one far away: a step is shown without it. On a
// page slider, picture and sentence then move in one frame; an answer that is waited for comes in the frame after the slider's.
const REACH = 8; // steps to either side
const MOST = 300; // answers that are kept

// `ask({cells, ahead: settings})` answers for so many settings at `once`.
export function ahead(controls, ask, once = 2 * REACH) {
  const answers = new Map();
  let asking = false, wanted = null;
  const key = (settings, cells) => JSON.stringify([settings, cells]);
  const find = ({ controls: settings, cells }) => answers.get(key(settings, cells));

  function keep(settings, cells, answer) {
    answers.delete(key(settings, cells)); // one that is wanted again is the newest, and makes no other go
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
    const { cells } = wanted, all = lacking(wanted).slice(0, once);
    if (asking || !all.length || all[0][0] > REACH / 2) return;
    asking = true;
    const { ahead: found } = await ask({ cells, ahead: all.map(([, one]) => one) }).catch(() => ({ ahead: null }));
    asking = false;
    if (!found) return; // a setting that cannot be worked is told of where somebody goes to it
    found.forEach((answer, i) => keep(all[i][1], cells, answer));
    look();
  }

  function beside(name, { controls: settings, cells }) {
    if (!controls[name] || controls[name].kind !== "number") return;
    wanted = { name, settings, cells };
    look();
  }

  // What was moved, if it was one thing, will be moved further.
  function from(before, asked) {
    const moved = Object.keys(controls).filter((name) => before && before.controls[name] !== asked.controls[name]);
    if (moved.length === 1) beside(moved[0], asked);
  }

  return { find, keep, beside, from };
}

// A frame has been painted.
export const framed = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// The page's engine for one of its models, which asks ahead: one setting after another, so that what a reader goes to waits for
// one at most, and each once the picture is painted.
export function foreseeing({ ready, ask, stop }, { name, controls }) {
  const work = ({ controls: settings, cells }) => ask({ run: JSON.stringify({ name, controls: settings, cells }) });
  const known = ahead(controls, ({ cells, ahead: [settings] }) => framed()
    .then(() => work({ controls: settings, cells })).then((answer) => ({ ahead: [answer] })), 1);
  let shown = null;
  async function told(asked) {
    const before = shown, kept = known.find(asked);
    shown = asked;
    const answer = kept || await work(asked);
    known.keep(asked.controls, asked.cells, answer);
    known.from(before, asked);
    return answer;
  }
  const beside = (control) => { if (shown) known.beside(control, shown); };
  return { ready, stop, beside, ask: (message) => (message.run ? told(JSON.parse(message.run)) : ask(message)) };
}
