import assert from "node:assert/strict";
import { test } from "node:test";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { foldApprovals } from "../../../../src/records/planetary/fold-approvals.ts";
import { foldOpening } from "../../../../src/records/planetary/fold-opening.ts";
import { PLANETARY_ROLE_IDS } from "../../../../src/records/planetary-roles.ts";
import { BOOK } from "./book.ts";

function sent(contract: string | null, name: string | null, args: object = {}): TransactionRecord {
  return { to: "0x1", contract, function: name, args } as unknown as TransactionRecord;
}

const created = (name: string) => ({ ...sent(name, "constructor"), to: null });
const anchored = sent("ReceiptAnchor", "anchor");
const register = sent("IdentityRegistry", "register");
const built = [
  sent("SafeProxyFactory", "createProxyWithNonce"),
  created("EnergyOracle"),
  created("RegionalExecutor EU"),
  register,
];

test("newcomers come before the Safe is made, and the layer ends with its last identity", () => {
  const admitted = [sent(null, null), register, sent("StakeManager", "depositStake")];
  const { admission, deployment, contracts } = foldOpening(BOOK, [
    anchored,
    ...admitted,
    ...built,
    sent("QuadraticGovernor", "propose"),
    anchored,
  ]);
  assert.deepEqual([admission, deployment], [admitted, built]);
  assert.deepEqual(
    contracts.map(({ name }) => name),
    ["Treasury", "RegionalExecutor EU"],
  );
});

test("where nobody is new, nobody is admitted", () => {
  assert.deepEqual(foldOpening(BOOK, [anchored, ...built]).admission, []);
});

test("the owner's approvals stand between taking the role and giving it back", () => {
  const roleId = PLANETARY_ROLE_IDS.BUDGET.toString();
  const approvals = [
    sent("AccessManager", "schedule"),
    sent("AccessManager", "schedule"),
    sent("AccessManager", "grantRole", { roleId }),
    sent("RegionalExecutor EU", "approveBudget"),
    sent("AccessManager", "revokeRole", { roleId }),
  ];
  const others = [sent("AccessManager", "grantRole", { roleId: "1" }), sent("AGIALPHA", "transfer")];
  assert.deepEqual(foldApprovals([...others, ...approvals, ...others]), approvals);
  const deployed = [sent("AccessManager", "grantRole", { roleId }), ...others];
  assert.deepEqual(foldApprovals([...deployed, ...approvals]), approvals);
});
