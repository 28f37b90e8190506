import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { eventLine, type ToldEvent } from "../../../../src/cli/reporters/event-line.ts";
import { EVENT_LINE, eventJsonSchema } from "../../../../src/cli/reporters/event-schema.ts";
import { toJson } from "../../../../src/support/json.ts";

const command = { script: "demo", args: ["--a"], env: { OMNISOVEREIGN_OUT: "x" } };
const outcome = { kind: "exited", exitCode: 1 } as const;

/** One of each type. */
const EVENTS: { readonly [Type in ToldEvent["type"]]: Extract<ToldEvent, { type: Type }> } = {
  "run-started": { type: "run-started", plan: "p.json", out: "reports", steps: ["takeoff", "dossier"] },
  "node-started": { type: "node-started", url: "http://127.0.0.1:1" },
  "step-started": { type: "step-started", step: "takeoff" },
  "script-started": { type: "script-started", step: "takeoff", command },
  "script-progress": { type: "script-progress", step: "takeoff", script: "demo", line: "…" },
  "script-work": {
    type: "script-work",
    step: "takeoff",
    script: "demo",
    work: { block: 1, transactions: 2, doing: { kind: "job", id: "one", number: 1, of: 2 } },
  },
  "script-finished": { type: "script-finished", step: "takeoff", script: "demo", outcome, milliseconds: 5 },
  "step-finished": {
    type: "step-finished",
    step: "takeoff",
    result: { transactions: 1, artefacts: 2, changed: null },
    milliseconds: 5,
  },
  "step-failed": {
    type: "step-failed",
    failure: { step: "takeoff", command, outcome, logPath: null, lastLines: [] },
    milliseconds: 5,
  },
  "node-stopped": { type: "node-stopped" },
  "run-stopping": { type: "run-stopping" },
  "run-finished": { type: "run-finished", outcome: "failed", dossier: null, milliseconds: 5 },
  note: { type: "note", line: "…" },
  stack: { type: "stack", stack: "…" },
};

const isValid = new Ajv2020({ strict: true, allowUnionTypes: true, discriminator: true }).compile(
  eventJsonSchema(),
);

test("the published schema of progress is that of what is printed", (t) => {
  t.assert.fileSnapshot(toJson(eventJsonSchema()), "docs/reference/events.schema.json", {
    serializers: [String],
  });
});

test("each event fits the schema as it is printed, and not with a field more or less", () => {
  for (const event of Object.values(EVENTS)) {
    const line: Record<string, unknown> = JSON.parse(eventLine(event));
    assert.ok(isValid(line), `${event.type}: ${JSON.stringify(isValid.errors)}`);
    assert.ok(!isValid({ ...line, more: 1 }), event.type);
    for (const field of Object.keys(line))
      assert.ok(!isValid({ ...line, [field]: undefined }), `${event.type} without ${field}`);
    assert.deepEqual(EVENT_LINE.parse(line), line);
  }
});
