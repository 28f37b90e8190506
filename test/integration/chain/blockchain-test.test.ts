import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin } from "../../e2e/bin.ts";
import { type Fixture, MEANINGLESS, Runner } from "../../support/blockchain-test-runner.ts";
import { keptMission } from "../../support/kept-missions.ts";

/** Every variant of a document in which one value is another, or stands where none does; they share what is the same. */
function* variantsOf<Value>(
  value: Value,
  pointer = "",
): Generator<readonly [pointer: string, variant: Value]> {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  if (typeof value !== "object" || value === null || isEmpty) {
    yield [pointer, flipped(value) as Value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    for (const [place, variant] of variantsOf(inner, `${pointer}/${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      Object.assign(copy, { [key]: variant });
      yield [place, copy as Value];
    }
  }
}

/** The same, but for one digit; what holds nothing gets something. */
function flipped(value: unknown): unknown {
  if (typeof value === "string")
    return value === "" ? "0x" : value.replace(/.$/s, (last) => (last === "1" ? "2" : "1"));
  return Array.isArray(value) ? ["0x01"] : { [`0x${"00".repeat(32)}`]: "0x01" };
}

describe("export --as blockchain-test", { timeout: 580_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  let dossier: string;
  let text: string;
  const file = join(folder, "fixture.json");

  before(async () => {
    dossier = join((await keptMission("one job")).out, "omnisovereign/dossier");
    const { exitCode, stderr } = await bin("export", dossier, "--as", "blockchain-test", "--out", file);
    assert.equal(exitCode, 0, stderr);
    text = readFileSync(file, "utf8");
  });
  after(() => rmSync(folder, { recursive: true }));

  const parsed = () => JSON.parse(text) as Record<string, Fixture>;
  const testIn = (fixture: Record<string, Fixture>) => Object.values(fixture)[0] as Fixture;

  it("writes a fixture that a runner accepts which knows only the documentation", async () => {
    const { blocks, lastblockhash } = testIn(parsed());
    const journal = readFileSync(join(dossier, "data/journal.jsonl"), "utf8").trimEnd().split("\n");
    assert.equal(lastblockhash, JSON.parse(journal.at(-1) ?? "").hash);
    assert.equal(blocks.length, journal.length - 2);
    await new Runner().run(parsed());
  });

  it("writes the same bytes to stdout", async () => {
    const { exitCode, stdout } = await bin("export", dossier, "--as", "blockchain-test");
    assert.equal(exitCode, 0);
    assert.ok(stdout === text);
  });

  it("writes one in which every value counts", async () => {
    const runner = new Runner();
    const test = testIn(parsed());
    await runner.run({ test });
    const accepted: string[] = [];
    let changed = 0;
    for (const [pointer, variant] of variantsOf(test)) {
      if (MEANINGLESS.includes(pointer.split("/")[1] ?? "")) continue;
      changed += 1;
      const isAccepted = await runner.run({ test: variant }).then(
        () => true,
        () => false,
      );
      if (isAccepted) accepted.push(pointer);
    }
    assert.ok(changed > 4000, `${changed} values`);
    assert.deepEqual(accepted, []);
    await runner.run({ test });
  });

  it("refuses a block, an account or a slot that is missing", async () => {
    const runner = new Runner();
    const without = async (take: (test: Record<string, Record<string, unknown>>) => void) => {
      const fixture = parsed();
      take(testIn(fixture) as never);
      await assert.rejects(runner.run(fixture));
    };
    await without(({ blocks }) => void (blocks as unknown as unknown[]).pop());
    for (const alloc of ["pre", "postState"]) {
      await without((test) => delete test[alloc]?.[Object.keys(test[alloc]).at(-1) ?? ""]);
      await without((test) => {
        const accounts = Object.values(test[alloc] as Fixture["pre"]);
        const storage = accounts.find((account) => Object.keys(account.storage).length > 0)?.storage ?? {};
        delete (storage as Record<string, string>)[Object.keys(storage)[0] ?? ""];
      });
    }
  });

  it("says what a stricter client may refuse", () => {
    const { _info } = testIn(parsed()) as unknown as { _info: { mayBeRefused: string[] } };
    assert.equal(_info.mayBeRefused.length, 4);
  });

  it("refuses what is no dossier, and a place where nothing can be written", async () => {
    const none = await bin("export", folder, "--as", "blockchain-test");
    assert.equal(none.exitCode, 2);
    assert.match(none.stdout, /^OMNI4130 /);
    const nowhere = await bin("export", dossier, "--as", "blockchain-test", "--out", join(file, "below"));
    assert.equal(nowhere.exitCode, 5);
    assert.match(nowhere.stderr, /^OMNI4182 /);
    assert.equal((await bin("export", dossier, "--as", "something")).exitCode, 2);
  });
});
