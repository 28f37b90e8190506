#!/usr/bin/env node
// Old syntax only: a runtime that cannot run the rest must still be able to read this file.
import module from "node:module";
import { fileURLToPath } from "node:url";

if (process.features.typescript) {
  // Stripping types anew would cost more than all else that help does.
  module.enableCompileCache();
  const isPackaged = import.meta.url.includes("/node_modules/");
  import(isPackaged ? "../dist/cli/main.js" : "./cli/main.ts")
    .then(({ main }) => main(process.argv.slice(2)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
} else {
  console.error(
    "OMNI5001  OmniSovereign needs Node 22.18 or newer, and this is " +
      process.versions.node +
      ".  Run \"npx --yes --package=node@24 -- node '" +
      fileURLToPath(import.meta.url) +
      "' …\".",
  );
  process.exitCode = 5;
}
