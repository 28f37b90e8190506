import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { heardInBrief, hearingSection } from "../../../src/render/hearings-markdown.ts";
import { reportedDispute } from "./disputes.ts";
import { assertHarmless } from "./tables.ts";

const SNAPSHOT = join(import.meta.dirname, "../../snapshots/hearings.md");
const asItIs = { serializers: [(value: string) => value] };

describe("the section on hearings", () => {
  it("tells of each hearing's judges, seats, votes, verdict, bond and slashes, and of who was paid", (t) => {
    t.assert.fileSnapshot(hearingSection([reportedDispute("anna")], "AGIALPHA").join("\n"), SNAPSHOT, asItIs);
  });

  it("lets no text become markup, and keeps every table whole", () => {
    assertHarmless(hearingSection([reportedDispute()], "AGIALPHA").join("\n"));
  });

  it("is left out where nothing was disputed", () => {
    assert.deepEqual(hearingSection([], "AGIALPHA"), []);
  });

  it("has a short form for a drill's story", () => {
    assert.equal(
      heardInBrief(reportedDispute("anna")),
      "council: rejected; validators: approved; owner, for want of a jury: too few eligible: no verdict",
    );
  });
});
