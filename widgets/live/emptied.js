// Emptied: what a worker is left with before equations run in it: the language, and no way out. What goes is not listed, but
// what stays: a name that a browser adds tomorrow goes too, from the global object and from all that it inherits from.
const LANGUAGE = new Set((
  "globalThis undefined NaN Infinity Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakRef " +
  "FinalizationRegistry Promise Proxy Reflect Error TypeError RangeError ReferenceError SyntaxError ArrayBuffer DataView " +
  "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array " +
  "isNaN isFinite parseInt parseFloat WebAssembly TextDecoder"
).split(" "));

// The interpreter's glue looks for these as it starts, and needs nothing of them.
const ASKED_FOR = { WorkerGlobalScope: true, crypto: {}, console: { log() {}, warn() {}, error() {} } };

export function empty() {
  for (let one = globalThis; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const name of Reflect.ownKeys(one)) if (!LANGUAGE.has(name)) Reflect.deleteProperty(one, name);
  }
  for (const kind of [() => {}, async () => {}, function* () {}, async function* () {}]) { // they make code of a text
    Reflect.deleteProperty(Object.getPrototypeOf(kind), "constructor");
  }
  Object.assign(globalThis, ASKED_FOR);
}
