import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { describe, it } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { type ReporterOptions, reporterFor } from "../../../../src/cli/reporters/reporter.ts";
import type { RunEvent } from "../../../../src/model/run-events.ts";

const EVENTS: readonly RunEvent[] = [
  { type: "run-started", plan: "p.json", out: "reports", steps: ["takeoff", "dossier"] },
  { type: "step-started", step: "takeoff" },
  { type: "script-started", step: "takeoff", command: { script: "demo", args: ["--a", "b c"], env: {} } },
  { type: "script-progress", step: "takeoff", script: "demo", line: "wave \u001b[2J1" },
  { type: "script-progress", step: "takeoff", script: "demo", line: "OMNI3099  Late.  Wait." },
  {
    type: "script-finished",
    step: "takeoff",
    script: "demo",
    outcome: { kind: "timed-out", limitSeconds: 5 },
    milliseconds: 5040,
  },
];

function report(
  options: ReporterOptions,
  terminal: { isTTY?: boolean; env?: NodeJS.ProcessEnv } = {},
): string {
  const stream = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: terminal.isTTY ?? false });
  const reporter = reporterFor(options, stream, terminal.env ?? {});
  for (const event of EVENTS) reporter.report(event);
  reporter.end();
  return stream.read() ?? "";
}

const TEXT = `Running takeoff, dossier with p.json into reports
takeoff: npm run demo -- --a 'b c'
demo: wave \\u{1b}[2J1
demo: OMNI3099  Late.  Wait.
demo: timed out after 5.0 s
`;

describe("progress", () => {
  it("is plain text with escaped control characters away from a terminal", () => {
    assert.equal(report({}), TEXT);
  });

  it("is the same in a terminal that moves no cursor, and with --verbose", () => {
    const plain = (options: ReporterOptions, env: NodeJS.ProcessEnv) =>
      stripVTControlCharacters(report(options, { isTTY: true, env }));
    assert.equal(plain({}, { TERM: "dumb" }), TEXT);
    assert.equal(plain({ verbose: true }, {}), TEXT);
  });

  it("is what a terminal shows at the moment, of which what scripts say stays", () => {
    const shown = report({}, { isTTY: true, env: { NO_COLOR: "1" } });
    assert.match(shown, /\| takeoff|\/ takeoff|- takeoff|\\ takeoff/);
    assert.match(shown, /demo: wave \\u\{1b\}\[2J1\n/);
    assert.doesNotMatch(shown, /npm run/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what must not be there
    assert.doesNotMatch(shown, /\u001b\[[0-9;]*m/);
  });

  it("is every event as a JSON line with --json", () => {
    const lines = report({ json: true }).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      EVENTS.map((event) => ({ format: "omnisovereign-event/1", ...event })),
    );
  });

  it("is nothing with --quiet", () => {
    assert.equal(report({ quiet: true, json: true }), "");
  });

  it("leaves the errors of a script that failed to the end of the run", () => {
    const stream = new PassThrough({ encoding: "utf8" });
    const reporter = reporterFor({}, stream, {});
    const outcome = { kind: "exited", exitCode: 3 } as const;
    for (const event of EVENTS)
      reporter.report(event.type === "script-finished" ? { ...event, outcome } : event);
    assert.doesNotMatch(stream.read() ?? "", /OMNI/);
  });
});
