import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";

export const OWNER = `0x${"0".repeat(39)}1`;
export const DEPLOYER = `0x${"0".repeat(39)}2`;
const MODULE = `0x${"0".repeat(39)}3`;

interface Sketch {
  readonly block: number;
  readonly from?: string;
  readonly contract?: string;
  readonly function?: string;
  readonly events?: readonly (readonly [contract: string, name: string, args?: ArgumentRecord])[];
}

/** A transaction record of which a test says only what it is about. */
export function recorded({ block, from = OWNER, events = [], ...call }: Sketch): TransactionRecord {
  return {
    hash: `0x${block.toString(16).padStart(64, "0")}`,
    block,
    index: 0,
    timestamp: 1_735_689_600 + block,
    from,
    to: MODULE,
    contract: call.contract ?? null,
    function: call.function ?? null,
    args: {},
    value: "0",
    status: "success",
    gasUsed: "21000",
    events: events.map(([contract, name, args = {}]) => ({ contract, address: MODULE, name, args })),
  };
}

/** A deployment at the end of which the owner alone is ADMIN, and the one module can be paused. */
export function deployment(): TransactionRecord[] {
  const granted = (account: string): ArgumentRecord => ({ roleId: "0", account, delay: "0" });
  return [
    recorded({
      block: 1,
      from: DEPLOYER,
      contract: "AccessManager",
      function: "constructor",
      events: [["AccessManager", "RoleGranted", granted(DEPLOYER)]],
    }),
    recorded({ block: 2, events: [["JobRegistry", "AuthorityUpdated", { authority: OWNER }]] }),
    recorded({ block: 3, events: [["SystemPause", "ModuleRegistered", { module: MODULE }]] }),
    recorded({ block: 4, events: [["AccessManager", "RoleGranted", granted(OWNER)]] }),
    recorded({
      block: 5,
      from: DEPLOYER,
      events: [["AccessManager", "RoleRevoked", { roleId: "0", account: DEPLOYER }]],
    }),
  ];
}
