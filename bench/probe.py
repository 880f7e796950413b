"""Probe: works the slider of any page, whatever it is built with, and times the answers. Told by a `peer` where its parts are:

{"slider": what is moved, "how": "range" | "keys" | "rail", "answer": where the answer stands}, each a selector that also looks
into shadow roots. An answer is a changed text, path or picture there.
"""

import json

PLACES = 25  # of every slider: 0 to 120 in fives

SCRIPT = """((peer) => {
  const deep = (selector, root = document) => root.querySelector(selector) || [...root.querySelectorAll("*")]
    .reduce((found, e) => found || (e.shadowRoot && deep(selector, e.shadowRoot)), null);
  const probe = window.probe = { fcp: 0, seen: 0, live: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((e) => {
    if (e.name === "first-contentful-paint") probe.fcp = e.startTime;
  })).observe({ type: "paint", buffered: true });
  const shown = () => {
    const e = deep(peer.answer);
    return e ? [e.textContent, e.getAttribute("d"), ...[...e.querySelectorAll("img")].map((i) => i.src)].join() : "";
  };
  const ways = {
    range(slider, place) {
      slider.value = Number(slider.min) + place * slider.step;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    },
    keys(slider, place) { // one step at a time, up if any place is asked for, else down
      const [now, low, high] = ["now", "min", "max"].map((n) => Number(slider.getAttribute(`aria-value${n}`)));
      const key = now <= low || (place && now < high) ? "ArrowRight" : "ArrowLeft";
      slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
    },
    rail(slider, place) {
      const { left, top, width, height } = slider.getBoundingClientRect();
      const at = { bubbles: true, clientX: left + 10 + (width - 20) * place / @LAST@, clientY: top + height / 2 };
      slider.dispatchEvent(new MouseEvent("mousedown", at));
      slider.dispatchEvent(new MouseEvent("mouseup", at));
    },
  };
  const move = (place) => { const slider = deep(peer.slider); if (slider && !slider.disabled) ways[peer.how](slider, place); };
  const wait = (ms) => new Promise((next) => setTimeout(next, ms));
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  });

  // Milliseconds of steps, one at a time, each to the end of the frame that shows the answer; null where none came in 2 s.
  probe.steps = async (many) => {
    const took = [];
    for (let i = 0; i < many; i++) {
      await wait(20);
      const before = shown(), began = performance.now(), turn = i % (2 * @LAST@);
      move(peer.how === "keys" ? Number(turn < @LAST@) * @LAST@ : turn < @LAST@ ? turn : 2 * @LAST@ - turn);
      do await frame(); while (shown() === before && performance.now() - began < 2000);
      took.push(shown() === before ? null : (await painted()) - began);
    }
    return took;
  };

  const ready = () => { const slider = deep(peer.slider); return slider && !slider.disabled && shown(); };
  (async () => { // pokes the slider until the page answers
    let before = "", poked = 0;
    while (!probe.live) {
      await wait(20);
      if (!probe.seen) {
        const slider = deep(peer.slider);
        if (!slider || !slider.getBoundingClientRect().width) continue;
        probe.seen = performance.now();
      }
      if (poked && shown() !== before) { probe.live = performance.now(); return; }
      if (!poked && !ready()) continue;
      if (poked % 5 === 0) { before = shown(); move(poked % 10 ? 0 : @LAST@); }
      poked++;
    }
  })();
})(@PEER@)"""


def script(peer):
    return SCRIPT.replace("@LAST@", str(PLACES - 1)).replace("@PEER@", json.dumps(peer))


# What a reader sees: a picture of some size, a slider, how many words.
SIGHT = """(peer) => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const box = (e) => e.checkVisibility && e.checkVisibility() ? e.getBoundingClientRect() : { width: 0, height: 0 };
  const found = all(document);
  const picture = found.some((e) => /^(svg|img|canvas)$/i.test(e.tagName) && box(e).width > 250 && box(e).height > 120);
  const slider = found.some((e) => e.matches(peer.slider) && box(e).width);
  const text = (document.querySelector("main") || document.body).innerText;
  return { picture, slider, words: text.split(/\\s+/).filter(Boolean).length };
}"""
