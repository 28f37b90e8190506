import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { artefactAt } from "../../../src/model/layout.ts";
import { RECEIPTS, type ReceiptId, receiptAt, receiptPath } from "../../../src/model/receipts.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { SCRIPTS } from "../../../src/model/scripts.ts";
import type { Handshake } from "../../../src/model/votes.ts";
import { valueAt } from "../../../src/records/located-records.ts";
import { receiptShape } from "../../../src/records/receipt-shapes.ts";
import { receipt } from "../../../src/reports/receipt.ts";

type Json = { [key: string]: unknown };

/** Receipts of a run of the shared plan, with one item of each list. */
const REAL: Readonly<Record<string, Json>> = JSON.parse(
  readFileSync(new URL("../../fixtures/receipts.json", import.meta.url), "utf8"),
);

/** What that run had no cause to leave. */
function madeHere(): Readonly<Record<string, Json>> {
  const { job, jobId, handshakes, transactions } = Object.entries(REAL).find(
    ([path]) => receiptAt(path) === "job-validate",
  )?.[1] as {
    job: string;
    jobId: string;
    handshakes: Handshake[];
    transactions: TransactionRecord[];
  };
  const effects = [{ name: "base", before: "0.24", after: "0.3" }];
  const update = { changes: [{ contract: "Thermostat", function: "setBase", effects }], transactions };
  return {
    "localhost/asi-takeoff/receipts/jobs/grid-survey/dispute.json": JSON.parse(
      receipt("job-dispute", { job, jobId, handshakes, transactions }),
    ),
    "localhost/asi-takeoff/thermodynamics/thermostat-update.json": JSON.parse(
      receipt("thermostat-update", update),
    ),
    "localhost/asi-takeoff/thermodynamics/reward-engine-update.json": JSON.parse(
      receipt("reward-engine-update", update),
    ),
    ...Object.fromEntries(
      (["owner-params", "owner-roles", "owner-switch"] as const).map((id) => [
        receiptPath(id),
        JSON.parse(receipt(id, update)),
      ]),
    ),
  };
}

const receipts = Object.entries({ ...REAL, ...madeHere() }).map(([path, document]) => ({
  id: receiptAt(path) as ReceiptId,
  document,
}));

/** Values as the chain has them, whose names are those of ABIs. */
const DECODED: Partial<Record<ReceiptId, RegExp>> = {
  "planetary-governance": /\/(args|readBack\/before|readBack\/after)(\/|$)/,
  rewards: /\/(args|settlement|roles\/\d+|allocations\/\d+)(\/|$)/,
};

function isFree(id: ReceiptId, pointer: string): boolean {
  return (DECODED[id] ?? /\/args(\/|$)/).test(pointer);
}

/** Every object of a document with its pointer, the document itself included. */
function objectsIn(value: unknown, pointer = ""): { pointer: string; object: Json }[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => objectsIn(child, `${pointer}/${key}`));
  return Array.isArray(value) ? inner : [{ pointer, object: value as Json }, ...inner];
}

/** The document with another object at a pointer. */
function changed(document: Json, pointer: string, change: (object: Json) => Json): Json {
  const copy = structuredClone(document);
  if (pointer === "") return change(copy);
  const at = pointer.lastIndexOf("/");
  const parent = valueAt(copy, pointer.slice(0, at)) as Json;
  const key = pointer.slice(at + 1);
  parent[key] = change(parent[key] as Json);
  return copy;
}

function problemAt(id: ReceiptId, document: Json): string | undefined {
  return receiptShape(id)(document, "")?.pointer;
}

const strict = receipts.flatMap(({ id, document }) =>
  objectsIn(document)
    .filter(({ pointer }) => !isFree(id, pointer))
    .map(({ pointer, object }) => ({ id, document, pointer, object })),
);

describe("the shape of a receipt", () => {
  it("is there for every form of receipt, and real ones have it", () => {
    assert.deepEqual(new Set(receipts.map(({ id }) => id)), new Set(Object.keys(RECEIPTS)));
    const broken = receipts.map(({ id, document }) => ({ id, problem: receiptShape(id)(document, "") }));
    assert.deepEqual(
      broken.filter(({ problem }) => problem !== undefined),
      [],
    );
  });

  it("has no key that is not known", () => {
    for (const { id, document, pointer } of strict) {
      const more = changed(document, pointer, (object) => ({ ...object, more: 1 }));
      assert.equal(problemAt(id, more), pointer, `${id} ${pointer}`);
    }
  });

  it("has every key, but for the few that say why something was otherwise", () => {
    const missed = strict.flatMap(({ id, document, pointer, object }) =>
      Object.keys(object).filter((name) => {
        const less = changed(document, pointer, ({ [name]: _, ...rest }) => rest);
        return problemAt(id, less) === undefined;
      }),
    );
    assert.deepEqual([...new Set(missed)].toSorted(), ["error", "via"]);
  });

  it("has the formula of whatever it says to be simulated, beside it or in its head", () => {
    const simulated = strict.filter(({ object }) => object.simulated === true);
    assert.ok(simulated.length > 0);
    for (const { id, document, pointer, object } of simulated)
      assert.ok("formula" in object || "courseFormula" in document, `${id} ${pointer}`);
  });

  it("tells of a drill that has a job which, what was paid for it and who voted", () => {
    const { drills } = Object.entries(REAL).find(([path]) => receiptAt(path) === "disputes")?.[1] as {
      drills: Json[];
    };
    const [drill] = drills.filter(({ jobId }) => jobId !== undefined) as [Json];
    const created = { contract: "JobRegistry", address: `0x${"a".repeat(40)}`, name: "JobCreated", args: {} };
    const [sent] = drill.transactions as [Json];
    const { jobId, payments, handshakes, ...rest } = drill;
    const problemOf = (one: Json) => {
      const document = { format: "omnisovereign-receipt/1", kind: "disputes", drills: [one] };
      return receiptShape("disputes")(document, "")?.problem;
    };
    assert.equal(problemOf(drill), undefined);
    assert.equal(problemOf({ ...rest, transactions: [{ ...sent, events: [] }] }), undefined);
    assert.match(
      problemOf({ ...rest, transactions: [{ ...sent, events: [created] }] }) ?? "",
      /has a job and no/,
    );
  });

  it("has its keys in the order in which they are written", () => {
    for (const { id, document, pointer, object } of strict) {
      if (Object.keys(object).length < 2) continue;
      const turned = changed(document, pointer, (own) => Object.fromEntries(Object.entries(own).reverse()));
      assert.equal(problemAt(id, turned), pointer, `${id} ${pointer}`);
    }
  });

  it("names the place of a value of another type", () => {
    for (const { id, document, pointer, object } of strict) {
      for (const [name, value] of Object.entries(object)) {
        if (isFree(id, `${pointer}/${name}`)) continue;
        const other = typeof value === "number" ? "one" : 1.5;
        const wrong = changed(document, pointer, (own) => ({ ...own, [name]: other }));
        assert.equal(problemAt(id, wrong), `${pointer}/${name}`, `${id} ${pointer}/${name}`);
      }
    }
  });
});

describe("the table of receipts", () => {
  it("says of every path whose receipt lies there, and of no other", () => {
    const pathOf = (pattern: string) => pattern.replaceAll("*", "some");
    for (const [id, { paths }] of Object.entries(RECEIPTS)) {
      for (const path of paths) assert.equal(receiptAt(pathOf(path)), id);
    }
    assert.equal(receiptAt("asi-global/braid.json"), undefined);
  });

  it("says where a receipt lies by the names in its path", () => {
    assert.equal(receiptPath("owner-pause"), "localhost/asi-takeoff/owner/receipts/pause.json");
    assert.equal(receiptPath("job-post", "a"), "localhost/asi-takeoff/receipts/jobs/a/post.json");
    assert.equal(receiptPath("job-post", "*", "$&"), "asi-global/receipts/regions/*/jobs/$&/post.json");
    assert.throws(() => receiptPath("treasury", "a"), /where 1 names lead/);
  });

  it("agrees with the layout on which stage leaves what", () => {
    const wrong = Object.values(RECEIPTS).flatMap(({ paths, scripts }) => {
      const stages: readonly string[] = scripts.map((script) => SCRIPTS[script].stage);
      return paths.filter((path) => {
        const artefact = artefactAt(path);
        return artefact === undefined || !stages.includes(SCRIPTS[artefact.script].stage);
      });
    });
    assert.deepEqual(wrong, []);
  });
});
