// Kernel: the engine of a notebook. What engine.js asks of MicroPython is asked of the notebook's own kernel here, through the
// comm of its widget. All views of a widget hear every answer: `elsewhere` is told of one that was not asked for here.
const GONE = "the kernel that worked this model is gone: run its cell again";

export function kernel(comm, elsewhere) {
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
    waiting.forEach((asked) => asked.reject(new Error(GONE)));
    waiting.clear();
  };
  comm.on("msg:custom", hear);
  comm.on("comm:close", lost);
  comm.on("comm_live_update", lost);
  const ask = (message) => new Promise((resolve, reject) => {
    if (gone) return reject(new Error(GONE));
    const id = `${Math.random()}`; // other views ask through the same comm
    waiting.set(id, { resolve, reject });
    return comm.send({ id, ...message });
  });
  // An engine works one text of the equations: the file's as it was, where none is given.
  const engine = (equations = null) => ({
    ready: Promise.resolve(),
    ask: ({ enter, run }) => {
      if (run) return ask({ equations, ...JSON.parse(run) });
      const { name, sources } = JSON.parse(enter);
      equations = equations === null ? null : sources[name];
      return ask({ equations });
    },
    stop: () => {},
  });
  const end = () => [["msg:custom", hear], ["comm:close", lost], ["comm_live_update", lost]].forEach((one) => comm.off(...one));
  return { common: engine(), sandbox: () => engine(""), now: () => ask({ equations: null }), end };
}
