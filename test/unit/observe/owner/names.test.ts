import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { Names } from "../../../../src/observe/owner/names.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith, person } from "../../../support/small-cast.ts";

test("addresses have the names of contracts and people, in whichever letter case, and strangers keep theirs", () => {
  const { book } = new FakeChain("SystemPause");
  const anna = person("anna");
  const names = new Names(book, { ...castWith(anna), guardian: accountOf("SystemPause") });
  const stranger = accountOf("stranger").address;
  assert.equal(names.of(book.get("SystemPause").address.toLowerCase()), "SystemPause");
  assert.equal(names.of(anna.account.address.toLowerCase()), "anna");
  assert.equal(names.of(stranger), stranger);
  assert.equal(names.of(accountOf("SystemPause").address), "SystemPause (account)");
});
