// Builds the page's live runtime into one classic script: node widgets/live/build.mjs [output file]
// ES modules and module workers do not load from file://, so everything is bundled: the worker's code as a text, MicroPython's
// WebAssembly as bytes. Its glue has branches for Node, which are cut here; each cut must fit exactly once.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CUTS = [
  ['const path=await import("path"),url=await import("url"),', "const path={},url={},"],
  ["let Module={locateFile:", "let Module={wasmBinary:options.bytes,locateFile:"],
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

async function bundle(entry, plugins) {
  const { outputFiles } = await build({
    entryPoints: [here(entry)], bundle: true, write: false, minify: true, format: "iife", platform: "browser", target: "es2020",
    charset: "utf8", loader: { ".py": "text", ".wasm": "binary" }, define: { "import.meta.url": '""' }, logLevel: "warning",
    external: ["module", "path", "url", "fs", "crypto", "child_process", "ws"], outfile: process.argv[2] || here("../../_build/live/live.js"), plugins,
  });
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
const { writeFile, mkdir } = await import("node:fs/promises");
const { dirname } = await import("node:path");
const live = await bundle("live.js", [code]);
await mkdir(dirname(live.path), { recursive: true });
await writeFile(live.path, live.contents);
console.log(`${live.path}: ${Math.round(live.contents.length / 1000)} kB`);
