import type { Diagram, DiagramArrow, DiagramBox } from "../../model/diagram.ts";
import type { Wiring } from "../../model/owner.ts";
import { sourceOf } from "./diagram-source.ts";
import { beginning, commonBeginning, type Folded, foldContracts, times } from "./fold.ts";

/** More holders than this of one folded role stand as one box. */
const MOST_ALIKE = 3;
/** Functions on an arrow; of more the rest is counted. */
const MOST_FUNCTIONS = 6;

const [HOLDERS, ROLES, TARGETS] = ["Who", "holds which role", "and so may call"];
const AT_ONCE = "at once";
const HELD = /^held(, )?/;

interface Holder {
  readonly name: string;
  /** How many it stands for. */
  readonly count: number;
  readonly how: string;
}

interface Permission {
  readonly contract: string;
  readonly functions: readonly string[];
}

/** A role, or several that differ only in which of several equal contracts they are for. */
interface Office {
  readonly name: string;
  /** How many roles it stands for. */
  readonly count: number;
  readonly holders: readonly Holder[];
  readonly may: readonly Permission[];
}

/**
 * Who has power: accounts, Safes and the council, the roles that they hold with which delay, and what these may call. What
 * contracts may call of each other by roles of theirs is {@link callsDiagram}'s.
 */
export function powerDiagram(wiring: Wiring): Diagram {
  const folded = foldContracts(wiring);
  const offices = foldOffices(officesOf(wiring, folded));
  const chain = [...signersOf(wiring), ...councilOf(wiring)];
  return {
    title: "Who has power over what",
    source: sourceOf(wiring),
    direction: "right",
    boxes: [
      ...holderBoxes(wiring, offices, chain),
      ...offices.map(
        ({ name, count }): DiagramBox => ({
          id: roleId(name),
          name,
          lines: times(count),
          kind: "role",
          group: ROLES,
        }),
      ),
      ...targetBoxes(wiring, offices, folded),
    ],
    arrows: [...chain, ...offices.flatMap(arrowsOf)],
  };
}

function holderBoxes({ contracts }: Wiring, offices: readonly Office[], chain: readonly DiagramArrow[]) {
  const inChain = chain.flatMap(({ from, to }) => [from, to]).map((id): [string, number] => [id, 1]);
  const holding = offices.flatMap(({ holders }) =>
    holders.map(({ name, count }): [string, number] => [holderId(name), count]),
  );
  const isContract = new Set(contracts.map(({ name }) => holderId(name)));
  return [...new Map([...inChain, ...holding])].map(
    ([id, count]): DiagramBox => ({
      id,
      name: id.slice(HOLDER.length),
      lines: times(count),
      kind: isContract.has(id) ? "fixed" : "person",
      group: HOLDERS,
    }),
  );
}

function targetBoxes({ contracts }: Wiring, offices: readonly Office[], { nameOf, countOf }: Folded) {
  const stops = new Map(contracts.map(({ name, pausable }) => [nameOf(name), pausable]));
  const called = new Set(offices.flatMap(({ may }) => may.map(({ contract }) => contract)));
  return [...called].map(
    (name): DiagramBox => ({
      id: targetId(name),
      name,
      lines: times(countOf(name)),
      kind: stops.get(name) ? "module" : "fixed",
      group: TARGETS,
    }),
  );
}

function arrowsOf({ name, holders, may }: Office): readonly DiagramArrow[] {
  return [
    ...holders.map(
      (holder): DiagramArrow => ({
        from: holderId(holder.name),
        to: roleId(name),
        lines: [holder.how],
        style: "solid",
      }),
    ),
    ...may.map(
      ({ contract, functions }): DiagramArrow => ({
        from: roleId(name),
        to: targetId(contract),
        lines: shortened(functions),
        style: "solid",
      }),
    ),
  ];
}

function shortened(functions: readonly string[]): readonly string[] {
  if (functions.length <= MOST_FUNCTIONS) return functions;
  const shown = functions.slice(0, MOST_FUNCTIONS - 1);
  return [...shown, `and ${functions.length - shown.length} more`];
}

/** Roles that others than the system's own modules hold; what stops while it is paused is one of its modules. */
function officesOf({ contracts, roles, permissions }: Wiring, { nameOf }: Folded): readonly Office[] {
  const modules = new Set(contracts.filter(({ pausable }) => pausable).map(({ name }) => name));
  return roles
    .map(({ role, holders }) => ({
      name: role,
      count: 1,
      holders: holders
        .filter(({ name }) => !modules.has(name))
        .map(({ name, how }) => ({ name, count: 1, how: how.replace(HELD, "") || AT_ONCE })),
      may: permissionsOf(
        permissions.filter((permission) => permission.role === role),
        nameOf,
      ),
    }))
    .filter(({ holders }) => holders.length > 0);
}

function permissionsOf(permissions: Wiring["permissions"], nameOf: Folded["nameOf"]): readonly Permission[] {
  return [...Map.groupBy(permissions, ({ contract }) => nameOf(contract))].map(([contract, same]) => ({
    contract,
    functions: [...new Set(same.flatMap(({ functions }) => functions))],
  }));
}

/** Makes one of roles that are called alike, may call the same, and are held in the same way. */
function foldOffices(offices: readonly Office[]): readonly Office[] {
  const kind = ({ name, may, holders }: Office) =>
    JSON.stringify([beginning(name), may, holders.map(({ how }) => how)]);
  return [...Map.groupBy(offices, kind).values()].flatMap((alike) => {
    const names = alike.map(({ name }) => name);
    const beginning = commonBeginning(names);
    return alike.length === 1 || beginning === "" ? alike : [folded(`${beginning}…`, alike)];
  });
}

function folded(name: string, alike: readonly Office[]): Office {
  const holders = alike.flatMap((office) => office.holders);
  const names = [...new Set(holders.map((holder) => holder.name))];
  const how = holders[0]?.how ?? "";
  const beginning = commonBeginning(names);
  const asOne = names.length > MOST_ALIKE && beginning !== "";
  return {
    name,
    count: alike.length,
    holders: asOne
      ? [{ name: `${beginning}…`, count: names.length, how }]
      : names.map((holder) => ({ name: holder, count: 1, how })),
    may: alike[0]?.may ?? [],
  };
}

function signersOf({ signers }: Wiring): readonly DiagramArrow[] {
  return signers.map(({ name, safe, how }) => ({
    from: holderId(name),
    to: holderId(safe),
    lines: [how],
    style: "solid",
  }));
}

/** The governor is the timelock's only proposer: what the council decides, the timelock does. */
function councilOf({ contracts }: Wiring): readonly DiagramArrow[] {
  const names = new Set(contracts.map(({ name }) => name));
  const [governor, timelock] = ["QuadraticGovernor", "CouncilTimelock"];
  if (!names.has(governor) || !names.has(timelock)) return [];
  return [
    { from: holderId("council"), to: holderId(governor), lines: ["votes"], style: "solid" },
    { from: holderId(governor), to: holderId(timelock), lines: ["decides"], style: "solid" },
  ];
}

const HOLDER = "holder ";

function holderId(name: string): string {
  return `${HOLDER}${name}`;
}

function roleId(name: string): string {
  return `role ${name}`;
}

function targetId(name: string): string {
  return `target ${name}`;
}
