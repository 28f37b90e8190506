import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readReceipt } from "../../../src/records/read-receipt.ts";
import { auditReceipts } from "../../../src/verify/audit.ts";

const MANAGER = "0x00000000000000000000000000000000000000AA";
const TOKEN = "0x00000000000000000000000000000000000000BB";
const NOBODY = "0x0000000000000000000000000000000000000000";
const PAYMENTS = [
  { from: "alice", to: "escrow", amountWei: "500", reason: "Job" },
  { from: "escrow", to: "bob", amountWei: "500", reason: "AgentReward" },
];

const event = (contract: string, name: string, args: object) => ({
  contract,
  address: contract === "AGIALPHA" ? TOKEN : MANAGER,
  name,
  args,
});
const transfer = (from: string, to: string, value: string) =>
  event("AGIALPHA", "Transfer", { from, to, value });
const record = (block: number, ...events: object[]) => ({
  hash: `0x${String(block).padStart(64, "0")}`,
  block,
  index: 0,
  status: "success",
  gasUsed: "1",
  events,
});

/** Alice pays Bob 500 for job 7; he has not claimed them yet. */
function files() {
  const escrowed = [
    event("StakeManager", "EscrowFunded", { jobId: "7", payer: "alice", amountWei: "500", reason: "0" }),
    transfer("alice", MANAGER, "500"),
  ];
  const paid = [
    event("StakeManager", "EscrowPaid", { jobId: "7", payee: "bob", amountWei: "500", reason: "0" }),
    event("JobRegistry", "JobFinalized", { jobId: "7" }),
  ];
  const stake = {
    deposits: [record(1, transfer(NOBODY, "alice", "1000"))],
    block: 3,
    positions: [
      { label: "Alice", address: "alice", balance: "500", staked: "0", claimable: "0" },
      { label: "Bob", address: "bob", balance: "0", staked: "0", claimable: "500" },
    ],
    totals: { staked: "0", unbonding: "0", escrowed: "0", claimable: "500" },
  };
  const job = { jobId: "7", payments: PAYMENTS, transactions: [record(2, ...escrowed), record(3, ...paid)] };
  return { "reports/stake.json": JSON.stringify(stake), "reports/job.json": JSON.stringify(job) };
}

function audit(texts: Readonly<Record<string, string>>) {
  return auditReceipts(
    Object.entries(texts).map(([path, text]) => readReceipt({ path, text })),
    31_337,
  );
}

function codesOf(texts: Readonly<Record<string, string>>): string[] {
  return audit(texts).findings.map(({ code }) => code);
}

/** The files with one place in one of them changed. */
function changed(path: keyof ReturnType<typeof files>, from: string, to: string) {
  const texts = files();
  assert.ok(texts[path].includes(from));
  return { ...texts, [path]: texts[path].replace(from, to) };
}

describe("the audit of receipts", () => {
  it("finds nothing in receipts that agree, and counts what it compared", () => {
    assert.deepEqual(audit(files()), {
      movements: 3,
      jobs: 1,
      draws: 0,
      readings: 1,
      positions: 2,
      findings: [],
    });
  });

  it("finds an amount that one event of a transaction has and another has not", () => {
    const { findings } = audit(changed("reports/job.json", '"value":"500"', '"value":"501"'));
    assert.deepEqual(
      findings.map(({ code, message }) => [code, message]),
      [
        [
          "OMNI4117",
          `By the receipts, transaction ${record(2).hash} moves 501 wei into StakeManager by the token, but 500 by StakeManager.`,
        ],
      ],
    );
  });

  it("finds a job that ends with money in its escrow", () => {
    const forged = changed(
      "reports/job.json",
      '"payee":"bob","amountWei":"500"',
      '"payee":"bob","amountWei":"499"',
    );
    assert.deepEqual(
      audit(forged).findings.map(({ message }) => message),
      [`By the receipts, transaction ${record(3).hash} ends job 7 with 1 wei left of its escrow.`],
    );
  });

  it("finds a payment that went to somebody else than who holds it", () => {
    const { findings } = audit(changed("reports/job.json", '"payee":"bob"', '"payee":"eve"'));
    assert.deepEqual(
      findings.map(({ code, message }) => [code, / of "(.+?)"/.exec(message)?.[1]]),
      [
        ["OMNI4118", "Bob"],
        ["OMNI4118", "eve"],
      ],
    );
  });

  it("finds a holding that is one wei off", () => {
    assert.deepEqual(codesOf(changed("reports/stake.json", '"balance":"500"', '"balance":"501"')), [
      "OMNI4118",
    ]);
  });

  it("finds a payment that a job lists and that was not made", () => {
    const { findings } = audit(
      changed("reports/job.json", '"amountWei":"500","reason":"Job"', '"amountWei":"5","reason":"Job"'),
    );
    assert.deepEqual(
      findings.map(({ code, message }) => [code, message]),
      [
        [
          "OMNI4119",
          '"reports/job.json" lists other payments of job 7 than its transactions make: see "/payments/0/amountWei" there.',
        ],
      ],
    );
  });

  it("finds a transaction that is told in two ways", () => {
    const twice = JSON.stringify([record(1, transfer(NOBODY, "alice", "1001"))]);
    assert.ok(codesOf({ ...files(), "reports/z.json": twice }).includes("OMNI4117"));
  });

  it("refuses what is no JSON, nests too deep, or reads the chain in no known shape", () => {
    const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    const texts = { a: "hello", b: deep, c: '{"totals":{}}', d: '{"block":1.5,"totals":{}}' };
    assert.deepEqual(codesOf(texts), ["OMNI4116", "OMNI4116", "OMNI4116", "OMNI4116"]);
  });

  it("tells of every damaged receipt by its path, and still reads the others", () => {
    const [sound] = Object.values(files()) as [string];
    const { findings, readings } = audit({
      ...files(),
      cut: sound.slice(1),
      other: '{"totals":[]}',
      last: "",
    });
    assert.deepEqual(
      findings.map(({ code, path }) => [code, path]),
      ["cut", "other", "last"].map((path) => ["OMNI4116", path]),
    );
    assert.equal(readings, audit(files()).readings);
  });

  it("reads lists that are longer than a call has arguments", () => {
    const long = `[${"1,".repeat(500_000)}1]`;
    assert.deepEqual(codesOf({ ...files(), long, payments: `{"jobId":"1","payments":${long}}` }), [
      "OMNI4119",
    ]);
  });

  it("says no more than twenty things, however much is off", () => {
    const movements = Array.from({ length: 50 }, (_, block) => record(block, transfer("eve", "bob", "1")));
    assert.equal(codesOf({ a: JSON.stringify(movements) }).length, 20);
  });

  it("never throws, whatever the receipts hold", () => {
    const scalar = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom({ toString: 1, valueOf: 1 }, "__proto__", "constructor", "9".repeat(90), -1),
    );
    const hostileEvent = fc.record({
      contract: fc.constantFrom("AGIALPHA", "StakeManager", "JobRegistry"),
      address: scalar,
      name: fc.constantFrom(
        "Transfer",
        "EscrowPaid",
        "StakeSlashed",
        "EscrowFunded",
        "JobFinalized",
        "Claimed",
      ),
      args: fc.dictionary(
        fc.constantFrom("from", "to", "value", "jobId", "payee", "account", "role", "amountWei", "reason"),
        scalar,
      ),
    });
    const hostile = fc.record({
      block: scalar,
      totals: scalar,
      positions: scalar,
      jobId: scalar,
      payments: scalar,
      list: fc.array(hostileEvent.map((one) => record(1, one))),
    });
    fc.assert(fc.property(hostile, (document) => void audit({ a: JSON.stringify(document) })));
  });
});
