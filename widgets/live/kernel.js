// Kernel: the engine of a notebook. What engine.js asks of MicroPython is asked of the notebook's own kernel here, through the
// comm of its widget. All views of a widget hear every answer: `elsewhere` is told of one that was not asked for here.
import { ahead } from "./ahead.js";
import { say } from "./words.js";

const same = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);

// The way to the kernel and back: ask(message), which answers, and an end.
function line(comm, elsewhere) {
  const waiting = new Map();
  let gone = false;
  const hear = ({ id, answer, error }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (!asked) return answer && answer.results ? elsewhere(answer) : null;
    return error ? asked.reject(new Error(error)) : asked.resolve(answer);
  };
  const lost = () => {
    gone = true;
    waiting.forEach((asked) => asked.reject(new Error(say("the kernel that worked this model is gone: run its cell again"))));
    waiting.clear();
  };
  const heard = [["msg:custom", hear], ["comm:close", lost], ["comm_live_update", lost]];
  heard.forEach((one) => comm.on(...one));
  const ask = (message) => new Promise((resolve, reject) => {
    if (gone) return reject(new Error(say("the kernel that worked this model is gone: run its cell again")));
    const id = `${Math.random()}`; // other views ask through the same comm
    waiting.set(id, { resolve, reject });
    return comm.send({ id, ...message });
  });
  return { ask, gone: () => gone, end: () => heard.forEach((one) => comm.off(...one)) };
}

// `controls` are the card's; note(text) tells the reader what went wrong after a picture was shown.
export function kernel(comm, controls, elsewhere, note) {
  let shown = null, telling = false, next = null;
  const follow = (answer) => {
    shown = { ...shown, controls: answer.controls };
    elsewhere(answer);
  };
  const { ask, gone, end } = line(comm, follow);
  const known = ahead(controls, (message) => ask({ equations: null, ...message }));

  // The kernel is told of what is shown already: one thing at a time, and of what was moved meanwhile only the last. What it
  // stands at in the end is what counts: a cell may have set it on the way.
  async function tell(asked) {
    next = asked;
    if (telling) return;
    telling = true;
    try {
      while (next) {
        const message = { equations: null, ...next };
        next = null;
        const answer = await ask(message);
        if (!next && !same(answer.controls, shown.controls)) follow(answer);
      }
    } catch (problem) {
      next = null;
      note(say("The kernel could not follow ({problem}).", { problem: problem.message }));
    }
    telling = false;
  }

  async function work(equations, asked) {
    const before = shown, kept = equations === null && !gone() && known.find(asked);
    shown = asked;
    if (kept) tell(asked); else next = null; // what waits to be told is overtaken
    const answer = kept || await ask({ equations, ...asked });
    if (equations === null && same(answer.controls || {}, asked.controls)) known.keep(asked.controls, asked.cells, answer);
    if (equations === null) known.from(before, asked);
    return answer;
  }

  // An engine works one text of the equations: the file's as it was, where none is given.
  const engine = (equations = null) => ({
    ready: Promise.resolve(),
    ask: ({ enter, run }) => {
      if (run) return work(equations, JSON.parse(run));
      const { name, sources } = JSON.parse(enter);
      equations = equations === null ? null : sources[name];
      return ask({ equations });
    },
    stop: () => {},
  });
  const beside = (name) => { if (shown) known.beside(name, shown); };
  return { common: { ...engine(), beside }, sandbox: () => engine(""), now: () => ask({ equations: null }), end };
}
