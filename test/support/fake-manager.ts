import type { Account } from "../../src/model/cast.ts";
import { listArg, textArg } from "../../src/records/events.ts";
import { ROLE_IDS } from "../../src/records/roles.ts";
import type { FakeChain, Sent } from "./fake-chain.ts";

/** What AccessManager and SystemPause of a fake chain know; each of their calls needs its sender to be ADMIN. */
export class FakeManager {
  /** Role and account to delay. */
  readonly holders = new Map<string, string>();
  /** Contract and selector to role. */
  readonly roleOf = new Map<string, string>();
  readonly labels = new Map<string, string>();
  readonly modules: string[] = [];

  constructor(chain: FakeChain, admin: Account) {
    this.holders.set(`${ROLE_IDS.ADMIN} ${admin.address}`, "0");
    const administered = (call: string, change: (args: Sent["args"]) => void) =>
      chain.effects.set(call, ({ from, args }) => {
        if (!this.holders.has(`${ROLE_IDS.ADMIN} ${from.address}`)) return "reverts";
        change(args);
        return [];
      });
    administered("AccessManager.grantRole", (args) => {
      this.holders.set(`${args.roleId} ${args.account}`, textArg(args, "executionDelay"));
    });
    administered("AccessManager.revokeRole", (args) => {
      this.holders.delete(`${args.roleId} ${args.account}`);
    });
    administered("AccessManager.labelRole", (args) => {
      this.labels.set(textArg(args, "roleId"), textArg(args, "label"));
    });
    administered("AccessManager.setTargetFunctionRole", (args) => {
      for (const selector of listArg(args, "selectors"))
        this.roleOf.set(`${args.target} ${selector}`, textArg(args, "roleId"));
    });
    administered("SystemPause.registerModule", (args) => {
      this.modules.push(textArg(args, "module"));
    });
    administered("AccessManager.renounceRole", (args) => {
      this.holders.delete(`${args.roleId} ${args.callerConfirmation}`);
    });
  }
}
