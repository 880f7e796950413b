// Ear: in the walk through other browsers (test_browsers.py) it runs before all else on a page. It hears what the console
// would be told, keeps what would be downloaded, and has a worker say what it is left with.
window.heard = [];
addEventListener("error", ({ message, target }) => heard.push(`error: ${message || target.src || target.href}`), true);
addEventListener("unhandledrejection", ({ reason }) => heard.push(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => heard.push(`refused: ${violatedDirective} ${blockedURI}`));
for (const way of ["log", "info", "warn", "error"]) {
  const own = console[way];
  console[way] = (...all) => { heard.push(all.join(" ")); own.apply(console, all); };
}

const made = new Map();
const address = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const inside = blob.type === "text/javascript" ? new Blob([INSIDE, blob], { type: blob.type }) : blob;
  const at = address.call(URL, inside);
  made.set(at, blob);
  return at;
};
const press = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (!this.download) return press.call(this);
  const reading = new FileReader();
  reading.onload = () => { window.taken = [this.download, reading.result]; };
  reading.readAsDataURL(made.get(this.href));
};

const Real = Worker;
window.Worker = class extends Real {
  constructor(at) {
    super(at);
    window.look = () => this.postMessage({ look: true });
    this.addEventListener("message", (event) => {
      if (!event.data || !event.data.names) return;
      event.stopImmediatePropagation();
      window.found = event.data;
    });
  }
};

// ---- inside
{
  const tell = postMessage.bind(globalThis), toText = String;
  const tries = { TRIES };
  const tried = (one) => { try { one(); return "nothing was in its way"; } catch (error) { return `${error.name}Error: ${error.message}`; } };
  addEventListener("message", (event) => {
    if (!event.data.look) return;
    event.stopImmediatePropagation();
    const came = {};
    for (const name of Object.keys(tries)) came[name] = tried(tries[name]);
    tell({ names: NAMES, kinds: KINDS, tried: came });
  });
}
