#!/usr/bin/env node
// Old syntax only: a runtime that cannot run the rest must still be able to read this file.
import module from "node:module";
import { isPackaged, isRuntime } from "./runtime.js";

if (isRuntime()) {
  // Stripping types anew would cost more than all else that help does.
  module.enableCompileCache();
  import(isPackaged ? "../dist/cli/main.js" : "./cli/main.ts")
    .then(({ main }) => main(process.argv.slice(2)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
} else process.exitCode = 5;
