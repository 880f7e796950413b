/* The page's own conduct: dark or light, the contents list, Ctrl+K, menus, notes shown in place, the reader's hub, the Chinese font,
   a frame's height, and a word if the live runtime does not come.
   The page reads whole without it. */
(function () {
  "use strict";
  var root = document.documentElement, told = document.getElementById("tongue");
  var words = told ? JSON.parse(told.textContent).words : {};
  function say(text) { return words[text] || text; }  /* in the edition's language */

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
    function dark() { return root.dataset.theme === "dark" || (root.dataset.theme !== "light" && system.matches); }
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

  /* What stands behind a sign, a citation or a term is shown beside it: on hover, on focus, on a first tap. Enter, a click
     and a second tap follow the link. The note is text alone, so that nothing comes into the order of focus. */
  var NOTED = "main a[href^='#source-'], main a[href*='#term-'], a[role='doc-noteref'], a.to-note, [data-note]";

  function textOf(link) {
    var source = document.getElementById(link.dataset.note || link.hash.slice(1));
    if (!source) { return null; }
    var copy = source.cloneNode(true);
    copy.querySelectorAll(".label, .backrefs, .what").forEach(function (part) { part.remove(); });
    copy.querySelectorAll("a").forEach(function (inner) { inner.replaceWith.apply(inner, inner.childNodes); });
    copy.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
    return copy;
  }

  /* Under the line of the link that the pointer is on, or its last; above it where there is more room. It touches the
     line, so that the pointer can go over to it. */
  function place(box, link, y) {
    var lines = Array.from(link.getClientRects());
    var line = lines.find(function (one) { return y >= one.top && y <= one.bottom; }) || lines[lines.length - 1];
    box.style.maxHeight = "";
    var wide = box.offsetWidth, high = box.offsetHeight, below = innerHeight - line.bottom - 8, above = line.top - 8;
    var under = high <= below || below >= above;
    high = Math.min(high, under ? below : above);
    box.style.maxHeight = high + "px";
    box.style.left = scrollX + Math.max(8, Math.min(line.left, root.clientWidth - wide - 8)) + "px";
    box.style.top = scrollY + (under ? line.bottom : line.top - high) + "px";
  }

  function notes() {
    var box = document.createElement("div"), shown = null, refused = null, timer = 0, touched = false;
    box.id = "note"; box.hidden = true; box.setAttribute("role", "tooltip");
    document.querySelector("main").append(box);
    function of(target) { return target.closest ? target.closest(NOTED) : null; }
    function hide() {
      clearTimeout(timer);
      if (shown) { shown.removeAttribute("aria-describedby"); }
      shown = null; box.hidden = true;
    }
    function show(link, y) {
      var text = textOf(link);
      hide();
      if (!text) { return false; }
      box.replaceChildren.apply(box, text.childNodes);
      shown = link; box.hidden = false;
      link.setAttribute("aria-describedby", "note");
      place(box, link, y);
      return true;
    }
    function soon(act, wait) { clearTimeout(timer); timer = setTimeout(act, wait); }
    hovering(); focusing(); pressing();

    function hovering() {
      document.addEventListener("pointerover", function (event) {
        if (event.pointerType === "touch") { return; }
        var link = of(event.target);
        if (link !== refused) { refused = null; }
        if (box.contains(event.target) || (link && link === shown)) { clearTimeout(timer); }
        else if (link && !refused) { soon(function () { show(link, event.clientY); }, 150); }
        else { soon(hide, 250); }
      });
    }
    function focusing() {
      document.addEventListener("focusin", function (event) {
        var link = of(event.target);
        if (link && link.matches(":focus-visible")) { show(link); } else if (link !== shown) { hide(); }
      });
      document.addEventListener("focusout", function (event) { if (event.target === shown) { hide(); } });
      addEventListener("keydown", function (event) {
        touched = false;
        if (event.key !== "Escape" || !shown) { return; }
        event.stopPropagation();
        refused = shown; hide();
      }, true);
    }
    function pressing() {
      document.addEventListener("pointerdown", function (event) {
        touched = event.pointerType === "touch";
        if (!box.contains(event.target) && of(event.target) !== shown) { hide(); }
      });
      document.addEventListener("click", function (event) {
        var link = of(event.target), again = link && link === shown;
        if (!link || (again && !touched && link.dataset.note)) { return; }
        if (again || (!touched && !link.dataset.note)) { hide(); } else if (show(link, event.clientY)) { event.preventDefault(); }
      });
      addEventListener("resize", hide);
      addEventListener("scroll", function (event) { if (event.target !== document) { hide(); } }, true);
    }
  }

  /* A reader's own JupyterHub: asked once, kept in this browser, told to nobody. */
  function hub() {
    var box = document.querySelector(".hub");
    if (!box) { return; }
    var link = box.querySelector("a"), form = box.querySelector("form"), other = box.querySelector("button[type=button]");
    function show(base) {
      if (base) { link.href = base + "/" + box.dataset.pull; link.textContent = say("In JupyterLab on {host}").replace("{host}", new URL(base).host); }
      link.hidden = other.hidden = !base;
      form.hidden = !!base;
    }
    function kept() { try { return tidy(localStorage.getItem("hub")); } catch (none) { return ""; } }  /* other sites of the host may write there */
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
      line.textContent = say("The sliders cannot start here, since the page’s script did not load. The picture stays as drawn. Loading the page again may help.");
    });
  }

  /* The font of Chinese characters is asked for when all else has come and the first model answers: no slider waits for it. */
  function type() {
    function late() { root.classList.add("late"); }
    /* A page that is Chinese all through cannot wait; Chromium keeps the boxes that it has drawn until the list of fonts changes. */
    if (/^zh/.test(root.lang)) { document.fonts.load("1em \"Book Han\"", "\u4e2d").then(late, late); return; }
    addEventListener("load", function () {
      if (!document.querySelector("[data-explorable][data-state='still']")) { late(); return; }
      addEventListener("explorable:update", late, { once: true });
      setTimeout(late, 4000);
    });
  }

  /* The live runtime comes by itself, and marks its script. Once all has loaded it is known whether it did, whole; who was
     offline gets it when that is over. */
  function runtime() {
    var script = document.getElementById("live");
    function lacking() { return script && !("begun" in script.dataset); }
    addEventListener("load", function () { if (lacking()) { trouble(); } });
    addEventListener("online", function () {
      if (!lacking()) { return; }
      var again = document.createElement("script");
      again.src = script.src;
      script.replaceWith(again);
      script = again;
    });
  }

  folding();
  theme();
  menus();
  notes();
  hub();
  framed();
  type();
  runtime();
})();
