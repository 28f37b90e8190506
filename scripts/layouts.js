/** What a compilation tells of where contracts keep their variables, in the one file that the program reads. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Of the sources that are compiled, those whose contracts are deployed. */
const DEPLOYED = /^project\/contracts\/|\/AccessManager\.sol$/;

/** Beside the artefacts, where the compiler's tidying leaves it. */
export const LAYOUTS = join("artifacts", ".layouts.json");

/** @param {string} root folder of the project, whose contracts have just been compiled. */
export function writeLayouts(root) {
  const builds = join(root, "artifacts", "build-info");
  /** @type {Record<string, object>} */
  const layouts = {};
  for (const name of readdirSync(builds).filter((file) => file.endsWith(".output.json"))) {
    const { output } = JSON.parse(readFileSync(join(builds, name), "utf8"));
    const words = enumWords(output.sources);
    for (const [source, contracts] of Object.entries(output.contracts)) {
      if (!DEPLOYED.test(source)) continue;
      for (const [contract, { storageLayout, evm }] of Object.entries(contracts)) {
        if (evm.bytecode.object !== "") layouts[contract] = layoutOf(storageLayout, words);
      }
    }
  }
  writeFileSync(join(root, LAYOUTS), `${JSON.stringify(layouts)}\n`);
}

/**
 * The members of each enum, by the label of its type.
 *
 * @param {Record<string, { ast: Node }>} sources
 */
function enumWords(sources) {
  /** @type {Map<string, string[]>} */
  const words = new Map();
  for (const { ast } of Object.values(sources)) {
    for (const node of [ast, ...(ast.nodes ?? [])].flatMap(({ nodes = [] }) => nodes)) {
      if (node.nodeType !== "EnumDefinition") continue;
      words.set(
        `enum ${node.canonicalName}`,
        (node.members ?? []).map(({ name }) => name),
      );
    }
  }
  return words;
}

/** @typedef {{ nodeType: string, canonicalName?: string, nodes?: Node[], members?: { name: string }[] }} Node */
/** @typedef {{ label: string, offset: number, slot: string, type: string }} Variable */
/** @typedef {{ encoding: string, label: string, numberOfBytes: string, key?: string, value?: string, base?: string, members?: Variable[] }} Type */

/**
 * @param {{ storage: Variable[], types: Record<string, Type> | null }} layout
 * @param {Map<string, string[]>} words
 */
function layoutOf({ storage, types }, words) {
  const named = Object.entries(types ?? {}).map(([name, type]) => [
    name,
    typeOf(type, words.get(type.label)),
  ]);
  return { storage: storage.map(variable), types: Object.fromEntries(named) };
}

/**
 * @param {Type} type
 * @param {string[] | undefined} words
 */
function typeOf({ members, ...type }, words) {
  return { ...type, ...(members && { members: members.map(variable) }), ...(words && { words }) };
}

/** Without numbers of the syntax tree. @param {Variable} found */
function variable({ label, offset, slot, type }) {
  return { label, offset, slot, type };
}
