import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ownPackage } from "../system/own-package.ts";
import { PACKAGE } from "../system/root.ts";

/** @returns what executes here: versions of this program, of Node, of each package that it leans on, and of Hardhat's EVM. */
export function enginesHere(): Readonly<Record<string, string>> {
  const { version, dependencies } = ownPackage();
  const base = join(PACKAGE, "package.json");
  const hardhat = fileOf("hardhat", base);
  const packages = Object.keys(dependencies).map((name) => [name, versionAt(fileOf(name, base))]);
  return {
    ...{ omnisovereign: version, node: process.versions.node },
    ...Object.fromEntries(packages),
    "@nomicfoundation/edr": versionAt(hardhat && fileOf("@nomicfoundation/edr", hardhat)),
  };
}

function fileOf(name: string, from: string): string | undefined {
  return findPackageJSON(name, pathToFileURL(from));
}

function versionAt(file: string | undefined): string {
  return file === undefined ? "not installed" : JSON.parse(readFileSync(file, "utf8")).version;
}
