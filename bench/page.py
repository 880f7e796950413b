"""Page: one visit of a chapter in a real Chromium. Paint, shift, time to live, requests, and how long a slider's step takes."""

# Observes from before the first byte is parsed; `live` is when the page's first model first answers, `all` when its last.
WATCH = """(() => {
  const seen = window.seen = { lcp: 0, cls: 0, fcp: 0, live: 0, all: 0 };
  const on = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  on("paint", (e) => { if (e.name === "first-contentful-paint") seen.fcp = e.startTime; });
  on("largest-contentful-paint", (e) => { seen.lcp = e.startTime; });
  on("layout-shift", (e) => { if (!e.hadRecentInput) seen.cls += e.value; });
  new MutationObserver(() => {
    const root = document.querySelector("[data-explorable]");
    if (root && root.dataset.state === "live" && !seen.live) seen.live = performance.now();
    if (seen.live && !seen.all && !document.querySelector("[data-explorable][data-state=still]")) seen.all = performance.now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
})()"""

# One step at a time, as a hand moves a slider: [milliseconds to the update, milliseconds to the frame after it].
STEPS = """async (many) => {
  const root = document.querySelector("[data-explorable]"), slider = root.querySelector("input[type=range]");
  const span = (slider.max - slider.min) / slider.step + 1, took = [];
  for (let i = 0; i < many; i++) {
    await new Promise((next) => setTimeout(next, 20));
    slider.value = Number(slider.min) + (i % span) * slider.step;
    const began = performance.now();
    const updated = new Promise((done) => {
      root.addEventListener("explorable:update", () => done(performance.now()), { once: true });
    });
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const answered = await updated;
    const painted = await new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0); // runs after the frame has been painted
    }));
    took.push([answered - began, painted - began]);
  }
  return took;
}"""
THROTTLED = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}


def awaited(page, what, seconds=60):
    """Wait until something is true on the page; TimeoutError if it never is. Asked over the debugger's own line: Playwright's
    own ways to wait have the page read 330 kB of script first, at the very time that is measured."""
    session = page.context.new_cdp_session(page)
    for _ in range(20 * seconds):
        page.wait_for_timeout(50)
        if session.send("Runtime.evaluate", {"expression": what})["result"].get("value"):
            return
    raise TimeoutError(f"{page.url}: no {what} after {seconds} s")


def visit(browser, url, slow=False, cpu=1, steps=0):
    """What a fresh visitor meets: {"fcp", "lcp", "cls", "live", "all", "steps"}, in milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", THROTTLED)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    page.add_init_script(WATCH)
    page.goto(url)
    awaited(page, "seen.all")
    page.wait_for_timeout(300)  # late paints and shifts
    found = page.evaluate("window.seen")
    found["steps"] = page.evaluate(STEPS, steps) if steps else []
    context.close()
    return found
