import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import {
  ABSENCES,
  CHANGE_REASONS,
  CHOICE,
  DECIDERS,
  DELAY_POLICIES,
  DIVISION_OUTCOMES,
  EPOCH_PHASES,
  FUND_REASONS,
  JOB_STATUSES,
  numberOf,
  OUTCOMES,
  PAYMENT_REASONS,
  PROPOSAL_STATES,
  REFUSALS,
  ROLE,
  SHARE_ROLES,
  SLASH_REASONS,
  VOTE_TYPES,
  wordOf,
} from "../../../src/model/enums.ts";

const CONTRACTS = fileURLToPath(new URL("../../../contracts", import.meta.url));
const GOVERNANCE = join(CONTRACTS, "../node_modules/@openzeppelin/contracts/governance");

/** Each enum by the file that declares it: ours in `contracts`, and OpenZeppelin's that chain data holds. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  "IJobRegistry.Status": JOB_STATUSES,
  "Outcome.Outcome": OUTCOMES,
  "IDisputeModule.Absence": ABSENCES,
  "IDisputeModule.DecidedBy": DECIDERS,
  "IIncentivePolicy.DelayPolicy": DELAY_POLICIES,
  "IThermostat.ChangeReason": CHANGE_REASONS,
  "IRewardEngineMB.Phase": EPOCH_PHASES,
  "IStakeManager.PaymentReason": PAYMENT_REASONS,
  "IValidationModule.Refusal": REFUSALS,
  "IStakeManager.FundReason": FUND_REASONS,
  "IStakeManager.SlashReason": SLASH_REASONS,
  "IBudgetDivision.Outcome": DIVISION_OUTCOMES,
  "IGovernor.ProposalState": PROPOSAL_STATES,
  "GovernorCountingSimple.VoteType": VOTE_TYPES,
};

const ours = readdirSync(CONTRACTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sol"))
  .map((file) => join(CONTRACTS, file));
const theirs = ["IGovernor.sol", "extensions/GovernorCountingSimple.sol"].map((file) =>
  join(GOVERNANCE, file),
);

describe("the table of on-chain enums", () => {
  const declared = new Map([...ours, ...theirs].flatMap(enumsIn));

  for (const [name, words] of Object.entries(TABLE)) {
    it(`has the members of ${name} in their order`, () => {
      assert.deepEqual(words.map(inOneWord), declared.get(name)?.map(inOneWord));
    });
  }

  it("has every enum of our contracts", () => {
    const missing = ours.flatMap(enumsIn).filter(([name]) => !(name in TABLE));
    assert.deepEqual(missing, []);
  });

  it("has the bits of an identity's roles", () => {
    const { ALL, ...bits } = constantsOf("shared/Roles.sol");
    assert.deepEqual(inUpperCase(ROLE), bits);
    assert.equal(
      Object.values(ROLE).reduce((sum, bit) => sum + bit, 0),
      ALL,
    );
  });

  it("has the choices of a vote", () => {
    assert.deepEqual(inUpperCase(CHOICE), constantsOf("shared/Votes.sol"));
  });

  it("has the sharers of a reward in the order of the contract's struct", () => {
    const source = readFileSync(join(CONTRACTS, "interfaces/IIncentivePolicy.sol"), "utf8");
    const [, body = ""] = /struct RoleShares \{([^}]*)\}/.exec(source) ?? [];
    assert.deepEqual(
      [...body.matchAll(/(\w+)Bps;/g)].map(([, role]) => role),
      [...SHARE_ROLES],
    );
  });

  it("knows no word for a number beyond the last member", () => {
    assert.equal(wordOf(OUTCOMES, 3n), "inconclusive");
    assert.equal(wordOf(OUTCOMES, 4n), undefined);
    assert.equal(numberOf(OUTCOMES, "inconclusive"), 3);
  });
});

function enumsIn(path: string): [string, string[]][] {
  const source = readFileSync(path, "utf8").replaceAll(/\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
  const file = path.slice(dirname(path).length + 1, -".sol".length);
  return [...source.matchAll(/\benum (\w+) \{([^}]*)\}/g)].map(([, name, body = ""]) => [
    `${file}.${name}`,
    body.split(",").map((member) => member.trim()),
  ]);
}

/** `IncreaseAgentShare`, `increase-agent-share` and `increase agent share` are one member. */
function inOneWord(member: string): string {
  return member.replaceAll(/[ -]/g, "").toLowerCase();
}

function constantsOf(file: string): Record<string, number> {
  const source = readFileSync(join(CONTRACTS, file), "utf8");
  const constants = source.matchAll(/uint8 internal constant (\w+) = (\d+);/g);
  return Object.fromEntries([...constants].map(([, name, value]) => [name, Number(value)]));
}

function inUpperCase(numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name.toUpperCase(), value]));
}
