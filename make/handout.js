// Brings pages of the built book into the page that is printed (make/handout.html), each as a <main> whose ids carry its number.
async ({ names, address, contents }) => {
  const root = new URL(".", document.baseURI).href;
  const file = (name) => `${root}${name}.html`;
  const place = new Map(names.map((name, i) => [file(name), `p${i}`]));
  const REFERS = ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
  const DEAD = "script, .noscript, [hidden]:not([id$='-alt']), .tools, .controls, .onward";

  // where a link leads on paper: to its place in this file, to the published book, else nowhere
  function led(link, page, own) {
    const raw = link.getAttribute("href"), to = new URL(raw, page), state = /^#\w[\w-]*\?/.test(raw);
    const [there, mark] = [to.href.replace(/#.*/, ""), decodeURIComponent(to.hash.slice(1))];
    if (!to.href.startsWith(root)) {
      const said = to.href.replace(/^(https?:\/\/(doi\.org\/)?|mailto:)/, "").replace(/\/$/, "");
      if (!link.textContent.includes(said)) link.dataset.to = said;
    } else if (state && address) link.href = address + page.slice(root.length) + to.hash;
    else if (place.has(there)) link.setAttribute("href", `#${place.get(there)}${mark ? `-${mark.replace(/[?/].*/, "")}` : ""}`);
    else if (address) link.href = address + to.href.slice(root.length);
    else link.removeAttribute("href");
    if (state && !address && own) link.removeAttribute("href"); // sheets do not move
  }

  function numbered(part, key) {
    for (const one of [part, ...part.querySelectorAll("*")]) {
      if (one.id) one.id = `${key}-${one.id}`;
      for (const name of REFERS) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).split(/\s+/).map((id) => `${key}-${id}`).join(" "));
      for (const { name, value } of [...one.attributes]) {
        if (value.includes("url(#")) one.setAttribute(name, value.replace(/url\(#/g, `url(#${key}-`));
        if (/^(xlink:)?href$/.test(name) && value[0] === "#" && one.namespaceURI.endsWith("svg")) one.setAttribute(name, `#${key}-${value.slice(1)}`);
      }
    }
  }

  for (const [i, name] of names.entries()) {
    const page = file(name), read = new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
    if (contents && !i) {
      const parts = document.adoptNode(read.querySelector(".parts"));
      parts.querySelectorAll(".here").forEach((one) => one.remove());
      parts.querySelectorAll("a").forEach((link) => led(link, page));
      document.querySelector("nav").append(parts);
    }
    const main = document.adoptNode(read.querySelector("main"));
    main.querySelectorAll(DEAD).forEach((one) => one.remove());
    if (document.body.matches(".handout")) main.querySelectorAll(".check .sd-summary-content").forEach((one) => one.remove());
    main.querySelectorAll("h1, h2, h3").forEach((one) => { one.innerHTML = one.innerHTML.trim().replace(/\s+/g, " "); });
    numbered(main, `p${i}`);
    main.id = `p${i}`; main.style.page = `p${i}`; main.removeAttribute("tabindex");
    main.querySelectorAll("a[href]").forEach((link) => led(link, page, true));
    main.querySelectorAll("img").forEach((one) => { one.src = new URL(one.getAttribute("src"), page).href; one.loading = "eager"; });
    document.body.append(main);
  }
  await document.fonts.ready;
  await Promise.all([...document.images].map((one) => one.decode().catch(() => {})));
}
