/* The page's own conduct: dark or light, the contents list, Ctrl+K, menus, the reader's hub, the Chinese font, a frame's height, and a
   word if the live runtime does not come.
   The page reads whole without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  function folding() {
    var box = document.querySelector(".contents details");
    if (!box) { return; }
    var wide = matchMedia("(min-width: 76.01rem)");
    function fold() { box.open = wide.matches; }
    fold();
    wide.addEventListener("change", fold);
    showCurrent(box.parentElement);
    addEventListener("keydown", function (event) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") { return; }
      event.preventDefault();
      box.open = true;
      document.getElementById("q").focus();
    });
  }

  /* A long list scrolls in its own box: the current page must be in sight there, without moving the page itself. */
  function showCurrent(list) {
    var current = list.querySelector("[aria-current]");
    if (current && current.offsetTop > list.clientHeight * 0.7) { list.scrollTop = current.offsetTop - list.clientHeight / 2; }
  }

  function theme() {
    var button = document.getElementById("theme");
    var system = matchMedia("(prefers-color-scheme: dark)");
    if (!button) { return; }
    function dark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { /* kept for this page only */ }
    });
  }

  function menus() {
    addEventListener("click", function (event) {
      document.querySelectorAll(".acts[open]").forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
    });
    addEventListener("keydown", function (event) {
      var menu = event.key === "Escape" && document.querySelector(".acts[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  }

  /* A reader's own JupyterHub: asked once, kept in this browser, told to nobody. */
  function hub() {
    var box = document.querySelector(".hub");
    if (!box) { return; }
    var link = box.querySelector("a"), form = box.querySelector("form"), other = box.querySelector("button[type=button]");
    function show(base) {
      if (base) { link.href = base + "/" + box.dataset.pull; link.textContent = "In JupyterLab on " + new URL(base).host; }
      link.hidden = other.hidden = !base;
      form.hidden = !!base;
    }
    function kept() { try { return localStorage.getItem("hub") || ""; } catch (refused) { return ""; } }
    /* Readers paste what stands in the address bar: all from /hub/ or /user/ on is the hub's own. */
    function tidy(text) {
      var at = new URL(text);
      return /^https?:$/.test(at.protocol) ? at.origin + at.pathname.replace(/\/(hub|user)(\/.*)?$|\/+$/, "") : "";
    }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var base = tidy(form.elements.hub.value);
      if (!base) { return; }
      try { localStorage.setItem("hub", base); } catch (refused) { /* kept for this page only */ }
      show(base);
      location.assign(link.href);
    });
    other.addEventListener("click", function () { show(""); form.elements.hub.focus(); });
    box.hidden = false;
    show(kept());
  }

  /* A model in a frame tells its host how high it stands, and nothing else: any page may be the host. */
  function framed() {
    var name = document.body.dataset.embed;
    if (!name || parent === window) { return; }
    function tell() {
      parent.postMessage({ type: "explorable:height", name: name, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
    }
    new ResizeObserver(tell).observe(document.body);
    addEventListener("load", tell);
  }

  function trouble() {
    document.querySelectorAll("figure[data-explorable] .trouble").forEach(function (line) {
      line.hidden = false;
      line.textContent = "The sliders cannot start here, since the page’s script did not load. The picture stays as drawn.";
    });
  }

  /* The font of Chinese characters is asked for when all else has come: no slider waits for it. */
  function type() { addEventListener("load", function () { root.classList.add("late"); }); }

  /* The live runtime comes by itself. Where it does not come, this may be known already. */
  function runtime() {
    var script = document.getElementById("live");
    if (root.classList.contains("still")) { trouble(); } else if (script) { script.addEventListener("error", trouble); }
  }

  folding();
  theme();
  menus();
  hub();
  framed();
  type();
  runtime();
})();
