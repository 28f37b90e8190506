import { PLANETARY_MODULES } from "../model/modules.ts";
import type { Wiring } from "../model/owner.ts";
import { mermaidLabel } from "./mermaid.ts";
import { tokensOf } from "./owner-common.ts";

const PLANETARY: ReadonlySet<string> = new Set([
  ...PLANETARY_MODULES,
  "CouncilTimelock",
  "QuadraticGovernor",
  "Precondition",
]);

/** The council's Safe is the planetary layer's; what it stands on, and the owner's, are the national layer's. */
const TREASURY = "Treasury";

function isPlanetary({ name, artifact }: Wiring["contracts"][number]): boolean {
  return PLANETARY.has(artifact) || name === TREASURY;
}

const STYLES = [
  "  classDef module fill:#e8f1fb,color:#101828",
  "  classDef fixed fill:#eef0f3,color:#101828",
  "  classDef role fill:#fdf3e1,color:#101828",
  "  classDef person fill:#e9f7ef,color:#101828",
];

/** Gives each name a node id that is never a text of the plan: `c0`, `p0`, `r0`. */
class Nodes {
  readonly #ids = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  id(name: string): string {
    const known = this.#ids.get(name) ?? `${this.#prefix}${this.#ids.size}`;
    this.#ids.set(name, known);
    return known;
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  entries(): [name: string, id: string][] {
    return [...this.#ids];
  }
}

/**
 * Draws the owner's view of the system: contracts by layer, roles with their holders and what they may call, the switch,
 * which contracts know each other, and where tokens went.
 */
export function ownerDiagram(wiring: Wiring): string {
  const [contracts, people, roles] = [new Nodes("c"), new Nodes("p"), new Nodes("r")];
  for (const { name } of wiring.contracts) contracts.id(name);
  const edges = edgesOf(wiring, contracts, people, roles);
  return [
    "flowchart LR",
    `  %% chain ${wiring.reading.chainId}, block ${wiring.reading.block}, state root ${wiring.reading.stateRoot}`,
    ...layer(
      "national",
      "National layer",
      wiring.contracts.filter((contract) => !isPlanetary(contract)),
      contracts,
    ),
    ...layer("planetary", "Planetary layer", wiring.contracts.filter(isPlanetary), contracts),
    ...group("authority", "Roles in the AccessManager", roles, (label) => `{{${label}}}`),
    ...group("parties", "Accounts", people, (label) => `([${label}])`),
    ...edges,
    ...STYLES,
    ...classes(wiring, contracts, roles, people),
    "",
  ].join("\n");
}

/** Who holds what, what a role may call, what the switch pauses, which contracts know each other, and where tokens went. */
function edgesOf(wiring: Wiring, contracts: Nodes, people: Nodes, roles: Nodes): string[] {
  const party = (name: string) => (contracts.has(name) ? contracts.id(name) : people.id(name));
  return [
    ...wiring.signers.map(
      ({ name, safe, how }) => `  ${party(name)} -->|${mermaidLabel(how)}| ${party(safe)}`,
    ),
    ...wiring.roles.flatMap(({ role, holders }) =>
      holders.map(({ name, how }) => `  ${party(name)} -->|${mermaidLabel(how)}| ${roles.id(role)}`),
    ),
    ...wiring.permissions.map(
      ({ role, contract, functions }) =>
        `  ${roles.id(role)} -->|${mermaidLabel(...functions)}| ${party(contract)}`,
    ),
    ...wiring.contracts
      .filter(({ pausable }) => pausable)
      .map(({ name }) => `  ${contracts.id("SystemPause")} -. pauses .-> ${contracts.id(name)}`),
    ...wiring.links.map(
      ({ from, to, label }) => `  ${party(from)} -.->|${mermaidLabel(label)}| ${party(to)}`,
    ),
    ...wiring.flows.map(
      ({ from, to, amount, transfers }) =>
        `  ${party(from)} ==>|${mermaidLabel(`${tokensOf(amount)} tokens`, `${transfers} ${transfers === 1 ? "transfer" : "transfers"}`)}| ${party(to)}`,
    ),
  ];
}

function layer(id: string, title: string, members: Wiring["contracts"], nodes: Nodes): string[] {
  if (members.length === 0) return [];
  return [
    `  subgraph ${id}[${mermaidLabel(title)}]`,
    ...members.map(({ name }) => `    ${nodes.id(name)}[${mermaidLabel(name)}]`),
    "  end",
  ];
}

function group(id: string, title: string, nodes: Nodes, shape: (label: string) => string): string[] {
  if (nodes.entries().length === 0) return [];
  return [
    `  subgraph ${id}[${mermaidLabel(title)}]`,
    ...nodes.entries().map(([name, node]) => `    ${node}${shape(mermaidLabel(name))}`),
    "  end",
  ];
}

function classes({ contracts }: Wiring, nodes: Nodes, roles: Nodes, people: Nodes): string[] {
  const named = (pausable: boolean) =>
    contracts.filter((contract) => contract.pausable === pausable).map(({ name }) => nodes.id(name));
  const lists: [ids: string[], style: string][] = [
    [named(true), "module"],
    [named(false), "fixed"],
    [roles.entries().map(([, id]) => id), "role"],
    [people.entries().map(([, id]) => id), "person"],
  ];
  return lists.filter(([ids]) => ids.length > 0).map(([ids, style]) => `  class ${ids} ${style}`);
}
