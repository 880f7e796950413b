/* Searching the book: it looks through the text itself (words.js), place by place, and asks nobody.
   A place is what a link can lead to: a page, a section, a term, a person, a model, a claim, an event, a work. `book` and `forms` come from _ext/seek.py. */
(function () {
  "use strict";
  if (typeof book === "undefined") { return; }  /* missing, or cut short: the page goes on saying so */
  var FIRST = 20, AROUND = 70, LINE = 220;
  var COMMON = new Set("a an and are as at be by did do for from had has have how in is it of on or that the their to was were what when which who why with".split(" "));
  var plain = new Map();
  for (var i = 0; i < forms.length; i += 2) { plain.set(forms[i], forms[i + 1]); }

  /* ---- letters ------------------------------------------------------------------------------------------------- */

  /* What is compared: small letters without marks, simplified characters, numbers without their commas. `at` says where each stood. */
  function fold(text, at) {
    var out = "";
    for (var i = 0; i < text.length; i++) {
      var letter = text[i];
      if ("'’‘ʼ\u00ad".includes(letter)) { continue; }
      if (",\u00a0\u202f".includes(letter) && /\d/.test(text[i - 1]) && /^\d{3}(?!\d)/.test(text.substr(i + 1, 4))) { continue; }
      letter = letter < "\x80" ? letter.toLowerCase()
        : (plain.get(letter) || letter).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      out += letter;
      for (var k = 0; at && k < letter.length; k++) { at.push(i); }
    }
    return out;
  }

  function either(parts, ends) { return new RegExp("\\b" + parts.join("[^a-z0-9]{0,3}") + ends, "gu"); }

  /* A word as it stands, and with other endings; a number as it stands; Chinese wherever it stands. */
  function term(words) {
    var parts = words.match(/[\p{L}\p{N}]+/gu) || [], last = parts[parts.length - 1] || "";
    if (/\p{Script=Han}/u.test(words)) { var han = new RegExp(parts.join(".{0,3}"), "gu"); return {said: words, exact: han, any: han}; }
    var exact = either(parts, /\d$/.test(last) ? "(?!\\d)" : "(?![a-z0-9])");
    if (last.length < 3 || /\d/.test(last)) { return {said: words, exact: exact, any: exact}; }
    var root = last.replace(/ies$/, "y").replace(/(ss|x|ch|sh)es$/, "$1").replace(/([^s])s$/, "$1").replace(/^(.{4,}?)(ed|ing)$/, "$1");
    var ends = "(?:" + last + "[a-z]*|" + root.replace(/y$/, "(?:y|ie)") + "(?:e?s|e?d|ing)?(?![a-z0-9]))";
    return {said: words, exact: exact, any: either(parts.slice(0, -1).concat(ends), "")};
  }

  /* The words asked for, all of which a place must have: what stands in quotation marks is one; a run of Chinese is one. */
  function asked(query) {
    var found = query.replace(/[“”„]/g, "\"").match(/"[^"]+"|\p{Script=Han}+|[^\s"\p{Script=Han}]+/gu) || [];
    var words = found.map(function (one) { return fold(one).replace(/"/g, ""); }).filter(function (one) { return /[\p{L}\p{N}]/u.test(one); });
    var telling = words.filter(function (one) { return !COMMON.has(one); });
    return (telling.length ? telling : words).map(term);
  }

  /* The same letters, however they are parted: "da yue jin" and "dayuejin", "Mao Zedong" and "maozedong". */
  function joined(query) {
    var letters = Array.from(fold(query).replace(/[^\p{L}\p{N}]/gu, ""));
    return letters.length > 4 && !/[\d\p{Script=Han}]/u.test(letters.join(""))
      ? [{said: query, letters: letters.join(""), exact: either(letters, "(?![a-z])"), any: either(letters, "")}] : null;
  }

  /* The characters of a term, of a person, of a chapter's title, and how they are spoken, lead there as the name does. */
  var SPOKEN = {term: /^\p{Script=Han}[^\n.]*/u, person: /^\p{Script=Han}[^\n.]*/u, page: /^\p{Script=Han}+\n[^\n]*/mu};

  /* ---- places -------------------------------------------------------------------------------------------------- */

  var all = book.flatMap(function (page) {
    return page[1].map(function (one) {
      var name = fold(one[2]), body = fold(one[3]);
      return {page: page[0], title: page[1][0][2], id: one[0], kind: one[1], heading: one[2], text: one[3],
        name: name, head: SPOKEN[one[1]] ? name + " " + (SPOKEN[one[1]].exec(body) || [""])[0] : name, body: body, whole: name + "\n" + body, letters: (name + body).replace(/[^\p{L}\p{N}]/gu, "")};
    });
  });

  function times(pattern, text) { return (text.match(pattern) || []).length; }
  function every(terms, text, how) { return terms.every(function (one) { return times(one[how || "any"], text); }); }

  var HEADS = {page: 400, term: 380, person: 380, section: 300, claim: 260, figure: 250, work: 0}, BODIES = {term: 20, person: 10, claim: -5, event: -5, work: -30};

  /* How well a place answers: a heading or a term before any text; a text by how often, how near and how exactly it has the words. */
  function worth(place, terms, phrase, query) {
    if (!place.letters.includes(terms[0].letters || "") || !every(terms, place.whole)) { return 0; }  /* the first look is the quick one */
    var exact = every(terms, place.whole, "exact") ? 15 : 0, near = times(phrase, place.whole) ? 50 : 0;
    if (HEADS[place.kind] && every(terms, place.head)) {
      var kind = place.kind === "page" && !every(terms, place.name) ? "section" : place.kind;  /* by its characters: after the term's own entry */
      return HEADS[kind] + (place.name === query ? 200 : 0) + exact + near + 40 * Math.min(1, query.length / (place.name.length || 1));
    }
    var often = terms.reduce(function (sum, one) { return sum + times(one.any, place.body); }, 0);
    var line = place.body.split("\n").some(function (one) { return every(terms, one); }) ? 25 : 0;
    return 100 + 8 * Math.min(5, Math.log2(1 + often)) + line + exact + near + (BODIES[place.kind] || 0) - (place.page.includes("/") ? 15 : 0);
  }

  /* [{place, terms, worth}], the best first; a page that has fifty places does not come fifty times before the next page. */
  function found(query) {
    var terms = asked(query), ways = [terms, joined(query)].filter(Boolean), said = fold(query).replace(/["“”]/g, "").trim();
    var phrase = either(said.match(/[\p{L}\p{N}]+/gu) || [], "");
    var hits = !terms.length ? [] : all.map(function (place) {
      return ways.map(function (way) { return {place: place, terms: way, worth: worth(place, way, phrase, said)}; })
        .sort(function (a, b) { return b.worth - a.worth; })[0];
    }).filter(function (hit) { return hit.worth; });
    hits = hits.length ? hits : scattered(terms);
    var seen = {};
    hits.sort(function (a, b) { return b.worth - a.worth; }).forEach(function (hit) {
      seen[hit.place.page] = (seen[hit.place.page] || 0) + 1;
      if (hit.worth < 200) { hit.worth -= 12 * (seen[hit.place.page] - 1); }
    });
    return hits.sort(function (a, b) { return b.worth - a.worth; });
  }

  /* Where no place has all the words, the pages that have them all. */
  function scattered(terms) {
    return terms.length < 2 ? [] : book.map(function (page) { return all.filter(function (one) { return one.page === page[0]; }); })
      .filter(function (page) { return every(terms, page.map(function (one) { return one.whole; }).join("\n")); })
      .map(function (page) { return {place: page.find(function (one) { return terms.some(function (term) { return times(term.any, one.whole); }); }), terms: terms, worth: 50}; });
  }

  /* ---- what is shown ------------------------------------------------------------------------------------------- */

  function add(parent, tag, text, name) {
    var element = parent.appendChild(document.createElement(tag));
    if (name) { element.className = name; }
    (text || "").split(/([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)/).forEach(function (run, i) {
      if (i % 2) { element.appendChild(Object.assign(document.createElement("span"), {lang: "zh-Hans", textContent: run})); } else if (run) { element.append(run); }
    });
    return element;
  }

  /* Where the words stand in a line: [[from, to, which of them]], in order and apart. */
  function spans(line, terms) {
    var at = [], text = fold(line, at), list = [];
    terms.forEach(function (one, which) {
      for (var match of text.matchAll(one.any)) { if (match[0]) { list.push([at[match.index], at[match.index + match[0].length - 1] + 1, which]); } }
    });
    return list.sort(function (a, b) { return a[0] - b[0]; }).filter(function (one, i) { return !i || one[0] >= list[i - 1][1]; });
  }

  /* How many of the words stand within a line's length from this one on. */
  function company(marks, first) {
    return new Set(marks.filter(function (one) { return one[0] >= first[0] && one[1] < first[0] + LINE - AROUND; }).map(function (one) { return one[2]; })).size;
  }

  function most(list, value) { return list.reduce(function (best, one) { return best === undefined || value(one) > value(best) ? one : best; }, undefined); }

  /* {line, marks, first} of a place: the line that has most of the words close together, and the first of these; else its first line. */
  function best(place, terms) {
    var lines = place.text.split("\n").map(function (line) {
      var marks = spans(line, terms), first = most(marks, function (one) { return company(marks, one); });
      return {line: line, marks: marks, first: first, has: first ? company(marks, first) : 0};
    });
    return most(lines, function (one) { return one.has; });
  }

  function context(item, line, marks, first) {
    var from = first ? Math.max(0, first[0] - AROUND) : 0, to = from + LINE;
    from = from && line.indexOf(" ", from) + 1;
    to = to < line.length ? Math.max(line.lastIndexOf(" ", to), first ? first[1] : 0) : line.length;
    var box = add(item, "p", from ? "… " : ""), done = from;
    marks.filter(function (one) { return one[0] >= from && one[1] <= to; }).forEach(function (one) {
      add(box, "span", line.slice(done, one[0]));
      add(box, "mark", line.slice(one[0], one[1]));
      done = one[1];
    });
    add(box, "span", line.slice(done, to) + (to < line.length ? " …" : ""));
  }

  /* The browser is told which words to show; one that does not know how goes to the place. */
  function address(place, line, first) {
    var words = first ? line.slice(first[0]).split(/\s+/).slice(0, 4).join(" ") : "";
    var shown = words && place.kind !== "term" ? ":~:text=" + encodeURIComponent(words).replace(/-/g, "%2D") : "";
    return place.page + (place.id || shown ? "#" + place.id + shown : "");
  }

  function show(list, hit) {
    var place = hit.place, shown = best(place, hit.terms), item = add(list, "li");
    add(item, "a", place.heading || shown.line.slice(0, 60).replace(/\S*$/, "…")).href = address(place, shown.line, shown.first);
    if (place.kind !== "page") { add(item, "span", (place.kind === "figure" ? "Picture in " : "") + place.title, "in"); }
    if (shown.line) { context(item, shown.line, shown.marks, shown.first); }
  }

  function results(query) {
    var hits = found(query), out = document.getElementById("search-results"), status = document.getElementById("search-progress");
    var pages = new Set(hits.map(function (hit) { return hit.place.page; })).size, list = add(out, "ol");
    function some(from, to) { hits.slice(from, to).forEach(function (hit) { show(list, hit); }); }
    some(0, FIRST);
    add(status, "span", hits.length ? "“" + query + "”: " + count(hits.length, "place") + " on " + count(pages, "page") + (hits.length > FIRST ? ", the first " + FIRST + " shown." : ".")
      : "Nothing in the book has " + none(query) + ".");
    if (hits.length <= FIRST) { return; }
    var more = add(out, "button", "Show the other " + (hits.length - FIRST));
    more.type = "button";
    more.addEventListener("click", function () {
      some(FIRST);
      more.remove();
      list.children[FIRST].querySelector("a").focus();
      status.textContent = "All " + hits.length + " are shown.";
    });
  }

  function count(n, what) { return n + " " + what + (n === 1 ? "" : "s"); }

  /* Which of the words are nowhere; if each is somewhere, that no page has them all. */
  function none(query) {
    var nowhere = asked(query).filter(function (one) { return !all.some(function (place) { return every([one], place.whole); }); });
    return nowhere.length ? nowhere.map(function (one) { return "“" + one.said + "”"; }).join(" or ") : "all of “" + query + "” on one page";
  }

  var query = new URLSearchParams(location.search).get("q") || "";
  document.querySelectorAll("input[name=q]").forEach(function (box) {
    box.value = query;
    /* Chromium leaves boxes in a field when the font has come, until its list of fonts begins with another */
    document.fonts.addEventListener("loadingdone", function () { box.style.fontFamily = "\"Book Han\", " + getComputedStyle(box).fontFamily; });
  });
  document.getElementById("search-progress").textContent = "";
  if (query.trim()) { results(query.trim()); }
})();
