// Words: what is said, in the language of the edition. English stands where it is said; those of another language stand in the
// page, {english: words}, with its way to write a number (widgets/shelf/tongue.py says what).
let known = { words: {}, decimal: ".", language: "" };

export function learn(scope) {
  const told = scope.getElementById("tongue");
  if (told) known = JSON.parse(told.textContent);
}

// A text with what it names in braces.
export const say = (text, given = {}) => (known.words[text] || text).replace(/\{(\w+)\}/g, (whole, name) => (name in given ? given[name] : whole));
export const plain = (number) => String(number).replace(".", known.decimal);
export const small = (label) => (known.language ? label : label.toLowerCase()); // other languages have capitals of their own
export const day = () => new Date().toLocaleDateString(known.language || "en-GB", { day: "numeric", month: "long", year: "numeric" });
