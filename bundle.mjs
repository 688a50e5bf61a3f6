// One file of each script that a page names, with all that it imports in it. Called by hatch_build.py:
//
//     node bundle.mjs ROOT FOLDER ADDRESS…
//
// An address such as /kiosk/static/kiosk.js is read from its place in the tree ROOT and written to FOLDER under the
// same address. What comes from npm stays a file of its own: every page has it, and a browser keeps it.

import path from "node:path";
import { build } from "esbuild";

const [root, folder, ...addresses] = process.argv.slice(2);
const VENDOR = "/static/vendor/";

/** Where the file behind an address stands in the tree. */
const source = (address) => path.join(root, address.startsWith("/static/") ? "server" : "", address);

const asServed = {
  name: "addresses as they are served",
  setup(bundle) {
    bundle.onResolve({ filter: /^\// }, ({ kind, path: address }) => {
      if (kind === "entry-point") return null;
      return address.startsWith(VENDOR) ? { path: address, external: true } : { path: source(address) };
    });
  },
};

await build({
  entryPoints: addresses.map((address) => ({ in: source(address), out: address.slice(1).replace(/\.js$/, "") })),
  outdir: folder,
  bundle: true,
  format: "esm",
  target: "esnext",
  charset: "utf8",
  minifyWhitespace: true,
  logLevel: "warning",
  plugins: [asServed],
});
