// Builds the page's live runtime into one classic script: node widgets/live/build.mjs [output file]
// ES modules and module workers do not load from file://, so everything is bundled: the worker's code as a text, MicroPython's
// WebAssembly as bytes. These are packed first, by zopfli, since base64 hides repetitions from a server's own gzip: a fourth of
// the whole file. (wasm-opt would save another hundredth of it, with a package of 100 MB and twelve seconds at each build.)
// Its glue has branches for Node, which are cut here; each cut must fit exactly once.
import zopfli from "@gfx/zopfli";
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

process.removeAllListeners("unhandledRejection").removeAllListeners("uncaughtException"); // zopfli's own, which print all of it
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CUTS = [
  ['const path=await import("path"),url=await import("url"),', "const path={},url={},"],
  ["let Module={locateFile:", "let Module={instantiateWasm:options.instantiateWasm,locateFile:"],
  // heapsize is where the heap begins, not where it ends: without this, changed equations could take two gigabytes
  ["if(requestedSize>2147483648)return err(", "if(requestedSize>67108864)return!1;if(requestedSize>2147483648)return err("],
];

const glue = {
  name: "glue",
  setup({ onLoad }) {
    onLoad({ filter: /micropython\.mjs$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [from, to] of CUTS) {
        if (contents.split(from).length !== 2) throw new Error(`micropython.mjs: expected "${from}" exactly once`);
        contents = contents.replace(from, to);
      }
      return { contents, loader: "js" };
    });
  },
};

// What the contract says to authors stays in the repository; the page runs what comes after it.
const preface = {
  name: "preface",
  setup({ onLoad }) {
    onLoad({ filter: /\.py$/ }, async ({ path }) => ({ contents: (await readFile(path, "utf8")).replace(/^"""[^]*?"""\n/, ""), loader: "text" }));
  },
};

const packed = {
  name: "packed",
  setup({ onLoad }) {
    onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({ contents: await zopfli.gzipAsync(await readFile(path), { numiterations: 15 }), loader: "base64" }));
  },
};

const packages = new Set(); // whose files are in it: each has a licence (book/_ext/shipped.yml)
async function bundle(entry, plugins) {
  const { outputFiles, metafile } = await build({
    entryPoints: [here(entry)], bundle: true, write: false, metafile: true, minify: true, format: "iife", platform: "browser", target: "es2020",
    charset: "utf8", define: { "import.meta.url": '""' }, logLevel: "warning",
    external: ["module", "path", "url", "fs", "crypto", "child_process", "ws"], outfile: process.argv[2] || here("../../_build/live/live.js"), plugins,
  });
  Object.keys(metafile.inputs).forEach((path) => packages.add(path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]));
  return outputFiles[0];
}

const worker = await bundle("worker.js", [glue]);
const code = {
  name: "worker-code",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker-code$/ }, ({ path }) => ({ path, namespace: "code" }));
    onLoad({ filter: /.*/, namespace: "code" }, () => ({ contents: worker.text, loader: "text" }));
  },
};
const live = await bundle("live.js", [code, preface, packed]);
await mkdir(dirname(live.path), { recursive: true });
await writeFile(live.path, live.contents);
await writeFile(`${live.path}on`, JSON.stringify([...packages].filter(Boolean)));
console.log(`${live.path}: ${Math.round(live.contents.length / 1000)} kB`);
